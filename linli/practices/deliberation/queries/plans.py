"""Plans with the agreement of their group council, their lines, their pitch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from linli.foundation.people import queries as people
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Post
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.mechanisms.voting.rules import Seat
from linli.practices.deliberation.models import (
    BudgetLine,
    Pitch,
    Plan,
    PlanAgreement,
    RoadShowItem,
    Topic,
)
from linli.practices.deliberation.rules import (
    Line,
    PlanStatus,
)

GROUP_COUNCIL = (PostKind.GROUP_LEADER, PostKind.GROUP_COUNCIL_SEAT)
COUNCIL = (PostKind.COUNCIL_SEAT, PostKind.COUNCIL_CHAIR)
STANDING = (PlanStatus.ADOPTED, PlanStatus.CLEARED)


def seats_of(place_id: int, day: date) -> dict[int, int]:
    """Return post -> person of the group council of a compound on a day (one query)."""
    return {post.pk: post.person_id for post in people.holders(GROUP_COUNCIL, place_id, day)}


def council_of(community: Place, day: date) -> list[Seat]:
    """Return the community council's seats on a day, numbered from 1 (one query)."""
    posts = people.holders(COUNCIL, community, day)
    return [
        Seat(post_id=post.pk, person_id=post.person_id, label=str(number))
        for number, post in enumerate(posts, start=1)
    ]


def plans_counted(day: date) -> QuerySet[Plan]:
    """Return plans with `seats`, those of their group council on a day, and `agreed`, how many did;
    `is_contested`: an objection to what the notice says now was found right.

    The agreement of somebody who has left the council since does not count, nor one person's twice.
    """
    holding = Post.objects.filter(people.holds_on(day), kind__in=GROUP_COUNCIL)
    seats = _number(holding.filter(place_id=OuterRef("place_id")), "place_id")
    agreed = _number(
        PlanAgreement.objects.filter(
            Exists(
                holding.filter(place_id=OuterRef("plan__place_id"), person_id=OuterRef("person_id"))
            ),
            community_id=OuterRef("community_id"),
            plan_id=OuterRef("pk"),
        ),
        "plan_id",
    )
    contested = Plan.objects.filter(
        community_id=OuterRef("community_id"),
        pk=OuterRef("pk"),
        status=PlanStatus.ADOPTED,
        notice__objections__upheld=True,
        notice__objections__version=F("notice__version"),
    )
    return Plan.objects.select_related("notice").annotate(
        agreed=agreed, seats=seats, is_contested=Exists(contested)
    )


def _number(rows: QuerySet[Any], group: str) -> Coalesce:
    """Return the number of different persons in `rows`, as a subquery."""
    counted = (
        rows.order_by().values(group).annotate(n=Count("person_id", distinct=True)).values("n")
    )
    return Coalesce(Subquery(counted), Value(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How many seats of the group council agreed to a plan, of how many."""

    agreed: int
    seats: int


def agreement_on(plan: Plan, day: date) -> Agreement:
    """Return the agreement to a plan on a day, the one that adopting it counts (one query)."""
    row: Any = plans_counted(day).get(community_id=plan.community_id, pk=plan.pk)
    return Agreement(agreed=row.agreed, seats=row.seats)


def has_agreed(plan: Plan, actor: Actor) -> bool:
    """Return whether the actor has agreed to this plan (one query)."""
    return PlanAgreement.objects.filter(
        community_id=plan.community_id, plan_id=plan.pk, person_id=actor.person_id
    ).exists()


def standing_plan(topic: Topic) -> Plan | None:
    """Return the plan of a topic that is or was in notice, with the notice (one query)."""
    return (
        Plan.objects.filter(community_id=topic.community_id, topic_id=topic.pk, status__in=STANDING)
        .select_related("notice")
        .first()
    )


def lines_of(plan: Plan) -> list[Line]:
    """Return the budget of a plan, in order (one query)."""
    rows = BudgetLine.objects.filter(community_id=plan.community_id, plan_id=plan.pk)
    return [Line(row.label, row.fen) for row in rows.order_by("order")]


def pitch_of_plan(plan: Plan) -> Pitch:
    """Return the pitch of a plan, holding this very plan (one query). Raises Pitch.DoesNotExist."""
    pitch = Pitch.objects.get(community_id=plan.community_id, plan_id=plan.pk)
    pitch.plan = plan
    return pitch


def agenda_item_of(pitch: Pitch) -> RoadShowItem:
    """Return the pitch's place on an agenda with its road show (one query). Raises DoesNotExist."""
    return RoadShowItem.objects.select_related("road_show").get(
        community_id=pitch.community_id, pitch_id=pitch.pk
    )


def last_plan(topic: Topic) -> Plan | None:
    """Return the newest version of a topic's plan, whatever became of it (one query)."""
    rows = Plan.objects.filter(community_id=topic.community_id, topic_id=topic.pk)
    return rows.order_by("version").last()
