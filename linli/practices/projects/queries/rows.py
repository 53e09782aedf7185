"""The one door to each project and its rows, and the figures of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from linli.foundation.kernel.clock import day_of
from linli.foundation.people.actor import Actor
from linli.foundation.people.queries import holders
from linli.foundation.people.rules import PostKind
from linli.practices.projects import rules
from linli.practices.projects.models import (
    Declaration,
    Payment,
    Project,
    ProjectLine,
    Quote,
    ScopeChange,
)
from linli.practices.projects.rules import Standing

CHOOSERS = (PostKind.GROUP_LEADER, PostKind.GROUP_COUNCIL_SEAT)


def project_for(_actor: Actor | None, project_id: int) -> Project:
    """Return a project with its place and chosen quote (one query); raises Project.DoesNotExist.

    Projects are public; what a page shows of envelopes and declarations depends on the deeds.
    """
    return Project.objects.select_related("place", "chosen_quote").get(pk=project_id)


def payment_for(_actor: Actor | None, payment_id: int) -> Payment:
    """Return a payment with its project and place (one query); raises Payment.DoesNotExist."""
    return Payment.objects.select_related("project__place").get(pk=payment_id)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Somebody who declares and chooses, and how they stand to the bidders."""

    person_id: int
    is_leader: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Roll:
    """Those who choose, one entry a person."""

    choosers: tuple[Chooser, ...]

    @property
    def declared(self) -> int:
        """Return how many have declared with every bidder known."""
        return sum(1 for c in self.choosers if c.standing is not Standing.UNDECLARED)

    @property
    def interested(self) -> int:
        """Return how many have declared an interest."""
        return sum(1 for c in self.choosers if c.standing is Standing.INTERESTED)

    @property
    def needed(self) -> int:
        """Return how many must have declared before the opening."""
        return rules.declarations_needed(len(self.choosers))

    @property
    def seats_stand_in(self) -> bool:
        """Return whether the seats act in the leader's stead."""
        return rules.stands_in([c.standing for c in self.choosers if c.is_leader])

    def standing_of(self, person_id: int) -> Standing:
        """Return how a person stands; whoever is no chooser has declared nothing."""
        found = (c.standing for c in self.choosers if c.person_id == person_id)
        return next(found, Standing.UNDECLARED)


def roll_of(project: Project, *, last_envelope_at: datetime | None, now: datetime) -> Roll:
    """Return the choosers at the project's place today with their standing (one query)."""
    own = Declaration.objects.filter(
        community_id=project.community_id, project_id=project.pk, person_id=OuterRef("person_id")
    )
    posts = (
        holders(CHOOSERS, project.place_id, day_of(now))
        .select_related(None)
        .annotate(
            has_interest=Subquery(own.values("has_interest")[:1]),
            declared_at=Subquery(own.values("at")[:1]),
        )
    )
    people: dict[int, Chooser] = {}
    for person_id, kind, has_interest, declared_at in posts.values_list(
        "person_id", "kind", "has_interest", "declared_at"
    ):
        before = people.get(person_id)
        people[person_id] = Chooser(
            person_id=person_id,
            is_leader=kind == PostKind.GROUP_LEADER or (before is not None and before.is_leader),
            standing=rules.standing(
                has_interest=has_interest,
                declared_at=declared_at,
                last_envelope_at=last_envelope_at,
            ),
        )
    return Roll(tuple(people.values()))


def last_envelope_at(project: Project) -> datetime | None:
    """Return when the last envelope came in (one query)."""
    latest: datetime | None = quotes_of(project).aggregate(at=Max("received_at"))["at"]
    return latest


def own_interest(project: Project, person_id: int) -> bool:
    """Return whether a person has declared an interest, whatever they are now (one query)."""
    return Declaration.objects.filter(
        community_id=project.community_id, project=project, person_id=person_id, has_interest=True
    ).exists()


def lines_of(project: Project) -> QuerySet[ProjectLine]:
    """Return the lines of both sides of the budget, in order."""
    rows = ProjectLine.objects.filter(community_id=project.community_id, project=project)
    return rows.order_by("side", "order")


def quotes_of(project: Project) -> QuerySet[Quote]:
    """Return the envelopes or quotes, in the order they came in."""
    rows = Quote.objects.filter(community_id=project.community_id, project=project)
    return rows.order_by("received_at", "pk")


def changes_of(project: Project) -> QuerySet[ScopeChange]:
    """Return the changes of scope, oldest first."""
    rows = ScopeChange.objects.filter(community_id=project.community_id, project=project)
    return rows.order_by("at", "pk")


def payments_of(project: Project) -> QuerySet[Payment]:
    """Return payments and reversals, in the order of entry."""
    rows = Payment.objects.filter(community_id=project.community_id, project=project)
    return rows.order_by("at", "pk")


def settlement_of(project: Project) -> rules.Settlement:
    """Return what a project costs, what is paid and what was saved (two queries)."""
    return settle(project, list(changes_of(project)), list(payments_of(project)))


def settle(
    project: Project, changes: list[ScopeChange], payments: list[Payment]
) -> rules.Settlement:
    """Return the settlement from rows at hand (no query)."""
    return rules.settlement(
        budget=project.budget,
        contract=project.contract_amount,
        scope_changes=[change.fen for change in changes if not change.in_contract],
        cut_in_contract=-sum(change.fen for change in changes if change.in_contract),
        paid=sum(payment.fen for payment in payments),
    )
