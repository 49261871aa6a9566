"""JSON read with places: which line and column a value stands at.

Shared by ninjs and JSON lines. A key's place is found by looking for the key in
the text, so a fault names the line that a person has to mend.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from factcheck.readers.fields import Fields, Problem, set_field
from factcheck.readers.source import mark_fault, quote
from factcheck.records import Fault

_MOST_NESTED = 200


class KeyValue(NamedTuple):
    """A JSON value and the key it was found under."""

    key: str
    value: Any


class JsonText(NamedTuple):
    """A JSON text and where it comes from; `first_line` is the line it starts on."""

    text: str
    place: str
    first_line: int = 1

    def mark(self, start: int, end: int, problem: Problem) -> Fault:
        """Make a fault of a stretch of the text."""
        return mark_fault(
            self.place, self.text, start, end, first_line=self.first_line, **problem._asdict()
        )

    def mark_value(self, key: str, problem: Problem) -> Fault:
        """Make a fault of the value of the first key called `key`."""
        found = re.search(
            rf'"{re.escape(key)}"\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}}\]]*)', self.text
        )
        start, end = found.span(1) if found else (0, 1)
        return self.mark(start, end, problem)


def parse_object(source: JsonText) -> dict[str, Any] | Fault:
    """Parse a JSON object; what is none, or broken, is a fault with line and column."""
    if _is_nested_deeply(source.text):
        problem = Problem("brackets are nested too deeply", "Give one flat object.")
        return source.mark(0, 1, problem)
    try:
        value = json.loads(source.text)
    except json.JSONDecodeError as error:
        at = min(error.pos, max(0, len(source.text) - 1))
        message = f"broken JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        return source.mark(at, at + 1, Problem(message, "Mend it here, or just before."))
    except (ValueError, RecursionError):
        return source.mark(0, 1, Problem("a number has too many digits", "Shorten it."))
    if not isinstance(value, dict):
        cure = "Give one object { } for one article; many go into a .jsonl file, one a line."
        return source.mark(0, 1, Problem("this is no JSON object", cure))
    return value


def _is_nested_deeply(text: str) -> bool:
    """Tell whether more than 200 brackets are open at once."""
    if text.count("[") + text.count("{") <= _MOST_NESTED:
        return False
    depth = 0
    for bracket in re.finditer(r"[\[{\]}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > _MOST_NESTED:
            return True
    return False


def read_fields(source: JsonText, values: Mapping[str, KeyValue]) -> tuple[Fields, list[Fault]]:
    """Read the fields of an article from JSON values, by the fields' names.

    Absent, null and empty values say nothing; a value that is no string, or that
    cannot be read, is a fault at its place.
    """
    fields = Fields()
    faults: list[Fault] = []
    for name, (key, value) in values.items():
        problem = None
        if isinstance(value, str):
            text = mend_surrogates(value).strip()
            fields, problem = set_field(fields, name, text) if text else (fields, None)
        elif value is not None:
            problem = Problem(f"{quote(key)} is no text", 'Write it in quotation marks: "..."')
        if problem:
            faults.append(source.mark_value(key, problem))
    return fields, faults


def mend_surrogates(value: str) -> str:
    """Put U+FFFD for halves of surrogate pairs, which JSON can write and UTF-8 cannot."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
