"""Reads of the demonstration: whether there is one, its people, and what waits for the others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from linli.foundation.kernel.clock import day_of
from linli.foundation.kernel.models import Entry
from linli.foundation.people import words as people_words
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Account, Person, Post, Residence
from linli.foundation.people.queries import actor_of, holds_on
from linli.foundation.people.rules import PostKind
from linli.interfaces.demo.data.cast import CAST, HANDLE
from linli.interfaces.demo.events import DemonstrationLoaded
from linli.mechanisms.voting.models import Ballot, RollEntry, Vote
from linli.practices.deliberation.models import Plan, PlanAgreement
from linli.practices.deliberation.rules import PlanStatus
from linli.practices.projects import queries as projects
from linli.practices.projects.models import Project
from linli.practices.projects.rules import Standing, Status


def is_loaded() -> bool:
    """Return whether this database holds the demonstration."""
    return Entry.objects.filter(community_id=0, kind=DemonstrationLoaded.kind).exists()


def is_real() -> bool:
    """Return whether this database holds people who are not the demonstration's."""
    return Person.objects.exists() and not is_loaded()


@dataclass(frozen=True, slots=True)
class Member:
    """One of the seven with the capacities of today in words."""

    slug: str
    name: str
    posts: tuple[str, ...]


def cast(day: date) -> list[Member]:
    """Return the seven in the order of the walk (three queries)."""
    names = dict(_of_the_seven().values_list("handle", "person__name"))
    held: dict[str, list[str]] = defaultdict(list)
    posts = Post.objects.filter(holds_on(day), person__account__handle__in=list(names))
    for handle, kind, place in posts.order_by("pk").values_list(
        "person__account__handle", "kind", "place__name"
    ):
        held[handle].append(f"{people_words.name_of(kind)} · {place}")
    homes = Residence.objects.filter(holds_on(day), person__account__handle__in=list(names))
    for handle, *door in homes.values_list(
        "person__account__handle",
        "household__place__parent__name",
        "household__place__name",
        "household__number",
    ):
        resident = people_words.name_of(PostKind.RESIDENT)
        held[handle].append(f"{resident} · {door[0]}{door[1]} {door[2]}")
    return [
        Member(role.slug, names[role.handle], tuple(held[role.handle]))
        for role in CAST
        if role.handle in names
    ]


def member(slug: str) -> Account:
    """Return the account of one of the seven; raises Account.DoesNotExist."""
    return Account.objects.get(handle=f"{HANDLE}{slug}", is_active=True)


def draft_for(_actor: Actor | None, plan_id: int) -> Plan:
    """Return a plan up for agreement; raises Plan.DoesNotExist."""
    return Plan.objects.select_related("topic", "place").get(pk=plan_id, status=PlanStatus.DRAFT)


def _of_the_seven() -> QuerySet[Account]:
    return Account.objects.filter(handle__startswith=HANDLE)


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A vote that others can still take part in."""

    vote: Vote
    others: int  # seats of people who are not of the seven and have not voted


def open_votes(now: datetime) -> list[OpenVote]:
    """Return the votes that take ballots, each with how many of the others can vote (one query)."""
    silent = _silent(OuterRef("community_id"), OuterRef("pk"))
    counted = silent.order_by().values("vote_id").annotate(n=Count("pk")).values("n")
    rows = Vote.objects.filter(closed_at__isnull=True, closes_at__gt=now).annotate(
        others=Coalesce(Subquery(counted), Value(0))
    )
    return [OpenVote(row, row.others) for row in rows.order_by("closes_at")]


def silent_seats(vote: Vote) -> list[RollEntry]:
    """Return the seats of people who are not of the seven and have not voted (one query)."""
    return list(_silent(vote.community_id, vote.pk).order_by("pk"))


def _silent(community_id: int | OuterRef, vote_id: int | OuterRef) -> QuerySet[RollEntry]:
    ballots = Ballot.objects.filter(
        community_id=OuterRef("community_id"), vote_id=OuterRef("vote_id"), entry_id=OuterRef("pk")
    )
    rows = RollEntry.objects.filter(community_id=community_id, vote_id=vote_id)
    return rows.exclude(Exists(ballots)).exclude(person_id__in=_of_the_seven().values("person_id"))


def drafts() -> list[Plan]:
    """Return the plans up for agreement (one query)."""
    rows = Plan.objects.filter(status=PlanStatus.DRAFT).select_related("topic", "place")
    return list(rows.order_by("pk"))


def undecided_seats(plan: Plan, day: date) -> list[Post]:
    """Return the seats of the group council that others hold and that have not agreed yet."""
    agreed = PlanAgreement.objects.filter(community_id=plan.community_id, plan_id=plan.pk)
    rows = _council_of(plan.place_id, day).exclude(person_id__in=agreed.values("person_id"))
    return list(rows)


def projects_with_envelopes() -> list[Project]:
    """Return the projects for which sealed quotes have come in (one query)."""
    rows = Project.objects.filter(status=Status.QUOTING, quotes__isnull=False).distinct()
    return list(rows.select_related("place").order_by("pk"))


def undeclared_seats(project: Project, now: datetime) -> list[Post]:
    """Return the seats of the group council that others hold and that still have to declare whether
    they have an interest in a firm (three queries).
    """
    roll = projects.roll_of(project, last_envelope_at=projects.last_envelope_at(project), now=now)
    silent = [c.person_id for c in roll.choosers if c.standing is Standing.UNDECLARED]
    return list(_council_of(project.place_id, day_of(now)).filter(person_id__in=silent))


def _council_of(place_id: int, day: date) -> QuerySet[Post]:
    rows = Post.objects.filter(
        holds_on(day), place_id=place_id, kind=PostKind.GROUP_COUNCIL_SEAT
    ).exclude(person_id__in=_of_the_seven().values("person_id"))
    return rows.order_by("pk")


def actor_in(post_id: int, person_id: int, day: date) -> Actor:
    """Return a person acting in one of their posts.

    Raises Account.DoesNotExist, and LookupError when the post is not held on that day.
    """
    account = Account.objects.get(person_id=person_id)
    actor = actor_of(account, f"post-{post_id}", day)
    if actor is None or actor.post_id != post_id:
        raise LookupError(f"post {post_id} is not held by person {person_id} on {day}")
    return actor
