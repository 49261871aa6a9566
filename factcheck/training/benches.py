"""Benches: the development stories of one facet and language pair, to try thresholds on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import reduce
from itertools import combinations, groupby
from typing import TypeVar

from factcheck.calibration import (
    Floors,
    LanguagePair,
    StatementFloors,
    Thresholds,
    pair_languages,
)
from factcheck.judge import is_supported
from factcheck.records import ArticleHead, FacetName, Profile, RelationKind
from factcheck.settle import settle_conflicts
from factcheck.statements import (
    Odds,
    Question,
    QuestionKind,
    find_settled,
    is_near_enough,
    judge_statement,
    read_odds,
    weigh_scores,
)
from factcheck.training.fitting import Bench, Counts, Outcome
from factcheck.training.gold import GoldLine
from factcheck.training.marks import Marked, Tallies, Tally, mark_relation, tally_findings
from factcheck.training.trials import StatementCandidate, Trial

F = TypeVar("F", Floors, StatementFloors)

_VALUE_FIELDS = tuple(Floors.model_fields)
_STATEMENT_FIELDS: dict[QuestionKind, tuple[str, ...]] = {
    "denial": ("denial",),
    "contrast": ("contrast",),
    "paraphrase": ("paraphrase", "contradiction", "entailment", "doubt"),
}
_ANY_FLOORS = StatementFloors(
    denial=0, contrast=0, paraphrase=0, contradiction=1, entailment=1, doubt=0
)


def list_stories(trials: Sequence[Trial]) -> list[list[Trial]]:
    """Put each story and its twin together, sorted by name."""
    ordered = sorted(trials, key=lambda trial: (trial.story, trial.is_twin))
    return [list(group) for _, group in groupby(ordered, key=lambda trial: trial.story)]


def build_value_bench(
    stories: Sequence[Sequence[Trial]], facet: FacetName, pairs: Collection[LanguagePair]
) -> Bench[Floors]:
    """A bench of a facet that compares values, in these pairs of languages."""
    tallies = [
        [
            _remember_tallies(
                _choose_values(trial, facet, pairs), trial.profiles, _VALUE_FIELDS
            )
            for trial in story
        ]
        for story in stories
    ]
    return _build_bench(tallies, [count_gold(story[0], facet, pairs) for story in stories])


def build_statement_bench(
    stories: Sequence[Sequence[Trial]],
    pairs: Collection[LanguagePair],
    thresholds: Thresholds,
) -> Bench[StatementFloors]:
    """A bench of statements; pairs that facets settle by `thresholds` are not asked about."""
    tallies = [
        [
            _remember_tallies(
                _choose_statements(trial, kind, pairs, thresholds),
                trial.profiles,
                _STATEMENT_FIELDS[kind],
            )
            for trial in story
            for kind in _STATEMENT_FIELDS
        ]
        for story in stories
    ]
    gold = [count_gold(story[0], "statement", pairs) for story in stories]
    return _build_bench(tallies, gold)


def _build_bench(
    tallies: Sequence[Sequence[Callable[[F], Tallies]]], gold: Sequence[Outcome]
) -> Bench[F]:
    def judge(floors: F) -> list[Outcome]:
        return [
            _count([tally(floors) for tally in story], lines)
            for story, lines in zip(tallies, gold, strict=True)
        ]

    return Bench(judge)


def _remember_tallies(
    choose: Callable[[F], list[Marked]],
    profiles: Mapping[str, Profile],
    fields: Sequence[str],
) -> Callable[[F], Tallies]:
    """Tally what is chosen, which depends on `fields`; most floors choose what others did."""
    tallies_by_choice: dict[tuple[int, ...], Tallies] = {}
    tallies_by_values: dict[tuple[float, ...], Tallies] = {}

    def tally(floors: F) -> Tallies:
        values = tuple(getattr(floors, field) for field in fields)
        if values not in tallies_by_values:
            kept = choose(floors)
            choice = tuple(id(marked) for marked in kept)
            if choice not in tallies_by_choice:
                tallies_by_choice[choice] = tally_findings(kept, profiles)
            tallies_by_values[values] = tallies_by_choice[choice]
        return tallies_by_values[values]

    return tally


def _count(tallies: Sequence[Tallies], gold: Outcome) -> Outcome:
    agree = reduce(Tally.join, (tally["agree"] for tally in tallies))
    conflict = reduce(Tally.join, (tally["conflict"] for tally in tallies))
    return Outcome(agree.count_up(gold.agree.gold), conflict.count_up(gold.conflict.gold))


def _choose_values(
    trial: Trial, facet: FacetName, pairs: Collection[LanguagePair]
) -> Callable[[Floors], list[Marked]]:
    candidates = [
        (candidate, mark_relation(candidate.relation, trial.profiles, trial.gold))
        for candidate in trial.values
        if candidate.relation.facet == facet and candidate.languages in pairs
    ]

    def choose(floors: Floors) -> list[Marked]:
        return [marked for one, marked in candidates if is_supported(one.match, floors)]

    return choose


def _choose_statements(
    trial: Trial,
    kind: QuestionKind,
    pairs: Collection[LanguagePair],
    thresholds: Thresholds,
) -> Callable[[StatementFloors], list[Marked]]:
    candidates = [
        (
            candidate.question,
            weigh_scores(candidate.forward, candidate.backward),
            _mark_both_ways(trial, candidate),
        )
        for candidate in _leave_unsettled(trial, thresholds)
        if candidate.question.kind == kind and candidate.question.languages in pairs
    ]

    def choose(floors: StatementFloors) -> list[Marked]:
        return [
            marked_by_kind[ruled]
            for question, odds, marked_by_kind in candidates
            if is_near_enough(question, floors)
            and (ruled := _rule(question, odds, floors)) in marked_by_kind
        ]

    return choose


def _mark_both_ways(trial: Trial, candidate: StatementCandidate) -> dict[RelationKind, Marked]:
    relation = judge_statement(*candidate, _ANY_FLOORS)
    kinds: tuple[RelationKind, ...] = ("agree", "conflict")
    return {
        kind: mark_relation(
            relation.model_copy(update={"kind": kind}), trial.profiles, trial.gold
        )
        for kind in kinds
    }


def _rule(question: Question, odds: Odds, floors: StatementFloors) -> RelationKind:
    return read_odds(odds, floors).kind if question.kind == "paraphrase" else "conflict"


def _leave_unsettled(trial: Trial, thresholds: Thresholds) -> Iterator[StatementCandidate]:
    kept = [
        candidate.relation
        for candidate in trial.values
        if is_supported(
            candidate.match, thresholds.floors(candidate.relation.facet, candidate.languages)
        )
    ]
    settled = find_settled(settle_conflicts(kept, trial.profiles))
    for candidate in trial.statements:
        if (candidate.question.left.id, candidate.question.right.id) not in settled:
            yield candidate


def count_gold(trial: Trial, facet: FacetName, pairs: Collection[LanguagePair]) -> Outcome:
    """Count the gold lines of a facet that two articles in these languages can meet."""
    lines = [
        line
        for line in trial.gold
        if facet in (line.facet, "statement") and _pairs_of(line, trial.heads) & set(pairs)
    ]
    return Outcome(
        agree=Counts(gold=sum(line.verdict == "agreement" for line in lines)),
        conflict=Counts(gold=sum(line.is_disagreement for line in lines)),
    )


def _pairs_of(line: GoldLine, heads: Mapping[str, ArticleHead]) -> set[LanguagePair]:
    sides = [{place.article for place in side} for side in line.sides]
    articles = sorted({article for side in sides for article in side})
    couples = (
        combinations(articles, 2)
        if line.verdict == "agreement"
        else ((a, b) for one, other in combinations(sides, 2) for a in one for b in other)
    )
    return {pair_languages(heads[a].language, heads[b].language) for a, b in couples}
