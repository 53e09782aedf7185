"""The kernel's tables, and the base of every business row."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Self, TypeVar

from django.db import models

from linli.foundation.kernel.ids import new_id

M_co = TypeVar("M_co", bound="CommunityModel", covariant=True)


class CommunityQuerySet(models.QuerySet[M_co]):
    """Rows of communities; the one way to lock one of them."""

    def locked(self, *, community_id: int, pk: int) -> M_co:
        """Return the row, locked until the transaction ends; the lock names its community."""
        return self.select_for_update().get(community_id=community_id, pk=pk)


class CommunityModel(models.Model):
    """A business row: it belongs to one community for ever (design.md, "Places").

    The community is part of every unique constraint, every join and every update's WHERE, and is
    never set anew, so rows can be distributed by it without a change of the models.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    community = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        abstract = True

    # Django 5.2's signature; the stubs describe that of 6.x: one argument more, rows returned.
    def _do_update(  # type: ignore[override]  # noqa: PLR0917  Django's own signature
        self,
        base_qs: models.QuerySet[Self],
        using: str | None,
        pk_val: Any,
        values: Collection[tuple[models.Field[Any, Any], type[models.Model] | None, Any]],
        update_fields: Iterable[str] | None,
        forced_update: bool,
    ) -> bool:
        kept = [value for value in values if value[0].name != "community"]
        scoped = base_qs.filter(community_id=self.community_id)
        return bool(
            super()._do_update(  # type: ignore[call-arg]
                scoped, using, pk_val, kept, update_fields, forced_update
            )
        )


class ScopedModel(CommunityModel):
    """A business row at a place, with the ids of the places above copied at insert.

    Lists are scoped by one of these columns (one partial index a level), never by a walk up the
    tree. Fill them with `**scope_of(place)` of `places.queries`.
    """

    place = models.ForeignKey(
        "places.Place", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    city_id = models.BigIntegerField(null=True, editable=False)
    district_id = models.BigIntegerField(null=True, editable=False)
    street_id = models.BigIntegerField(null=True, editable=False)
    compound_id = models.BigIntegerField(null=True, editable=False)
    building_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        abstract = True


class Entry(models.Model):
    """One fact of the journal. No foreign keys: the journal never interferes with live data.

    `community_id` 0 holds what belongs to no community (the tree of places, sign-in).
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    community_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    place_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    post_id = models.BigIntegerField(null=True)
    post_kind = models.CharField(max_length=40)
    on_behalf_of_id = models.BigIntegerField(null=True)
    data = models.JSONField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.TextField(max_length=1000, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community_id", "sequence"], name="journal_one_entry_per_sequence"
            ),
        ]
        indexes = [models.Index(fields=["community_id", "subject_id"], name="journal_by_subject")]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.sequence} {self.kind}"


class Head(models.Model):
    """The end of one community's chain; its row is the lock of the chain."""

    community_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.community_id}/{self.sequence}"


class Answer(models.Model):
    """What was answered to an unsafe request, by its key (reliability.md, write path 1)."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    community_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    location = models.CharField(max_length=500, blank=True)
    body = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community_id", "account_id", "key"], name="answer_one_per_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.key} {self.status}"


class Tally(models.Model):
    """How often something was tried within a window: one row for all workers.

    `ends_at` is empty in rows written before it was kept: their windows are long past.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=64)
    window = models.BigIntegerField()
    ends_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "window"], name="tally_one_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.window} {self.count}"
