"""A server that could lose an acknowledged write does not start."""

import pytest
from django.db import connection

from linli.foundation.kernel import checks
from linli.foundation.kernel.sqlite import NEEDED


@pytest.mark.django_db
def test_the_engine_in_use_passes():
    assert checks.durable_database(databases=["default"]) == []
    assert checks.durable_database() == []


@pytest.mark.django_db
def test_a_relaxed_or_old_sqlite_is_named(monkeypatch):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only: PostgreSQL has its own durability settings")
    monkeypatch.setattr(checks, "NEEDED", (99, 0, 0))
    monkeypatch.setattr(checks, "PRAGMAS", {"recursive_triggers": "0"})
    assert [e.id for e in checks.durable_database(databases=["default"])] == [
        "kernel.E001",
        "kernel.E002",
    ]


def test_the_bundled_sqlite_is_the_one_django_uses():
    import sqlite3

    assert sqlite3.sqlite_version_info >= NEEDED
