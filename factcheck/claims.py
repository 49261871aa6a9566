"""Claims as JSONL: what was extracted, for people to read and to correct.

One claim a line, the fields of `Claim` in their order. A file corrected by
hand is read back with the same strictness as any input: all its faults are
reported at once, each with its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from factcheck.errors import InputError
from factcheck.records import Article, Claim, Fault


def format_claims(claims: Iterable[Claim]) -> str:
    """Lay claims out as JSONL, one a line, with a newline after the last."""
    return "".join(f"{claim.model_dump_json()}\n" for claim in claims)


def read_claims(path: Path, articles: Sequence[Article]) -> tuple[Claim, ...]:
    """Read claims given back for these articles, sorted by article and place.

    A claim's `text` must be what stands at its place in the article; its
    reading, source, stance and the rest are the corrector's to change.
    Raises InputError with every faulty line.
    """
    article_by_id = {article.id: article for article in articles}
    claims: list[Claim] = []
    faults: list[Fault] = []
    for number, line in enumerate(_read_lines(path), start=1):
        if line.strip():
            claim_or_fault = _read_claim(line, f"{path}:{number}", article_by_id)
            if isinstance(claim_or_fault, Claim):
                claims.append(claim_or_fault)
            else:
                faults.append(claim_or_fault)
    faults += _find_repeated_ids(path, claims)
    if faults:
        raise InputError(faults)
    return tuple(sorted(claims, key=lambda claim: (claim.article, claim.start, claim.end)))


def _read_lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        cure = "Give a UTF-8 file written by `factcheck claims`."
        raise InputError(
            [Fault(place=str(path), message="cannot read the claims", cure=cure)]
        ) from error


def _read_claim(line: str, place: str, article_by_id: Mapping[str, Article]) -> Claim | Fault:
    try:
        claim = Claim.model_validate_json(line)
    except ValidationError as error:
        return _describe_error(error, place)
    article = article_by_id.get(claim.article)
    if article is None:
        known = ", ".join(sorted(article_by_id))
        return Fault(
            place=place,
            message=f"unknown article '{claim.article}'",
            cure=f"Name one of: {known}.",
        )
    if not _stands_in(claim, article):
        return Fault(
            place=place,
            message=f"the article does not say this at {claim.start}..{claim.end}",
            excerpt=f"    {claim.text[:80]}",
            cure="Copy `text` from the article and count `start` and `end` in characters.",
        )
    return claim


def _stands_in(claim: Claim, article: Article) -> bool:
    """Tell whether the claim is where it says, inside its sentence and the article."""
    places = (0, claim.sentence.start, claim.start, claim.end, claim.sentence.end)
    is_ordered = list(places) == sorted(places) and claim.sentence.end <= len(article.text)
    is_told = bool(claim.id and claim.reading.strip() and claim.text.strip())
    return is_ordered and is_told and article.text[claim.start : claim.end] == claim.text


def _describe_error(error: ValidationError, place: str) -> Fault:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    shown = json.dumps(first["input"], ensure_ascii=False, default=str)[:60]
    message = (
        f"{field}: {first['msg'][:1].lower()}{first['msg'][1:]}" if field else "broken JSON"
    )
    return Fault(
        place=place,
        message=message,
        excerpt=f"    {shown}" if field else "",
        cure="See docs/claims.md for the fields of a claim.",
    )


def _find_repeated_ids(path: Path, claims: Sequence[Claim]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for claim in claims:
        if claim.id in seen:
            message = f"claim '{claim.id}' stands twice"
            faults.append(Fault(place=str(path), message=message, cure="Give each its own id."))
        seen.add(claim.id)
    return faults
