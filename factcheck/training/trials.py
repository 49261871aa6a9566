"""Trials: development stories read once, so that any thresholds can be tried on them.

What costs time is done once: claims, profiles, alignments, and the NLI model's
answers to every pair that some thresholds would ask about. What is left is a
`Trial`, from which relations and findings follow in milliseconds. A story with
a folder `clean/` is read twice, as it is and as its unedited twin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from factcheck.align import align_claims
from factcheck.block import candidate_pairs
from factcheck.calibration import LanguagePair, Thresholds, pair_languages
from factcheck.errors import UserError
from factcheck.extract import extract_claims
from factcheck.findings import build_findings
from factcheck.judge import Match, judge_alignments, match_slots, relate_match
from factcheck.models import Embedder, NliModel
from factcheck.pipeline import list_heads
from factcheck.profiles import profile_claims
from factcheck.readers import read_story
from factcheck.records import (
    Alignment,
    Article,
    ArticleHead,
    Finding,
    NliScores,
    Profile,
    Relation,
)
from factcheck.statements import Question, ask_questions, score_both_ways
from factcheck.training.gold import GoldLine, read_gold

LEAST_SIMILARITY = 0.6  # of two paraphrases; lower thresholds are not tried


class ValueCandidate(NamedTuple):
    """A relation of two values, and the match that thresholds act on."""

    relation: Relation
    match: Match
    languages: LanguagePair


class StatementCandidate(NamedTuple):
    """A question and the NLI model's answers, left and right as premise."""

    question: Question
    forward: NliScores
    backward: NliScores


class Trial(NamedTuple):
    """One story, ready to be judged by any thresholds.

    `story` is the folder, the same for a story and its twin.
    """

    story: Path
    is_twin: bool
    heads: Mapping[str, ArticleHead]
    profiles: Mapping[str, Profile]
    alignments: Sequence[Alignment]
    gold: Sequence[GoldLine]
    values: Sequence[ValueCandidate]
    statements: Sequence[StatementCandidate]


def read_trials(folder: Path, embedder: Embedder, nli: NliModel) -> Iterator[Trial]:
    """Read the story in `folder`, and its twin when it has one.

    Raises UserError where a folder holds no gold or no articles. A story
    and its twin share most texts, so models whose answers are kept read it quicker.
    """
    articles = read_story(folder).articles
    if not articles or not (folder / "gold.jsonl").is_file():
        raise UserError(
            "no development story",
            place=str(folder),
            cure="Give folders that hold articles/*.txt and gold.jsonl.",
        )
    gold = read_gold(folder, {article.id: article.text for article in articles})
    yield _take_trial(folder, articles, gold, embedder, nli)
    if (folder / "clean").is_dir():
        clean = {article.id: article for article in read_story(folder / "clean").articles}
        twin = [clean.get(article.id, article) for article in articles]
        lines = read_gold(folder, {article.id: article.text for article in twin})
        unplanted = [line for line in lines if not line.is_planted]
        trial = _take_trial(folder, twin, unplanted, embedder, nli)
        yield trial._replace(is_twin=True)


def _take_trial(
    story: Path,
    articles: Sequence[Article],
    gold: Sequence[GoldLine],
    embedder: Embedder,
    nli: NliModel,
) -> Trial:
    claims = extract_claims(articles)
    profiles = profile_claims(claims, articles)
    alignments = align_claims(candidate_pairs(profiles.values()), profiles, embedder)
    return Trial(
        story=story,
        is_twin=False,
        heads={head.id: head for head in list_heads(articles, claims)},
        profiles=profiles,
        alignments=alignments,
        gold=gold,
        values=list(_match_values(alignments, profiles)),
        statements=list(_ask_statements(alignments, profiles, nli)),
    )


def _match_values(
    alignments: Sequence[Alignment], profiles: Mapping[str, Profile]
) -> Iterator[ValueCandidate]:
    for alignment in alignments:
        left, right = profiles[alignment.left], profiles[alignment.right]
        languages = pair_languages(left.claim.language, right.claim.language)
        for match in match_slots(left, right, alignment):
            relation = relate_match(left.claim, right.claim, match, alignment)
            yield ValueCandidate(relation, match, languages)


def _ask_statements(
    alignments: Sequence[Alignment], profiles: Mapping[str, Profile], nli: NliModel
) -> Iterator[StatementCandidate]:
    questions = [
        question
        for question in ask_questions(alignments, profiles, nli.languages)
        if question.kind != "paraphrase" or question.alignment.similarity >= LEAST_SIMILARITY
    ]
    for question, (forward, backward) in zip(
        questions, score_both_ways(questions, nli), strict=True
    ):
        yield StatementCandidate(question, forward, backward)


def report_findings(trial: Trial, nli: NliModel, thresholds: Thresholds) -> tuple[Finding, ...]:
    """What the whole program reports of the story with these thresholds."""
    relations = judge_alignments(trial.alignments, trial.profiles, nli, thresholds=thresholds)
    return build_findings(relations, trial.profiles, trial.heads)
