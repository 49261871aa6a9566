"""Persons of English sentences: another person, a shorter name, another spelling.

A capitalised pair is a person where its first word is a given name: one of the table or
the first word of a full name at hand. A name that speaks ("Haddad said") makes edits of
the attribution.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from factcheck.training.edits import Edit
from factcheck.training.edits.english_places import is_place
from factcheck.training.edits.english_spots import can_loosen, lower_head, put, raise_head

_GIVEN = frozenset(
    """
Adam Adel Ahmad Ahmed Alan Albert Alejandro Alex Alexander Alexei Alice Ali Amal Amanda Amir
Amy Ana Andrea Andrei Andrew Angela Anna Anne Anthony Antonio Arthur Barack Barbara Bashar
Benjamin Bernard Bernie Bill Bob Boris Brian Bruce Carl Carlos Carol Caroline Catherine
Charles Chris Christian Christine Christopher Claire Claude Daniel David Deborah Dennis
Diana Diego Dmitry Donald Dorothy Douglas Edward Elena Elizabeth Ellen Emily Emma Emmanuel
Eric Eva Fatima Fernando Francis Francisco Frank Franz Fred Frederick Gary Geoffrey George
Gerald Greg Hamid Hannah Hans Harold Harry Hassan Heather Helen Henri Henry Hillary Hugh
Hussein Ian Ibrahim Igor Irene Isaac Isabel Ivan Jack Jacob Jacques James Jane Janet Jason
Jean Jeff Jennifer Jessica Jim Joan Joe John Johann Jonathan Jose José Joseph Joshua Juan
Judith Julia Julian Julie Justin Karen Karl Kate Katherine Keith Kelly Ken Kenneth Kevin
Khaled Khalid Kim Larry Laura Lauren Lawrence Leonard Leslie Linda Lisa Louis Louise Lucy
Luis Margaret Maria Marie Mark Martha Martin Mary Matt Matthew Michael Michel Michelle
Miguel Mike Mikhail Mitch Mohamed Mohammad Mohammed Muhammad Mustafa Nancy Natalie Nathan
Neil Nicholas Nicolas Nick Nicole Nikolai Noah Nora Oliver Oscar Pablo Patricia Patrick Paul
Paula Pedro Peter Philip Pierre Rachel Ralph Raymond Rebecca Ricardo Richard Robert Roberto
Roger Ronald Rosa Rose Roy Russell Ruth Ryan Salem Salim Sam Samantha Samuel Sandra Sarah
Scott Sean Sergei Sergey Sharon Simon Sofia Sophie Stephanie Stephen Steve Steven Stuart
Susan Suzanne Tariq Ted Teresa Terry Theodore Theresa Thomas Tim Timothy Tom Tony Tyler
Victor Victoria Vincent Virginia Vladimir Walter Wayne Wendy Wilhelm William Yousef Yusuf
Yuri Zachary Volodymyr Recep Benjamin Narendra Angela Olaf Rishi Xi Joe Kamala Antony Jens
Mahmoud Yasser Yahya Ismail Omar Osama Saddam Muammar Qassem Ayman Nancy Bernadette Chuck
Mick Ron Rand Ben Dan Jerry Jeb Marco Ted Elaine""".split()
)
_TOM = frozenset(
    "Tom Mary John Ken Mike Bob Alice Layla Bill Jim Jack Nancy Emily Dan Linda".split()
)
_TITLES = (
    "President|Prime Minister|Foreign Minister|Defen[cs]e Minister|Finance Minister|Interior"
    " Minister"
    "|Health Minister|Minister|Senator|Sen\\.|Rep\\.|Gov\\.|Governor|Chancellor|King|Queen"
    "|Prince"
    "|Princess|General|Gen\\.|Colonel|Col\\.|Captain|Capt\\.|Mayor|Judge|Secretary of State"
    "|Professor|Prof\\.|Dr\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Sir|Pope|Sheikh|Vice President|Attorney"
    " General"
    "|spokesman|spokeswoman|spokesperson|director|analyst|coach|officer|sheriff|Sheriff"
    "|detective"
)
_WORD = r"[A-ZÀ-Þ](?:[a-zß-ÿ]+|['’][A-Z][a-z]+)(?:[A-Z][a-z]+)?(?:-[A-Z][a-z]+)?"
_LINK = r"(?: [A-Z]\.)?(?: (?:bin|ibn|al|el|de|van|von|der|da|di))?"
_LAST = rf"(?:(?:al|el|Al|El)-)?{_WORD}"
_PERSON = re.compile(
    rf"(?<![\w.'’&@#/-])(?:(?P<title>{_TITLES}) )?(?P<given>{_WORD}|[A-Z]\.[A-Z]\.)"
    rf"(?:{_LINK} (?P<last>{_LAST}))?(?:,? (?:Jr|Sr)\.)?(?![\w@-]|['’](?!s\b)| [A-Z&]|\.\w)"
)
_SAID = (
    "said|told|added|stated|announced|argued|claimed|explained|noted|warned|confirmed|insisted"
    "|declared|acknowledged|admitted|reported|tweeted|wrote|says|recalled|suggested"
)
_SPEAKS = re.compile(rf" (?:also |later |has )?(?:{_SAID})\b")
_SPOKEN = re.compile(r"\b(?:said|says|according to|According to|told|wrote) $")
_NO_PERSON = frozenset(
    """
The This That These Those He She It They We You His Her Its Their Our My But And Or If In On
At When While After Before Since Because Although However Police Officials Scientists
Researchers Doctors Critics Experts Authorities Reuters Parliament Congress Senate House
Court God Allah Hamas Hezbollah Fatah Nato Google Facebook Apple Amazon Microsoft Twitter
People Everyone Everybody Someone Nobody Others Many Some Most Both Democrats Republicans
Lawmakers Prosecutors Investigators Residents Witnesses Sources Analysts Activists Monday
Tuesday Wednesday Thursday Friday Saturday Sunday Department Ministry Committee Commission
Council Agency Association University Institute River Street Island Bridge Park School
College Hospital County City Center Centre Office Company Corp Inc Group Party Bank Times
Post News Jr Sr Republican Democrat Republican Administration Union League Church Museum
Twitter Both Nevadans Americans Street Road Avenue Hall Valley Lake Beach Square Castle
Palace Award Prize Army Garden House Force Navy Foundation Society Trust Club United Order
Airport Station Day La Le De January February March April June July August September October
November December Trump""".split()
) - {"Trump"}
_SOURCES = (
    ("the army", "the police", "the government", "the foreign ministry", "the opposition"),
    ("officials", "witnesses", "residents", "activists", "police", "doctors", "prosecutors"),
    ("a police spokesman", "a witness", "an army spokesman", "a neighbour", "a lawyer"),
    ("researchers", "scientists", "officials", "critics", "farmers"),
)
_SOURCE = re.compile(
    r"(?<![\w'’-])(?P<source>"
    + "|".join(
        sorted(
            {s[0].upper() + s[1:] for g in _SOURCES for s in g}
            | {s for g in _SOURCES for s in g},
            key=len,
            reverse=True,
        )
    )
    + rf")(?= (?:also |later |have |has )?(?:{_SAID})\b)"
)
_VARIANTS = (
    *(("Mohammed", "Muhammad", "Mohamed", "Mohammad"), ("Hussein", "Husain", "Hussain")),
    *(("Hassan", "Hasan"), ("Yousef", "Yusuf", "Youssef"), ("Khaled", "Khalid")),
    *(("Ahmed", "Ahmad"), ("Abdullah", "Abdallah"), ("Mahmoud", "Mahmud"), ("Omar", "Umar")),
    *(("Gaddafi", "Qaddafi", "Gadhafi"), ("Osama", "Usama"), ("Qassem", "Qasem", "Kassem")),
    *(("Alexander", "Aleksandr"), ("Sergei", "Sergey"), ("Dmitry", "Dmitri"), ("Yuri", "Yury")),
    *(("Zelensky", "Zelenskyy", "Zelenskiy"), ("Erdogan", "Erdoğan"), ("Ismail", "Ismael")),
    *(
        ("Mustafa", "Mostafa"),
        ("Ibrahim", "Ebrahim"),
        ("Soleimani", "Suleimani"),
        ("Alexei", "Aleksei"),
    ),
    *(
        ("Lavrov", "Lavroff"),
        ("Khamenei", "Khamenai"),
        ("Nasrallah", "Nasrullah"),
        ("Salem", "Salim"),
    ),
    *(("Rouhani", "Ruhani"), ("Hariri", "al-Hariri"), ("Sisi", "el-Sisi", "al-Sisi")),
    *(
        ("Maliki", "al-Maliki"),
        ("Abadi", "al-Abadi"),
        ("Sadr", "al-Sadr"),
        ("Assad", "al-Assad"),
    ),
    *(("Mr.", "Mr"), ("Mrs.", "Mrs"), ("Dr.", "Dr"), ("Sen.", "Senator"), ("Gov.", "Governor")),
    *(("Gen.", "General"), ("Prof.", "Professor")),
)
_OTHERS = {form: [f for f in group if f != form] for group in _VARIANTS for form in group}
_SPELT = re.compile(
    r"(?<![\w’'-])(?:"
    + "|".join(re.escape(f) for f in sorted(_OTHERS, key=len, reverse=True))
    + r")(?![\w-])(?=['’ .,;:]|$)"
)
_SPELT_TITLES = frozenset(
    "Mr Mrs Dr Sen Senator Gov Governor Gen General Prof Professor".split()
)
_OFFICE = re.compile(
    rf"(?<![\w-])(?P<office>(?:Prime |Foreign |Defen[cs]e |Finance |Interior |Health"
    rf" )?Minister|Senator"
    rf"|Sen\.|Governor|Gov\.|Mayor|Judge|General|Gen\.|Dr\.?|Professor|Prof\.) {_WORD}(?:"
    rf" {_LAST})?"
    r"(?= said\b)"
)
_OFFICES = {
    **{
        "Sen.": "senator",
        "Gov.": "governor",
        "Gen.": "general",
        "Dr.": "doctor",
        "Dr": "doctor",
    },
    **{"Prof.": "professor"},
}


_NOT_ALONE = re.compile(
    r"(?:[A-Z&][\w.]*|\b(?:and|some|many|most|the|of|other|these|those|all|few)) $"
)


_TITLE_BEHIND = re.compile(r"\b(?:the|an?|[A-Z]\w+|[a-z]+ist|[a-z]+er) $")


class Person(NamedTuple):
    """A person's name in a sentence; `last` is empty where one word stands alone."""

    spot: re.Match[str]
    speaks: bool

    @property
    def start(self) -> int:
        return self.spot.start("given")

    @property
    def end(self) -> int:
        return self.spot.end("last") if self.spot["last"] else self.spot.end("given")

    @property
    def is_full(self) -> bool:
        return self.spot["last"] is not None


def edit_person(sentence: str, names: Sequence[str], rng: random.Random) -> Iterator[Edit]:
    """Make the edits of the persons in the sentence, speakers and others."""
    for person in find_persons(sentence, names):
        other = _another(person, sentence, names, rng)
        if other:
            text = put(sentence, person.start, person.end, other)
            yield Edit(text, "attribution" if person.speaks else "person", "changed")
        if person.is_full:
            yield from _edit_parts(sentence, person, names, rng)
        before = sentence[: person.spot.start()]
        is_titled = person.spot["title"] and person.is_full and before
        if is_titled and can_loosen(sentence) and not _TITLE_BEHIND.search(before):
            yield Edit(before + sentence[person.start :], "person", "looser")
    for spot in _SPELT.finditer(sentence):
        for form in _OTHERS[spot.group()]:
            is_title = spot.group().rstrip(".") in _SPELT_TITLES
            if is_title and not re.match(
                r" [A-Z][a-z]+ (?:[A-Z]|[a-z])", sentence[spot.end() :]
            ):
                continue
            if is_title and rng.random() < 0.5:
                continue
            if spot.group() not in ("Salem", "Omar", "General", "Senator", "Governor"):
                yield Edit(put(sentence, *spot.span(), form), "person", "same")


def edit_attribution(sentence: str, rng: random.Random) -> Iterator[Edit]:
    """Make the edits of who says it and where the saying stands."""
    for spot in _SOURCE.finditer(sentence):
        groups = [g for g in _SOURCES if spot["source"].lower() in g]
        others = [s for g in groups for s in g if s not in sentence.lower()]
        if others:
            yield Edit(
                put(sentence, *spot.span(), rng.choice(others)), "attribution", "changed"
            )
    for text in _move_saying(sentence):
        yield Edit(text, "attribution", "same")
    for spot in _OFFICE.finditer(sentence):
        before = sentence[: spot.start()]
        if not re.search(r"(?:[A-Za-z'’-]+) $", before) or before.endswith(", "):
            office = _OFFICES.get(spot["office"], spot["office"].lower())
            yield Edit(put(sentence, *spot.span(), f"a {office}"), "attribution", "looser")


def find_persons(sentence: str, names: Sequence[str]) -> Iterator[Person]:
    """Find the persons: a known given name with a surname, a title, or a name that speaks."""
    given = _given_names(tuple(names)) | _GIVEN
    for spot in _PERSON.finditer(sentence):
        first, last = spot["given"], spot["last"]
        after, before = sentence[spot.end() :], sentence[: spot.start()]
        if (
            first in _NO_PERSON
            or is_place(first)
            or (last and (is_place(last) or last in _NO_PERSON))
        ):
            continue
        if (
            re.search(r"\b(?:[A-Z][\w.]*|of|the|and [A-Z]\w+|for) $", before)
            and not spot["title"]
        ):
            if re.search(r"\b[A-Z][\w.]* $", before) and not re.search(
                r"\b(?:When|But|And|While|As|For|In|After|Since|Then|President) $", before
            ):
                continue
            if before.endswith(("the ", "of ")) and not (last and first in given):
                continue
        speaks = _SPEAKS.match(after) is not None or _SPOKEN.search(before) is not None
        is_known = bool(last and first in given) or (not last and first in _TOM)
        if not (is_known or spot["title"] or (speaks and not last and _SPEAKS.match(after))):
            continue
        if spot["title"] in ("King", "Queen", "Pope", "Prince", "Princess", "Sir") and not last:
            continue
        if speaks and not (last or spot["title"]) and _NOT_ALONE.search(before):
            continue
        if re.match(
            r" (?:of|and [A-Z]\w+ (?:said|were|are|have))\b|['’]s (?:[A-Z])", after
        ) or (
            not last and not spot["title"] and re.match(r"['’]s", after) and first not in _TOM
        ):
            continue
        yield Person(spot, speaks)


@lru_cache(maxsize=8)
def _given_names(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.split()[0] for name in names if len(name.split()) == 2)


@lru_cache(maxsize=8)
def _usable(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The full names and the surnames among `names`."""
    plain = [
        n for n in names if re.fullmatch(rf"{_WORD}(?: {_LAST}){{0,2}}", n) and not is_place(n)
    ]
    full = tuple(n for n in plain if len(n.split()) == 2)
    last = tuple(dict.fromkeys([n.split()[-1] for n in plain if len(n.split()) <= 2]))
    return full, last


def _another(
    person: Person, sentence: str, names: Sequence[str], rng: random.Random
) -> str | None:
    """A name in this name's manner of which no word occurs in the sentence."""
    full, last = _usable(tuple(names))
    pool = full if person.is_full else last
    if person.spot["given"] in _TOM and not person.is_full:
        pool = tuple(sorted(_TOM))
    for _ in range(8):
        other = rng.choice(pool) if pool else ""
        if other and not any(word in sentence for word in re.split(r"[ -]", other)):
            return other
    return None


def _edit_parts(
    sentence: str, person: Person, names: Sequence[str], rng: random.Random
) -> Iterator[Edit]:
    """Change the given name or the surname alone, or leave the surname only."""
    spot = person.spot
    given, last = spot["given"], spot["last"]
    other = rng.choice([g for g in sorted(_GIVEN) if g[0] != given[0]])
    facet = "attribution" if person.speaks else "person"
    if sentence.count(last) == 1:
        yield Edit(put(sentence, *spot.span("given"), other), facet, "changed")  # type: ignore[arg-type]
        surnames = [n for n in _usable(tuple(names))[1] if n not in sentence]
        if surnames:
            text = put(sentence, *spot.span("last"), rng.choice(surnames))
            yield Edit(text, facet, "changed")  # type: ignore[arg-type]
    if (
        can_loosen(sentence)
        and last not in ("Carlos", "Paul", "Luis")
        and sentence.count(last) == 1
        and not re.search(r"\b(?:bin|ibn|de|van|von|der|da|di|al|el) |-", spot.group())
        and not re.match(r" (?:de|von|van|al|el|bin|la)\b|['’-]", sentence[spot.end() :])
    ):
        yield Edit(
            sentence[: person.start] + sentence[spot.start("last") :], "person", "looser"
        )
    if re.search(r" [A-Z]\. ", spot.group()):
        text = (
            sentence[: spot.start()]
            + re.sub(r" [A-Z]\. ", " ", spot.group())
            + sentence[spot.end() :]
        )
        yield Edit(text, "person", "same")


_SAID_FIRST = re.compile(
    r"^(?P<who>(?:The |An? )?(?:[A-Z]?[\w.’'-]+ ){0,3}?[\w.’'-]+) said (?:that"
    r" )?(?P<what>(?:the|he|she|they|it|there|we|[A-Z][a-z]+) [^\"“”:;]{15,140})\.$"
)
_SAID_LAST = re.compile(
    r"^(?P<what>[A-Z][^\"“”:;]{15,140}), (?P<who>(?:(?:the|a|an) )?(?:[A-Z]?[\w.’'-]+"
    r" ){0,3}?[\w.’'-]+) said\.$"
)
_ACCORDING_FIRST = re.compile(
    r"^According to (?P<who>[^,\"“”]{3,50}), (?P<what>[^\"“”]{20,160})\.$"
)
_ACCORDING_LAST = re.compile(
    r"^(?P<what>[^\"“”]{20,160}), according to (?P<who>[^,\"“”]{3,50})\.$"
)
_NOT_WHO = re.compile(
    r"\b(?:who|which|that|and|was|were|is|has|have|had|but|it|also|in|on|at|not|never|n['’]t"
    r"|when|as|he|she|they|we|I|you)\b",
    re.IGNORECASE,
)


def _move_saying(sentence: str) -> Iterator[str]:
    """Say the same with the source in front or behind."""
    if match := _ACCORDING_FIRST.match(sentence):
        yield f"{raise_head(match['what'])}, according to {match['who']}."
    elif match := _ACCORDING_LAST.match(sentence):
        yield f"According to {match['who']}, {lower_head(match['what'])}."
    if (match := _SAID_FIRST.match(sentence)) and not _NOT_WHO.search(match["who"]):
        who = lower_head(match["who"])
        yield f"{raise_head(match['what'])}, {who} said."
        yield f"According to {who}, {match['what']}."
    elif (match := _SAID_LAST.match(sentence)) and not _NOT_WHO.search(match["who"]):
        yield f"{raise_head(match['who'])} said that {lower_head(match['what'])}."
    spot = re.search(r"(?<=[a-z]) said(?= (?:that|the|he|she|they|it|there)\b)", sentence)
    if spot:
        yield put(
            sentence,
            *spot.span(),
            " stated" if sentence[spot.end() :].startswith(" that") else " said that",
        )
