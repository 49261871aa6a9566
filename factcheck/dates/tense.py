"""Tense: does the wording before a date look ahead ("will meet on Monday")?"""

from __future__ import annotations

import re

_LOOKBACK = 140
_BOUNDARY = re.compile(
    r"[.;!?]\s|[\n:]|\b(?:said|says|told|announced|stated|reported|added|declared|confirmed)\b"
    r"|(?<!\w)[وف]?(?:قال|قالت|اعلن|اعلنت|اضاف|اضافت|صرح|اكد|اكدت|ذكر|ذكرت)(?!\w)"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|'ll|is to|are to|was to|were to"
    r"|(?:plan|intend|hope)(?:s|ned|ed|d)? to|due|scheduled|expected|slated|set to"
    r"|going to|upcoming|must|deadline|to be)\b"
    r"|(?<!\w)[وف]?(?:سوف|لن|المقرر|المتوقع|المنتظر|المزمع|موعدا|موعد|يعتزم|تعتزم"
    r"|س[يتن](?!ار|اس|اد|د|طر|ين|ه|و|راتيج)\w{3,})(?!\w)"
)


def looks_ahead(folded: str, start: int) -> bool:
    """Tell whether the clause before the date at `start` speaks of what is to come."""
    before = folded[max(0, start - _LOOKBACK) : start]
    ends = [match.end() for match in _BOUNDARY.finditer(before)]
    return _AHEAD.search(before, ends[-1] if ends else 0) is not None
