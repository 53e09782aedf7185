"""What was said on a topic, how far it has come, and the agenda it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from linli.foundation.people.actor import Actor
from linli.foundation.places.models import Household
from linli.foundation.places.queries import households_of
from linli.practices.deliberation import rules
from linli.practices.deliberation.models import (
    Opinion,
    Pitch,
    Plan,
    RoadShow,
    RoadShowItem,
    Topic,
)
from linli.practices.deliberation.queries.plans import agenda_item_of, plans_counted
from linli.practices.deliberation.rules import (
    Next,
    PitchStatus,
    PlanStatus,
    Stance,
    TopicStatus,
)


def doors_of(actor: Actor, topic: Topic) -> list[Household]:
    """Return the doors a steward may note an opinion for: those of the post's place (one query)."""
    rows = households_of(topic.place).select_related("place__parent")
    return [door for door in rows if door.place.path.startswith(actor.path)]


def building_of(door: Household) -> str:
    """Return the name of the building a door is in (its place and the parent must be loaded)."""
    place = door.place
    return place.parent.name if place.kind == "unit" and place.parent else place.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An opinion as neighbours see it: capacity and building, never a name or a door."""

    stance: Stance
    text: str
    way: str
    said_as: str
    building: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Everything said on a topic: numbers of all, words of those who used some, and one's own."""

    counts: Mapping[str, int]
    doors: int  # different households heard
    words: list[Said]
    own: Opinion | None

    @property
    def total(self) -> int:
        """Return how many were heard."""
        return sum(self.counts.values())


def voices_of(topic: Topic, person_id: int) -> Voices:
    """Return what was said, the newest first (one query)."""
    rows = list(
        Opinion.objects.filter(community_id=topic.community_id, topic_id=topic.pk)
        .select_related("household__place__parent")
        .order_by("-at", "-pk")
    )
    counted = Counter(row.stance for row in rows)
    return Voices(
        counts={stance.value: counted[stance.value] for stance in Stance},
        doors=len({row.household_id for row in rows} - {None}),
        words=[
            Said(
                stance=Stance(row.stance),
                text=row.text,
                way=row.way,
                said_as=row.said_as,
                building=building_of(row.household) if row.household else "",
                at=row.at,
            )
            for row in rows
            if row.text
        ],
        own=next((row for row in rows if row.person_id == person_id), None),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a topic has come: its plans, its pitch and agenda, and what happens next."""

    topic: Topic
    standing: Plan | None
    draft: Any  # a Plan with its count, or None
    pitch: Pitch | None
    item: RoadShowItem | None
    next_step: Next
    stages: Mapping[rules.Stage, str]

    @property
    def needed(self) -> int:
        """Return how many seats must agree to the draft; 0 without one."""
        return rules.needed(self.draft.seats) if self.draft else 0

    @property
    def may_draft(self) -> bool:
        """Return whether a plan, or a better version, may be written now."""
        standing = PlanStatus(self.standing.status) if self.standing else None
        return rules.may_draft(TopicStatus(self.topic.status), standing=standing)


def progress_of(topic: Topic, day: date) -> Progress:
    """Return how far a topic has come (one query, up to three once its plan is cleared)."""
    plans = plans_counted(day).filter(community_id=topic.community_id, topic_id=topic.pk)
    by_status = {plan.status: plan for plan in plans.order_by("version")}
    standing: Any = by_status.get(PlanStatus.ADOPTED) or by_status.get(PlanStatus.CLEARED)
    draft: Any = by_status.get(PlanStatus.DRAFT)
    pitch = item = None
    status = TopicStatus(topic.status)
    if standing is not None and standing.status == PlanStatus.CLEARED:
        pitch = (
            Pitch.objects.filter(community_id=topic.community_id, plan_id=standing.pk)
            .select_related("vote", "decision_notice")
            .first()
        )
    if pitch is not None and pitch.status != PitchStatus.SUBMITTED:
        item = agenda_item_of(pitch)
    return Progress(
        topic=topic,
        standing=standing,
        draft=draft,
        pitch=pitch,
        item=item,
        next_step=rules.next_step(
            status,
            standing=PlanStatus(standing.status) if standing else None,
            has_draft=draft is not None,
            agreed=draft.agreed if draft else 0,
            seats=draft.seats if draft else 0,
            is_contested=standing is not None and standing.is_contested,
            pitch=PitchStatus(pitch.status) if pitch else None,
        ),
        stages=rules.stages(
            status, is_cleared=standing is not None and standing.status == PlanStatus.CLEARED
        ),
    )


def waiting_pitches(community_id: int) -> list[Pitch]:
    """Return the pitches no road show hears yet, the oldest first (one query)."""
    rows = Pitch.objects.filter(community_id=community_id, status=PitchStatus.SUBMITTED)
    return list(rows.select_related("place", "plan__topic").order_by("pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaLine:
    """One pitch on an agenda, with the moment its turn comes (in China's time)."""

    item: RoadShowItem
    starts_at: datetime


def agenda_of(road_show: RoadShow) -> list[AgendaLine]:
    """Return the agenda in order, with pitches, votes and places (one query)."""
    items = list(
        RoadShowItem.objects.filter(community_id=road_show.community_id, road_show_id=road_show.pk)
        .select_related("pitch__plan__topic", "pitch__vote", "pitch__place")
        .order_by("order")
    )
    held_at = road_show.held_at.astimezone(rules.SHANGHAI)
    starts = rules.starts(held_at, [item.minutes for item in items])
    return [
        AgendaLine(item=item, starts_at=start) for item, start in zip(items, starts, strict=True)
    ]
