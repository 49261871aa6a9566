"""`factcheck explain`: how a verdict came about."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from factcheck.calibration import LanguagePair, Row, load_thresholds, pair_languages
from factcheck.claims import read_claims
from factcheck.commands.loading import (
    Choice,
    choose_as_before,
    load_models,
    note_other_models,
)
from factcheck.commands.stories import read_stories
from factcheck.errors import UserError
from factcheck.extract import extract_claims
from factcheck.pipeline import check_articles
from factcheck.records import Alignment, Finding, Language, NliScores, Relation


def run_explain(
    fingerprint: str,
    *,
    story: Path | None,
    reports: Path,
    seeds: Path,
    claims_file: Path | None = None,
    nli: str | None = None,
    embedder: str | None = None,
    is_cached: bool = True,
) -> int:
    """Print pair, gate, values as sets, NLI probabilities and thresholds of a finding.

    The story is judged again, with `claims_file` when its report was made with
    one, so the answer is what the program says now. Without
    `story` the report that holds the fingerprint is looked up under `reports`,
    and its articles under `seeds`. The models are those of the report unless
    others are named; where they differ, stderr says so.
    """
    folder = story or seeds / find_report(fingerprint, reports).parent.name
    read = read_stories([folder])[0]
    before = read_model_names(reports / read.name / "report.json")
    choice = Choice(
        choose_as_before(before.get("embedder"), embedder, "--embedder"),
        choose_as_before(before.get("nli"), nli, "--nli"),
        is_cached,
    )
    models = load_models(choice)
    note_other_models(before, models)
    claims = (
        read_claims(claims_file, read.articles)
        if claims_file
        else extract_claims(read.articles)
    )
    report = check_articles(
        read.name,
        read.articles,
        embedder=models.embedder,
        nli=models.nli,
        claims=claims,
    )
    matching = [f for f in report.findings if f.fingerprint.startswith(fingerprint)]
    if len(matching) != 1:
        raise _refuse(fingerprint, f"in '{read.name}'", len(matching))
    language_by_claim = {claim.id: claim.language for claim in claims}
    print("\n".join(explain_finding(matching[0], language_by_claim)))
    return 0


def find_report(fingerprint: str, reports: Path) -> Path:
    """Find the report that holds the fingerprint, which may be cut short."""
    paths = [
        path
        for path in sorted(reports.glob("*/report.json"))
        if any(value.startswith(fingerprint) for value in _read_fingerprints(path))
    ]
    if len(paths) != 1:
        raise _refuse(fingerprint, f"under {reports}/", len(paths))
    return paths[0]


def _read_fingerprints(path: Path) -> list[str]:
    try:
        findings = json.loads(path.read_text(encoding="utf-8"))["findings"]
        return [finding["fingerprint"] for finding in findings]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _refuse_report(path) from error


def read_model_names(path: Path) -> dict[str, str]:
    """Read which models a report was made with, by job; a report that is not there gives {}."""
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8"))["models"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _refuse_report(path) from error


def _refuse_report(path: Path) -> UserError:
    return UserError(
        "this is no report", place=str(path), cure="Write it again with `factcheck report`."
    )


def _refuse(fingerprint: str, where: str, count: int) -> UserError:
    if count:
        return UserError(
            f"'{fingerprint}' begins {count} fingerprints {where}",
            cure="Give more digits of it.",
        )
    return UserError(
        f"no finding '{fingerprint}' {where}",
        cure="Copy the fingerprint from a report, and name its story with --story.",
    )


def explain_finding(
    finding: Finding, language_by_claim: Mapping[str, Language]
) -> Iterator[str]:
    """Lay out a finding and every relation it rests on, as lines of text."""
    yield f"{finding.verdict} · {finding.facet} · {finding.topic}"
    yield f"fingerprint {finding.fingerprint}, score {finding.score:.2f}"
    yield finding.reason
    for side in finding.sides:
        yield f"\n  {side.value}"
        for claim in side.claims:
            yield f"    [{claim.id}] {claim.text}"
            if claim.source:
                yield f"      said by {claim.source}" + (
                    f", via {claim.via}" if claim.via else ""
                )
            if claim.reading != claim.text:
                yield f"      read as: {claim.reading}"
    for number, relation in enumerate(finding.relations, start=1):
        yield f"\npair {number}: {relation.kind}, score {relation.score:.2f}: {relation.reason}"
        yield from explain_relation(relation)
        left, right = language_by_claim[relation.left], language_by_claim[relation.right]
        yield from explain_thresholds(relation, pair_languages(left, right))


def explain_relation(relation: Relation) -> Iterator[str]:
    """Lay out one pair: ids, slot, gate, worlds, probabilities."""
    yield f"  left   [{relation.left}] {relation.left_value}"
    yield f"  right  [{relation.right}] {relation.right_value}"
    words = ", ".join(relation.slot.words) or relation.slot.topic
    yield f"  slot   {relation.slot.key}: {words}; support {relation.support:.2f}"
    if relation.left_world:
        yield f"  worlds {relation.left_world}"
        yield f"     and {relation.right_world}"
    if relation.alignment:
        yield from _explain_alignment(relation.alignment)
    if relation.forward and relation.backward:
        yield f"  nli    left as premise:  {_format_scores(relation.forward)}"
        yield f"         right as premise: {_format_scores(relation.backward)}"


def _explain_alignment(alignment: Alignment) -> Iterator[str]:
    state = "open" if alignment.gate.is_open else "closed"
    yield f"  align  similarity {alignment.similarity:.2f}, wording {alignment.wording:.2f}"
    yield f"  gate   {state}, {alignment.gate.score:.2f}"
    for reason in alignment.gate.reasons:
        yield f"         {reason}"


def _format_scores(scores: NliScores) -> str:
    return ", ".join(f"{name} {value:.2f}" for name, value in scores.model_dump().items())


def explain_thresholds(relation: Relation, languages: LanguagePair) -> Iterator[str]:
    """Lay out the thresholds in force for a pair of claims, and how often they were right."""
    row = load_thresholds().row(relation.facet, languages)
    limits = ", ".join(f"{name} {value:.2f}" for name, value in row.floors)
    yield f"  limits {limits} ({row.facet}, {row.languages}, {row.origin})"
    yield f"         {_format_precision(row, relation)}"


def _format_precision(row: Row, relation: Relation) -> str:
    figures = row.figures(relation.kind)
    if figures is None or figures.precision is None:
        return "precision not measured: no such pair in the development stories"
    kept = figures.right + figures.wrong
    return f"precision {figures.precision:.2f} on {kept} such pairs of the development stories"
