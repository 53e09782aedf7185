"""A demonstration never opens a real community: anybody may go in as anybody there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from linli.foundation.people.models import Person
from linli.interfaces.demo import queries


@register(Tags.database)
def only_invented_people(
    databases: Sequence[str] | None = None, **_kwargs: Any
) -> list[CheckMessage]:
    """Return an error when DEMO=1 and the database holds people who are not the demonstration's."""
    if not settings.DEMO or "default" not in (databases or ()):
        return []
    tables = connections["default"].introspection.table_names()
    if Person._meta.db_table not in tables or not queries.is_real():  # noqa: SLF001  Django's own name
        return []
    return [
        Error(
            "DEMO=1 would let everybody in as anybody, and this database holds real people.",
            hint="Serve it without DEMO, or give the demonstration a folder of its own: DATA=…",
            id="demo.E001",
        )
    ]
