"""Settings: found, read strictly, applied, and printed as TOML that reads back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.calibration import (
    LANGUAGE_PAIRS,
    Floors,
    StatementFloors,
    load_thresholds,
)
from factcheck.errors import InputError
from factcheck.settings import (
    FacetLevels,
    Loaded,
    OutletNames,
    Settings,
    StatementLevels,
    ValueLevels,
    apply_thresholds,
    find_settings,
    format_settings,
    load_settings,
    read_settings,
    rename_outlets,
)
from factcheck.toml_keys import KeyPlaces
from tests.make import make_article

FULL = """\
store = "postgresql://desk@db.example/facts"
baseline = "accepted.jsonl"
fail_on = "dispute"
min_score = 0.5
max_findings = 3
jobs = 2
nli = "some/nli"
embedder = "../models/embedder"

[outlets]
"news.example" = "The Example News"
"خبر" = "الخبر"

[syndication.groups]
"North Group" = ["The Example News", "Daily North"]

[thresholds.quantity.en-en]
conflict = 0.6

[thresholds.statement.ar-en]
contradiction = 0.99
doubt = 0
"""


def write(folder: Path, text: str, name: str = "factcheck.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults_of(path: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as raised:
        read_settings(path)
    return [
        (fault.place.removeprefix(str(path)), fault.message, fault.cure)
        for fault in raised.value.faults
    ]


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = read_settings(write(tmp_path, FULL))
    assert set(Settings.model_fields) == settings.model_fields_set
    assert settings.fail_on == "dispute"
    assert (settings.min_score, settings.max_findings, settings.jobs) == (0.5, 3, 2)
    assert settings.outlets["خبر"] == "الخبر"
    assert settings.syndication.groups == {"North Group": ("The Example News", "Daily North")}
    assert settings.thresholds.quantity == {"en-en": {"conflict": 0.6}}
    assert settings.thresholds.statement == {"ar-en": {"contradiction": 0.99, "doubt": 0}}


def test_a_pyproject_holds_the_same_keys_in_its_table(tmp_path: Path) -> None:
    text = "[tool.factcheck]\nfail_on = 'none'\n[tool.factcheck.outlets]\na = 'b'\n"
    settings = read_settings(
        write(tmp_path, f"[project]\nname = 'x'\n{text}", "pyproject.toml")
    )
    assert settings == Settings(fail_on="none", outlets={"a": "b"})


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("store", ".store", "{folder}/.store"),
        ("store", "/srv/facts", "/srv/facts"),
        ("store", "sqlite:///facts.db", "sqlite:///facts.db"),
        ("baseline", "accepted.jsonl", "{folder}/accepted.jsonl"),
        ("nli", "embedded", "embedded"),
        ("nli", "some/nli", "some/nli"),
        ("nli", "./nli", "{folder}/nli"),
        ("embedder", "../models/one", "{folder}/../models/one"),
    ],
)
def test_paths_count_from_the_folder_of_the_file(
    tmp_path: Path, name: str, value: str, read: str
) -> None:
    settings = read_settings(write(tmp_path, f'{name} = "{value}"'))
    assert getattr(settings, name) == read.format(folder=tmp_path)


def test_what_is_not_in_the_file_stays_as_it_is(tmp_path: Path) -> None:
    assert read_settings(write(tmp_path, "")) == Settings()


def test_the_nearest_file_upwards_is_read_and_no_other(tmp_path: Path) -> None:
    far = write(tmp_path, "jobs = 1")
    deep = tmp_path / "a" / "b"
    write(tmp_path / "a", "[project]\nname = 'factcheck-desk'\n", "pyproject.toml")
    deep.mkdir()
    assert find_settings(deep) == far
    near = write(tmp_path / "a", "[tool.factcheck]\njobs = 2\n", "pyproject.toml")
    assert find_settings(deep) == near
    assert load_settings(deep).settings == Settings(jobs=2)
    assert load_settings(deep, far).settings == Settings(jobs=1)


def test_of_two_files_in_one_folder_the_unread_one_is_told(tmp_path: Path) -> None:
    own = write(tmp_path, "jobs = 1")
    assert load_settings(tmp_path).notes == ()
    shared = write(tmp_path, "[tool.factcheck]\njobs = 2\n", "pyproject.toml")
    loaded = load_settings(tmp_path)
    assert loaded.settings.jobs == 1
    assert loaded.origin == {"jobs": str(own)}
    assert loaded.notes == (
        f"{shared}: [tool.factcheck] is not read, for factcheck.toml lies beside it",
    )
    assert load_settings(tmp_path, own).notes == ()


def test_a_broken_pyproject_that_never_names_us_is_let_pass(tmp_path: Path) -> None:
    write(tmp_path, "[project\n", "pyproject.toml")
    own = write(tmp_path, "")
    assert load_settings(tmp_path).notes == ()
    assert find_settings(tmp_path) == own


def test_the_command_line_goes_before_the_file() -> None:
    loaded = Loaded(Settings(jobs=1, min_score=0.5), {"jobs": "f.toml", "min_score": "f.toml"})
    given = loaded.override(jobs=4, min_score=None, baseline="b.jsonl")
    assert given.settings == Settings(jobs=4, min_score=0.5, baseline="b.jsonl")
    assert given.origin == {
        "jobs": "command line",
        "min_score": "f.toml",
        "baseline": "command line",
    }


@pytest.mark.parametrize(
    ("text", "place", "message", "cure"),
    [
        ("\nfailon = 'none'", ":2:1", "unknown key 'failon'", "Write fail_on."),
        ("zzz = 1", ":1:1", "unknown key 'zzz'", "Write one of: store, baseline, fail_on"),
        ("jobs = '2'", ":1:1", 'jobs is "2"', "a whole number"),
        ("jobs = -1", ":1:1", "jobs is -1", "a whole number"),
        ("jobs = true", ":1:1", "jobs is true", "a whole number"),
        ("min_score = 1.5", ":1:1", "min_score is 1.5", "a number from 0 to 1"),
        ("min_score = nan", ":1:1", "min_score is NaN", "a number from 0 to 1"),
        ("fail_on = 'single'", ":1:1", 'fail_on is "single"', "conflict, dispute or update"),
        ("store = ''", ":1:1", 'store is ""', "a folder, or the URL"),
        ("store = 2024-05-14", ":1:1", 'store is "2024-05-14"', "a folder, or the URL"),
        ("outlets = 3", ":1:1", "outlets is 3", "a name in quotation marks"),
        ("[outlets]\n'a.b' = 3", ":2:1", "outlets.a.b is 3", "a name in quotation marks"),
        ("outlets.'a.b' = ''", ":1:1", 'outlets.a.b is ""', "a name in quotation marks"),
        (
            "[syndication.groups]\nb = []\n  a = ['x', 3]",
            ":3:3",
            "syndication.groups.a is 3",
            "a list of outlets",
        ),
        (
            "[syndication]\ngroup = {}",
            ":2:1",
            "unknown key 'syndication.group'",
            "Write groups.",
        ),
        (
            "[thresholds.quantty.en-en]\nagree = 1",
            ":1:2",
            "unknown key 'thresholds.quantty'",
            "Write quantity.",
        ),
        (
            "[thresholds.place.en-en]\nagree = 1",
            ":1:2",
            "unknown key 'thresholds.place'",
            "Write one of: attribution, date",
        ),
        (
            "[thresholds.date.en-ar]\nagree = 1",
            ":1:2",
            "unknown key 'thresholds.date.en-ar'",
            "Write one of: en-en, ar-ar, ar-en.",
        ),
        (
            "[thresholds]\ndate = {en-en = {agre = 1}}",
            ":2:1",
            "unknown key 'thresholds.date.en-en.agre'",
            "Write agree.",
        ),
        (
            "[thresholds.statement.en-en]\ndoubt = 0.1\nconflict = 0.4",
            ":3:1",
            "unknown key 'thresholds.statement.en-en.conflict'",
            "Write one of: denial, contrast",
        ),
        (
            "[thresholds . date . 'en-en']  # ours\nagree = 2",
            ":2:1",
            "thresholds.date.en-en.agree is 2",
            "a number from 0 to 1",
        ),
        ("jobs = ", ":1", "broken TOML: invalid value", "docs/configuration.md"),
        ("a = 1\n[jobs x", ":2:7", "broken TOML: expected ']' at the end", "docs/"),
        ("a = " + "[" * 50_000, "", "broken TOML", "docs/"),
    ],
)
def test_a_fault_names_its_line_and_cure(
    tmp_path: Path, text: str, place: str, message: str, cure: str
) -> None:
    [(where, said, mend)] = faults_of(write(tmp_path, text))
    assert (where if place else "", said[: len(message)]) == (place, message)
    assert cure in mend


def test_a_fault_of_a_pyproject_stands_in_our_table(tmp_path: Path) -> None:
    text = "[tool.other]\njobs = 'x'\n\n[tool]\nfactcheck.jobs = 'x'\n"
    [(where, said, _)] = faults_of(write(tmp_path, text, "pyproject.toml"))
    assert (where, said) == (":5:1", 'jobs is "x"')


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = "jobs = 'x'\nmin_score = 2\n[outlet]\na = 'b'\n"
    assert [where for where, _, _ in faults_of(write(tmp_path, text))] == [
        ":2:1",
        ":1:1",
        ":3:2",
    ]


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("[outlets]\nA = 'x'\nb = 'x'\na = 'y'", ":4:1", "'a' stands twice in outlets"),
        (
            "outlets.z = 'أخبار'\n[syndication.groups]\na = ['Z']\nb = ['اخبار']",
            ":4:1",
            "'اخبار' stands twice in syndication.groups",
        ),
    ],
)
def test_a_name_that_means_two_things_is_refused(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    assert [fault[:2] for fault in faults_of(write(tmp_path, text))] == [(place, message)]


@pytest.mark.parametrize("name", ["factcheck.toml", "pyproject.toml"])
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert faults_of(path)[0][1] == "cannot read the settings: no such file or directory"
    path.write_bytes(b"\xff")
    assert faults_of(path)[0][1] == "cannot read the settings: it is not UTF-8"


def test_a_pyproject_named_without_our_table_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "[tool.other]\n", "pyproject.toml")
    assert faults_of(path)[0][1] == "it holds no [tool.factcheck]"


#   outlet in the article   its name              its voice
OUTLETS = [
    ("news.example", "The Example News", "North Group"),
    ("NEWS.example", "The Example News", "North Group"),
    ("the example  news", "the example  news", "North Group"),
    ("Daily North", "Daily North", "North Group"),
    ("Daily South", "Daily South", "Daily South"),
    ("أنباء", "الأنباء", "وكالتان"),
    ("انباء", "الأنباء", "وكالتان"),
]


@pytest.mark.parametrize(("outlet", "name", "voice"), OUTLETS)
def test_outlets_are_named_and_grouped(outlet: str, name: str, voice: str) -> None:
    settings = Settings.model_validate(
        {
            "outlets": {"News.Example": "The Example News", "أنباء": "الأنباء"},
            "syndication": {
                "groups": {
                    "North Group": ["news.example", "Daily North"],
                    "وكالتان": ["الانباء"],
                }
            },
        }
    )
    names = OutletNames(settings)
    assert (names.name(outlet), names.voice(outlet)) == (name, voice)
    [article] = rename_outlets([make_article("Text.", outlet=outlet)], names)
    assert article == make_article("Text.", outlet=name)


def test_every_threshold_of_the_package_can_be_set() -> None:
    rows = load_thresholds().rows
    assert {row.facet for row in rows} == set(FacetLevels.model_fields)
    assert {row.languages for row in rows} == set(LANGUAGE_PAIRS)
    for levels, floors in ((ValueLevels, Floors), (StatementLevels, StatementFloors)):
        assert set(get_args(get_args(levels)[0])) == set(floors.model_fields)


def test_thresholds_replace_those_of_the_package(tmp_path: Path) -> None:
    before = load_thresholds()
    after = apply_thresholds(before, read_settings(write(tmp_path, FULL)))
    assert after.floors("quantity", "en-en").conflict == 0.6
    assert after.floors("quantity", "en-en").agree == before.floors("quantity", "en-en").agree
    assert after.statement_floors("ar-en").doubt == 0
    changed = [new for old, new in zip(before.rows, after.rows, strict=True) if old != new]
    assert [(r.facet, r.languages) for r in changed] == [
        ("quantity", "en-en"),
        ("statement", "ar-en"),
    ]
    assert all(row.agree is None and row.conflict is None for row in changed)


def test_without_settings_the_thresholds_stay() -> None:
    assert apply_thresholds(load_thresholds(), Settings()) == load_thresholds()


def printed(settings: Settings, origin: dict[str, str] | None = None) -> str:
    return format_settings(settings, origin or {}, load_thresholds())


def test_settings_are_printed_with_where_they_are_from() -> None:
    settings = Settings(
        jobs=2, outlets={"a b": "C"}, thresholds=FacetLevels(date={"en-en": {"agree": 0.5}})
    )
    lines = printed(
        settings, {"jobs": "command line", "outlets": "f.toml", "thresholds": "f\n.toml"}
    ).splitlines()
    assert lines[:10] == [
        'store = ".factcheck"  # default',
        "# baseline is not set",
        'fail_on = "conflict"  # default',
        "min_score = 0.0  # default",
        "max_findings = 0  # default",
        "jobs = 2  # command line",
        'nli = "embedded"  # default',
        'embedder = "embedded"  # default',
        "",
        "[outlets]  # f.toml",
    ]
    assert lines[10] == '"a b" = "C"'
    at = lines.index("[thresholds.date.en-en]")
    assert lines[at + 1 : at + 3] == [
        "agree = 0.5  # f .toml",
        "# conflict = 0.55  # default",
    ]
    assert "# [thresholds.date.ar-ar]" in lines


WORDS = st.text(min_size=1).filter(str.strip)
LEVEL = st.floats(0, 1)
SETTINGS = st.builds(
    Settings,
    store=WORDS.filter(lambda text: "password=" not in text and "://" not in text),
    min_score=LEVEL,
    jobs=st.integers(0, 10**9),
    outlets=st.dictionaries(WORDS, WORDS, max_size=3),
    syndication=st.builds(
        dict, groups=st.dictionaries(WORDS, st.lists(WORDS, max_size=2), max_size=2)
    ),
    thresholds=st.builds(
        dict,
        date=st.dictionaries(
            st.sampled_from(LANGUAGE_PAIRS),
            st.dictionaries(st.sampled_from(["agree", "bare"]), LEVEL, min_size=1),
        ),
    ),
)


@given(settings=SETTINGS)
def test_what_is_printed_reads_back(settings: Settings) -> None:
    assert Settings.model_validate(tomllib.loads(printed(settings))) == settings


@pytest.mark.parametrize(
    ("store", "shown"),
    [
        (
            "postgresql://desk:s3/c:r@t@db.example/facts",
            "postgresql://desk:***@db.example/facts",
        ),
        ("postgresql://db.example/x?password=s3cret&a=b", "…/x?password=***&a=b"),
        ("postgresql://db.example/x", "postgresql://db.example/x"),
    ],
)
def test_a_password_is_never_printed(store: str, shown: str) -> None:
    first = printed(Settings(store=store)).splitlines()[0]
    assert first == f'store = "{shown.replace("…", "postgresql://db.example")}"  # default'


def test_places_are_found_past_strings_arrays_and_junk() -> None:
    text = (
        'note = """\n[not.a.key]]]\nx y = 1\n"""\n'
        "many = [\n  ['one', 'two'],\n]\r\n[a . \"b.c\"] # said\n  'd' . e = 1\n[[f]]\ng=1"
    )
    places = KeyPlaces("f.toml", text, ())
    found = {key: places.find(key) for key in [("a", "b.c", "d", "e"), ("f", "g"), ("many",)]}
    assert list(found.values()) == ["f.toml:9:3", "f.toml:11:1", "f.toml:5:1"]
    assert places.find(("f", "unknown")) == "f.toml:10:3"
    assert places.find(("unknown",)) == "f.toml"


@pytest.mark.parametrize(
    "junk", ["a" * 10**6, "a." * 10**5, '"' * 10**6, "[" * 10**6, " " * 10**6]
)
def test_junk_takes_no_longer_than_its_length(junk: str) -> None:
    assert KeyPlaces("f.toml", junk, ()).find(("a",)) == "f.toml"
