"""Arabic names: another place or person in the same place, or the two of a deed swapped.

    "هاجمت روسيا أوكرانيا"    "هاجمت أوكرانيا روسيا"    changed   role
    "روسيا والصين"           "الصين وروسيا"           same      role
    "في حلب"                 "في حمص"                changed   place
    "في حلب"                 "في سوريا"              looser    place

A country, a town and a nationality each give way to one of their own kind and gender.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.text import fold_text
from factcheck.training.edits import Edit
from factcheck.training.edits.arabic_verbs import find_form
from factcheck.training.edits.arabic_words import (
    Stem,
    Word,
    cut_words,
    find_stems,
    has_gap,
    load_keys,
    load_words,
    put,
)

_LONGEST = 4
_AMBIGUOUS = load_keys("no_place")
_NO_ADJECTIVES = frozenset(["نيودلهي", "ابوظبي", "ابو ظبي", "تشيلي", "هايتي", "غرينادي"])
_MASCULINE = frozenset("iq lb jo ma ye sd so va".split())
_VARIANTS = load_keys("place_variant")


class Place(NamedTuple):
    """A form of a place; only places of one `kind` may stand for each other."""

    form: str
    key: str
    country: str
    kind: str


class _Spot(NamedTuple):
    start: int
    end: int
    first: int
    stop: int
    stem: Stem
    place: Place


def edit_places(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the places that `sentence` names, and of their roles."""
    words = cut_words(sentence)
    actors = list(_find_places(sentence, words))
    spots = [spot for spot in actors if spot.place.kind not in _BODIES]
    is_plain_place = not (_UNWIDENED & {word.key for word in words})
    named = {spot.place.country for spot in spots}
    for spot in spots:
        other = _choose_place(spot.place, named, rng)
        if other and not (_is_language(words, spot) or _is_listed(words, spot)):
            yield Edit(_with(sentence, spot, other), "place", "changed")
        country = _load_countries().get(spot.place.country)
        is_alone = len(spots) == 1 and is_plain_place and not _is_listed(words, spot)
        if spot.place.kind == "town" and country and is_alone and _is_where(words, spot):
            yield Edit(_with(sentence, spot, country), "place", "looser")
    yield from _swap_roles(sentence, words, actors)


def _is_language(words: Sequence[Word], spot: _Spot) -> bool:
    before = words[spot.first - 1].key if spot.first else ""
    is_feminine = spot.place.kind.startswith("feminine")
    return is_feminine and (spot.stem.joined == "ب" or "لغ" in before)


_UNWIDENED = load_keys("turning") | load_keys("measured")


def _is_listed(words: Sequence[Word], spot: _Spot) -> bool:
    """Tell whether a place is one of several: "في حلب وحمص" goes with "في حلب ودمشق"."""
    before = words[spot.first - 1] if spot.first else None
    after = words[spot.stop] if spot.stop < len(words) else None
    if before and before.end + 1 == spot.start:
        is_joined = spot.stem.joined.startswith("و") and not _is_verb(before.key)
        if is_joined or before.key == "او":
            return True
    if after is None or spot.end + 1 != after.start:
        return False
    return after.key == "او" or (after.key[0] == "و" and not _is_verb(after.key[1:]))


def _is_verb(key: str) -> bool:
    return find_form(key) is not None or key in _SAYING


_SAYING = load_keys("saying")


def _is_where(words: Sequence[Word], spot: _Spot) -> bool:
    """Tell whether a place says where something is, and is no part of a longer name."""
    before = words[spot.first - 1].key if spot.first else ""
    after = words[spot.stop].text if spot.stop < len(words) else ""
    is_opened = before in ("في", "الي") if not spot.stem.joined else spot.stem.joined == "ب"
    return is_opened and not after[:1].isascii() if after else is_opened


def _with(sentence: str, spot: _Spot, form: str) -> str:
    return put(sentence, spot.start, spot.end, spot.stem.carry(form))


@cache
def _load_places() -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in load_lexicon("places.ar"):
        for index, form in enumerate(row["forms"].split("|")):
            key = fold_text(form)
            if key not in _AMBIGUOUS:
                country = row["within"] or row["place"]
                places[key] = Place(form, row["place"], country, _tell_kind(row, form, index))
    for kind, listed in _BODIES.items():
        for form in load_words(listed):
            places[fold_text(form)] = Place(form, form, form, kind)
    return places


_BODIES = {"body f": "body_female", "body m": "body_male"}


@cache
def load_place_keys() -> frozenset[str]:
    """The folded forms of every place, nationalities too, that may stand in a sentence."""
    return frozenset(k for k, place in _load_places().items() if place.kind not in _BODIES)


def _tell_kind(row: dict[str, str], form: str, index: int) -> str:
    key = fold_text(form)
    has_article = "ال" if form.startswith("ال") else ""
    if len(row["place"]) != 2:
        return "town"
    if index and key not in _NO_ADJECTIVES:
        if key.endswith("يه"):
            return f"feminine {has_article}"
        if key.endswith("يين"):
            return f"plural {has_article}"
        if key.endswith("ي"):
            return f"masculine {has_article}"
    if key in _CAPITALS:
        return "town"
    return "country m" if row["place"] in _MASCULINE else "country f"


_CAPITALS = load_keys("capital")


@cache
def _load_countries() -> dict[str, str]:
    """The name of each country that stands for its towns."""
    return {
        row["place"]: row["forms"].split("|")[0]
        for row in load_lexicon("places.ar")
        if len(row["place"]) == 2
        and row["place"] not in ("ps", "hk", "mo")
        and fold_text(row["forms"].split("|")[0]) not in _AMBIGUOUS - {"قطر", "المغرب", "عمان"}
    }


@cache
def _load_choices() -> dict[str, list[Place]]:
    """The well-known places by kind: what the lexicon knows people of, and the towns."""
    known = {row["place"] for row in load_lexicon("places.ar") if "|" in row["forms"]}
    choices: dict[str, list[Place]] = defaultdict(list)
    for key, place in _load_places().items():
        if (place.kind == "town" or place.key in known) and key not in _VARIANTS:
            choices[place.kind].append(place)
    return choices


_REGIONS = load_keys("region")


def _choose_place(place: Place, named: set[str], rng: random.Random) -> str:
    """Choose a place of the same kind, neither within the other; "" if there is none."""
    choices = [
        other.form
        for other in _load_choices()[place.kind]
        if other.key != place.key
        and other.country not in named
        and fold_text(other.form) not in _REGIONS
    ]
    near = [
        other.form
        for other in _load_choices()[place.kind]
        if other.country == place.country
        and other.key not in (place.key, place.country)
        and place.key != place.country
        and fold_text(other.form) not in _REGIONS
    ]
    return rng.choice(near if near and rng.random() < 0.4 else choices) if choices else ""


def _find_places(sentence: str, words: Sequence[Word]) -> Iterator[_Spot]:
    index = 0
    while index < len(words):
        spot = _read_place(sentence, words, index)
        if spot:
            yield spot
        index = spot.stop if spot else index + 1


def _read_place(sentence: str, words: Sequence[Word], index: int) -> _Spot | None:
    places = _load_places()
    for stop in range(min(len(words), index + _LONGEST), index, -1):
        if not all(has_gap(sentence, words[i], words[i + 1]) for i in range(index, stop - 1)):
            continue
        tail = [word.key for word in words[index + 1 : stop]]
        for stem in find_stems(words[index].key):
            key = " ".join([stem.key, *tail])
            is_strip = index > 0 and words[index - 1].key.endswith("قطاع")
            if not stem.has_article and key in places and not is_strip:
                start, end = words[index].start, words[stop - 1].end
                return _Spot(start, end, index, stop, stem, places[key])
    return None


_LINKS = frozenset(fold_text(word) for word in "على مع من".split())
_MUTUAL = frozenset(["بين"])


def _swap_roles(sentence: str, words: Sequence[Word], spots: Sequence[_Spot]) -> Iterator[Edit]:
    """Swap two places beside each other, or on both sides of a verb or "من ... إلى"."""
    for left, right in pairwise(spots):
        genders = {_tell_gender(left.place), _tell_gender(right.place)}
        if _hold_each_other(left.place, right.place) or "" in genders:
            continue
        between = [word.key for word in words[left.stop : right.first]]
        before = words[left.first - 1].key if left.first else ""
        gap = sentence[left.end : right.start]
        is_noun_before = left.first > 0 and not left.stem.joined and before in _DEEDS
        if is_noun_before and _is_link(between, right.stem.joined) and _is_plain(gap):
            yield Edit(_swap(sentence, left, right), "role", "changed")
            continue
        if len(genders) == 2:
            continue
        if not _is_plain(gap) or left.stem.has_article:
            continue
        swapped = _swap(sentence, left, right)
        verb = find_form(between[0]) if len(between) == 1 else None
        if not between and right.stem.joined == "و" and not left.stem.joined.endswith("و"):
            if not _begins_clause(words, right.stop):
                yield Edit(swapped, "role", "same")
        elif not between and not right.stem.joined and _takes_object(before):
            if not left.stem.joined:
                yield Edit(swapped, "role", "changed")
                yield Edit(_put_subject_first(sentence, words, left), "role", "same")
        elif verb and verb.verb.takes_object and not right.stem.joined:
            if not left.stem.joined.endswith(("ب", "ل", "ك")):
                yield Edit(swapped, "role", "changed")
        elif between == ["الي"] and before in ("من", "ومن") and not right.stem.joined:
            yield Edit(swapped, "role", "changed")


_DEEDS = load_keys("deed")


def _begins_clause(words: Sequence[Word], at: int) -> bool:
    """Tell whether a singular verb follows: "في حلب والصين تعلن" is no pair of names."""
    key = words[at].key if at < len(words) else ""
    return key[:1] in ("ي", "ت") and not key.endswith("ان")


def _hold_each_other(left: Place, right: Place) -> bool:
    return left.key == right.key or left.key == right.country or left.country == right.key


def _is_link(between: Sequence[str], joined: str) -> bool:
    return (list(between) in (["علي"], ["الي"], ["من"], ["ضد"]) and not joined) or (
        not between and joined in ("ل", "ب")
    )


def _is_plain(gap: str) -> bool:
    return not any(mark in gap for mark in '،.:؛"«»()-#')


def _tell_gender(place: Place) -> str:
    """The gender of an actor; "" of a nationality."""
    if place.kind in ("body m", "country m"):
        return "m"
    return "f" if place.kind in ("body f", "country f", "town") else ""


def _takes_object(key: str) -> bool:
    form = find_form(key)
    return form is not None and form.verb.takes_object


def _swap(sentence: str, left: _Spot, right: _Spot) -> str:
    first = left.stem.carry(_bare(sentence, right))
    second = right.stem.carry(_bare(sentence, left))
    gap = sentence[left.end : right.start]
    return sentence[: left.start] + first + gap + second + sentence[right.end :]


def _bare(sentence: str, spot: _Spot) -> str:
    return spot.place.form


def _put_subject_first(sentence: str, words: Sequence[Word], subject: _Spot) -> str:
    verb = words[subject.first - 1]
    return (
        sentence[: verb.start] + f"{subject.place.form} {verb.text}" + sentence[subject.end :]
    )
