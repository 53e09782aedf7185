"""What flows and boards ask: what was decided, what waits for a vote or a notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.people.actor import Actor
from linli.foundation.places.models import Place
from linli.foundation.places.queries import at_or_under
from linli.practices.deliberation.models import (
    BudgetLine,
    Opinion,
    Pitch,
    Plan,
    Topic,
)
from linli.practices.deliberation.queries.plans import lines_of
from linli.practices.deliberation.rules import (
    Line,
    PitchStatus,
    PlanStatus,
    TopicStatus,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the community council decided: enough to open the works with."""

    pitch_id: int
    plan_id: int
    topic_id: int
    title: str
    place: Place
    total_fen: int
    lines: list[Line]
    passed: bool


def decision_of_notice(community_id: int, notice_id: int) -> Decision | None:
    """Return the decision a notice made known, if it is one (two queries)."""
    rows = Pitch.objects.select_related("place", "plan__topic")
    pitch = rows.filter(community_id=community_id, decision_notice_id=notice_id).first()
    if pitch is None:
        return None
    return Decision(
        pitch_id=pitch.pk,
        plan_id=pitch.plan_id,
        topic_id=pitch.plan.topic_id,
        title=pitch.plan.topic.title,
        place=pitch.place,
        total_fen=pitch.plan.total,
        lines=lines_of(pitch.plan),
        passed=pitch.status == PitchStatus.PASSED,
    )


def awaits_vote(community_id: int, vote_id: int) -> bool:
    """Return whether a pitch waits for the outcome of this vote (one query)."""
    return Pitch.objects.filter(
        community_id=community_id, vote_id=vote_id, status=PitchStatus.VOTING
    ).exists()


def awaits_notice(community_id: int, notice_id: int) -> bool:
    """Return whether an adopted plan waits for this notice to take effect (one query)."""
    return Plan.objects.filter(
        community_id=community_id, notice_id=notice_id, status=PlanStatus.ADOPTED
    ).exists()


def pitch_of_vote(community_id: int, vote_id: int) -> Pitch | None:
    """Return the pitch a vote is about, with plan, topic and place, and its lines (two queries)."""
    lines = Prefetch("plan__lines", BudgetLine.objects.order_by("order"))
    return (
        Pitch.objects.select_related("place", "plan__topic")
        .prefetch_related(lines)
        .filter(community_id=community_id, vote_id=vote_id)
        .first()
    )


def open_topics_near(actor: Actor, limit: int = 5) -> list[Topic]:
    """Return the topics under way where the actor lives or serves, the newest first (one query).

    One that the council rejected is among them: neighbours go on talking, a better plan may come.
    Each carries `heard`, how many spoke, and `spoke`, whether the actor did.
    """
    if actor.community_id is None:
        return []
    near = Q(community_id=actor.community_id)
    if actor.compound_id:
        near &= Q(compound_id=actor.compound_id) | Q(place_id=actor.community_id)
    said = Opinion.objects.filter(community_id=OuterRef("community_id"), topic_id=OuterRef("pk"))
    counted = said.order_by().values("topic_id").annotate(n=Count("pk")).values("n")
    rows = (
        Topic.objects.filter(near)
        .exclude(status=TopicStatus.DONE)
        .annotate(
            heard=Coalesce(Subquery(counted), Value(0)),
            spoke=Exists(said.filter(person_id=actor.person_id)),
        )
        .order_by("-pk")
    )
    return list(rows[:limit])


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as the public board shows it, with its count."""

    topic_id: int
    title: str
    passed: bool
    closed_at: datetime
    vote_id: int
    notice_id: int
    total_fen: int
    approve: int
    eligible: int


def decided_at(place: PlaceLike, limit: int = 10) -> list[Decided]:
    """Return what was decided at a place or under it, the newest first (one query)."""
    rows: Any = (
        Pitch.objects.filter(at_or_under(place), decided_at__isnull=False)
        .select_related("plan__topic", "vote")
        .order_by("-decided_at")
    )
    return [
        Decided(
            topic_id=row.plan.topic_id,
            title=row.plan.topic.title,
            passed=row.status == PitchStatus.PASSED,
            closed_at=row.vote.closed_at,
            vote_id=row.vote_id,
            notice_id=row.decision_notice_id,
            total_fen=row.plan.total,
            approve=row.vote.approve,
            eligible=row.vote.eligible,
        )
        for row in rows[:limit]
    ]
