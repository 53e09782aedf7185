"""Reads along the chain from a case to what was built, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from linli.flows.models import Link
from linli.practices.cases.models import Case
from linli.practices.deliberation.models import Plan, Topic
from linli.practices.deliberation.rules import TopicStatus

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
