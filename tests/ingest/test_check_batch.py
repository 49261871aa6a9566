"""Checking batches: what is new, joined, revised and resolved; the same on both databases."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone

import pytest

from factcheck.batches import BatchReport
from factcheck.errors import InputError, UserError
from factcheck.ingest.outcome import locate
from factcheck.settings import OutletNames, Settings
from factcheck.store import open_store
from factcheck.store.upkeep import prune_store
from tests.fakes import WordEmbedder
from tests.ingest.stories import bus, check, export, ferry


def outline(report: BatchReport) -> list[tuple[str, str, str]]:
    return [(one.state, one.finding.facet, one.finding.topic) for one in report.findings]


def test_two_tolls_of_one_batch_are_a_new_conflict(address: str) -> None:
    report = check(address, bus("Post", 12), bus("Herald", 19), ferry("Balad", 3))
    assert [one.state for one in report.findings] == ["new"]
    assert [side.value for side in report.findings[0].finding.sides] == ["12", "19"]
    assert (report.tally.new, report.tally.unchanged) == (3, 0)
    assert len(report.stories) == 2


def test_a_later_article_meets_the_claims_of_earlier_batches(address: str) -> None:
    assert not check(address, bus("Post", 12)).findings
    report = check(address, bus("Herald", 19))
    assert [one.state for one in report.findings] == ["new"]
    assert len(report.stories[0].articles) == 2
    assert [head.rsplit("-", 1)[0] for head in report.stories[0].new] == ["herald"]


def test_a_third_outlet_joins_a_finding_that_is_known(address: str) -> None:
    first = check(address, bus("Post", 12), bus("Herald", 19))
    joined = check(address, bus("Echo", 12))
    assert [one.state for one in joined.findings] == ["joined"]
    prints = [one.findings[0].finding.fingerprint for one in (first, joined)]
    assert prints[0] == prints[1]


def test_a_batch_of_another_story_brings_nothing_of_this_one(address: str) -> None:
    check(address, bus("Post", 12), bus("Herald", 19))
    assert not check(address, ferry("Balad", 3)).findings


def test_a_revised_article_resolves_what_it_had_said(address: str) -> None:
    check(address, bus("Post", 12), bus("Herald", 19))
    report = check(address, bus("Herald", 12))
    assert [one.state for one in report.findings] == ["resolved"]
    assert (report.tally.new, report.tally.revised) == (0, 1)
    rows = [line for line in export(address) if '"table": "articles"' in line]
    assert len(rows) == 3, "history keeps the version that was replaced"


def test_an_address_tells_who_an_article_is(address: str) -> None:
    url = "https://herald.example/bus?utm_source=feed#top"
    check(address, bus("Post", 12), bus("Herald", 19, id="a", url=url))
    plain = "https://herald.example/bus"
    assert check(address, bus("The Herald", 12, id="b", url=plain)).tally.revised == 1


def test_the_same_batch_again_changes_nothing_and_gives_the_same(address: str) -> None:
    batch = [bus("Post", 12), bus("Herald", 19), ferry("Balad", 3)]
    first, before = check(address, *batch), export(address)
    random.Random(4).shuffle(batch)
    assert check(address, *batch, batch[0]).findings == first.findings
    assert export(address) == before


def test_an_article_that_is_known_is_not_read_again(address: str) -> None:
    check(address, bus("Post", 12))
    report = check(address, bus("Post", 12), bus("Herald", 12))
    assert (report.tally.new, report.tally.unchanged) == (1, 1)
    assert not report.findings, "an agreement is nothing to settle"


def test_the_order_of_a_batch_changes_nothing(tmp_path: object) -> None:
    batch = [bus("Post", 12), bus("Herald", 19), bus("Echo", 12), ferry("Balad", 3)]
    exports = []
    for seed in range(3):
        random.Random(seed).shuffle(batch)
        check(f"{tmp_path}/{seed}", *batch)
        exports.append(export(f"{tmp_path}/{seed}"))
    assert exports[0] == exports[1] == exports[2]


def test_places_of_a_text_file_have_line_and_column(tmp_path: object) -> None:
    report = check(f"{tmp_path}/store", bus("Post", 12), bus("Herald", 19))
    place = report.findings[0].places[0][0]
    assert (place.path, place.line, place.end_line) == ("batch/post-1.txt", 2, 2)
    line = bus("Post", 12).text.split("\n")[1]
    assert place.column
    assert place.end_column
    assert line[place.column - 1 : place.end_column - 1] == (
        report.findings[0].finding.sides[0].claims[0].text
    )


def test_copies_of_one_voice_are_no_agreement(tmp_path: object) -> None:
    settings = Settings.model_validate({"syndication": {"groups": {"Wire": ["Post", "Echo"]}}})
    batch = bus("Post", 12), bus("Echo", 12)
    check(f"{tmp_path}/two", *batch)
    check(f"{tmp_path}/one", *batch, outlets=OutletNames(settings))
    held = [
        sum('"table": "findings"' in line for line in export(f"{tmp_path}/{name}"))
        for name in ("two", "one")
    ]
    assert held[0] > 0 == held[1]


def test_a_batch_without_articles_is_no_batch(tmp_path: object) -> None:
    with pytest.raises(InputError):
        check(f"{tmp_path}/store")
    assert not [line for line in export(f"{tmp_path}/store") if '"table": "batches"' in line]


def test_vectors_of_another_embedder_are_not_mixed_in(tmp_path: object) -> None:
    class OtherEmbedder(WordEmbedder):
        name = "other"

    check(f"{tmp_path}/store", bus("Post", 12))
    with pytest.raises(UserError, match="made with the embedder 'fake-words'"):
        check(f"{tmp_path}/store", bus("Echo", 12), embedder=OtherEmbedder())


def test_the_latest_text_of_an_hour_counts(tmp_path: object) -> None:
    hours = [
        datetime(2019, 3, 4, hour, tzinfo=timezone(timedelta(hours=zone)))
        for hour, zone in ((23, 9), (18, 0), (17, 0))
    ]
    texts = [bus("Post", 10 + n, published_at=hour) for n, hour in enumerate(hours)]
    check(f"{tmp_path}/store", *texts, bus("Herald", 19))
    report = check(f"{tmp_path}/store", texts[0], bus("Echo", 11))
    assert (report.tally.new, report.tally.unchanged) == (1, 1), "an older text replaces none"
    assert [side.value for side in report.findings[0].finding.sides] == ["11", "19"]


def test_a_revision_that_says_the_same_brings_nothing(tmp_path: object) -> None:
    check(f"{tmp_path}/store", bus("Post", 12), bus("Herald", 19))
    longer = bus("Herald", 19)
    longer = longer.model_copy(update={"title": "Bus falls off the Harlow bridge"})
    report = check(f"{tmp_path}/store", longer)
    assert (report.tally.revised, report.findings) == (1, ())


def test_a_long_line_is_located_at_once(tmp_path: object) -> None:
    assert locate("a" * 1_000_000, 999_999) == (1, 1_000_000)
    assert locate("a\r\nb\rc\nd", 3) == (2, 1)
    assert [locate("a\r\nb\rc\nd", at)[0] for at in range(8)] == [1, 1, 1, 2, 2, 3, 3, 4]


def test_a_pruned_article_may_come_again(address: str) -> None:
    check(address, bus("Post", 12), bus("Herald", 19))
    old = ferry("Herald", 4, id="herald-1", published=date(2020, 1, 1))
    check(address, old)
    with open_store(address) as engine, engine.begin() as connection:
        prune_store(connection, date(2019, 12, 1))
    assert check(address, bus("Herald", 19, published=date(2020, 1, 2))).tally.claims
