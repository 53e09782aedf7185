"""Builders: a compound and a community with their councils, and a topic on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, a_resident, an_actor
from linli.foundation.places.models import Household, Place
from linli.foundation.places.tests.build import City, a_city, the_norms
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation import actions
from linli.practices.deliberation.models import Opinion, Pitch, Plan, RoadShow, Topic
from linli.practices.deliberation.rules import Line, Stance

LINES = [Line("门禁设备", 2_400_000), Line("安装和布线", 1_200_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """Everybody the loop needs, at the places of one city."""

    city: City
    resident: Person
    steward: Person
    leader: Person
    seats: list[Person]  # the four besides the leader
    members: list[Person]  # of the community council, without the chair
    chair: Person
    worker: Person

    def actor(self, name: str) -> Actor:
        """Return one of them acting."""
        return an_actor(getattr(self, name))


def a_hall(*, members: int = 3) -> Hall:
    """Return a city with norms, a group council of five, a council of `members` and a chair."""
    the_norms()
    city = a_city()
    leader = a_person("田景和")
    a_post(leader, PostKind.GROUP_LEADER, city.compound)
    seats = [_holder(f"席{n}", PostKind.GROUP_COUNCIL_SEAT, city.compound) for n in range(1, 5)]
    return Hall(
        city=city,
        resident=a_resident(city.building, name="田小雨", number="302"),
        steward=_holder("吕清和", PostKind.STEWARD, city.building),
        leader=leader,
        seats=seats,
        members=[
            _holder(f"委员{n}", PostKind.COUNCIL_SEAT, city.community)
            for n in range(1, members + 1)
        ],
        chair=_holder("主任", PostKind.COUNCIL_CHAIR, city.community),
        worker=_holder("小陈", PostKind.WORKER, city.community),
    )


def _holder(name: str, kind: PostKind, place: Place) -> Person:
    person = a_person(name)
    a_post(person, kind, place)
    return person


def a_topic(hall: Hall, title: str = "后门坏了") -> Topic:
    """Return an open topic at the compound."""
    return actions.open_topic(
        place=hall.city.compound,
        title=title,
        problem="后门坏了，外人随便进出。",
        actor=hall.actor("worker"),
        now=clock.now(),
        started_by_kind=PostKind.RESIDENT,
    )


def an_opinion(
    hall: Hall,
    topic: Topic,
    *,
    person: Person | None = None,
    stance: Stance = Stance.FOR,
    text: str = "早该修了。",
) -> Opinion:
    """Return an opinion written online, in favour unless told."""
    actor = an_actor(person or hall.resident)
    return actions.say_opinion(topic=topic, stance=stance, text=text, actor=actor, now=clock.now())


def a_door(hall: Hall) -> Household:
    """Return the door the resident lives behind."""
    return Household.objects.get(number="302", building_id=hall.city.building.pk)


def a_plan(
    hall: Hall,
    topic: Topic | None = None,
    *,
    agreed: int = 0,
    content: str = "换一扇新门，装门禁。",
) -> Plan:
    """Return a draft that the first `agreed` seats (the leader first) agreed to."""
    plan = actions.draft_plan(
        topic=topic or a_topic(hall),
        content=content,
        lines=LINES,
        actor=hall.actor("leader"),
        now=clock.now(),
    )
    for person in [hall.leader, *hall.seats][:agreed]:
        actions.agree_to_plan(plan=plan, actor=an_actor(person), now=clock.now())
    return plan


def an_adopted_plan(hall: Hall, topic: Topic | None = None) -> Plan:
    """Return a plan in public notice."""
    plan = a_plan(hall, topic, agreed=3)
    return actions.adopt_plan(plan=plan, actor=hall.actor("leader"), now=clock.now())


def after(notice: Notice) -> datetime:
    """Return a moment after the notice's period."""
    return notice.ends_at + timedelta(minutes=1)


def a_cleared_plan(hall: Hall, topic: Topic | None = None) -> Plan:
    """Return a plan that has stood its notice (said by hand what a flow does)."""
    plan = an_adopted_plan(hall, topic)
    return cleared(hall, plan)


def cleared(hall: Hall, plan: Plan) -> Plan:
    """Return an adopted plan after its notice took effect."""
    leader = hall.actor("leader")
    notice = Notice.objects.get(pk=plan.notice_id or 0)
    if notice.took_effect_at is None:
        register.take_effect(notice=notice, actor=leader, now=after(notice))
    found = Plan.objects.get(pk=plan.pk)
    if found.status == "adopted":
        found = actions.clear_plan(
            notice_id=notice.pk,
            community_id=notice.community_id,
            actor=leader,
            now=after(notice),
        )
    return found


def a_pitch(hall: Hall, topic: Topic | None = None) -> Pitch:
    """Return a pitch waiting for a road show."""
    plan = a_cleared_plan(hall, topic)
    return actions.submit_pitch(
        plan=plan,
        funding_sources="公共收益 36,000 元",
        opinions="大多数同意，一户担心费用。",
        opinions_for=3,
        opinions_against=1,
        objections="",
        actor=hall.actor("leader"),
        now=clock.now(),
    )


def a_road_show(hall: Hall, *pitches: Pitch, held_at: datetime | None = None) -> RoadShow:
    """Return a road show, an hour from now unless told, that hears these pitches (or a new one)."""
    return actions.schedule_road_show(
        place=hall.city.community,
        held_at=held_at or clock.now() + timedelta(hours=1),
        venue="社区二楼会议室",
        pitches=pitches or [a_pitch(hall)],
        actor=hall.actor("worker"),
        now=clock.now(),
    )


def a_pitch_in_vote(hall: Hall, pitch: Pitch | None = None) -> Pitch:
    """Return a pitch the council votes on."""
    pitch = pitch or a_pitch(hall)
    road_show = a_road_show(hall, pitch)
    return actions.put_to_vote(
        pitch=pitch,
        closes_at=road_show.held_at + timedelta(days=3),
        actor=hall.actor("chair"),
        now=road_show.held_at,
    )


def a_decided_pitch(hall: Hall, *, passed: bool = True) -> Pitch:
    """Return a pitch whose outcome is fixed, with a count as the mechanism writes it."""
    pitch = a_pitch_in_vote(hall)
    vote = Vote.objects.get(pk=pitch.vote_id or 0)
    approve = vote.eligible if passed else 0
    vote.outcome = "passed" if passed else "rejected"
    vote.closed_at, vote.cast = vote.closes_at, vote.eligible
    vote.approve, vote.oppose, vote.abstain = approve, vote.eligible - approve, 0
    vote.save(update_fields=["outcome", "closed_at", "cast", "approve", "oppose", "abstain"])
    return actions.decide_pitch(
        vote_id=vote.pk,
        community_id=vote.community_id,
        passed=passed,
        actor=hall.actor("chair"),
        now=vote.closes_at,
    )
