"""Whether the server can do its work."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from linli.foundation.places.models import Norm


def checks() -> dict[str, bool]:
    """Return what must hold before this server takes requests, each by name."""
    try:
        executor = MigrationExecutor(connection)
        applied = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        norms = applied and Norm.objects.exists()
    except DatabaseError:
        return {"database": False, "migrations": False, "norms": False}
    return {"database": True, "migrations": applied, "norms": norms}
