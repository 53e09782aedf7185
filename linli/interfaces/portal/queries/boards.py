"""The public board of a compound or community, and how to tell that it has not changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel.models import Entry, Head
from linli.foundation.places.models import Place
from linli.interfaces.portal.queries import lines
from linli.interfaces.portal.queries.lines import Line
from linli.mechanisms.register import queries as register
from linli.mechanisms.voting import queries as voting
from linli.practices.cases import queries as cases
from linli.practices.deliberation import queries as deliberation
from linli.practices.projects import queries as projects

KINDS = ("compound", "community")  # the places that have a board


@dataclass(frozen=True, slots=True)
class Mark:
    """The newest entry of a community's journal: while it stays, its boards say the same."""

    sequence: int
    at: datetime

    def changed_at(self, now: datetime) -> datetime:
        """Return since when a board says what it says: days left are told by the hour."""
        return max(self.at, now.replace(minute=0, second=0, microsecond=0)).astimezone(UTC)


def mark_of(place_id: int) -> Mark | None:
    """Return the mark of a place's community (one query); None if nothing is recorded there."""
    community = Place.objects.filter(pk=place_id).values("community_id")[:1]
    newest = (
        Entry.objects.filter(community_id=Subquery(community))
        .order_by("-sequence")
        .values_list("sequence", "at")
        .first()
    )
    return Mark(*newest) if newest else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What a compound or community shows to everybody."""

    place: Place
    standing: list[Line]
    votes: list[Line]
    settled: list[Line]
    decided: list[Line]
    projects: list[Line]
    days: int
    figures: list[dict[str, Any]]
    median: str
    boards: list[Line]
    counted_at: datetime


def board_of(place_id: int, now: datetime) -> Board:
    """Return the board of a compound or community (eight queries at most).

    Votes are the council's, held for the whole community: its compounds show them too.

    Raises Place.DoesNotExist for a place that has none.
    """
    place = lines.place(place_id)
    if place.kind not in KINDS or place.valid_to is not None:
        raise Place.DoesNotExist
    done = cases.done_summary(place, now)
    return Board(
        place=place,
        standing=lines.notices(register.standing_at(place, now), now),
        votes=lines.votes(voting.open_at(lines.place(place.community_id or place.pk)), now),
        settled=lines.notices(register.settled_at(place, 10), now),
        decided=lines.decided(deliberation.decided_at(place, 10)),
        projects=lines.projects(projects.projects_at(place, 20)),
        days=cases.DONE_WITHIN.days,
        figures=[
            {"value": done.raised, "label": _("raised, or still open from before")},
            {"value": done.done, "label": _("confirmed as solved by those who asked")},
            {"value": done.answered, "label": _("answered, their word still to come")},
            {"value": done.open, "label": _("open, of them %(n)d overdue") % {"n": done.overdue}},
        ],
        median=_("Half of those solved were answered within %(time)s.")
        % {"time": done.median_words}
        if done.median_words
        else "",
        boards=_compounds(place) if place.kind == "community" else [],
        counted_at=now,
    )


def _compounds(community: Place) -> list[Line]:
    rows = Place.objects.filter(
        community_id=community.pk, kind="compound", valid_to__isnull=True
    ).order_by("path")
    return [_board(place, "") for place in rows]


def communities(limit: int = 30) -> list[Line]:
    """Return the boards of the communities where something has been recorded (one query)."""
    at_work = Head.objects.filter(community_id=OuterRef("pk"))
    rows = (
        Place.objects.filter(Exists(at_work), kind="community", valid_to__isnull=True)
        .select_related("parent")
        .order_by("path")
    )
    return [_board(place, place.parent.name if place.parent else "") for place in rows[:limit]]


def _board(place: Place, note: str) -> Line:
    url = reverse("portal:board", kwargs={"place_id": place.pk})
    return Line(url=url, title=place.name, note=note)
