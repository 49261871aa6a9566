"""Places of English sentences: another place, another spelling, or the country around it."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from factcheck.lexicons import load_lexicon
from factcheck.names import name_key
from factcheck.training.edits import Edit
from factcheck.training.edits.english_spots import can_loosen, put
from factcheck.training.edits.english_verbs import verbs_by

PlaceKind = Literal["country", "alias", "people", "peoples", "city", "region"]

_CAPITALS = frozenset(
    (
        "Abu Dhabi,Kabul,Vienna,Canberra,Manama,Ottawa,Beijing,Havana,Berlin,Algiers,Cairo"
        ",Madrid"
        ",Paris,London,Athens,Budapest,Jakarta,New Delhi,Delhi,Baghdad,Tehran,Rome,Amman,Tokyo"
        ",Pyongyang,Seoul,Kuwait City,Beirut,Tripoli,Rabat,Abuja,The"
        " Hague,Oslo,Muscat,Islamabad"
        ",Warsaw,Doha,Moscow,Riyadh,Khartoum,Stockholm,Damascus,Tunis,Ankara,Kyiv,Kiev"
        ",Washington,Caracas,Sanaa,Sana'a,Edinburgh,Belfast,Grozny,Tel Aviv"
    ).split(",")
)
_REGIONS = frozenset(
    (
        "Sinai,Darfur,California,Texas,Florida,Hawaii,Alaska,Scotland,Wales,Northern Ireland"
        ",Crimea,Chechnya,West Bank,Gaza,Gaza Strip,Golan,Golan Heights,Kashmir,Tibet,Xinjiang"
        ",Nagorno-Karabakh,Karabakh,Ghouta,Eastern Ghouta"
    ).split(",")
)
_ALIASES = frozenset(
    "UAE,UK,U.K.,Britain,England,US,U.S.,USA,U.S.A.,America,Kremlin,Vatican,Emirates".split(",")
)
_ADJECTIVES_OF_REGIONS = frozenset(("Scottish", "Welsh", "Crimean"))
_NOT_SEATS = frozenset(
    ("Tel Aviv", "Delhi", "Belfast", "Edinburgh", "Grozny", "The Hague", "Kiev")
)
_UNSURE = frozenset(
    ("Jersey", "Chad", "Kremlin", "Emirates", "Vatican", "Vatican City", "Golan")
)
_WITH_ARTICLE = frozenset(
    "United States,US,U.S.,USA,U.S.A.,UK,U.K.,United Kingdom,UAE,United Arab"
    " Emirates,Netherlands"
    ",Philippines,Maldives,Bahamas,Gambia,West Bank,Gaza Strip,Golan Heights,Vatican".split(",")
)
_ARTICLE_SWAPS = ("Netherlands", "Philippines", "United States", "United Kingdom", "Maldives")
_SAME = (
    ("United States", "US", "U.S."),
    ("United Kingdom", "UK"),
    ("Mumbai", "Bombay"),
    ("UAE", "United Arab Emirates"),
    ("Hodeidah", "Hudaydah"),
)
_TITLE_AHEAD = re.compile(
    r" (?:President|Prime|Foreign|Defen[cs]e|Army|Air|Navy|Minister|Ministry|Embassy|Supreme"
    r"|Parliament|Ambassador|Senator|Secretary|Interior|Deputy|King|Queen|Vice|Olympi)"
)


_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Late|Early"


_NAME_BEHIND = re.compile(
    r"\b(?!(?:In|The|An?|On|At|From|When|But|And|While|As|For|Some|All|If)\b)"
    r"[A-Z][\w.'’]*[ -]$|(?:&|\bof"
    r" the) $"
)
_NAME_AHEAD = re.compile(r" (?:[A-Z]|of\b|and [A-Z]\w+ (?:University|Bank))|[ -]\d")
_NOUN_AHEAD = re.compile(
    r" (?!(?:and|is|was|has|have|had|will|in|to|on|for|as|said|says|with|by|from|after"
    r"|before|were|are"
    r"|at|or|over|would|could|that|than|when|who|which|since|during|did|does|must|but|if"
    r"|about|into"
    r"|against|not|also|where|while|last|next|this|may|can|should|[a-z]+ed|[a-z]+ly)\b)[a-z]"
)
_LISTED_BEHIND = re.compile(
    r"[A-Z][\w.'’-]*(?:,? (?:and|or|as well as|nor|than)|/) (?:the |in |from |on |to )?$"
)
_LISTED_AHEAD = re.compile(
    r",? (?:and|or|as well as) (?:the |in |from |on |to )?[A-Z]"
    r"|(?:, (?:the )?[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)+,? (?:and|or) "
)
_MEASURED = re.compile(
    r"\b(?:rates?|ratio|percent|per|average|mean|median|mortality|fatality|shares?|proportion"
    r"|prevalence|incidence|density|populations?|prices?|costs?|temperatures?|whereas|while"
    r"|outside|elsewhere|compared|comparison|unlike|like|similar|as [a-z]+ as|rest of"
    r"|in contrast)\b|%",
    re.IGNORECASE,
)


class Place(NamedTuple):
    """A form of a place's name, as the lexicon has it."""

    form: str
    kind: PlaceKind
    key: str
    within: str


class _Spot(NamedTuple):
    place: Place
    start: int
    end: int


def edit_place(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the sentence's places."""
    spots = list(_find_spots(sentence))
    for spot in spots:
        other = _another(spot.place, {s.place.key for s in spots}, sentence, rng)
        if other and not _is_listed(sentence, spot):
            yield Edit(_put_place(sentence, spot, other), "place", "changed")
        for form in _variants(spot, sentence):
            yield Edit(put(sentence, spot.start, spot.end, form), "place", "same")
    if can_loosen(sentence) and not _MEASURED.search(sentence):
        for spot in spots:
            yield from (Edit(text, "place", "looser") for text in _widen(sentence, spot))


def is_place(name: str) -> bool:
    """Tell whether the lexicon knows `name` as a place, or its people."""
    return name in _load_places()


@cache
def places_of(kind: PlaceKind) -> tuple[Place, ...]:
    """The known places of a kind that may stand in for another."""
    rows = _load_places().values()
    known = {p.key for p in rows if p.kind == "people"}
    return tuple(
        p
        for p in rows
        if p.kind == kind
        and p.form not in _UNSURE
        and (kind != "country" or (p.key in known and p.form not in _WITH_ARTICLE))
    )


@cache
def _load_places() -> dict[str, Place]:
    """The places by form."""
    found: dict[str, Place] = {}
    for row in load_lexicon("places.en"):
        forms = row["forms"].split("|")
        for form in forms:
            kind = _kind_of(form, forms, is_country=len(row["place"]) == 2)
            within = row["within"] or (row["place"] if form in _CAPITALS else "")
            found[form] = Place(form, kind, row["place"], within)
    return found


def _kind_of(form: str, forms: list[str], *, is_country: bool) -> PlaceKind:
    if form in _REGIONS:
        return "region"
    if form in _ADJECTIVES_OF_REGIONS:
        return "people"
    if form in _CAPITALS or not is_country:
        return "city"
    if form in _ALIASES:
        return "alias"
    if form == forms[0]:
        return "country"
    plural = form in ("Turks", "Britons") or (form.endswith("s") and form[:-1] in forms)
    return "peoples" if plural else "people"


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted((re.escape(form) for form in _load_places()), key=len, reverse=True)
    return re.compile(rf"(?<![\w.’'#@/-])(?:{'|'.join(forms)})(?![\w@/]|['’](?!s\b)|-\w|\.\w)")


def _find_spots(sentence: str) -> Iterator[_Spot]:
    """Find the places that stand alone: no "New Mexico", "Paris Hilton" or "Texas Rangers"."""
    for match in _pattern().finditer(sentence):
        place = _load_places()[match.group()]
        before, after = sentence[: match.start()], sentence[match.end() :]
        if place.form in _UNSURE or _NAME_BEHIND.search(before):
            continue
        has_title = place.kind == "people" and _TITLE_AHEAD.match(after)
        if _NAME_AHEAD.match(after) and not has_title:
            continue
        yield _Spot(place, *match.span())


def _another(place: Place, taken: set[str], sentence: str, rng: random.Random) -> Place | None:
    """Another place of the kind, unrelated to every place of the sentence."""
    kind: PlaceKind = "country" if place.kind == "alias" else place.kind
    within = {p.within for p in _load_places().values() if p.key in taken}
    pool = [
        p
        for p in places_of(kind)
        if p.key not in taken | within
        and p.within not in taken
        and p.form not in sentence
        and not (kind == "region" and p.within == place.within)
    ]
    return rng.choice(pool) if pool else None


def _is_listed(sentence: str, spot: _Spot) -> bool:
    """Tell whether the place is one of several: "in Egypt and Iran" goes with "in Egypt and
    Oman", and each may lie in a region that another names."""
    before, after = sentence[: spot.start], sentence[spot.end :]
    return bool(_LISTED_BEHIND.search(before) or _LISTED_AHEAD.match(after))


def _tells_event(before: str) -> bool:
    """Tell whether a deed comes before a place, or nothing: "Talks began", but no "Prices"."""
    return not before.strip() or any(
        word in ("was", "were", "will", "has", "have")
        or word in verbs_by("past")
        or word in verbs_by("third")
        or word in verbs_by("participle")
        or word.endswith("ed")
        for word in re.findall(r"[a-z]{3,}", before)
    )


def _put_place(sentence: str, spot: _Spot, other: Place) -> str:
    """Put another place; "the US" becomes "Iran", without the article."""
    start, form = spot.start, other.form
    article = re.search(r"\b[Tt]he $", sentence[:start])
    if article and spot.place.form in _WITH_ARTICLE:
        if _NOUN_AHEAD.match(sentence[spot.end :]):
            return put(sentence, start, spot.end, _adjective(other))
        start = start if other.form in _WITH_ARTICLE else article.start()
    elif spot.place.form in _WITH_ARTICLE and _NOUN_AHEAD.match(sentence[spot.end :]):
        form = _adjective(other)
    elif other.form in _WITH_ARTICLE:
        form = f"the {form}"
    return put(sentence, start, spot.end, form)


def _adjective(place: Place) -> str:
    return next((p.form for p in places_of("people") if p.key == place.key), place.form)


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """The other spellings of a place, by form."""
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for place in _load_places().values():
        if place.kind == "city":
            groups[place.key, place.within, name_key(place.form)].append(place.form)
    found = {}
    for group in [*groups.values(), *_SAME]:
        for form in group:
            others = tuple(f for f in group if f != form)
            if others and form not in _NOT_SEATS - {"Kiev"}:
                found[form] = others
    return found


def _variants(spot: _Spot, sentence: str) -> Iterator[str]:
    place, before = spot.place, sentence[: spot.start]
    after = sentence[spot.end :]
    is_attribute = after.startswith(("'", "’")) or _NOUN_AHEAD.match(after)
    for form in _spellings().get(place.form, ()):
        if len(form) <= 4 or not is_attribute:
            yield form
    if place.kind != "city" or not re.search(r"\b(?:[Ii]n|from|near|at|to|outside) $", before):
        return
    if re.match(r"['’,]|, [A-Z]", after) or place.within not in {
        p.key for p in places_of("people")
    }:
        return
    people = next(p.form for p in places_of("people") if p.key == place.within)
    is_seat = place.form in _CAPITALS
    if is_seat and place.form not in _NOT_SEATS:
        yield f"the {people} capital"
        yield f"the {people} capital of {place.form}"
    elif not is_seat and place.form != "New York":
        yield f"the {people} city of {place.form}"


def _widen(sentence: str, spot: _Spot) -> Iterator[str]:
    """Say only the country: "in Aleppo" gives "in Syria", "in Graz, Austria" "in Austria"."""
    place, before, after = spot.place, sentence[: spot.start], sentence[spot.end :]
    if place.kind == "country" or place.kind == "alias":
        town = re.search(
            rf"\b([Ii]n )(?!{_MONTH})[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:the )?$", before
        )
        if town and _tells_event(before[: town.start()]):
            article = "the " if place.form in _WITH_ARTICLE else ""
            kept = before[: town.start()] + town[1] + article
            yield (
                kept
                + re.sub(r"^, ", " ", sentence[spot.start : spot.end] + "")
                + (after[1:] if after.startswith(", ") and len(kept) > 6 else after)
            )
        return
    if place.kind not in ("city", "region") or not re.search(r"\b[Ii]n $", before):
        return
    if re.match(r"['’]|, [A-Z]| and | or |-", after) or place.within == "ps":
        return
    if not _tells_event(before[:-3]):
        return
    country = next(
        (p for p in _load_places().values() if p.key == place.within and p.kind == "country"),
        None,
    )
    if country and country.form not in sentence:
        form = country.form
        yield put(
            sentence, spot.start, spot.end, f"the {form}" if form in _WITH_ARTICLE else form
        )
