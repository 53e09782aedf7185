"""Notices, their versions and the objections to them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.models import CommunityModel, ScopedModel
from linli.foundation.people.models import Person
from linli.foundation.places.models import Place
from linli.mechanisms.register.rules import NoticeKind

_ANSWER_ABSENT = Q(answered_at__isnull=True, answered_by_post_id__isnull=True, upheld__isnull=True)


class Notice(ScopedModel):
    """Something put up in public; its versions hold what it says, `version` is the present one.

    The period is that of the present version. Frozen once in effect (migration 0002).
    """

    kind = models.CharField(
        max_length=12, choices=[(each.value, each.value) for each in NoticeKind]
    )
    title = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    needs_effect = models.BooleanField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    took_effect_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[each.value for each in NoticeKind]), name="notice_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="notice_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(took_effect_at__isnull=True)
                | Q(took_effect_at__gt=F("ends_at"), needs_effect=True),
                name="notice_in_effect_only_after_its_period",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "took_effect_at"], name="notice_by_community"),
            models.Index(
                fields=["community", "took_effect_at"],
                condition=Q(needs_effect=True),
                name="notice_to_settle",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class NoticeVersion(CommunityModel):
    """What a notice said in one version, and for how long: never changed."""

    notice = CommunityForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=20_000)
    data = models.JSONField[Any, Any](default=dict)
    fingerprint = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "notice", "number"], name="notice_version_numbered_once"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of notice {self.notice_id}"


class Objection(CommunityModel):
    """What somebody holds against one version of a notice, and the answer."""

    notice = CommunityForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    version = models.PositiveIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=2000)
    raised_at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_post_id = models.BigIntegerField(null=True)
    answered_by_kind = models.CharField(max_length=24, blank=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "notice", "person"],
                condition=Q(answered_at__isnull=True),
                name="objection_one_open_per_person",
            ),
            models.CheckConstraint(
                condition=(Q(answer="") & _ANSWER_ABSENT)
                | (
                    Q(
                        answered_at__isnull=False,
                        answered_by_post_id__isnull=False,
                        upheld__isnull=False,
                    )
                    & ~Q(answer="")
                ),
                name="objection_answered_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"

    @property
    def place(self) -> Place:
        """Return the notice's place (join it: `select_related("notice__place")`)."""
        notice: Notice = self.notice
        return notice.place
