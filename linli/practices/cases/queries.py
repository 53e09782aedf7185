"""Reads of cases: the door to one, the lists of who works on them, and figures without names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.places import rules as tree
from linli.foundation.places.models import Place
from linli.foundation.places.queries import at_or_under
from linli.practices.cases import rules, words
from linli.practices.cases.models import Case, CaseNote
from linli.practices.cases.rules import Circle, NoteKind, Status

DONE_WITHIN = timedelta(days=90)
_AROUND = ("place", "spot__parent", "reporter", "lead_person")


def cases_visible_to(actor: Actor | None) -> QuerySet[Case]:
    """Return the cases somebody may find: a resident their own, a group leader those handed to the
    council or their own, others those at and under their place.
    """
    if actor is None:
        return Case.objects.none()
    own = Q(reporter_id=actor.person_id)
    if actor.post_kind is PostKind.RESIDENT:
        return Case.objects.filter(own, community_id=actor.community_id)
    rows = Case.objects.filter(at_or_under(actor.hat))
    if actor.post_kind is PostKind.GROUP_LEADER:
        rows = rows.filter(own | Q(handed_at__isnull=False))
    return rows


def case_for(actor: Actor | None, case_id: int) -> Case:
    """Return the case with place, spot, reporter and lead (one query); raises Case.DoesNotExist."""
    rows = cases_visible_to(actor).select_related(*_AROUND)
    return rows.get(pk=case_id)


def own_case_for(actor: Actor | None, case_id: int) -> Case:
    """Return a case to the one who raised it, whatever their capacity; raises Case.DoesNotExist."""
    if actor is None:
        raise Case.DoesNotExist
    return Case.objects.select_related(*_AROUND).get(
        pk=case_id, community_id=actor.community_id, reporter_id=actor.person_id
    )


def circle_of(actor: Actor, case: Case) -> Circle:
    """Return how much of a case the actor sees (no query)."""
    return rules.circle(actor.post_kind, is_reporter=case.reporter_id == actor.person_id)


def notes_of(case: Case, seen: Circle) -> list[CaseNote]:
    """Return the notes on a case that somebody of this circle sees, oldest first, with who wrote
    them.
    """
    if seen is Circle.STATE:
        return []
    rows = CaseNote.objects.filter(community_id=case.community_id, case_id=case.pk)
    return [
        note
        for note in rows.select_related("person").order_by("at", "pk")
        if rules.shows(seen, NoteKind(note.kind), to_reporter=note.shown_to_reporter)
    ]


def reached(case: Case) -> dict[Status, datetime | None]:
    """Return when a case reached each step (no query)."""
    return {
        Status.RAISED: case.raised_at,
        Status.ACKNOWLEDGED: case.acknowledged_at,
        Status.IN_HAND: case.in_hand_at,
        Status.DELIBERATING: case.handed_at,
        Status.REOPENED: case.reopened_at,
        Status.ANSWERED: case.answered_at,
        Status.CONFIRMED: case.confirmed_at,
    }


@dataclass(frozen=True, slots=True)
class Brief:
    """What the council of a compound is asked to discuss: no words of the reporter, no names."""

    title: str
    problem: str
    compound: Place
    started_by_kind: str  # the capacity of whoever raised it (C36)


def brief_for_council(community_id: int, case_id: int) -> Brief:
    """Return what was last handed to the council of a case's compound (two queries).

    Raises DoesNotExist if the case was never handed on.
    """
    note = (
        CaseNote.objects.filter(community_id=community_id, case_id=case_id, kind=NoteKind.HAND)
        .select_related("case")
        .latest("at", "pk")
    )
    compound = Place.objects.get(pk=note.case.compound_id)
    return Brief(
        title=note.case.title,
        problem=note.text,
        compound=compound,
        started_by_kind=note.case.reporter_kind,
    )


def spots_of(place: Place) -> list[Place]:
    """Return where the thing may be: the place itself and those above it within its community, the
    largest first (one query). The community stands for its streets and squares.
    """
    paths = tree.ancestor_paths(place.path)
    return list(
        Place.objects.filter(path__in=paths, community_id=place.community_id).order_by("path")
    )


def buildings_of(place: Place) -> QuerySet[Place]:
    """Return the buildings at and under a place in order, with the place above each."""
    rows = Place.objects.filter(
        path__gte=place.path,
        path__lt=place.path + tree.AFTER,
        kind="building",
        valid_to__isnull=True,
    )
    return rows.select_related("parent").order_by("path")


def place_of(actor: Actor) -> Place:
    """Return the place of the actor's capacity (one query)."""
    return Place.objects.get(pk=actor.place_id)


def reporter_of(person_id: int) -> Person:
    """Return a person chosen from a household; raises Person.DoesNotExist."""
    return Person.objects.get(pk=person_id)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list; `overdue` is how long the next step has been late, None if it is not.

    `lead` is a name, empty for whoever sees only states.
    """

    id: int
    number: int
    title: str
    category: str
    status: Status
    raised_at: datetime
    due_at: datetime | None
    overdue: timedelta | None
    lead_kind: str
    lead: str
    is_mine: bool  # the actor's post leads it, or the actor raised it

    @property
    def status_word(self) -> str:
        """Return the name of the status."""
        return str(words.STEPS[self.status])

    @property
    def late(self) -> str:
        """Return how late the next step is in words, empty if it is not."""
        return words.late(self.overdue)

    @property
    def leads(self) -> str:
        """Return who leads it: the post, and the name where it may be shown."""
        return words.lead(self.lead_kind, self.lead)


_ROW = (
    "pk", "number", "title", "category", "status", "raised_at", "due_at", "lead_kind",
    "lead_post_id", "lead_person__name", "reporter_id",
)  # fmt: skip


def open_cases_of(actor: Actor, now: datetime, limit: int = 50) -> list[CaseRow]:
    """Return the open cases at and under the actor's place, the longest overdue first (one
    query).
    """
    rows = cases_visible_to(actor).filter(due_at__isnull=False).order_by("due_at")
    return _rows(rows, actor, now, limit)


def my_cases(actor: Actor, now: datetime, limit: int = 20) -> list[CaseRow]:
    """Return what the actor raised, newest first, whatever their capacity (one query)."""
    own = Case.objects.filter(community_id=actor.community_id, reporter_id=actor.person_id)
    return _rows(own.order_by("-raised_at"), actor, now, limit)


def _rows(rows: QuerySet[Case], actor: Actor, now: datetime, limit: int) -> list[CaseRow]:
    found: list[CaseRow] = []
    values: Any = rows.values(*_ROW)[:limit]
    for row in values:
        is_own = row["reporter_id"] == actor.person_id
        seen = rules.circle(actor.post_kind, is_reporter=is_own)
        leads = actor.post_id is not None and row["lead_post_id"] == actor.post_id
        found.append(
            CaseRow(
                id=row["pk"],
                number=row["number"],
                title=row["title"],
                category=row["category"],
                status=Status(row["status"]),
                raised_at=row["raised_at"],
                due_at=row["due_at"],
                overdue=rules.overdue_by(row["due_at"], now),
                lead_kind=row["lead_kind"],
                lead="" if seen is Circle.STATE else row["lead_person__name"] or "",
                is_mine=leads or is_own,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class CommunityCounts:
    """Cases of one community, as a street sees them: numbers, never names."""

    community_id: int
    name: str
    open: int
    overdue: int
    last_at: datetime  # when the newest was raised: a community that fell silent shows (X06)


def counts_for_street(street_id: int, now: datetime) -> list[CommunityCounts]:
    """Return the cases of a street by community, most overdue first (one query).

    What is open, and what was raised within 90 days; a community without either has no row.
    """
    rows: Any = (
        Case.objects.filter(_recent_or_open(now), street_id=street_id)
        .values("community_id", "community__name")
        .annotate(
            open=Count("pk", filter=Q(due_at__isnull=False)),
            overdue=Count("pk", filter=Q(due_at__lt=now)),
            last_at=Max("raised_at"),
        )
        .order_by("-overdue", "-open", "community__name")
    )
    return [
        CommunityCounts(
            community_id=row["community_id"],
            name=row["community__name"],
            open=row["open"],
            overdue=row["overdue"],
            last_at=row["last_at"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class DoneSummary:
    """How a place deals with its cases: what was raised within 90 days and what is still open.

    `done` counts those whose reporters confirmed; `median` is how long these took from raised to
    answered, None without any.
    """

    raised: int
    done: int
    answered: int  # the reporter has not said yet whether it is solved
    open: int
    overdue: int
    median: timedelta | None

    @property
    def median_words(self) -> str:
        """Return the median in words, empty without any."""
        return words.took(self.median) if self.median is not None else ""


def done_summary(place: PlaceLike, now: datetime) -> DoneSummary:
    """Return the cases at and under a place in numbers (one query)."""
    rows = list(
        Case.objects.filter(at_or_under(place), _recent_or_open(now)).values_list(
            "status", "raised_at", "answered_at", "due_at"
        )
    )
    states = Counter(status for status, *_moments in rows)
    return DoneSummary(
        raised=len(rows),
        done=states[Status.CONFIRMED],
        answered=states[Status.ANSWERED],
        open=sum(due is not None for *_others, due in rows),
        overdue=sum(due is not None and due < now for *_others, due in rows),
        median=rules.median_of(
            answered - raised
            for status, raised, answered, _due in rows
            if status == Status.CONFIRMED and answered is not None
        ),
    )


def _recent_or_open(now: datetime) -> Q:
    return Q(raised_at__gte=now - DONE_WITHIN) | Q(due_at__isnull=False)
