"""The docs say what is true: every command, option, facet and claim field stands in them."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from factcheck.cli import cli
from factcheck.facets.registry import FACETS
from factcheck.records import Claim, Record

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"


def write_commands() -> str:
    """docs/commands.md, made from `--help`."""
    parts = [
        "# Commands\n",
        "Exit codes: 0 nothing to report, 1 findings at or above `--fail-on`, 2 something that"
        " you can mend, 3 a bug of ours, 4 no claim could be extracted, 130 interrupted.\n",
    ]
    top = click.Context(cli, info_name="factcheck", max_content_width=96)
    return "\n".join([*parts, *write_group(cli, top)])


def write_group(group: click.Group, parent: click.Context) -> Iterator[str]:
    """The help of a group's commands, and of the groups within it."""
    for name, command in sorted(group.commands.items()):
        context = click.Context(command, info_name=name, parent=parent, max_content_width=96)
        yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from write_group(command, context)


def write_claim_fields() -> str:
    """docs/claims.md, made from the record."""
    rows = [f"| `{name}` | {CLAIM_FIELDS[name]} |" for name in Claim.model_fields]
    return CLAIMS_HEAD + "\n".join(rows) + "\n"


def write_claim_schema() -> str:
    """docs/claim.schema.json, made from the record."""
    return json.dumps(Claim.model_json_schema(mode="serialization"), indent=2) + "\n"


CLAIMS_HEAD = """# Claims

`factcheck claims STORY` writes one claim a line as JSON, and `factcheck report` writes the same
file to `claims/<story>.jsonl`. Correct it by hand and give it back with
`factcheck report STORY --claims FILE`: source, stance, reading and the rest are yours to
change; `text` must stay what the article says at `start`..`end`, counted in characters (code
points).
A line may be deleted, or added with an id of its own. The types are in
[claim.schema.json](claim.schema.json), a JSON schema of one line.

| field | meaning |
|---|---|
"""

CLAIM_FIELDS = {
    "id": "article and place: `harbour-post-1:120-188`",
    "article": "the article's id: its file name without the ending",
    "outlet": "who published it",
    "language": "language of the claim's paragraph",
    "start": "first character in the article's text",
    "end": "one past the last character",
    "text": "the words themselves, verbatim: what people see",
    "reading": "the words with relative days resolved: what is compared",
    "sentence": "start and end of the sentence around it",
    "source": "who is quoted as saying it; null when the outlet says it itself",
    "is_person": "true when the source is one named person",
    "via": "the agency or outlet credited for it",
    "cue": "the words that attribute it",
    "stance": "whether the source affirms, denies or hedges it",
    "quoted": "true when it stands in quotation marks",
    "is_title": "true when it is the article's title",
    "anchor": "the day that relative words count from; null leaves them open",
    "contrasts": 'id of the claim that this one is set against by a "but"',
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("commands.md", write_commands()),
        ("claims.md", write_claim_fields()),
        ("claim.schema.json", write_claim_schema()),
    ],
    ids=["commands", "claims", "schema"],
)
def test_generated_pages_are_current(name: str, text: str) -> None:
    """`FACTCHECK_ACCEPT_GOLDEN=1 pytest tests/test_docs.py` rewrites them."""
    page = DOCS / name
    if os.environ.get("FACTCHECK_ACCEPT_GOLDEN"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_has_a_page(name: str) -> None:
    assert (DOCS / "facets" / f"{name}.md").read_text(encoding="utf-8").startswith("# ")


def test_every_error_is_explained() -> None:
    from factcheck import errors

    page = (DOCS / "messages.md").read_text(encoding="utf-8")
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, Exception):
            assert f"`{name}`" in page, name


def test_every_word_of_the_contract_is_in_the_glossary() -> None:
    page = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for word in ("conflict", "dispute", "update", "agreement", "single", "fingerprint", "via"):
        assert f"| {word} |" in page


def test_every_record_is_documented() -> None:
    def subclasses(record: type[Record]) -> list[type[Record]]:
        return [child for sub in record.__subclasses__() for child in (sub, *subclasses(sub))]

    assert all(record.__doc__ for record in subclasses(Record))


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *DOCS.rglob("*.md")]:
        for target in re.findall(
            r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")
        ):
            assert (page.parent / target).exists(), f"{page}: {target}"
