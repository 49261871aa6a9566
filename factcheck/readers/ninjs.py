"""News in JSON: `.json` files as agencies deliver them.

ninjs 3 writes `headlines`, `bodies` and `infoSources` as lists of objects with
roles, ninjs 2 the same in lower case, ninjs 1 plain keys such as `headline` and
`body_text`. Keys are compared without case, so one reader does for all three.
An object with a `text` is read as a line of a .jsonl file would be.

Source: IPTC, ninjs User Guide, sections "Editorial properties" and
"Administrative properties".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from factcheck.readers.articles import build_article, compose
from factcheck.readers.encoding import decode
from factcheck.readers.fields import Problem
from factcheck.readers.json_text import (
    JsonText,
    KeyValue,
    mend_surrogates,
    parse_object,
    read_fields,
)
from factcheck.readers.jsonl import read_record
from factcheck.readers.markup import MOST_TAGS, count_tags, find_paragraphs, split_blocks
from factcheck.readers.naming import name_host
from factcheck.readers.paragraphs import split_paragraphs
from factcheck.readers.source import Reading, Source, load_bytes
from factcheck.records import Fault

_MAIN_ROLES = ("main", "", "headline", "text", "plain", "html", "richtext")
_PLAIN = ("text/plain", "")
_KIND_BY_ROLE = {"html": "text/html", "xhtml": "text/html", "nitf": "nitf"}
_WITHDRAWN = ("canceled", "withheld")


class _Value(NamedTuple):
    """A headline or a body: its role, its media type, and its value."""

    role: str
    kind: str
    text: str


class _Item(NamedTuple):
    """A ninjs object with its keys in lower case, and those keys as they are written."""

    values: dict[str, Any]
    key_by_lowered: dict[str, str]

    def find(self, *names: str) -> KeyValue:
        """Find the first of the named values that is there."""
        for name in names:
            if self.values.get(name):
                return KeyValue(self.key_by_lowered[name], self.values[name])
        return KeyValue(names[0], None)


def read_source(source: Source) -> Reading:
    """Read a ninjs object as one article."""
    content = load_bytes(source)
    if isinstance(content, Fault):
        return Reading(faults=(content,))
    text, faults = decode(source.place, content)
    if text is None:
        return Reading(faults=faults)
    record = JsonText(text, source.place)
    values = parse_object(record)
    if isinstance(values, Fault):
        return Reading(faults=(*faults, values))
    item = _Item(
        {key.lower(): values[key] for key in values}, {key.lower(): key for key in values}
    )
    is_plain = isinstance(values.get("text"), str)
    if is_plain:
        reading = read_record(source, record, source.stem)
    else:
        reading = _read_item(source, record, item)
    return Reading(reading.articles, (*faults, *reading.faults))


def _read_item(source: Source, record: JsonText, item: _Item) -> Reading:
    status = str(item.values.get("pubstatus") or "").lower()
    if status in _WITHDRAWN:
        problem = Problem(f"its publisher says it is {status}", "Take it out of the folder.")
        key = item.key_by_lowered["pubstatus"]
        return Reading(faults=(record.mark_value(key, problem),))
    fields, faults = read_fields(record, _pick_fields(item))
    paragraphs = _read_body(item)
    if paragraphs is None:
        cure = "A ninjs file has bodies or body_text; any other object needs a text."
        fault = record.mark(0, 1, Problem("there is no article text in this object", cure))
        return Reading(faults=(*faults, fault))
    reading = build_article(
        source, compose(fields.title, paragraphs), fields, article_id=source.stem
    )
    return Reading(reading.articles, (*faults, *reading.faults))


def _pick_fields(item: _Item) -> dict[str, KeyValue]:
    address = item.find("url", "link", "uri")
    is_address = str(address.value).lower().startswith(("http://", "https://"))
    return {
        "outlet": _find_outlet(item),
        "url": address if is_address else KeyValue("url", None),
        "published": item.find("versioncreated", "firstcreated", "contentcreated", "published"),
        "language": item.find("language"),
        "title": _find_title(item),
    }


def _find_outlet(item: _Item) -> KeyValue:
    key, sources = item.find("infosources", "infosource")
    for entry in _objects(sources):
        if entry.get("name"):
            return KeyValue(key, entry["name"])
    found = item.find("provider", "source", "outlet", "copyrightholder")
    if isinstance(found.value, dict):
        found = KeyValue(found.key, found.value.get("name"))
    host = name_host(str(item.values.get("uri") or ""))
    return found if found.value else KeyValue("uri", host)


def _find_title(item: _Item) -> KeyValue:
    key = item.find("headlines").key
    main = _pick_main(_read_values(item.values.get("headlines")))
    found = KeyValue(key, main.text) if main else item.find("headline", "title")
    if isinstance(found.value, str) and "<" in found.value:
        return KeyValue(found.key, " ".join(split_blocks(found.value)))
    return found


def _read_body(item: _Item) -> list[str] | None:
    """Read the body that keeps most paragraphs, of those that hold about the whole text."""
    readings = [paragraphs for body in _find_bodies(item) if (paragraphs := _split_body(body))]
    length = max((_measure(paragraphs) for paragraphs in readings), default=0)
    whole = [paragraphs for paragraphs in readings if _measure(paragraphs) >= 0.8 * length]
    return max(whole, key=len, default=None)


def _find_bodies(item: _Item) -> list[_Value]:
    bodies = _read_values(item.values.get("bodies"))
    for name, value in item.values.items():
        if name.startswith("body") and isinstance(value, str):
            role = name.removeprefix("body").strip("_")
            bodies.append(_Value(role, _KIND_BY_ROLE.get(role, ""), mend_surrogates(value)))
    return bodies


def _split_body(body: _Value) -> list[str]:
    if count_tags(body.text) > MOST_TAGS:
        return []
    if "nitf" in body.kind:
        return find_paragraphs(body.text)
    if body.kind not in _PLAIN or body.text.lstrip().startswith("<"):
        return split_blocks(body.text)
    return [body.text[start:end] for start, end in split_paragraphs(body.text)]


def _measure(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _pick_main(values: list[_Value]) -> _Value | None:
    ranked = sorted(values, key=lambda value: _rank_role(value.role))
    return ranked[0] if ranked else None


def _rank_role(role: str) -> int:
    return _MAIN_ROLES.index(role) if role in _MAIN_ROLES else len(_MAIN_ROLES)


def _read_values(entries: object) -> list[_Value]:
    return [
        _Value(
            role=str(entry.get("role") or "").lower(),
            kind=str(entry.get("contenttype") or "").lower().partition(";")[0].strip(),
            text=mend_surrogates(entry["value"]),
        )
        for entry in _objects(entries)
        if isinstance(entry.get("value"), str)
    ]


def _objects(entries: object) -> Iterator[dict[str, Any]]:
    """The objects in a list, their keys in lower case; anything else holds none."""
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield {str(key).lower(): value for key, value in entry.items()}
