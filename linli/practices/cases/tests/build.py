"""Builders: a case as somebody raised it, and how it goes on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, a_resident, an_actor
from linli.foundation.places.models import Place
from linli.foundation.places.tests.build import a_norm
from linli.practices.cases import actions
from linli.practices.cases.models import Case
from linli.practices.cases.rules import Category, Channel

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)  # a Tuesday, noon in Shanghai
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def the_limits() -> None:
    """Set the two norms of cases: 24 hours to be received, 7 days to be answered."""
    a_norm("cases.acknowledge_hours", "24")
    a_norm("cases.answer_days", "7")


def a_case(
    reporter: Actor,
    place: Place,
    *,
    at: datetime = NOON,
    title: str = "北苑小区后门 · 外来人员进出",
) -> Case:
    """Return what a resident raised at their place, as their finder returns it."""
    case = actions.raise_case(
        place=place, spot=place, spot_detail="后门", title=title, text="后门锁坏了，谁都能进。",
        category=Category.ACCESS, channel=Channel.PAGE, reporter=None, actor=reporter, now=at,
    )  # fmt: skip
    return fresh(case)


def an_entered_case(reporter: Person, place: Place, by: Actor, *, at: datetime = NOON) -> Case:
    """Return what a steward or worker entered for somebody at the door."""
    case = actions.raise_case(
        place=place, spot=place, spot_detail="", title="1栋 · 噪声", text="夜里装修。",
        category=Category.NOISE, channel=Channel.DOOR, reporter=reporter, actor=by, now=at,
    )  # fmt: skip
    return fresh(case)


def a_steward(place: Place, name: str = "林小禾") -> Actor:
    """Return a steward of a building, who lives nowhere else."""
    return _holder(PostKind.STEWARD, place, name)


def a_worker(place: Place, name: str = "周文") -> Actor:
    """Return a worker of a community."""
    return _holder(PostKind.WORKER, place, name)


def a_neighbour(place: Place, name: str = "田小雨") -> Actor:
    """Return a resident behind a door of a unit or building."""
    return an_actor(a_resident(place, name=name), on=NOON.date())


def fresh(case: Case) -> Case:
    """Return the case as a finder returns it now."""
    rows = Case.objects.select_related("place", "spot", "reporter", "lead_person")
    return rows.get(pk=case.pk, community_id=case.community_id)


def person_of(actor: Actor) -> Person:
    """Return the person who acts."""
    return Person.objects.get(pk=actor.person_id)


def _holder(kind: PostKind, place: Place, name: str) -> Actor:
    person = a_person(name)
    a_post(person, kind, place)
    return an_actor(person, on=NOON.date())
