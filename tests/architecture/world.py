"""Two cities, and in one of them everything an address can name: the loop, half way through.

Every verb is done by somebody who may, at its own time, so that the world is one that can exist.
The names and words of people who live there occur nowhere else: pages for everybody must not hold
them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client

from linli.foundation.kernel import clock
from linli.foundation.people.models import Account, Person, Post
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests import build as people
from linli.foundation.places import actions as places
from linli.foundation.places.models import Household, Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.rules import Row
from linli.foundation.places.tests.build import (
    LONG_AGO,
    City,
    a_city,
    a_household,
    a_place,
    the_norms,
)
from linli.mechanisms.register import actions as register
from linli.practices.cases import actions as cases
from linli.practices.cases.rules import Category, Channel
from linli.practices.deliberation import actions as deliberation
from linli.practices.deliberation.models import Pitch, Plan, Topic
from linli.practices.deliberation.rules import Line, Stance
from linli.practices.projects import actions as projects
from linli.practices.projects.models import Project, Quote
from linli.practices.projects.rules import Line as Cost

DAY = timedelta(days=1)
# Names, numbers and words that a page for everybody must not hold.
RESIDENT, PHONE = "甄不露", "13912345678"
OBJECTOR, SPEAKER = "尹某知", "卜公开"
WITNESSES, CASE_WORDS, OPINION_WORDS = "韦见证", "青石板下的暗号", "只在院里说的话"
SEATS = ("钟一席", "钟二席", "钟三席")
CANARIES = (
    RESIDENT, PHONE, OBJECTOR, SPEAKER, WITNESSES, CASE_WORDS, OPINION_WORDS, *SEATS,
)  # fmt: skip


@dataclass
class World:
    """One community with its matters, and another city to come from."""

    here: City
    elsewhere: dict[str, Place]  # kind of place -> one of the other city
    resident: Person
    household: Household
    foreign_household: Household
    clients: dict[tuple[str, int, bool], Client] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def client(self, kind: PostKind, place: Place, *, expired: bool = False) -> Client:
        """Return somebody signed in, whose only tie to the place is this one capacity.

        An expired post leaves its holder with a home in the other city, so that somebody is there.
        """
        key = (kind.value, place.pk, expired)
        if key not in self.clients:
            if expired:
                person = people.a_person("曾任职")
                people.a_post(person, kind, place, until=date(2024, 1, 1))
                people.a_home(person, self.foreign_household)
            else:
                person = people.a_holder(kind, place, name="在任者")
            self.clients[key] = people.sign_in(Client(), person)
        return self.clients[key]

    def stranger(self) -> Client:
        """Return somebody signed in who lives in another city."""
        return self.client(PostKind.RESIDENT, self.elsewhere["unit"])

    def nobody(self) -> Client:
        """Return an account that holds no capacity at all."""
        key = ("nobody", 0, False)
        if key not in self.clients:
            client = Client()
            client.force_login(Account.objects.get(person=people.a_person("无身份")))
            self.clients[key] = client
        return self.clients[key]


def a_world() -> World:
    """Return the world; takes about a second."""
    here = a_city()
    the_norms()
    a_place(here.building, "unit", "2单元")
    places.load_divisions(
        rows=[Row(2, "510100000000", "成都市", "city", "")], source="test", valid_from=LONG_AGO,
        actor=OPERATOR, now=clock.now(),
    )  # fmt: skip
    elsewhere = {"city": Place.objects.get(name="成都市")}
    above = elsewhere["city"]
    for kind in ("district", "street", "community", "compound", "building", "unit"):
        above = elsewhere[kind] = a_place(above, kind, f"别处{kind}")
    household = a_household(here.unit, "402")
    resident = people.a_person(RESIDENT, PHONE)
    people.a_home(resident, household)
    world = World(here, elsewhere, resident, household, a_household(elsewhere["unit"], "9"))
    _cases(world)
    _deliberation(world)
    _projects(world)
    return world


def _cases(world: World) -> None:
    """Raise a case and hand it to the courtyard's council, which opens a topic."""
    here, then = world.here, clock.now() - 60 * DAY
    steward = people.as_actor(PostKind.STEWARD, here.building)
    case = cases.raise_case(
        place=here.unit, spot=here.compound, spot_detail="后门", title="后门 · 外来人员",
        text=CASE_WORDS, category=Category.ACCESS, channel=Channel.PAGE, reporter=None,
        actor=people.an_actor(world.resident), now=then,
    )  # fmt: skip
    cases.acknowledge(case=case, actor=steward, now=then)
    cases.take_lead(case=case, actor=steward, now=then)
    cases.hand_to_council(case=case, reason="后门怎么修", actor=steward, now=then)
    world.made["case"] = case
    world.made["topic"] = Topic.objects.get(compound_id=here.compound.pk)


def _deliberation(world: World) -> None:
    """Take one topic up to an open vote; a second one stands in notice, with an objection."""
    here, then, made = world.here, clock.now() - 55 * DAY, world.made
    speaker = people.an_actor(people.a_resident(here.unit, name=SPEAKER))
    objector = people.an_actor(people.a_resident(here.unit, name=OBJECTOR))
    leader = people.as_actor(PostKind.GROUP_LEADER, here.compound)
    worker = people.as_actor(PostKind.WORKER, here.community)
    chair = people.as_actor(PostKind.COUNCIL_CHAIR, here.community)
    for name in SEATS:
        people.a_holder(PostKind.COUNCIL_SEAT, here.community, name=name)
    topic = made["topic"]
    deliberation.say_opinion(
        topic=topic, stance=Stance.OTHER, text=OPINION_WORDS, actor=speaker, now=then
    )
    pitch = _pitched(topic, leader, then)
    made["road_show"] = deliberation.schedule_road_show(
        place=here.community, held_at=then + 20 * DAY, venue="议事厅", pitches=[pitch],
        actor=worker, now=then + 12 * DAY,
    )  # fmt: skip
    pitch = deliberation.put_to_vote(
        pitch=pitch, closes_at=clock.now() + 5 * DAY, actor=chair, now=then + 21 * DAY
    )
    made["pitch"], made["vote"] = pitch, pitch.vote
    fourth = deliberation.open_topic(
        place=here.compound, title="修路", problem="坑。", actor=leader, now=then
    )
    made["waiting"] = _pitched(fourth, leader, then)
    second = deliberation.open_topic(
        place=here.compound, title="添路灯", problem="夜里黑。", actor=leader, now=clock.now() - DAY
    )
    made["notice"] = _adopted(second, leader, clock.now() - DAY).notice
    made["objection"] = register.raise_objection(
        notice=made["notice"], text="灯太亮。", actor=objector, now=clock.now() - DAY
    )
    third = deliberation.open_topic(
        place=here.compound, title="种树", problem="晒。", actor=leader, now=clock.now() - DAY
    )
    made["open topic"] = third
    made["plan"] = _drafted(third, leader, clock.now() - DAY)


def _drafted(topic: Topic, leader: Any, now: Any) -> Plan:
    return deliberation.draft_plan(
        topic=topic, content="换门，装锁。", lines=[Line("门", 3_600_000)], actor=leader, now=now
    )


def _pitched(topic: Topic, leader: Any, now: Any) -> Pitch:
    plan = _adopted(topic, leader, now)
    register.take_effect(notice=plan.notice, actor=leader, now=now + 10 * DAY)
    plan.refresh_from_db()
    return deliberation.submit_pitch(
        plan=plan, funding_sources="自筹", opinions="多数赞成", opinions_for=9, opinions_against=1,
        objections="", actor=leader, now=now + 11 * DAY,
    )  # fmt: skip


def _adopted(topic: Topic, leader: Any, now: Any) -> Plan:
    plan = _drafted(topic, leader, now)
    deliberation.agree_to_plan(plan=plan, actor=leader, now=now)
    return deliberation.adopt_plan(plan=plan, actor=leader, now=now)


def _projects(world: World) -> None:
    """Take a project up to its first payment; a second one has its envelopes still closed."""
    here, then, made = world.here, clock.now() - 40 * DAY, world.made
    leader = people.as_actor(PostKind.GROUP_LEADER, here.compound)
    made["project"] = _quoted(here.compound, leader, then)
    quotes = list(Quote.objects.filter(project=made["project"]).order_by("pk"))
    _all_declare(made["project"], then + DAY)
    made["project"] = projects.open_quotes(
        project=made["project"], amounts={quote.pk: 3_450_000 for quote in quotes},
        witnesses=WITNESSES, actor=leader, now=then + 9 * DAY,
    )  # fmt: skip
    made["project"] = projects.choose_quote(
        project=made["project"], quote=quotes[0], reason="三家里最低的一家。", actor=leader,
        now=then + 9 * DAY,
    )  # fmt: skip
    made["project"] = projects.sign_contract(
        project=made["project"], amount=3_450_000, actor=leader, now=then + 10 * DAY
    )
    made["payment"] = projects.record_payment(
        project=made["project"], fen=1_000_000, voucher="收-1", paid_on=clock.today() - 20 * DAY,
        actor=leader, now=then + 20 * DAY,
    )  # fmt: skip
    made["sealed"] = _quoted(here.compound, leader, clock.now() - 8 * DAY - timedelta(hours=1))
    _all_declare(made["sealed"], clock.now() - 2 * DAY)


def _all_declare(project: Project, now: Any) -> None:
    kinds = [PostKind.GROUP_LEADER, PostKind.GROUP_COUNCIL_SEAT]
    for post in Post.objects.filter(place=project.place, kind__in=kinds).select_related("person"):
        projects.declare_interest(
            project=project, has_interest=False, bidder="", actor=people.an_actor(post.person),
            now=now,
        )  # fmt: skip


def _quoted(compound: Place, leader: Any, now: Any) -> Project:
    project = projects.open_project(
        place=compound, title="修后门", lines=[Cost("门", 3_600_000)], actor=leader, now=now
    )
    project = projects.invite_quotes(project=project, due=now + 8 * DAY, actor=leader, now=now)
    for bidder in ("甲公司", "乙公司", "丙公司"):
        projects.register_quote(project=project, bidder=bidder, actor=leader, now=now + DAY)
    return project
