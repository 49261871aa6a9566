"""Upkeep of a store: its schema is the migrations', faults are found, old stories go."""

from __future__ import annotations

from datetime import date

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, update

from factcheck.store import open_store
from factcheck.store.schema import articles, findings, metadata, readings
from factcheck.store.upkeep import count_rows, prune_store, verify_store
from tests.ingest.stories import bus, check, export, ferry


def test_migrations_make_the_schema(address: str) -> None:
    with open_store(address) as engine, engine.connect() as connection:
        assert not compare_metadata(MigrationContext.configure(connection), metadata)


def test_a_store_opened_again_keeps_what_it_holds(address: str) -> None:
    check(address, bus("Post", 12))
    before = export(address)
    assert export(address) == before


def test_both_databases_hold_the_same(address: str, tmp_path: object) -> None:
    batch = [bus("Post", 12), bus("Herald", 19, title="nul \x00 here"), ferry("Balad", 3)]
    other = f"{tmp_path}/other"
    assert check(address, *batch) == check(other, *batch)
    assert export(address) == export(other)


def test_a_whole_store_has_no_faults(address: str) -> None:
    check(address, bus("Post", 12), bus("Herald", 19))
    with open_store(address) as engine, engine.connect() as connection:
        assert verify_store(connection) == []


def test_every_kind_of_damage_is_named(tmp_path: object) -> None:
    check(f"{tmp_path}/store", bus("Post", 12), bus("Herald", 19), bus("Echo", 12))
    with open_store(f"{tmp_path}/store") as engine:
        with engine.begin() as connection:
            connection.execute(delete(readings).where(readings.c.article.like("post%")))
            connection.execute(
                update(articles).where(articles.c.id.like("herald%")).values(claims=99)
            )
            connection.execute(update(findings).values(body=b"no zlib"))
        with engine.connect() as connection:
            faults = "\n".join(verify_store(connection))
    assert "post-" in faults
    assert "claims are missing" in faults
    assert "3 claims of 99" in faults
    assert "findings: " in faults


def test_stories_that_ended_before_a_day_are_dropped(address: str) -> None:
    old = {"published": date(2018, 1, 1)}
    check(address, bus("Post", 12, **old), bus("Herald", 19, **old), ferry("Balad", 3))
    with open_store(address) as engine:
        with engine.begin() as connection:
            lost = prune_store(connection, date(2019, 1, 1))
        with engine.connect() as connection:
            left = count_rows(connection)
            assert verify_store(connection) == []
    assert (lost["articles"], lost["stories"]) == (2, 1)
    assert (left["articles"], left["stories"], left["findings"]) == (1, 1, 0)


def test_a_story_without_a_date_is_kept(tmp_path: object) -> None:
    check(f"{tmp_path}/store", bus("Post", 12, published=None))
    with open_store(f"{tmp_path}/store") as engine, engine.begin() as connection:
        assert not prune_store(connection, date(2030, 1, 1))
