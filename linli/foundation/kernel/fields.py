"""Model fields that keep business rows together with their community, and text sealed at rest."""

from __future__ import annotations

from typing import Any, cast

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND, WhereNode

from linli.foundation.kernel import sealing


class PathField(models.CharField):  # type: ignore[type-arg]  # the stubs' parameters add nothing here
    """A materialised path, compared byte by byte on both engines (`COLLATE "C"` on PostgreSQL)."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Return the column's type, check and collation for this engine."""
        parameters = super().db_parameters(connection)
        parameters["collation"] = "C" if connection.vendor == "postgresql" else None
        return dict(parameters)


class CommunityForeignKey(models.ForeignKey):  # type: ignore[type-arg]
    """A key between two business rows of one community.

    Every join and every look-up through it also compares `community_id`, so the same models work on
    one server, on hash partitions and on a distributed database (performance.md §4).
    """

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        """Return the join's second condition: both rows belong to the same community."""
        if not alias or not related_alias:
            return None
        there, here = _community_of(self.remote_field.model), _community_of(self.model)
        # A lookup is a condition; the stubs know only nodes.
        both: Any = Exact(there.get_col(alias), here.get_col(related_alias))
        return WhereNode([both], connector=AND)

    def get_extra_descriptor_filter(self, instance: models.Model) -> dict[str, Any]:
        """Return the filter that keeps `row.other` inside the row's community."""
        return {"community_id": instance.community_id}  # type: ignore[attr-defined]


def _community_of(model: Any) -> models.Field[Any, Any]:
    return cast("models.Field[Any, Any]", model._meta.get_field("community"))  # noqa: SLF001  Django's name


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """Text encrypted at rest (AES-GCM, key id in front); plain in Python, unreadable in a dump.

    It cannot be searched: keep a blind index (`sealing.blind_index`) beside it for exact look-ups.
    """

    def get_prep_value(self, value: Any) -> Any:
        """Return the sealed text that goes into the database; empty stays empty."""
        return sealing.seal(value) if value else value

    def from_db_value(self, value: str | None, *_args: object) -> str | None:
        """Return the opened text."""
        return sealing.unseal(value) if value else value
