"""Filters: one verdict, facet, outlet or language at a time, without script.

Whatever belongs to findings carries their tokens in `data-fits`; choosing an
option hides what lacks its token. The rules are written for each report, since
only a report knows its outlets. A browser without `:has()` shows everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factcheck.records import VERDICTS, Finding, Report
from factcheck.reporters import layout, views
from factcheck.reporters.markup import shorten

FEWEST_FINDINGS = 12  # below, all of them fit in one look
_LABEL_CHARACTERS = 60


class Choice(NamedTuple):
    """One option: the token it keeps, and how it is called."""

    token: str
    label: str


class ChoiceGroup(NamedTuple):
    """Options of which one is chosen at a time; `name` says what they are."""

    name: str
    choices: tuple[Choice, ...]


def index_tokens(report: Report) -> dict[str, str]:
    """Index by fingerprint the tokens that a finding answers to, as `data-fits` holds them."""
    head_by_id = layout.index_heads(report)
    number_by_outlet = _number_outlets(report)
    return {
        finding.fingerprint: " ".join(
            (
                *(finding.verdict, finding.facet),
                *views.list_languages(finding, head_by_id),
                *(
                    number_by_outlet[outlet]
                    for outlet in layout.list_finding_outlets(finding, head_by_id)
                ),
            )
        )
        for finding in report.findings
    }


def join_tokens(findings: Iterable[Finding], tokens: Mapping[str, str]) -> str:
    """Join the tokens of several findings: a group shows if one of them may."""
    held = (token for finding in findings for token in tokens[finding.fingerprint].split())
    return " ".join(sorted(set(held)))


def list_choices(report: Report) -> tuple[ChoiceGroup, ...]:
    """List what can be chosen; a short report, or a group of one, needs no choice."""
    if len(report.findings) < FEWEST_FINDINGS:
        return ()
    held = Counter(
        token for tokens in index_tokens(report).values() for token in tokens.split()
    )
    facets = sorted({finding.facet for finding in report.findings})
    groups: dict[str, list[tuple[str, str]]] = {
        "Verdict": [(verdict, verdict) for verdict in VERDICTS],
        "Facet": [(facet, facet) for facet in facets],
        "Outlet": [(token, name) for name, token in _number_outlets(report).items()],
        "Language": [(code, name) for code, name in layout.LANGUAGES.items()],
    }
    found = [
        ChoiceGroup(
            name,
            tuple(
                Choice(token, f"{shorten(label, _LABEL_CHARACTERS)} ({held[token]})")
                for token, label in pairs
                if held[token]
            ),
        )
        for name, pairs in groups.items()
    ]
    return tuple(group for group in found if len(group.choices) > 1)


def write_rules(groups: Iterable[ChoiceGroup]) -> str:
    """Write the style rules behind the choices; on paper nothing is hidden."""
    rules = [
        f'body:has(option[value="{choice.token}"]:checked) '
        f'[data-fits]:not([data-fits~="{choice.token}"])'
        for group in groups
        for choice in group.choices
    ]
    joined = ",\n  ".join(rules)
    return f"@media screen {{\n  {joined} {{ display: none; }}\n}}\n" if rules else ""


def _number_outlets(report: Report) -> dict[str, str]:
    outlets = dict.fromkeys(head.outlet for head in report.articles)
    return {outlet: f"outlet-{number}" for number, outlet in enumerate(outlets, 1)}
