"""System checks of the kernel: a server that could lose an acknowledged write does not start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from linli.foundation.kernel.sqlite import NEEDED, PRAGMAS


@register(Tags.database)
def durable_database(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Return an error for every setting that lets an acknowledged write be lost or rewritten."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection: Any = connections[alias]
        if connection.vendor != "sqlite":
            continue
        version = connection.Database.sqlite_version_info
        if version < NEEDED:
            found.append(
                Error(
                    f"SQLite {'.'.join(map(str, version))} can corrupt a database; at least "
                    f"{'.'.join(map(str, NEEDED))} is needed.",
                    hint="Run `make setup` again: it installs the bundled SQLite.",
                    id="kernel.E001",
                )
            )
        in_memory = connection.is_in_memory_db()
        with connection.cursor() as cursor:
            for name, wanted in PRAGMAS.items():
                if name == "journal_mode" and in_memory:
                    continue
                cursor.execute(f"PRAGMA {name}")
                value = str(cursor.fetchone()[0])
                if value != wanted:
                    found.append(
                        Error(
                            f"SQLite's {name} is {value}, it must be {wanted}.",
                            hint="Remove what overrides DATABASES in the settings.",
                            id="kernel.E002",
                        )
                    )
    return found
