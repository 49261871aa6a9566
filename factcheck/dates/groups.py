"""Date groups: neighbouring atoms joined to one date, with what stands before them.

"late on" + "Tuesday" + "16 August 2016"    one day, its late hours
"since" + "early" + "2014"                  a role, a stretch and a year
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from factcheck.dates.atoms import (
    DAY_MINUTES,
    Atom,
    Minutes,
    Side,
    Stretch,
    intersect_minutes,
    narrow_days,
    resolve_days,
)
from factcheck.dates.days import WEEKDAYS, DaySet, intersect_all, name_day, name_days
from factcheck.dates.tense import looks_ahead
from factcheck.dates.values import DateGroup, DateValue, Role
from factcheck.dates.words import alternate, load_stretches

_LOOKBACK = 40
_MAX_ATOMS = 6
_GAP = re.compile(
    r" ?[,(]? ?(?:(?:on|at|in|of|the|around|about|approximately|just|shortly|before|after|hours"
    r"|day|from|early|late|local time|من|في|يوم|الموافق|المصادف|بتاريخ|عند|نحو|حوالي|علي|تمام"
    r"|بالتوقيت المحلي),? ){0,4}[(]?[وبل]?"
)
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        ("since", "as from", "starting", "starting on", "beginning", "منذ"), "since"
    ),
    **dict.fromkeys(("بدءا من", "اعتبارا من", "ابتداء من", "بدايه من"), "since"),
    **dict.fromkeys(("until", "till", "up to", "حتي", "لغايه", "الي غايه"), "until"),
    **dict.fromkeys(("by", "no later than", "بحلول", "في موعد اقصاه"), "until"),
    **dict.fromkeys(("before", "prior to", "ahead of", "قبل", "قبيل"), "before"),
    **dict.fromkeys(("after", "following", "بعد", "عقب"), "after"),
}
_ROLE = re.compile(
    rf"(?<!\w)(?P<role>{alternate(_ROLES)})"
    r"(?: (?:the|at|about|around|on|in|يوم|شهر|عام|تاريخ)){0,3} $"
)
_SINCE_NOUN = re.compile(r"\bsince (?:the|its|their|his|her|an?) (?:[\w'-]+ ){1,7}(?:in|on) $")
_EDGES: dict[str, tuple[Side, Minutes]] = {
    "late": ("late", (1020, 1740)),
    "early": ("early", (0, 540)),
}
_EDGE = re.compile(
    r"(?:\b(?P<en>late|early)(?: on)?(?: the)?"
    r"|(?:وقت|ساعه|ساعات) (?:(?P<late>متاخره?)|(?P<early>مبكره?))(?: من)?(?: يوم)?) $"
)
POSSESSED = re.compile(r"'s? [a-z]")


def join_atoms(atoms: Sequence[Atom], folded: str) -> Iterator[tuple[Atom, ...]]:
    """Join neighbours that together name one day and hour."""
    group: list[Atom] = []
    for atom in atoms:
        if group and not _belongs(group, atom, folded):
            yield tuple(group)
            group = []
        group.append(atom)
    if group:
        yield tuple(group)


def _belongs(group: Sequence[Atom], atom: Atom, folded: str) -> bool:
    gap = folded[group[-1].end : atom.start]
    if len(group) >= _MAX_ATOMS or len(gap) > _LOOKBACK or not _GAP.fullmatch(gap):
        return False
    units = {one.unit for one in group}
    if atom.unit == "time":
        clash = any(one.is_clock and atom.is_clock for one in group)
        return not clash and units <= {"time", "weekday", "day", "open"}
    if atom.unit == "year" and gap == " " and not atom.counted:
        return group[-1].unit == "year" and group[-1].counted is not None
    if atom.unit not in ("weekday", "day", "week", "open") or units & {"week", "open"}:
        return False
    others = units - {"time"}
    if not others:
        return atom.unit != "week"
    if atom.unit == "open":
        return False
    if atom.unit == "week":
        return others == {"weekday"}
    if atom.unit in others:
        return atom.unit == "day" and ("موافق" in gap or "(" in gap or _is_day_word(group))
    return others <= {"weekday", "day"}


def _is_day_word(group: Sequence[Atom]) -> bool:
    return any(atom.counted is not None and atom.counted.unit == "day" for atom in group)


def build_group(atoms: tuple[Atom, ...], folded: str, anchor: date | None) -> DateGroup:
    """Build one date from joined atoms and the role, stretch or edge before them."""
    start, end = atoms[0].start, atoms[-1].end
    stretch, start = _find_stretch(atoms, folded, start)
    side, minutes, start = _find_edge(atoms, folded, start)
    role = _find_role(folded, start, end)
    is_future = role in ("until", "before") or looks_ahead(folded, start)
    stated, days = _combine_days(atoms, anchor, is_future)
    clock = next((atom for atom in atoms if atom.is_clock), None)
    value = DateValue(
        days=tuple(narrow_days(one, stretch) for one in days) if stretch else days,
        stated=tuple(narrow_days(one, stretch) for one in stated) if stretch else stated,
        role=role,
        minutes=minutes,
        side=side,
        is_clock=clock is not None,
        zone=clock.zone if clock else "",
        is_list=any(atom.is_list for atom in atoms),
        is_open=bool(days) and all(one.is_any for one in days),
        name=_name_group(atoms, days, stretch),
    )
    return DateGroup(start, end, atoms, value)


def _combine_days(
    atoms: Sequence[Atom], anchor: date | None, is_future: bool
) -> tuple[tuple[DaySet, ...], tuple[DaySet, ...]]:
    """Intersect what the atoms state, and what they mean counted from the anchor.

    A weekday beside a date helps to find the date's year; where the two do not
    fit, the date stands.
    """
    dated = sorted((atom for atom in atoms if atom.days), key=lambda a: a.unit == "weekday")
    if not dated:
        return (), ()
    stated = dated[0].days
    for atom in dated[1:]:
        stated = intersect_all(stated, atom.days) or stated
    main = next((atom for atom in dated if atom.counted is None), dated[0])
    merged = main._replace(days=stated)
    days = resolve_days(merged, anchor, is_future=is_future)
    for atom in dated:
        if atom.unit == "weekday" and atom is not main:
            own = resolve_days(atom, anchor, is_future=is_future)
            fallback = own if main.counted and main.counted.unit == "day" else days
            days = intersect_all(days, atom.days) or fallback
    return stated, days


@cache
def _stretch_before() -> re.Pattern[str]:
    words = alternate([*load_stretches("en"), *load_stretches("ar")])
    return re.compile(
        rf"(?<!\w)[وفبل]?(?P<words>{words})(?:[ -](?:in )?(?:the )?| ?)"
        r"(?:(?:شهر|عام|العام|سنه) )?$"
    )


def _find_stretch(atoms: Sequence[Atom], folded: str, start: int) -> tuple[Stretch | None, int]:
    """Find "late", "first half of" before a month, year, decade or season."""
    if atoms[0].unit not in ("month", "year", "decade", "season") or len(atoms) > 1:
        return None, start
    low = max(0, start - _LOOKBACK)
    match = _stretch_before().search(folded[low:start])
    if match is None:
        return None, start
    words = match["words"]
    return (load_stretches("en").get(words) or load_stretches("ar")[words]), low + match.start(
        "words"
    )


def _find_edge(
    atoms: Sequence[Atom], folded: str, start: int
) -> tuple[Side, tuple[Minutes, ...], int]:
    """The minutes of the day the atoms allow, with "late" or "early" before them."""
    minutes: tuple[Minutes, ...] = ()
    side: Side = ""
    for atom in atoms:
        if atom.minutes:
            minutes = _meet_minutes(minutes, atom)
            side = atom.side or side
    if atoms[0].unit in ("weekday", "day"):
        low = max(0, start - _LOOKBACK)
        match = _EDGE.search(folded[low:start])
        if match:
            word = match["en"] or ("late" if match["late"] else "early")
            edge_side, edge = _EDGES[word]
            start = low + match.start()
            minutes = (
                (intersect_minutes(minutes, (edge,)) if minutes else ()) or minutes or (edge,)
            )
            side = edge_side
    return side, minutes, start


def _meet_minutes(minutes: tuple[Minutes, ...], atom: Atom) -> tuple[Minutes, ...]:
    """The minutes an atom adds: "2" and "in the evening" is 14:00, the hour in that half."""
    met = intersect_minutes(minutes, atom.minutes) if minutes else atom.minutes
    if met:
        return met
    clock, part = (atom.minutes, minutes) if atom.is_clock else (minutes, atom.minutes)
    is_late = part[0][0] % DAY_MINUTES >= DAY_MINUTES // 2
    halves = [span for span in clock if (span[0] % DAY_MINUTES >= DAY_MINUTES // 2) == is_late]
    return tuple(halves) or clock


def _find_role(folded: str, start: int, end: int) -> Role:
    before = folded[max(0, start - 2 * _LOOKBACK) : start]
    match = _ROLE.search(before)
    if match and not POSSESSED.match(folded[end : end + 4]):
        return _ROLES[match["role"]]
    return "since" if _SINCE_NOUN.search(before) else "on"


def _name_group(
    atoms: Sequence[Atom], days: tuple[DaySet, ...], stretch: Stretch | None
) -> str:
    named = next((atom.name for atom in atoms if atom.name and atom.unit != "time"), "")
    has_weekday = any(atom.unit == "weekday" or _is_day_word([atom]) for atom in atoms)
    if all(one.is_any for one in days):
        return ""
    link = " and " if any(atom.is_list for atom in atoms) else " or "
    names = [_name_one(one, has_weekday) for one in days]
    base = named if named and not is_single(days) else link.join(dict.fromkeys(names))
    if stretch is None:
        return base
    return f"{stretch.name}{'-' if stretch.name == 'mid' else ' '}{base}"


def is_single(days: tuple[DaySet, ...]) -> bool:
    """Tell whether a union is one day."""
    return len(days) == 1 and days[0].single is not None


def _name_one(days: DaySet, has_weekday: bool) -> str:
    single = days.single
    if single is not None and has_weekday:
        return f"{WEEKDAYS[single.weekday()]} {name_day(single)}"
    return name_days(days)
