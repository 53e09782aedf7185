"""First pages of residents, stewards and those who decide."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people import queries as people
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place
from linli.foundation.ui.asks import Ask, by_urgency
from linli.interfaces.portal.queries import lines
from linli.interfaces.portal.queries.lines import Line
from linli.mechanisms.register import queries as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting import queries as voting
from linli.practices.cases import queries as cases
from linli.practices.cases.queries import CaseRow
from linli.practices.cases.rules import Status
from linli.practices.deliberation import queries as deliberation
from linli.practices.deliberation.models import RoadShow, Topic
from linli.practices.deliberation.rules import TopicStatus
from linli.practices.projects import queries as projects

COUNCIL = (PostKind.COUNCIL_SEAT, PostKind.COUNCIL_CHAIR)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who may be called: a steward, as the households in their care see them."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentHome:
    """A resident's first page; what is asked is not listed a second time."""

    asks: list[Ask]
    matters: list[CaseRow]
    steward: Contact | None
    topics: list[Line]
    notices: list[Line]
    money: list[Line]


def resident_home(actor: Actor, now: datetime) -> ResidentHome:
    """Return what a resident is asked, what became of their matters, who is their steward, what is
    talked about and posted near them, and the money (five queries).
    """
    area = lines.neighbourhood(actor)
    mine = cases.my_cases(actor, now)
    steward = people.steward_of(actor.building_id, clock.day_of(now))
    topics = deliberation.open_topics_near(actor, 5)
    standing = register.standing_at(area, now) if area else []
    # What one asked oneself comes before what is asked of everybody.
    asks = [
        *_answers_to_confirm(mine),
        *by_urgency([*_running(standing, now), *_to_speak_of(topics)]),
    ]
    asked = {ask.url for ask in asks}
    return ResidentHome(
        asks=asks,
        matters=mine[:3],
        steward=Contact(steward.person.name, steward.person.phone) if steward else None,
        topics=[line for line in lines.topics(topics) if line.url not in asked],
        notices=[line for line in lines.notices(standing, now) if line.url not in asked],
        money=lines.projects(projects.projects_at(area, 3)) if area else [],
    )


def _answers_to_confirm(matters: list[CaseRow]) -> list[Ask]:
    return [
        Ask(
            title=matter.title,
            why=_("You were answered. Please say whether it is solved."),
            button=_("Read the answer"),
            url=reverse("cases:case", kwargs={"case_id": matter.id}),
        )
        for matter in matters
        if matter.status is Status.ANSWERED
    ]


def _running(standing: list[Notice], now: datetime) -> list[Ask]:
    return [
        Ask(
            title=notice.title,
            why=_("This is posted where you live. You may object before it takes effect."),
            button=_("Read the notice"),
            url=reverse("register:notice", kwargs={"notice_id": notice.pk}),
            until=notice.ends_at,
        )
        for notice in standing
        if now <= notice.ends_at
    ]


def _to_speak_of(topics: list[Topic]) -> list[Ask]:
    return [
        Ask(
            title=topic.title,
            why=_("Your neighbours are talking about this. What do you think?"),
            button=_("Say what you think"),
            url=reverse("deliberation:topic", kwargs={"topic_id": topic.pk}),
        )
        for topic in topics
        if topic.status == TopicStatus.OPEN and not topic.spoke  # type: ignore[attr-defined]
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StewardHome:
    """A steward's first page; `floors` are the doors in groups, top floor first."""

    where: str
    asks: list[Ask]
    doors: int
    matters: list[CaseRow]
    overdue: int
    topics: list[Line]
    notices: list[Line]
    floors: list[tuple[str, list[Line]]]


def steward_home(actor: Actor, now: datetime, where: str) -> StewardHome:
    """Return a steward's building: new matters, all open ones, and every door (four queries)."""
    matters = cases.open_cases_of(actor, now, 50)
    area = lines.neighbourhood(actor)
    floors = _floors(actor)
    return StewardHome(
        where=where,
        asks=by_urgency(
            Ask(
                title=matter.title,
                why=_("A neighbour raised this. Please say that you have seen it."),
                button=_("Read it and take it on"),
                url=reverse("cases:case", kwargs={"case_id": matter.id}),
                until=matter.due_at,
            )
            for matter in matters
            if matter.status is Status.RAISED
        ),
        doors=sum(len(doors) for _title, doors in floors),
        matters=matters,
        overdue=sum(matter.overdue is not None for matter in matters),
        topics=lines.topics(deliberation.open_topics_near(actor, 5)),
        notices=lines.notices(register.standing_at(area, now), now) if area else [],
        floors=floors,
    )


def _floors(actor: Actor) -> list[tuple[str, list[Line]]]:
    """Return the doors at and under the actor's place, by building and unit (one query)."""
    rows = Household.objects.filter(community_id=actor.community_id, valid_to__isnull=True)
    if actor.building_id:
        rows = rows.filter(building_id=actor.building_id)
    else:
        rows = rows.filter(compound_id=actor.compound_id)
    floors: dict[str, list[Line]] = {}
    for door in rows.select_related("place__parent").order_by(
        "place__path", "-row_order", "column_order", "number"
    ):
        unit = door.place
        building = unit.parent.name if unit.kind == "unit" and unit.parent else ""
        url = reverse("people:household", kwargs={"household_id": door.pk})
        floors.setdefault(f"{building}{unit.name}", []).append(Line(url=url, title=door.number))
    return list(floors.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberHome:
    """The first page of those who decide, and of every capacity without a page of its own."""

    asks: list[Ask]
    papers: list[Line] = field(default_factory=list)  # to read before voting
    votes: list[Line] = field(default_factory=list)
    road_shows: list[Line] = field(default_factory=list)
    topics: list[Line] = field(default_factory=list)
    notices: list[Line] = field(default_factory=list)
    projects: list[Line] = field(default_factory=list)
    decisions: list[Line] = field(default_factory=list)


def member_home(actor: Actor, now: datetime) -> MemberHome:
    """Return what waits for those who decide (at most six queries); nothing above communities."""
    area = lines.neighbourhood(actor)
    if area is None:
        return MemberHome(asks=[])
    return (_council if actor.post_kind in COUNCIL else _group)(actor, area, now)


def _group(actor: Actor, area: Place, now: datetime) -> MemberHome:
    return MemberHome(
        asks=by_urgency(
            [
                *deliberation.waiting_for(actor, now),
                *projects.waiting_for(actor, now),
                *register.waiting_for(actor, now),
            ]
        ),
        topics=lines.topics(deliberation.open_topics_near(actor, 5)),
        notices=lines.notices(register.standing_at(area, now), now),
        projects=lines.projects(projects.projects_at(area, 5)),
    )


def _council(actor: Actor, area: Place, now: datetime) -> MemberHome:
    to_do = voting.open_votes_for(actor, now)
    asked = {ask.url for ask in to_do}
    running = list(voting.open_at(area))
    votes = lines.votes(running, now)
    return MemberHome(
        asks=by_urgency(
            [*to_do, *deliberation.waiting_for(actor, now), *register.waiting_for(actor, now)]
        ),
        papers=lines.papers(running) if to_do else [],
        votes=[line for line in votes if line.url not in asked],
        road_shows=lines.road_shows(_road_shows(actor, now), now),
        decisions=lines.decided(deliberation.decided_at(area, 5)),
    )


def _road_shows(actor: Actor, now: datetime) -> QuerySet[RoadShow]:
    rows = RoadShow.objects.filter(community_id=actor.community_id, held_at__gte=now)
    return rows.order_by("held_at")[:3]
