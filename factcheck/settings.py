"""Settings: `factcheck.toml`, or `[tool.factcheck]` of `pyproject.toml`.

The nearest file from the working folder upwards is read, one only; in one folder
`factcheck.toml` goes before `pyproject.toml`. The command line goes before both.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from factcheck.calibration import LanguagePair, Row, Thresholds
from factcheck.errors import InputError
from factcheck.records import Article, Fault, Record
from factcheck.text import fold_text
from factcheck.toml_keys import KeyPlaces

OWN_FILE, SHARED_FILE = "factcheck.toml", "pyproject.toml"
DEFAULT, COMMAND_LINE = "default", "command line"

Level = Annotated[float, Field(ge=0, le=1, strict=True)]
Count = Annotated[int, Field(ge=0, strict=True)]
Words = Annotated[str, Field(pattern=r"\S")]
ValueLevels = dict[Literal["agree", "conflict", "bare", "words"], Level]
StatementLevels = dict[
    Literal["denial", "contrast", "paraphrase", "contradiction", "entailment", "doubt"], Level
]
FailOn = Literal["none", "conflict", "dispute", "update"]


class FacetLevels(Record):
    """Thresholds that replace those of the package, by facet, pair of languages and name."""

    attribution: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)
    date: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)
    designation: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)
    quantity: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)
    quotation: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)
    statement: dict[LanguagePair, StatementLevels] = Field(default_factory=dict)
    status: dict[LanguagePair, ValueLevels] = Field(default_factory=dict)

    def of(self, row: Row) -> Mapping[str, float]:
        """The levels set for a row of the calibration, by name; {} where none is."""
        levels: Mapping[str, float] = getattr(self, row.facet).get(row.languages, {})
        return levels


class Syndication(Record):
    """Outlets that publish one text together, by the name of their group."""

    groups: dict[Words, tuple[Words, ...]] = Field(default_factory=dict)


class Settings(Record):
    """What a newsroom sets once for all of its runs."""

    store: Words = Field(".factcheck", description="a folder, or the URL of a database")
    baseline: Words | None = Field(None, description="a file")
    fail_on: FailOn = Field("conflict", description="none, conflict, dispute or update")
    min_score: Level = Field(0.0, description="a number from 0 to 1")
    max_findings: Count = Field(0, description="a whole number, 0 or more")
    jobs: Count = Field(0, description="a whole number; 0 is one for each core")
    nli: Words = Field("embedded", description="a folder, or the id of a model")
    embedder: Words = Field("embedded", description="a folder, or the id of a model")
    outlets: dict[Words, Words] = Field(
        default_factory=dict, description='a name in quotation marks: "news.example" = "News"'
    )
    syndication: Syndication = Field(
        Syndication(), description='a list of outlets: [syndication.groups], "Ours" = ["News"]'
    )
    thresholds: FacetLevels = Field(
        FacetLevels(), description="a number from 0 to 1, in [thresholds.FACET.LANGUAGES]"
    )


class OutletNames:
    """What outlets are called, and which of them speak with one voice.

    Case, accents and the ways to spell an Arabic letter do not matter.
    """

    def __init__(self, settings: Settings) -> None:
        self._name_by_alias = {
            _fold_name(alias): name for alias, name in settings.outlets.items()
        }
        self._group_by_outlet = {
            _fold_name(self.name(outlet)): group
            for group, outlets in settings.syndication.groups.items()
            for outlet in outlets
        }

    def name(self, outlet: str) -> str:
        """The name that `[outlets]` gives; it is looked up once, never a second time."""
        return self._name_by_alias.get(_fold_name(outlet), outlet)

    def voice(self, outlet: str) -> str:
        """The group whose texts the outlet publishes, else its own name.

        Outlets of one voice count once: a copy of a text is no second witness.
        """
        name = self.name(outlet)
        return self._group_by_outlet.get(_fold_name(name), name)


def _fold_name(name: str) -> str:
    return " ".join(fold_text(name).split())


def rename_outlets(articles: Iterable[Article], names: OutletNames) -> tuple[Article, ...]:
    """Give every article the name that its outlet has in the settings."""
    return tuple(
        article.model_copy(update={"outlet": names.name(article.outlet)})
        for article in articles
    )


def apply_thresholds(thresholds: Thresholds, settings: Settings) -> Thresholds:
    """Replace the floors that the settings name.

    A row that changes loses its figures: they were measured with the floors it had.
    """
    rows = (_change_row(row, settings.thresholds.of(row)) for row in thresholds.rows)
    return thresholds.model_copy(update={"rows": tuple(rows)})


def _change_row(row: Row, levels: Mapping[str, float]) -> Row:
    floors = row.floors.model_copy(update=dict(levels))
    if floors == row.floors:
        return row
    return row.model_copy(update={"floors": floors, "agree": None, "conflict": None})


class Loaded(NamedTuple):
    """Settings, where each one is from, and what the user is to be told."""

    settings: Settings
    origin: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()

    def override(self, **given: object) -> Loaded:
        """Put what the command line gives before the file; None gives nothing."""
        changes = {name: value for name, value in given.items() if value is not None}
        origin = {**self.origin, **dict.fromkeys(changes, COMMAND_LINE)}
        return self._replace(settings=self.settings.model_copy(update=changes), origin=origin)


def load_settings(folder: Path, config: Path | None = None) -> Loaded:
    """Load the file `config`, else the nearest from `folder` upwards, else the defaults.

    Raises InputError with all faults of the file.
    """
    path = config or find_settings(folder)
    if path is None:
        return Loaded(Settings())
    settings = read_settings(path)
    origin = dict.fromkeys(settings.model_fields_set, str(path))
    return Loaded(settings, origin, () if config else _note_unread(path))


def find_settings(folder: Path) -> Path | None:
    """Find the nearest file with settings, in `folder` or above it."""
    for place in (folder, *folder.parents):
        if (own := place / OWN_FILE).is_file():
            return own
        if _holds_settings(shared := place / SHARED_FILE):
            return shared
    return None


def _note_unread(path: Path) -> tuple[str, ...]:
    other = path.with_name(SHARED_FILE)
    if path.name != OWN_FILE or not _holds_settings(other):
        return ()
    return (f"{other}: [tool.factcheck] is not read, for {path.name} lies beside it",)


def _holds_settings(path: Path) -> bool:
    """Tell whether a `pyproject.toml` has our table; one that never names us is not parsed."""
    if not path.is_file() or "factcheck" not in (text := _read_text(path)):
        return False
    return isinstance(_take_table(_parse(text, path), ("tool", "factcheck")), dict)


def read_settings(path: Path) -> Settings:
    """Read the settings of a file; folders and files in it count from its own folder.

    Raises InputError with all its faults, each at the line of its key.
    """
    text = _read_text(path)
    root = ("tool", "factcheck") if path.name == SHARED_FILE else ()
    table = _take_table(_parse(text, path), root)
    places = KeyPlaces(str(path), text, root)
    if not isinstance(table, dict):
        cure = "Write the settings below [tool.factcheck]."
        fault = Fault(place=str(path), message="it holds no [tool.factcheck]", cure=cure)
        raise InputError([fault])
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise InputError([_describe(fault, places) for fault in error.errors()]) from error
    if faults := list(_find_clashes(settings, places)):
        raise InputError(faults)
    return _anchor(settings, path.parent)


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        fault = Fault(
            place=str(path),
            message=f"cannot read the settings: {reason[:1].lower()}{reason[1:]}",
            cure="Give --config a TOML file that can be read.",
        )
        raise InputError([fault]) from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said, _, where = str(error).rpartition(" (at ")
        numbers = re.findall(r"\d+", where)
        place = ":".join([str(path), *(numbers or [str(len(text.splitlines()))])])
        message = f"broken TOML: {said[:1].lower()}{said[1:]}"
        cure = "See docs/configuration.md for an example."
        raise InputError([Fault(place=place, message=message, cure=cure)]) from error


def _take_table(table: object, path: Sequence[str]) -> object:
    for key in path:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def _describe(error: Any, places: KeyPlaces) -> Fault:
    loc = error["loc"]
    key = tuple(step for step in loc if isinstance(step, str) and step != "[key]")
    place, name = places.find(key), ".".join(key)
    if known := _list_known_keys(error, key):
        near = get_close_matches(key[-1], known, n=1, cutoff=0.7)
        cure = f"Write {near[0]}." if near else f"Write one of: {', '.join(known)}."
        return Fault(place=place, message=f"unknown key '{name}'", cure=cure)
    shown = json.dumps(error["input"], ensure_ascii=False, default=str)[:60]
    wanted = Settings.model_fields[key[0]].description
    return Fault(place=place, message=f"{name} is {shown}", cure=f"Write {wanted}.")


def _list_known_keys(error: Any, key: Sequence[str]) -> list[str]:
    """The keys that may stand where an unknown one does; [] when the value is at fault."""
    if error["type"] == "literal_error" and error["loc"][-1] == "[key]":
        return re.findall("'([^']+)'", error["ctx"]["expected"])
    if error["type"] != "extra_forbidden":
        return []
    tables: dict[str, type[Record]] = {"syndication": Syndication, "thresholds": FacetLevels}
    return list((tables[key[0]] if len(key) > 1 else Settings).model_fields)


def _find_clashes(settings: Settings, places: KeyPlaces) -> Iterator[Fault]:
    """Names that mean two things: an alias written twice, an outlet in two groups."""
    names = OutletNames(settings)
    keyed = [(("outlets", alias), alias) for alias in settings.outlets] + [
        (("syndication", "groups", group), names.name(outlet))
        for group, outlets in settings.syndication.groups.items()
        for outlet in outlets
    ]
    seen: set[tuple[str, str]] = set()
    for key, name in keyed:
        if (known := (key[0], _fold_name(name))) in seen:
            cure = "Keep one of them; case and accents make no difference."
            message = f"'{name}' stands twice in {'.'.join(key[:-1])}"
            yield Fault(place=places.find(key), message=message, cure=cure)
        seen.add(known)


def _anchor(settings: Settings, folder: Path) -> Settings:
    """Let paths of a file count from its folder; URLs and ids of models stay."""
    changes: dict[str, str] = {
        name: str(folder / value)
        for name in ("store", "baseline", "nli", "embedder")
        if name in settings.model_fields_set
        and (value := getattr(settings, name))
        and "://" not in value
        and (name in ("store", "baseline") or value.startswith(("./", "../")))
    }
    return settings.model_copy(update=changes)


def format_settings(
    settings: Settings, origin: Mapping[str, str], thresholds: Thresholds
) -> str:
    """Lay out every setting in force as TOML, with where it is from.

    What is not set, and the thresholds of the package, stand as comments: a copy of this
    must not keep them when the package gets better ones. A password is masked.
    """
    said = {name: _comment(origin.get(name, DEFAULT)) for name in Settings.model_fields}
    return "\n".join(
        [*_lay_plain(settings, said), *_lay_tables(settings, said, thresholds), ""]
    )


def _comment(text: str) -> str:
    return f"  # {''.join(c if c.isprintable() else ' ' for c in text)}"


def _lay_plain(settings: Settings, said: Mapping[str, str]) -> Iterator[str]:
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, str | int | float):
            yield f"{_assign(name, value)}{said[name]}"
        elif value is None:
            yield f"# {name} is not set"


def _lay_tables(
    settings: Settings, said: Mapping[str, str], thresholds: Thresholds
) -> Iterator[str]:
    yield f"\n[outlets]{said['outlets']}"
    yield from (_assign(*pair) for pair in settings.outlets.items())
    yield f"\n[syndication.groups]{said['syndication']}"
    yield from (
        _assign(name, list(group)) for name, group in settings.syndication.groups.items()
    )
    for row in thresholds.rows:
        levels = settings.thresholds.of(row)
        yield f"\n{'' if levels else '# '}[thresholds.{row.facet}.{row.languages}]"
        for name, level in row.floors:
            if name in levels:
                yield f"{_assign(name, levels[name])}{said['thresholds']}"
            else:
                yield f"# {_assign(name, level)}{_comment(DEFAULT)}"


def _assign(key: str, value: str | float | list[str]) -> str:
    name = key if re.fullmatch("[A-Za-z0-9_-]+", key) else _quote(key)
    if isinstance(value, list):
        return f"{name} = [{', '.join(map(_quote, value))}]"
    return f"{name} = {_quote(_mask(value)) if isinstance(value, str) else value}"


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _mask(text: str) -> str:
    """Hide the password of a database's URL: what is printed ends in the logs of a server."""
    return re.sub(
        r"(://[^:/]*:).*@|(password=)[^&]*",
        lambda found: f"{found[1]}***@" if found[1] else f"{found[2]}***",
        text,
    )
