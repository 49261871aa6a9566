"""JSON: the contract of `report.json`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from factcheck.records import Relation, Report, Slot
from factcheck.reporters import REPORTERS
from factcheck.reporters.json import render
from tests.reporters.sample import SAMPLE


def test_the_report_is_read_back_as_it_was() -> None:
    assert Report.model_validate_json(render(SAMPLE)) == SAMPLE


def test_keys_stand_in_the_order_of_the_contract() -> None:
    report = json.loads(render(SAMPLE))
    finding = report["findings"][0]
    claim = finding["sides"][0]["claims"][0]
    assert list(report)[:5] == ["format", "story", "models", "articles", "findings"]
    assert list(finding) == [
        *("fingerprint", "evidence", "verdict", "facet", "topic", "score", "reason", "sides")
    ]
    assert list(finding["sides"][0]) == ["value", "claims"]
    assert list(claim) == [
        *("id", "article", "start", "end", "text", "reading", "highlights"),
        *("source", "via", "quoted", "before", "after"),
    ]
    assert list(report["articles"][0])[:6] == [
        *("id", "path", "outlet", "language", "published", "title")
    ]


def test_highlights_count_in_the_article() -> None:
    for finding in json.loads(render(SAMPLE))["findings"]:
        for claim in (claim for side in finding["sides"] for claim in side["claims"]):
            assert all(
                claim["start"] <= a < b <= claim["end"] and isinstance(a, int)
                for a, b in claim["highlights"]
            )


def test_days_are_iso_and_arabic_is_arabic() -> None:
    text = render(SAMPLE)
    assert '"published": "2021-05-04"' in text
    assert "صوت الميناء" in text
    assert text.startswith('{\n  "format": 1,\n')
    assert text.endswith("}\n")


def test_relations_stay_inside_the_program() -> None:
    relation = Relation(
        left="a",
        right="b",
        facet="place",
        kind="conflict",
        slot=Slot(key="k"),
        reason="r",
        score=1.0,
        left_value="x",
        right_value="y",
    )
    finding = SAMPLE.findings[0].model_copy(update={"relations": (relation,)})
    with_relations = SAMPLE.model_copy(update={"findings": (finding, *SAMPLE.findings[1:])})
    assert render(with_relations) == render(SAMPLE)


def test_every_reporter_has_a_file_of_its_own() -> None:
    assert {name: reporter.name for name, reporter in REPORTERS.items()} == {
        name: name for name in REPORTERS
    }
    assert len({reporter.file_name for reporter in REPORTERS.values()}) == len(REPORTERS)


def test_naming_the_reporters_loads_no_template_engine_and_no_tables() -> None:
    code = (
        "import sys, factcheck.reporters;"
        "print(sorted({'jinja2', 'pandas', 'rich'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert shown.stdout == "[]\n", shown.stderr


def test_the_example_in_the_docs_keeps_the_contract() -> None:
    page = Path(__file__).parents[2] / "docs" / "report-format.md"
    example = re.search(r"```json\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    report = Report.model_validate_json(example[1])
    (claim,) = report.findings[0].sides[0].claims
    assert len(claim.text) == claim.end - claim.start
    ((start, end),) = claim.highlights
    assert (
        claim.text[start - claim.start : end - claim.start] == report.findings[0].sides[0].value
    )
    assert set(json.loads(example[1])) == set(json.loads(render(SAMPLE)))
