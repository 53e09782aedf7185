"""Topics, opinions, plans with their lines and agreements, pitches, road shows."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.models import CommunityModel, ScopedModel
from linli.foundation.people.models import Person
from linli.foundation.places.models import Household
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation.rules import PitchStatus, PlanStatus, Stance, TopicStatus, Way

_STANDING = (PlanStatus.ADOPTED.value, PlanStatus.CLEARED.value)
_UNVOTED = (PitchStatus.SUBMITTED.value, PitchStatus.SCHEDULED.value)
_DECIDED = (PitchStatus.PASSED.value, PitchStatus.REJECTED.value)


def _choices(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    return [(kind.value, kind.value) for kind in kinds]


class Topic(ScopedModel):
    """A problem put to those concerned; `started_by_kind`: as what somebody raised it (C36)."""

    title = models.CharField(max_length=100)
    problem = models.TextField(max_length=4000)
    status = models.CharField(
        max_length=12, choices=_choices(TopicStatus), default=TopicStatus.OPEN.value
    )
    started_by_kind = models.CharField(max_length=24)
    opened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["community", "compound_id", "status"], name="topic_by_compound"),
        ]

    def __str__(self) -> str:
        return f"topic {self.pk} {self.status}"


class Opinion(CommunityModel):
    """What one person, or one door, thinks of a topic: one row, changed when said anew.

    Written online it belongs to a person. Noted by a steward at the bench or the door it belongs to
    the household it was heard from, and `noted_by_post_id` is the steward's post.
    """

    topic = CommunityForeignKey(Topic, on_delete=models.PROTECT, related_name="said")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    household = CommunityForeignKey(
        Household, on_delete=models.PROTECT, null=True, related_name="+"
    )
    said_as = models.CharField(max_length=24)
    stance = models.CharField(max_length=8, choices=_choices(Stance))
    text = models.TextField(max_length=1000, blank=True)
    way = models.CharField(max_length=8, choices=_choices(Way))
    noted_by_post_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "topic", "person"], name="opinion_one_a_person"
            ),
            models.UniqueConstraint(
                fields=["community", "topic", "household"],
                condition=models.Q(person=None),
                name="opinion_one_a_door_noted",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    way=Way.ONLINE.value, person__isnull=False, noted_by_post_id=None
                )
                | models.Q(
                    way__in=[Way.BENCH.value, Way.DOOR.value],
                    person=None,
                    household__isnull=False,
                    noted_by_post_id__isnull=False,
                ),
                name="opinion_is_written_or_noted",
            ),
            models.CheckConstraint(
                condition=~models.Q(stance=Stance.OTHER.value, text=""),
                name="opinion_other_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk}"


class Plan(ScopedModel):
    """One version of what shall be done, never changed; `total` is the sum of its lines in fen."""

    topic = CommunityForeignKey(Topic, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    content = models.TextField(max_length=8000)
    total = models.BigIntegerField()
    notice = CommunityForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(
        max_length=12, choices=_choices(PlanStatus), default=PlanStatus.DRAFT.value
    )
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "topic", "version"], name="plan_version_once"
            ),
            models.UniqueConstraint(
                fields=["community", "topic"],
                condition=models.Q(status=PlanStatus.DRAFT.value),
                name="plan_one_draft",
            ),
            models.UniqueConstraint(
                fields=["community", "topic"],
                condition=models.Q(status__in=_STANDING),
                name="plan_one_standing",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=_STANDING) | models.Q(notice__isnull=False),
                name="plan_stands_by_notice",
            ),
            models.CheckConstraint(condition=models.Q(total__gt=0), name="plan_costs_something"),
        ]
        indexes = [models.Index(fields=["community", "notice"], name="plan_by_notice")]

    def __str__(self) -> str:
        return f"plan {self.pk} v{self.version} {self.status}"


class BudgetLine(CommunityModel):
    """One line of a plan's budget, in whole fen."""

    plan = CommunityForeignKey(Plan, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    fen = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "plan", "order"], name="budget_line_order_once"
            ),
            models.CheckConstraint(
                condition=models.Q(fen__gt=0), name="budget_line_costs_something"
            ),
        ]

    def __str__(self) -> str:
        return f"budget line {self.pk}"


class PlanAgreement(CommunityModel):
    """A seat of the group council agreed to a plan: once a post, once a person."""

    plan = CommunityForeignKey(Plan, on_delete=models.PROTECT, related_name="agreements")
    post_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "plan", "post_id"], name="agreement_one_a_post"
            ),
            models.UniqueConstraint(
                fields=["community", "plan", "person"], name="agreement_one_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class Pitch(ScopedModel):
    """The one sheet that introduces a plan to the community council (C32): its fields are fixed."""

    plan = CommunityForeignKey(Plan, on_delete=models.PROTECT, related_name="pitches")
    funding_sources = models.TextField(max_length=1000)
    opinions = models.TextField(max_length=4000)
    opinions_for = models.PositiveIntegerField()
    opinions_against = models.PositiveIntegerField()
    objections = models.TextField(max_length=8000, blank=True)
    status = models.CharField(
        max_length=12, choices=_choices(PitchStatus), default=PitchStatus.SUBMITTED.value
    )
    vote = CommunityForeignKey(Vote, on_delete=models.PROTECT, null=True, related_name="+")
    decision_notice = CommunityForeignKey(
        Notice, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "plan"], name="pitch_one_a_plan"),
            models.UniqueConstraint(fields=["community", "vote"], name="pitch_one_a_vote"),
            models.UniqueConstraint(
                fields=["community", "decision_notice"], name="pitch_one_a_notice"
            ),
            models.CheckConstraint(condition=~models.Q(opinions=""), name="pitch_has_opinions"),
            models.CheckConstraint(
                condition=models.Q(status__in=_UNVOTED, vote=None)
                | (~models.Q(status__in=_UNVOTED) & models.Q(vote__isnull=False)),
                name="pitch_votes_with_a_vote",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    status__in=_DECIDED, decided_at__isnull=False, decision_notice__isnull=False
                )
                | (
                    ~models.Q(status__in=_DECIDED) & models.Q(decided_at=None, decision_notice=None)
                ),
                name="pitch_is_decided_in_public",
            ),
        ]
        indexes = [models.Index(fields=["community", "status"], name="pitch_by_status")]

    def __str__(self) -> str:
        return f"pitch {self.pk} {self.status}"


class RoadShow(ScopedModel):
    """A session of the community council that hears pitches one after the other (C31)."""

    held_at = models.DateTimeField()
    venue = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"road show {self.pk}"


class RoadShowItem(CommunityModel):
    """One pitch on the agenda of a road show, and its minutes."""

    road_show = CommunityForeignKey(RoadShow, on_delete=models.PROTECT, related_name="items")
    pitch = CommunityForeignKey(Pitch, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "road_show", "order"], name="road_show_order_once"
            ),
            models.UniqueConstraint(
                fields=["community", "pitch"], name="road_show_hears_a_pitch_once"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gt=0), name="road_show_gives_some_minutes"
            ),
        ]

    def __str__(self) -> str:
        return f"road show item {self.pk}"
