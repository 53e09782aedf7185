"""The files of the demonstration in DATA, and how they are removed to begin anew."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from linli.interfaces.demo import queries


class NotOurs(Exception):
    """What stands there is not the demonstration's; `str(error)` says what to do instead."""


def remove() -> bool:
    """This will remove database, media and clock of a demonstration; returns whether one was there.

    Raises NotOurs, having removed nothing, for another engine and for a database with real people.
    """
    data = Path(settings.DATA)
    database = data / "linli.sqlite3"
    if connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]) != database:
        raise NotOurs(
            "What is in DATABASE_URL is not removed from here: drop and create the database."
        )
    if not database.exists():
        return False
    try:
        if queries.is_real():
            raise NotOurs(f"{database} holds real people: nothing is removed. Choose another DATA.")
    except DatabaseError as error:
        if connection.introspection.table_names():
            raise NotOurs(
                f"{database} is not a database of ours ({error}): nothing is removed."
            ) from error
    finally:
        connection.close()
    for suffix in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    media = Path(settings.MEDIA_ROOT)
    if media.parent == data and media.is_dir() and not media.is_symlink():
        shutil.rmtree(media)
    if settings.LINLI_CLOCK_FILE is not None:
        Path(settings.LINLI_CLOCK_FILE).unlink(missing_ok=True)
    return True
