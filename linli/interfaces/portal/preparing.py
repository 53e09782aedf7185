"""Makes a server ready: translations, tables, norms, static files; each when it is out of date.

Twice changes nothing and takes about a second, so every start does it.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import ERROR, run_checks
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from linli.foundation.ui import catalogues

STAMP = "static-stamp"


def faults() -> list[str]:
    """Return what a server must not start with, a sentence each with what to do."""
    return [
        f"{found.msg} {found.hint or ''}".rstrip()
        for found in run_checks(databases=[DEFAULT_DB_ALIAS])
        if found.level >= ERROR and not found.is_silenced()
    ]


def prepare() -> list[str]:
    """This will make ready what is not, and return a line about each thing done.

    Raises OSError where a folder cannot be written.
    """
    done = []
    compiled = catalogues.compile_stale()
    if compiled:
        done.append(f"{len(compiled)} catalogues of translations compiled")
    applied = _migrate()
    if applied:
        done.append(f"{applied} steps of the database made")
    call_command("norms", "load", stdout=io.StringIO())
    if collect_static():
        done.append("static files collected")
    return done


def _migrate() -> int:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


def collect_static() -> bool:
    """This will put static files, hashed and compressed, into DATA/static. Return if it had to.

    A stamp beside the folder remembers which files they were.
    """
    stamp, mark = Path(settings.DATA) / STAMP, _mark_of_sources()
    if stamp.exists() and stamp.read_text(encoding="ascii") == mark:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(mark, encoding="ascii")
    return True


def _mark_of_sources() -> str:
    mark = hashlib.sha256(str(settings.STATIC_ROOT).encode())
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            mark.update(repr((name, facts.st_size, facts.st_mtime_ns)).encode())
    return mark.hexdigest()
