"""Profiles: what a claim states and what it is about, found once for all its pairs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from factcheck.facets.registry import FACETS
from factcheck.names import find_names, find_topic_concepts
from factcheck.records import Article, Claim, FacetName, Mention, Profile

_FEWEST_TOPIC_WORDS = 8
_SETS = ("names", "possible_names", "places", "concepts")
_CUT_OUT: frozenset[FacetName] = frozenset({"designation", "quantity", "date"})


def profile_claims(claims: Iterable[Claim], articles: Iterable[Article]) -> dict[str, Profile]:
    """Profile every claim in its article; keys are claim ids, in the order given."""
    text_by_id = {article.id: article.text for article in articles}
    return {
        claim.id: profile_claim(claim, text_by_id[claim.article][slice(*claim.sentence)])
        for claim in claims
    }


def profile_claim(claim: Claim, sentence: str) -> Profile:
    """Find a claim's values, the names in its sentence, and its content words.

    A denial's own words ("any role in it") say little of what is denied, and
    those of a short clause ("killing 12 people") little of where and when: their
    topic is the whole sentence.
    """
    mentions = tuple(mention for facet in FACETS.values() for mention in facet.find(claim))
    names = [name for name in find_names(sentence, claim.language) if name.key]
    topic_text = own = cut_values(claim, mentions)
    if claim.stance == "denies" or len(own.split()) < _FEWEST_TOPIC_WORDS:
        topic_text = sentence.replace(claim.text, own, 1)
    return Profile(
        claim=claim,
        sentence=sentence,
        mentions=mentions,
        names=frozenset(name.key for name in names if name.kind != "possible"),
        possible_names=frozenset(name.key for name in names if name.kind == "possible"),
        places=frozenset(
            key
            for name in names
            if name.kind == "place"
            for key in (name.key, name.within)
            if key
        ),
        concepts=find_topic_concepts(topic_text, claim.language),
        topic_text=" ".join(topic_text.split()),
    )


def format_profiles(profiles: Iterable[Profile]) -> str:
    """Write profiles as one line of JSON; the same profiles give the same text."""
    return json.dumps([_to_fields(profile) for profile in profiles], separators=(",", ":"))


def _to_fields(profile: Profile) -> dict[str, Any]:
    fields = profile.model_dump(mode="json")
    return fields | {name: sorted(fields[name]) for name in _SETS}


def read_profiles(text: str) -> list[Profile]:
    """Read what `format_profiles` wrote, each value as its facet's own record."""
    return [_from_fields(fields) for fields in json.loads(text)]


def _from_fields(fields: dict[str, Any]) -> Profile:
    for mention in fields["mentions"]:
        value_type = FACETS[mention["facet"]].value_type
        mention["value"] = value_type.model_validate(mention["value"])
    return Profile.model_validate(fields)


def cut_values(claim: Claim, mentions: Iterable[Mention]) -> str:
    """The claim's words without the numbers, dates and designations it states.

    A claim that is nothing but values keeps them, so no topic text is empty.
    """
    kept = list(claim.text)
    for mention in mentions:
        if mention.facet in _CUT_OUT:
            for index in range(mention.start - claim.start, mention.end - claim.start):
                kept[index] = " "
    return " ".join("".join(kept).split()) or claim.text
