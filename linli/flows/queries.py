"""Reads along the chain from a case to what was built, and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from linli.flows.models import Link
from linli.practices.cases.models import Case
from linli.practices.deliberation.models import Pitch, Plan, Topic
from linli.practices.deliberation.rules import PlanStatus, TopicStatus
from linli.practices.projects.models import Project

CASE, TOPIC, PROJECT = "case", "topic", "project"


def target_of(community_id: int, source_kind: str, source_id: int, target_kind: str) -> int | None:
    """Return the id of what came of a thing, None if nothing did (one query)."""
    return (
        Link.objects.filter(
            community_id=community_id,
            source_kind=source_kind,
            source_id=source_id,
            target_kind=target_kind,
        )
        .values_list("target_id", flat=True)
        .first()
    )


def source_of(community_id: int, source_kind: str, target_kind: str, target_id: int) -> int | None:
    """Return the id of what a thing came of, None if it stands alone (one query)."""
    return (
        Link.objects.filter(
            community_id=community_id,
            target_kind=target_kind,
            target_id=target_id,
            source_kind=source_kind,
        )
        .values_list("source_id", flat=True)
        .first()
    )


def is_under_way(community_id: int, topic_id: int) -> bool:
    """Return whether a topic is neither done nor rejected (one query)."""
    closed = (TopicStatus.DONE, TopicStatus.REJECTED)
    rows = Topic.objects.filter(community_id=community_id, pk=topic_id)
    return rows.exclude(status__in=closed).exists()


def case_of_topic(community_id: int, topic_id: int) -> Case | None:
    """Return the case a topic came of, with its place (two queries), None if it came of none."""
    case_id = source_of(community_id, CASE, TOPIC, topic_id)
    if case_id is None:
        return None
    return Case.objects.select_related("place").get(community_id=community_id, pk=case_id)


def topic_of_plan(community_id: int, plan_id: int) -> int:
    """Return the topic of a plan; raises Plan.DoesNotExist."""
    return Plan.objects.get(community_id=community_id, pk=plan_id).topic_id


@dataclass(frozen=True, slots=True)
class Raised:
    """The case at the beginning of a story: no reporter, no words of theirs."""

    id: int
    number: int
    title: str
    status: str
    raised_at: datetime
    answered_at: datetime | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """From a case to what was built, as far as it has come; what is not there yet is None.

    The notice is `plan.notice`, the vote `pitch.vote`, the decision's notice
    `pitch.decision_notice`: all loaded.
    """

    case: Raised | None
    topic: Topic | None
    plan: Plan | None
    pitch: Pitch | None
    project: Project | None


def story_of(kind: str, thing_id: int, community_id: int) -> Story | None:
    """Return the story a thing belongs to (at most seven queries), None if there is none.

    Kinds: case, topic, plan, notice, pitch, vote, project; raises ValueError for another.
    """
    find = _TOPIC_OF.get(kind)
    if find is None:
        raise ValueError(f"want one of {', '.join(_TOPIC_OF)}; got {kind}")
    topic_id = find(community_id, thing_id)
    if topic_id is None:
        case = raised(community_id, thing_id) if kind == CASE else None
        return Story(case, None, None, None, None) if case else None
    ends = ends_of(community_id, topic_id)
    plan = _plan_of(community_id, topic_id)
    return Story(
        case=raised(community_id, ends[CASE]) if CASE in ends else None,
        topic=plan.topic
        if plan
        else Topic.objects.filter(community_id=community_id, pk=topic_id).first(),
        plan=plan,
        pitch=_pitch_of(plan) if plan else None,
        project=Project.objects.get(community_id=community_id, pk=ends[PROJECT])
        if PROJECT in ends
        else None,
    )


def ends_of(community_id: int, topic_id: int) -> dict[str, int]:
    """Return the ids of what a topic came of and led to, by kind: case, project (one query)."""
    links = Link.objects.filter(community_id=community_id).filter(
        Q(source_kind=CASE, target_kind=TOPIC, target_id=topic_id)
        | Q(source_kind=TOPIC, source_id=topic_id, target_kind=PROJECT)
    )
    return {
        link.source_kind if link.source_kind == CASE else link.target_kind: (
            link.source_id if link.source_kind == CASE else link.target_id
        )
        for link in links
    }


def raised(community_id: int, case_id: int) -> Raised | None:
    """Return a case as everybody may know of it (one query), None if there is none."""
    case = Case.objects.filter(community_id=community_id, pk=case_id).first()
    if case is None:
        return None
    return Raised(
        id=case.pk,
        number=case.number,
        title=case.title,
        status=case.status,
        raised_at=case.raised_at,
        answered_at=case.answered_at,
        confirmed_at=case.confirmed_at,
    )


def _plan_of(community_id: int, topic_id: int) -> Plan | None:
    """Return the plan that stands, else the newest version."""
    rows = Plan.objects.filter(community_id=community_id, topic_id=topic_id)
    plans = list(rows.select_related("notice", "topic").order_by("-version"))
    standing = (PlanStatus.ADOPTED, PlanStatus.CLEARED)
    return next((plan for plan in plans if plan.status in standing), plans[0] if plans else None)


def _pitch_of(plan: Plan) -> Pitch | None:
    rows = Pitch.objects.filter(community_id=plan.community_id, plan_id=plan.pk)
    return rows.select_related("vote", "decision_notice").first()


def _topic_of_notice(community_id: int, notice_id: int) -> int | None:
    plan = Plan.objects.filter(community_id=community_id).filter(
        Q(notice_id=notice_id) | Q(pitches__decision_notice_id=notice_id)
    )
    return plan.values_list("topic_id", flat=True).first()


def _topic_of_pitch(community_id: int, **which: int) -> int | None:
    rows = Pitch.objects.filter(community_id=community_id, **which)
    return rows.values_list("plan__topic_id", flat=True).first()


def _topic_itself(community_id: int, topic_id: int) -> int | None:
    rows = Topic.objects.filter(community_id=community_id, pk=topic_id)
    return rows.values_list("pk", flat=True).first()


def _topic_of_plan(community_id: int, plan_id: int) -> int | None:
    rows = Plan.objects.filter(community_id=community_id, pk=plan_id)
    return rows.values_list("topic_id", flat=True).first()


_TOPIC_OF: dict[str, Callable[[int, int], int | None]] = {
    CASE: lambda community, one: target_of(community, CASE, one, TOPIC),
    TOPIC: _topic_itself,
    "plan": _topic_of_plan,
    "notice": _topic_of_notice,
    "pitch": lambda community, one: _topic_of_pitch(community, pk=one),
    "vote": lambda community, one: _topic_of_pitch(community, vote_id=one),
    PROJECT: lambda community, one: source_of(community, TOPIC, PROJECT, one),
}
