"""Cases, the notes on them, and their numbering."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.models import CommunityModel, ScopedModel
from linli.foundation.people.models import Person
from linli.foundation.places.models import Place
from linli.practices.cases.rules import TITLE_LENGTH, Category, Channel, NoteKind, Status

_LEVELS = ("city_id", "district_id", "street_id", "community", "compound_id", "building_id")
_DONE = (Status.ANSWERED.value, Status.CONFIRMED.value)


def _values(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in kind]


def _open_by(level: str) -> models.Index:
    """Return the index of one level's open cases, the longest due first (performance.md §3)."""
    return models.Index(
        fields=[level, "due_at"], name=f"case_open_by_{level.removesuffix('_id')}",
        condition=Q(due_at__isnull=False),
    )  # fmt: skip


def _exactly_when(name: str, this: Q, that: Q) -> models.CheckConstraint:
    """Return the constraint that two conditions hold together or not at all."""
    return models.CheckConstraint(condition=(this & that) | (~this & ~that), name=name)


class Case(ScopedModel):
    """A matter; `place` is where its reporter belongs, `spot` where the thing itself is.

    `due_at` is when the neighbourhood must do the next thing; empty once the reporter is answered.
    `reporter_kind` is the capacity of who asked, `lead_*` name who answers for it. All moments
    are aware UTC.
    """

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=2000)
    category = models.CharField(max_length=12, choices=_values(Category))
    spot = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    spot_detail = models.CharField(max_length=40, blank=True)
    reporter = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    reporter_kind = models.CharField(max_length=24)
    channel = models.CharField(max_length=8, choices=_values(Channel))
    entered_by_post_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=12, choices=_values(Status), default=Status.RAISED.value)
    lead_post_id = models.BigIntegerField(null=True)
    lead_kind = models.CharField(max_length=24, blank=True)
    lead_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    in_hand_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "number"], name="case_one_per_number"),
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]),
                name="case_status_known",
            ),
            _exactly_when("case_open_has_next_date", Q(status__in=_DONE), Q(due_at__isnull=True)),
            _exactly_when(
                "case_answered_has_moment", Q(status__in=_DONE), Q(answered_at__isnull=False)
            ),
            _exactly_when(
                "case_confirmed_has_moment",
                Q(status=Status.CONFIRMED.value),
                Q(confirmed_at__isnull=False),
            ),
            _exactly_when(
                "case_received_has_lead",
                Q(status=Status.RAISED.value),
                Q(lead_post_id__isnull=True),
            ),
            _exactly_when(
                "case_lead_is_whole", Q(lead_post_id__isnull=True), Q(lead_person__isnull=True)
            ),
            _exactly_when(
                "case_entered_by_whom",
                Q(channel=Channel.PAGE.value),
                Q(entered_by_post_id__isnull=True),
            ),
        ]
        indexes = [
            *(_open_by(level) for level in _LEVELS),
            models.Index(fields=["community", "raised_at"], name="case_by_community"),
            models.Index(fields=["street_id", "raised_at"], name="case_by_street"),
            models.Index(fields=["community", "reporter"], name="case_by_reporter"),
        ]

    def __str__(self) -> str:
        return f"case {self.number}"


class CaseNote(CommunityModel):
    """Words added to a case, by whom and in which capacity."""

    case = CommunityForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    kind = models.CharField(max_length=8, choices=_values(NoteKind))
    text = models.TextField(max_length=2000)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    post_kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    shown_to_reporter = models.BooleanField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class Numbering(CommunityModel):
    """The last number given to a case of a community; its row is the lock of numbering."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community"], name="numbering_one_per_community"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.last}"
