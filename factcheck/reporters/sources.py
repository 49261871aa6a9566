"""Sources: who said what, and through which outlets it reached the reader.

One source quoted by several outlets is one row, whatever its spelling: "Shamkhani"
and "شمخاني" are read as one name. A row shows every spelling, so that a reader
sees what was joined.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from factcheck.records import Finding, Report, SideClaim
from factcheck.reporters import layout
from factcheck.text import fold_text
from factcheck.transliteration import is_same_name

MOST_SOURCES = 100
MOST_OUTLETS = 12  # of one source
MOST_SAYINGS = 6  # of one source in one outlet; the others unfold
_MOST_MATCHED = 80  # names compared with each other; rarer ones join by equal letters only


class Saying(NamedTuple):
    """One claim of a source, and the findings it takes part in with the side's mark."""

    claim: SideClaim
    findings: tuple[tuple[Finding, str], ...]


class OutletSayings(NamedTuple):
    """What one outlet has a source say, in the order of its articles."""

    outlet: str
    sayings: tuple[Saying, ...]


class SourceRow(NamedTuple):
    """One source: its spellings, the most frequent first, and what each outlet quotes."""

    names: tuple[str, ...]
    outlets: tuple[OutletSayings, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that the source's words take part in, each once."""
        found = (
            finding
            for outlet in self.outlets
            for saying in outlet.sayings
            for finding, _ in saying.findings
        )
        return tuple({finding.fingerprint: finding for finding in found}.values())

    @property
    def is_in_several(self) -> bool:
        """Tell whether more than one outlet quotes the source."""
        return len(self.outlets) > 1

    @property
    def size(self) -> int:
        """How many claims are the source's."""
        return sum(len(outlet.sayings) for outlet in self.outlets)


def list_sources(report: Report) -> tuple[SourceRow, ...]:
    """List the sources, those quoted by most outlets first, then those quoted most."""
    sayings = _collect_sayings(report)
    counts = Counter(claim.source for claim, _ in sayings.values() if claim.source)
    rows = [_build_row(report, names, sayings) for names in _join_spellings(counts)]
    rows.sort(key=lambda row: (-len(row.outlets), -row.size))
    return tuple(rows)


_Sayings = dict[str, tuple[SideClaim, list[tuple[Finding, str]]]]


def _collect_sayings(report: Report) -> _Sayings:
    """Index the claims that have a source by their id, each with its findings."""
    sayings: _Sayings = {}
    for finding in report.findings:
        for mark, side in zip(layout.mark_sides(finding), finding.sides, strict=True):
            for claim in side.claims:
                if claim.source:
                    sayings.setdefault(claim.id, (claim, []))[1].append((finding, mark))
    return sayings


def _join_spellings(counts: Counter[str]) -> list[tuple[str, ...]]:
    """Group the spellings of one name; a spelling joins where it fits all of a group.

    "Defence Ministry" fits both the Russian and the Syrian one, which do not fit
    each other: it joins the one that is quoted more.
    """
    groups: list[list[str]] = []
    group_by_key: dict[str, list[str]] = {}
    by_count = sorted(counts, key=lambda name: (-counts[name], name))
    for number, name in enumerate(by_count):
        key = fold_text(name)
        group = group_by_key.get(key)
        if group is None and number < _MOST_MATCHED and _is_name(name):
            group = next((g for g in groups if all(_are_one(name, other) for other in g)), None)
        if group is None:
            groups.append(group := [])
        group.append(name)
        group_by_key[key] = group
    return [tuple(group) for group in groups]


def _are_one(left: str, right: str) -> bool:
    return _is_name(right) and is_same_name(left, right)


def _is_name(source: str) -> bool:
    """Tell whether a source is named: "a passenger" and "the company" are not."""
    return any(word[:1].isupper() or not word.isascii() for word in source.split()[-2:])


def _build_row(report: Report, names: tuple[str, ...], sayings: _Sayings) -> SourceRow:
    claims_by_article: dict[str, list[Saying]] = {}
    for claim, findings in sayings.values():
        if claim.source in names:
            saying = Saying(claim, tuple(findings))
            claims_by_article.setdefault(claim.article, []).append(saying)
    by_outlet: dict[str, list[Saying]] = {}
    for head in report.articles:
        found = sorted(claims_by_article.get(head.id, ()), key=lambda said: said.claim.start)
        if found:
            by_outlet.setdefault(head.outlet, []).extend(found)
    return SourceRow(names, tuple(OutletSayings(o, tuple(s)) for o, s in by_outlet.items()))
