"""English noun phrases and adverbials, walked over without a parser."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.attribution.english_words import finite_forms, marked
from factcheck.attribution.units import Token

NEGATIONS = frozenset({"not", "never", "no"})
_LONGEST = 32  # tokens of a noun phrase
_LONGEST_ASIDE = 28  # tokens between the commas of an apposition
_NAMING = frozenset({"noun", "cap", "num"})
_SYMBOLS = frozenset("&/%$#@+'’*[]")
_LEADING = frozenset({"conj", "adv", "sub", "prep", "time", ".", ",", "-", ":", ";"})
_ENDS_QUOTE = frozenset(",.?!…")
_JOINING = frozenset("of for at in from with on to by against".split())


def is_finite(token: Token) -> bool:
    """Tell whether the word is surely a finite verb."""
    return token.kind in ("aux", "fin") or (
        token.kind == "noun" and token.low in finite_forms()
    )


def has_finite(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a finite verb stands from `first` to `last`, both included."""
    return any(
        is_finite(tokens[at])
        or (tokens[at].kind == "noun" and tokens[at].low.endswith("ed"))
        or (tokens[at].kind == "pron" and "'" in tokens[at].low)
        for at in range(first, last + 1)
    )


def phrase_start(tokens: Sequence[Token], last: int, floor: int = 0) -> int:
    """The first token of the noun phrase that ends at `last`."""
    first = last
    while first > floor and last - first < _LONGEST:
        step = _step_left(tokens, first, floor)
        if not step:
            break
        first -= step
    while first < last and tokens[first].kind in _LEADING:
        first += 1
    return first


def phrase_end(tokens: Sequence[Token], first: int) -> int:
    """The last token of the noun phrase that starts at `first`, or `first - 1` if none does."""
    if first >= len(tokens):
        return first - 1
    if tokens[first].kind == "pron":
        return first
    last = first - 1
    while last + 1 < len(tokens) and last - first < _LONGEST:
        step = _step_right(tokens, last + 1, first)
        if not step:
            break
        last += step
    while last >= first and tokens[last].kind in ("conj", "prep", "det", "adv"):
        last -= 1
    return last


def apposition_end(tokens: Sequence[Token], last: int) -> int:
    """The last token of the apposition after the phrase that ends at `last`, or `last`.

    "Ali Rami, a spokesman for the group" is one name; a comma before "and", a verb or a
    quotation opens something else.
    """
    at = last + 1
    if at + 1 >= len(tokens) or tokens[at].kind != ",":
        return last
    follows = tokens[at + 1]
    is_age = follows.kind == "num" and (at + 2 == len(tokens) or tokens[at + 2].kind == ",")
    if follows.kind not in ("det", "noun", "cap", "rel") and not is_age:
        return last
    if follows.low.endswith("ing") or is_finite(follows):
        return last
    end = at + 1
    while end + 1 < len(tokens) and tokens[end + 1].kind not in (",", "quote", ";", ":", "-"):
        end += 1
        if end - at > _LONGEST_ASIDE:
            return last
    end -= tokens[end].kind == "." and end + 1 == len(tokens)
    return apposition_end(tokens, end) if is_age else end


def skip_aside(tokens: Sequence[Token], last: int, floor: int = 0) -> int | None:
    """Step left over ", an ally of the mayor," or "(R-Ohio)": where the phrase before it ends.

    `last` is the closing mark. None when no opening mark is near or a clause
    stands between.
    """
    closing = tokens[last].kind
    opening = {")": "(", "]": "["}.get(closing, closing)
    for at in range(last - 1, max(floor, last - _LONGEST_ASIDE) - 1, -1):
        if tokens[at].kind == "quote" and tokens[at].low in _ENDS_QUOTE:
            return None
        if tokens[at].kind == opening:
            before = _skip_bracket(tokens, at - 1, floor)
            is_named = before >= floor and _is_naming(tokens[before])
            return before if is_named and _is_aside(tokens, at + 1, last - 1) else None
    return None


def _skip_bracket(tokens: Sequence[Token], last: int, floor: int) -> int:
    """Step left over the "(R-Ohio)" that stands before another aside."""
    if last < floor or tokens[last].kind not in (")", "]"):
        return last
    before = skip_aside(tokens, last, floor)
    return last if before is None else before


def adverbial_end(tokens: Sequence[Token], first: int) -> int:
    """Step over adverbs, days and "in a statement to reporters": the first token after them."""
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.low in NEGATIONS:
            return at  # "promised not to": it belongs to what is said
        if token.kind in ("adv", "time") or (token.kind == "num" and _is_date(tokens, at)):
            at += 1
        elif token.kind == "prep":
            after = _prepositional_end(tokens, at)
            if after == at:
                return at
            at = after
        elif token.kind == "det" and at + 1 < len(tokens) and tokens[at + 1].kind == "time":
            at += 2
        else:
            return at
    return at


def _prepositional_end(tokens: Sequence[Token], at: int) -> int:
    if tokens[at].low == "to" and not _is_told(tokens, at + 1):
        return at  # "vowed to pay"
    if at + 1 < len(tokens) and tokens[at + 1].kind == "time":
        return at + 2
    end = phrase_end(tokens, at + 1)
    return end + 1 if end > at else at


def _is_told(tokens: Sequence[Token], at: int) -> bool:
    """Tell "to reporters" from "to pay"."""
    if at >= len(tokens):
        return False
    token = tokens[at]
    is_plural = token.kind == "noun" and token.low.endswith("s")
    return is_plural or token.kind in ("det", "cap", "pron")


def _is_date(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].kind in ("time", ",")


def _is_naming(token: Token) -> bool:
    return (token.kind in _NAMING and not is_finite(token)) or token.kind in (
        ")",
        ".",
        "%",
        "time",
    )


def _is_aside(tokens: Sequence[Token], first: int, last: int) -> bool:
    """An apposition, a relative clause or "speaking in Rome" may stand between commas."""
    if first > last:
        return False
    opening = tokens[first]
    if opening.kind in ("rel", "prep", "det", "num", "adv", "sub", "time"):
        return opening.kind in ("rel", "sub") or not _has_clause(tokens, first, last)
    if opening.low.endswith("ing"):
        return True
    return opening.kind in ("noun", "cap", ".") and not _has_clause(tokens, first, last)


def _has_clause(tokens: Sequence[Token], first: int, last: int) -> bool:
    for at in range(first, last + 1):
        if tokens[at].kind in ("rel", "sub"):
            return False
        if is_finite(tokens[at]):
            return True
    return False


def _step_left(tokens: Sequence[Token], first: int, floor: int) -> int:
    """How many tokens the phrase that starts at `first` grows to the left."""
    before, at = tokens[first - 1], first - 1
    if tokens[first].kind == "det" and before.kind not in ("prep", "det", "conj", "adv"):
        return 0
    if before.kind in _NAMING or before.kind in _SYMBOLS:
        return 0 if is_finite(before) else 1
    if before.kind in ("det", "adv"):
        return 1
    if before.kind == "prep" or before.low in ("and", "or", "nor"):
        is_joined = at - 1 >= floor and _is_naming(tokens[at - 1])
        is_clause = before.kind == "conj" and has_finite(
            tokens, _clause_start(tokens, at), at - 1
        )
        return int(is_joined and not is_clause)
    if before.kind == "time":
        return int(at - 1 >= floor and tokens[at - 1].kind in ("det", "cap", "noun", "time"))
    if before.kind == ".":
        return int(at - 1 >= floor and tokens[at - 1].kind == "cap")
    if before.kind == ")":
        inside = skip_aside(tokens, at, floor)
        return first - inside if inside is not None else 0
    if before.kind == "quote":
        length = before.end - before.start
        return int(length <= 40 and before.low not in _ENDS_QUOTE)
    return 0


def _clause_start(tokens: Sequence[Token], at: int) -> int:
    first = at
    while first > 0 and tokens[first - 1].kind not in (",", ";", ":", "quote", "sub", "-"):
        if tokens[first - 1].low == "but" or at - first > _LONGEST:
            break
        first -= 1
    return first


def _step_right(tokens: Sequence[Token], at: int, first: int) -> int:
    token = tokens[at]
    before = tokens[at - 1] if at > first else None
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.kind in _NAMING or token.kind in _SYMBOLS:
        return 0 if is_finite(token) else 1
    if token.kind == "det":
        return int(before is None or before.kind in ("prep", "det", "conj"))
    if token.kind == "adv":
        return int(before is not None and before.kind == "det")
    if token.kind == "time":  # "the Sunday Courier"
        is_named = follows is not None and follows.kind == "cap"
        return int(is_named and before is not None and before.kind == "det")
    if token.kind == "prep":
        return int(before is not None and token.low in _JOINING and _may_join(tokens, at))
    if token.low == "and":
        return int(
            before is not None and follows is not None and follows.kind in ("cap", "det")
        )
    if token.kind == ".":
        is_initial = (
            before is not None and before.kind == "cap" and before.end - before.start <= 5
        )
        return int(is_initial and follows is not None and follows.kind in _NAMING)
    if token.kind == "(":
        return _bracket_length(tokens, at)
    if token.kind == "quote":
        return int(token.end - token.start <= 40 and token.low not in _ENDS_QUOTE)
    return 0


def _may_join(tokens: Sequence[Token], at: int) -> bool:
    """Tell "of the group" from "on Monday" and "in a statement"."""
    for token in tokens[at + 1 : at + 4]:
        if token.kind == "time" or token.low in marked("occasion"):
            return False
    return at + 1 < len(tokens) and tokens[at + 1].kind in ("det", "noun", "cap", "num")


def _bracket_length(tokens: Sequence[Token], at: int) -> int:
    for end in range(at + 1, min(len(tokens), at + 8)):
        if tokens[end].kind == ")":
            return end - at + 1
    return 0
