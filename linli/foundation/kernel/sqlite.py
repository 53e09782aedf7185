"""The bundled SQLite: stock 3.7.0-3.51.2 can corrupt a WAL database (reliability.md §0.3)."""

from __future__ import annotations

import sys

import pysqlite3

NEEDED = (3, 51, 3)
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",  # FULL: NORMAL loses acknowledged commits when the power fails
    "foreign_keys": "1",
    "recursive_triggers": "1",  # otherwise INSERT OR REPLACE slips past the append-only triggers
    "secure_delete": "1",  # an erased phone number leaves no copy in the file
}


def use_bundled() -> None:
    """This will make `import sqlite3` mean the bundled library; call it before Django connects."""
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2


def init_command() -> str:
    """Return the statements that every new connection runs."""
    return ";".join(f"PRAGMA {name}={value}" for name, value in PRAGMAS.items())
