"""Statements: what no typed facet can tell, judged by natural language inference.

Three kinds of pairs are asked about. Near paraphrases agree or contradict; a
denial disputes what it denies; and of two sources whom an outlet sets against
each other ("X insisted …, but Y showed …") the outlet itself says that they
disagree. Contradiction is looked at before entailment, in both directions, and
what is not clear stays unclear: news sentences that are merely related look
like contradictions to an NLI model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from factcheck.calibration import LanguagePair, StatementFloors, Thresholds, pair_languages
from factcheck.lexicons import load_lexicon
from factcheck.models import NliModel
from factcheck.names import find_topic_concepts
from factcheck.records import (
    Alignment,
    Claim,
    Language,
    NliScores,
    Profile,
    Relation,
    RelationKind,
    Slot,
)
from factcheck.text import fold_text
from factcheck.words import find_words, stem_word

QuestionKind = Literal["denial", "contrast", "paraphrase"]

MAX_PARTNERS = 6
FEWEST_DENIED_WORDS = 2
NEAR_CHARACTERS = 300


def judge_statements(
    alignments: Iterable[Alignment],
    profile_by_id: Mapping[str, Profile],
    nli: NliModel,
    decided: Sequence[Relation],
    thresholds: Thresholds,
) -> list[Relation]:
    """Judge the pairs that no facet has set at odds, and no quotation has made one.

    Each claim is judged with at most `MAX_PARTNERS` of its nearest, so the
    model's work grows with the number of claims. Order of the input is kept.
    """
    settled = find_settled(decided)
    questions = [
        question
        for question in ask_questions(alignments, profile_by_id, nli.languages)
        if (question.left.id, question.right.id) not in settled
        and is_near_enough(question, thresholds.statement_floors(question.languages))
    ]
    relations = [
        judge_statement(
            question, forward, backward, thresholds.statement_floors(question.languages)
        )
        for question, (forward, backward) in zip(
            questions, score_both_ways(questions, nli), strict=True
        )
    ]
    return [relation for relation in relations if relation.kind != "unclear"]


def find_settled(decided: Iterable[Relation]) -> set[tuple[str, str]]:
    """The pairs of claims of which enough is said: a conflict, or the words of a quotation."""
    return {
        (relation.left, relation.right)
        for relation in decided
        if relation.kind == "conflict" or relation.facet == "quotation"
    }


class Question(NamedTuple):
    """A pair to be judged as statements, and why: a denial, a contrast or a paraphrase."""

    kind: QuestionKind
    left: Claim
    right: Claim
    alignment: Alignment

    @property
    def languages(self) -> LanguagePair:
        """The pair of languages it is asked in."""
        return pair_languages(self.left.language, self.right.language)


def ask_questions(
    alignments: Iterable[Alignment],
    profile_by_id: Mapping[str, Profile],
    languages: Collection[Language],
) -> list[Question]:
    """Choose the pairs in these languages that can be judged as statements, in the order given.

    How near the two claims must be to each other is not asked for yet.
    """
    asked = []
    for alignment in _nearest(alignments):
        left, right = profile_by_id[alignment.left], profile_by_id[alignment.right]
        kind = _classify_question(left, right, alignment)
        if kind and {left.claim.language, right.claim.language} <= set(languages):
            asked.append(Question(kind, left.claim, right.claim, alignment))
    return asked


def _nearest(alignments: Iterable[Alignment]) -> list[Alignment]:
    """Keep an alignment that is among the nearest of either of its claims."""
    alignments = list(alignments)
    by_claim: dict[str, list[Alignment]] = defaultdict(list)
    for alignment in alignments:
        by_claim[alignment.left].append(alignment)
        by_claim[alignment.right].append(alignment)
    kept = {
        (alignment.left, alignment.right)
        for partners in by_claim.values()
        for alignment in sorted(partners, key=lambda a: (-a.similarity, a.left, a.right))[
            :MAX_PARTNERS
        ]
    }
    return [alignment for alignment in alignments if (alignment.left, alignment.right) in kept]


def _classify_question(
    left: Profile, right: Profile, alignment: Alignment
) -> QuestionKind | None:
    if is_contrast(left.claim, right.claim):
        return "contrast"
    if not alignment.gate.is_open:
        return None
    if is_denial(left.claim, right.claim):
        return "denial" if speaks_of_denied(left, right) else None
    return "paraphrase" if left.claim.article != right.claim.article else None


def is_near_enough(question: Question, floors: StatementFloors) -> bool:
    """Tell whether two claims are near enough for an answer to count."""
    floor: float = getattr(floors, question.kind)
    return question.alignment.similarity >= floor


def is_contrast(left: Claim, right: Claim) -> bool:
    """Tell whether the article itself sets one source against the other.

    "But" alone opposes much that is no dispute; one of the two must contend
    ("insisted", "claimed", "زعم") what it says.
    """
    opposed = left.id == right.contrasts or right.id == left.contrasts
    return opposed and left.source != right.source and (contends(left) or contends(right))


def contends(claim: Claim) -> bool:
    """Tell whether the claim's cue says that its source stands against somebody."""
    words = {word.stem for word in find_words(claim.cue or "", claim.language)}
    return bool(words & _load_stems("contentions", claim.language))


@cache
def _load_stems(lexicon: str, language: Language) -> frozenset[str]:
    rows = load_lexicon(f"{lexicon}.{language}")
    return frozenset(
        stem_word(fold_text(form), language) for row in rows for form in row["forms"].split()
    )


def is_denial(left: Claim, right: Claim) -> bool:
    """Tell whether one source denies what somebody else says."""
    return denies(left) != denies(right) and left.source != right.source


def denies(claim: Claim) -> bool:
    """Tell whether a source says that something is not so.

    Courts and parliaments "reject" much that nobody claims; only a cue that
    speaks of truth ("denied", "نفى") or of claims ("rejected the allegations")
    denies.
    """
    if claim.stance != "denies":
        return False
    words = {word.stem for word in find_words(f"{claim.cue} {claim.text}", claim.language)}
    return bool(words & _load_stems("denials", claim.language))


def speaks_of_denied(left: Profile, right: Profile) -> bool:
    """Tell whether the other claim holds a content word of what is denied.

    A denial that has hardly any ("denied any role in it") takes its topic from
    the words before it, so there the claim before it in its article speaks of it.
    """
    denial, other = (left, right) if denies(left.claim) else (right, left)
    denied = find_topic_concepts(denial.claim.text, denial.claim.language)
    if len(denied) > FEWEST_DENIED_WORDS:
        return bool(denied & other.concepts)
    is_before = other.claim.article == denial.claim.article and (
        0 <= denial.claim.start - other.claim.end <= NEAR_CHARACTERS
    )
    return is_before or bool(denied & other.concepts)


def score_both_ways(
    questions: Sequence[Question], nli: NliModel
) -> list[tuple[NliScores, NliScores]]:
    """Ask the model in both directions: (left as premise, right as premise)."""
    if not questions:
        return []
    readings = [(question.left.reading, question.right.reading) for question in questions]
    rows = nli.probabilities([*readings, *((right, left) for left, right in readings)])
    scores = [
        NliScores(
            entailment=round(float(row[0]), 4),
            neutral=round(float(row[1]), 4),
            contradiction=round(float(row[2]), 4),
        )
        for row in rows
    ]
    return list(zip(scores[: len(readings)], scores[len(readings) :], strict=True))


class Ruling(NamedTuple):
    """What is decided of a pair, and how its two sides are called."""

    kind: RelationKind
    question: str
    reason: str
    score: float
    topic: str
    left_value: str
    right_value: str


def judge_statement(
    question: Question, forward: NliScores, backward: NliScores, floors: StatementFloors
) -> Relation:
    """Decide one pair: conflict, agree or unclear, with its reason."""
    left, right, alignment = question.left, question.right, question.alignment
    if is_denial(left, right):
        ruling = _rule_denial(left, right, alignment)
    elif question.kind == "contrast":
        ruling = _rule_contrast(left, right, alignment)
    else:
        ruling = _rule_paraphrase(question, read_odds(weigh_scores(forward, backward), floors))
    return Relation(
        left=left.id,
        right=right.id,
        facet="statement",
        kind=ruling.kind,
        slot=Slot(key=ruling.question, topic=ruling.topic),
        reason=ruling.reason,
        score=round(ruling.score, 4),
        left_value=ruling.left_value,
        right_value=ruling.right_value,
        left_highlights=(left.span,),
        right_highlights=(right.span,),
        left_world=left.reading,
        right_world=right.reading,
        forward=forward,
        backward=backward,
        alignment=alignment,
    )


def _rule_denial(left: Claim, right: Claim, alignment: Alignment) -> Ruling:
    denial = left if denies(left) else right
    values = {claim.id: "reported" for claim in (left, right)}
    values[denial.id] = "denied"
    return Ruling(
        kind="conflict",
        question="denial",
        reason=f"{name_speaker(denial)} denies it",
        score=0.5 + alignment.similarity / 2,
        topic=shorten(denial.text),
        left_value=values[left.id],
        right_value=values[right.id],
    )


def _rule_contrast(left: Claim, right: Claim, alignment: Alignment) -> Ruling:
    speakers = " and ".join(sorted({name_speaker(left), name_speaker(right)}))
    first = left if right.contrasts == left.id else right
    return Ruling(
        kind="conflict",
        question="contrast",
        reason=f"set against each other by the article: {speakers}",
        score=0.5 + alignment.similarity / 2,
        topic=shorten(first.text),
        left_value=shorten(left.text),
        right_value=shorten(right.text),
    )


def _rule_paraphrase(question: Question, answer: Answer) -> Ruling:
    likeness = question.alignment.similarity if answer.kind == "agree" else 1.0
    return Ruling(
        kind=answer.kind,
        question="paraphrase",
        reason=answer.reason,
        score=answer.score * likeness,
        topic=shorten(question.left.text),
        left_value=shorten(question.left.text),
        right_value=shorten(question.right.text),
    )


class Answer(NamedTuple):
    """What the model's probabilities amount to."""

    kind: RelationKind
    reason: str
    score: float


class Odds(NamedTuple):
    """What the model says of a pair, both directions taken together."""

    contradiction: float
    entailment: float
    doubt: float


def weigh_scores(forward: NliScores, backward: NliScores) -> Odds:
    """Take contradiction in both directions, entailment and doubt in either."""
    return Odds(
        contradiction=min(forward.contradiction, backward.contradiction),
        entailment=max(forward.entailment, backward.entailment),
        doubt=max(forward.contradiction, backward.contradiction),
    )


def read_odds(odds: Odds, floors: StatementFloors) -> Answer:
    """Say what the model's odds amount to: contradiction first, then entailment."""
    if odds.contradiction >= floors.contradiction:
        return Answer("conflict", "one contradicts the other", odds.contradiction)
    if odds.entailment >= floors.entailment and odds.doubt < floors.doubt:
        return Answer("agree", "one says what the other says", odds.entailment)
    return Answer("unclear", "the model is not sure", 0.0)


def name_speaker(claim: Claim) -> str:
    """Name who says it: the source, else the outlet."""
    return claim.source or claim.outlet


def shorten(text: str, *, limit: int = 90) -> str:
    """Cut a text at a word so that it is no longer than `limit`, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0] + "…"
