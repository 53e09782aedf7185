"""What waits for somebody in deliberation, for their first page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.ui.asks import Ask
from linli.practices.deliberation import rules
from linli.practices.deliberation.models import (
    Pitch,
    PlanAgreement,
    RoadShowItem,
    Topic,
)
from linli.practices.deliberation.queries.plans import GROUP_COUNCIL, plans_counted
from linli.practices.deliberation.rules import (
    Next,
    PitchStatus,
    PlanStatus,
    TopicStatus,
)


def waiting_for(actor: Actor | None, now: datetime) -> list[Ask]:
    """Return what the actor must do now in deliberation (one query, none for other capacities)."""
    if actor is None or actor.community_id is None:
        return []
    if actor.post_kind in GROUP_COUNCIL:
        return _asks_of_group(actor, now)
    if actor.post_kind in (PostKind.WORKER, PostKind.COUNCIL_CHAIR):
        return _asks_of_community(actor, now)
    return []


def _asks_of_group(actor: Actor, now: datetime) -> list[Ask]:
    plans = plans_counted(clock.day_of(now)).filter(
        community_id=OuterRef("community_id"), topic_id=OuterRef("pk")
    )
    drafts: Any = plans.filter(status=PlanStatus.DRAFT)
    standing: Any = plans.filter(status=PlanStatus.ADOPTED)
    own = PlanAgreement.objects.filter(
        community_id=OuterRef("community_id"),
        plan__topic_id=OuterRef("pk"),
        plan__status=PlanStatus.DRAFT,
        person_id=actor.person_id,
    )
    topics = (
        Topic.objects.filter(
            community_id=actor.community_id,
            place_id=actor.place_id,
            status__in=(TopicStatus.OPEN, TopicStatus.PLANNED, TopicStatus.ANNOUNCED),
        )
        .annotate(
            draft_id=Subquery(drafts.values("pk")[:1]),
            agreed=Coalesce(Subquery(drafts.values("agreed")[:1]), Value(0)),
            seats=Coalesce(Subquery(drafts.values("seats")[:1]), Value(0)),
            cleared_id=Subquery(plans.filter(status=PlanStatus.CLEARED).values("pk")[:1]),
            has_own=Exists(own),
            is_contested=Coalesce(Subquery(standing.values("is_contested")[:1]), Value(False)),
        )
        .order_by("pk")
    )
    return [ask for topic in topics if (ask := _group_ask(topic, actor))]


def _group_ask(topic: Any, actor: Actor) -> Ask | None:
    leads = actor.post_kind is PostKind.GROUP_LEADER
    step = rules.next_step(
        TopicStatus(topic.status),
        standing=PlanStatus.CLEARED if topic.cleared_id else PlanStatus.ADOPTED,
        has_draft=topic.draft_id is not None,
        agreed=topic.agreed,
        seats=topic.seats,
        is_contested=topic.is_contested,
    )
    if topic.draft_id and not topic.has_own:
        return Ask(
            title=topic.title,
            why=_("The group council is to agree to this plan. Yours is one of its seats."),
            button=_("Read the plan and agree"),
            url=reverse("deliberation:plan", kwargs={"plan_id": topic.draft_id}),
        )
    if leads and step is Next.ADOPT:
        return Ask(
            title=topic.title,
            why=_("Enough seats have agreed: the plan can be put into public notice."),
            button=_("Adopt the plan"),
            url=reverse("deliberation:plan", kwargs={"plan_id": topic.draft_id}),
        )
    if leads and step is Next.WRITE_PLAN:
        return Ask(
            title=topic.title,
            why=_("Neighbours are talking about this. Please write a plan with a budget."),
            button=_("Write the plan"),
            url=reverse("deliberation:plan_new", kwargs={"topic_id": topic.pk}),
        )
    if leads and step is Next.MEND:
        return Ask(
            title=topic.title,
            why=_("An objection to the plan was found right. Please write a better version."),
            button=_("Write a better version"),
            url=reverse("deliberation:plan_new", kwargs={"topic_id": topic.pk}),
        )
    if leads and step is Next.WRITE_PITCH:
        return Ask(
            title=topic.title,
            why=_(
                "The plan has stood its notice. Please write the sheet for the community council."
            ),
            button=_("Write the pitch"),
            url=reverse("deliberation:pitch_new", kwargs={"plan_id": topic.cleared_id}),
        )
    return None


def _asks_of_community(actor: Actor, now: datetime) -> list[Ask]:
    held_at = RoadShowItem.objects.filter(
        community_id=OuterRef("community_id"), pitch_id=OuterRef("pk")
    ).values("road_show__held_at")
    pitches = (
        Pitch.objects.filter(
            community_id=actor.community_id,
            status__in=(PitchStatus.SUBMITTED, PitchStatus.SCHEDULED),
        )
        .annotate(held_at=Subquery(held_at[:1]))
        .select_related("plan__topic")
        .order_by("pk")
    )
    return [ask for pitch in pitches if (ask := _community_ask(pitch, actor, now))]


def _community_ask(pitch: Any, actor: Actor, now: datetime) -> Ask | None:
    title = pitch.plan.topic.title
    if pitch.status == PitchStatus.SUBMITTED:
        return Ask(
            title=title,
            why=_("A group has handed in its pitch and waits for a road show."),
            button=_("Set the road show"),
            url=reverse("deliberation:road_show_new"),
        )
    if actor.post_kind is PostKind.COUNCIL_CHAIR and rules.is_heard(pitch.held_at, now):
        return Ask(
            title=title,
            why=_("The council hears this pitch today or has heard it; the vote is not open yet."),
            button=_("Put it to the vote"),
            url=reverse("deliberation:pitch", kwargs={"pitch_id": pitch.pk}),
        )
    return None
