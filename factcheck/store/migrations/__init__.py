"""Migrations: how a store made by an earlier version is brought up to date, with Alembic."""
