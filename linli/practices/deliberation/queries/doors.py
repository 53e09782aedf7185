"""The one door to each object."""

from __future__ import annotations

from django.db.models import Q

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.practices.deliberation.models import (
    Pitch,
    Plan,
    RoadShow,
    Topic,
)
from linli.practices.deliberation.queries.plans import plans_counted


def topic_for(actor: Actor | None, topic_id: int) -> Topic:
    """Return the topic with its place (one query). Raises Topic.DoesNotExist."""
    return Topic.objects.select_related("place").get(_within(actor), pk=topic_id)


def plan_for(actor: Actor | None, plan_id: int) -> Plan:
    """Return the plan, counted, with topic and notice (one query). Raises Plan.DoesNotExist."""
    rows = plans_counted(clock.today()).select_related("place", "topic__place")
    return rows.get(_within(actor), pk=plan_id)


def pitch_for(actor: Actor | None, pitch_id: int) -> Pitch:
    """Return the pitch with all it introduces (one query). Raises Pitch.DoesNotExist."""
    rows = Pitch.objects.select_related(
        "place", "plan__topic", "plan__notice", "vote", "decision_notice"
    )
    return rows.get(_within(actor), pk=pitch_id)


def road_show_for(actor: Actor | None, road_show_id: int) -> RoadShow:
    """Return the road show with its place (one query). Raises RoadShow.DoesNotExist."""
    return RoadShow.objects.select_related("place").get(_within(actor), pk=road_show_id)


def _within(actor: Actor | None) -> Q:
    # A street officer stands above communities; the deed's place decides there.
    return Q(community_id=actor.community_id) if actor and actor.community_id else Q()
