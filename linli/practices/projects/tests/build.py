"""Builders: a compound with its group council, and a project in every stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from linli.foundation.kernel.clock import day_of
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, an_actor
from linli.foundation.places.tests.build import City, a_city, the_norms
from linli.practices.projects import actions, queries
from linli.practices.projects.models import Project, Quote
from linli.practices.projects.rules import Line

NOON = datetime(2026, 12, 1, 4, tzinfo=UTC)  # noon in Shanghai
DUE = NOON + timedelta(days=7)
AFTER = DUE + timedelta(minutes=30)
FIRMS = ("安居门业", "邻里工程队", "万家五金")
PRICES = (3_450_000, 3_580_000, 3_390_000)
REASON = "包含两年上门维护，另两家都不含。"
LINES = (Line("铁艺大门", 2_800_000), Line("门禁", 500_000), Line("人工", 300_000))


@dataclass(frozen=True, slots=True)
class Court:
    """A compound and those who act in it: a leader, four seats, a worker of the community."""

    city: City
    leader: Actor
    seats: tuple[Actor, ...]
    worker: Actor
    people: dict[int, Person]

    @property
    def choosers(self) -> tuple[Actor, ...]:
        """Return the leader and the seats."""
        return (self.leader, *self.seats)


def a_court() -> Court:
    """Return a compound of a new city with its group council; the norms are set."""
    the_norms()
    city = a_city()
    holders = [a_holder(PostKind.GROUP_LEADER, city.compound, name="田组长")]
    holders += [
        a_holder(PostKind.GROUP_COUNCIL_SEAT, city.compound, name=f"议事{n}") for n in "甲乙丙丁"
    ]
    holders.append(a_holder(PostKind.WORKER, city.community, name="林社工"))
    actors = [an_actor(person) for person in holders]
    return Court(
        city=city,
        leader=actors[0],
        seats=tuple(actors[1:5]),
        worker=actors[5],
        people={actor.person_id: person for actor, person in zip(actors, holders, strict=True)},
    )


def opened(court: Court, title: str = "修后门") -> Project:
    """Return a project with a budget of 36,000 yuan."""
    return actions.open_project(
        place=court.city.compound, title=title, lines=LINES, actor=court.worker, now=NOON
    )


def quoting(court: Court, firms: tuple[str, ...] = FIRMS) -> Project:
    """Return a project with the sealed envelopes of these firms, due on the seventh day."""
    project = actions.invite_quotes(project=opened(court), due=DUE, actor=court.leader, now=NOON)
    for hour, firm in enumerate(firms, start=1):
        actions.register_quote(
            project=project, bidder=firm, actor=court.worker, now=NOON + timedelta(hours=hour)
        )
    return project


def declared(court: Court, *, interested: tuple[Actor, ...] = ()) -> Project:
    """Return a project whose five choosers have declared."""
    project = quoting(court)
    for actor in court.choosers:
        declare(project, actor, FIRMS[1] if actor in interested else "")
    return project


def declare(project: Project, actor: Actor, bidder: str = "", now: datetime = DUE) -> None:
    """This will declare an interest in a firm, or none."""
    actions.declare_interest(
        project=project, has_interest=bool(bidder), bidder=bidder, actor=actor, now=now
    )


def read_out(court: Court, *, interested: tuple[Actor, ...] = ()) -> Project:
    """Return a project whose quotes are open."""
    project = declared(court, interested=interested)
    return actions.open_quotes(
        project=project,
        amounts={quote.pk: price for quote, price in zip(quotes(project), PRICES, strict=True)},
        witnesses="田组长、林社工",
        actor=court.worker,
        now=AFTER,
    )


def quotes(project: Project) -> list[Quote]:
    """Return the quotes in the order they came in."""
    return list(queries.quotes_of(project))


def chosen(court: Court, *, interested: tuple[Actor, ...] = (), by: Actor | None = None) -> Project:
    """Return a project whose first quote (34,500 yuan, not the lowest) is chosen."""
    project = read_out(court, interested=interested)
    return actions.choose_quote(
        project=project,
        quote=quotes(project)[0],
        reason=REASON,
        actor=by or court.leader,
        now=AFTER,
    )


def contracted(court: Court, amount: int = 3_450_000) -> Project:
    """Return a project under contract."""
    return actions.sign_contract(
        project=chosen(court), amount=amount, actor=court.leader, now=AFTER
    )


def pay(court: Court, project: Project, fen: int, voucher: str = "收-001") -> None:
    """This will enter a payment of today."""
    actions.record_payment(
        project=project,
        fen=fen,
        voucher=voucher,
        paid_on=day_of(AFTER),
        actor=court.leader,
        now=AFTER,
    )


def accepted(court: Court) -> Project:
    """Return a project that is paid and accepted."""
    project = contracted(court)
    pay(court, project, 3_450_000)
    return actions.accept_project(
        project=project, note="门能关严，门禁好用。", actor=court.leader, now=AFTER
    )
