"""Reads of votes for pages. None of them looks at a ballot's choice: what a vote leans to before it
is closed can be asked of no query, and after closing stands in the vote's own frozen columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel.actors import ActorLike, PlaceLike
from linli.foundation.people.actor import Actor
from linli.foundation.people.authority import granted
from linli.foundation.places.queries import at_or_under
from linli.foundation.ui.asks import Ask
from linli.mechanisms.voting import rules
from linli.mechanisms.voting.models import Ballot, RollEntry, Vote

_HAS_VOTED = Exists(
    Ballot.objects.filter(
        community_id=OuterRef("community_id"), vote_id=OuterRef("vote_id"), entry_id=OuterRef("pk")
    )
)


@dataclass(frozen=True, slots=True)
class Participation:
    """How many seats have voted, of how many."""

    cast: int
    eligible: int


@dataclass(frozen=True, slots=True)
class RollSeat:
    """A seat of the roll as those entitled see it: whether it has voted, never what."""

    label: str
    name: str
    has_voted: bool


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """The seat somebody holds in a vote."""

    entry_id: int
    label: str
    has_voted: bool


@dataclass(frozen=True, slots=True)
class LockedSeat:
    """What decides whether a ballot is taken, read under the lock of the vote's row."""

    closed: bool
    entry_id: int | None
    held: bool
    voted: bool


_LOCKED_SEAT = """
SELECT v.closed_at IS NOT NULL, e.id,
  EXISTS (SELECT 1 FROM people_post p WHERE p.id = e.post_id AND p.person_id = e.person_id
          AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s)),
  EXISTS (SELECT 1 FROM voting_ballot b
          WHERE b.community_id = v.community_id AND b.vote_id = v.id AND b.entry_id = e.id)
FROM voting_vote v
LEFT JOIN voting_rollentry e ON e.community_id = v.community_id AND e.vote_id = v.id
  AND e.post_id = %s AND e.person_id = %s
WHERE v.community_id = %s AND v.id = %s"""


def locked_seat(vote: Vote, actor: ActorLike, day: date) -> LockedSeat:
    """Return what decides on the actor's ballot, the vote's row locked.

    Written out in SQL: in the last minutes of a vote everybody passes here. The post is looked up
    again, since the actor may come from a page opened yesterday. PostgreSQL sees what was committed
    when a statement began: the lock is therefore a statement of its own, before the reading.
    """
    where = [day, day, actor.post_id, actor.person_id, vote.community_id, vote.pk]
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            cursor.execute(
                "SELECT 1 FROM voting_vote WHERE community_id = %s AND id = %s FOR UPDATE",
                [vote.community_id, vote.pk],
            )
        cursor.execute(_LOCKED_SEAT, where)
        closed, entry_id, held, voted = cursor.fetchone()
    return LockedSeat(bool(closed), entry_id, bool(held), bool(voted))


def vote_for(actor: Actor | None, vote_id: int) -> Vote:
    """Return the vote with its place (one query); a vote is public. Raises Vote.DoesNotExist."""
    return Vote.objects.select_related("place").get(pk=vote_id)


def participation(vote: Vote) -> Participation:
    """Return how many seats have voted (one query while the vote is open, none after)."""
    if vote.cast is not None:
        return Participation(vote.cast, vote.eligible)
    cast = Ballot.objects.filter(community_id=vote.community_id, vote_id=vote.pk).count()
    return Participation(cast, vote.eligible)


def seat_of(vote: Vote, actor: Actor | None) -> OwnSeat | None:
    """Return the seat the actor holds in this vote in the present hat (one query), else None."""
    if actor is None or actor.post_id is None:
        return None
    seats = _roll(vote).filter(post_id=actor.post_id, person_id=actor.person_id)
    found = seats.values_list("pk", "label", _HAS_VOTED).first()
    return OwnSeat(*found) if found else None


def roll_of(vote: Vote) -> list[RollSeat]:
    """Return the whole roll by seat, with names (one query): only for those who may see it."""
    rows = _roll(vote).order_by("pk").values_list("label", "person__name", _HAS_VOTED)
    return [RollSeat(*row) for row in rows]


def _roll(vote: Vote) -> QuerySet[RollEntry]:
    return RollEntry.objects.filter(community_id=vote.community_id, vote_id=vote.pk)


def open_votes_for(actor: Actor | None, now: datetime) -> list[Ask]:
    """Return what votes ask of the actor: a ballot not yet cast, a vote to close (one query).

    No query for a capacity that neither votes nor closes.
    """
    if actor is None or actor.post_kind not in granted("voting.cast").by or not actor.post_id:
        return []
    seats = RollEntry.objects.filter(
        community_id=actor.community_id,
        vote_id=OuterRef("pk"),
        post_id=actor.post_id,
        person_id=actor.person_id,
    )
    ballots = Ballot.objects.filter(
        community_id=actor.community_id, vote_id=OuterRef("pk"), entry__post_id=actor.post_id
    )
    found = (
        Vote.objects.filter(
            community_id=actor.community_id, place_id=actor.place_id, closed_at__isnull=True
        )
        .annotate(has_seat=Exists(seats), has_voted=Exists(ballots))
        .annotate(ballots_cast=Count("ballots"))
        .order_by("closes_at")
    )
    rows = found.values(
        "pk", "title", "closes_at", "eligible", "has_seat", "has_voted", "ballots_cast"
    )
    asks = (_ask(vote, now, closes=actor.post_kind in granted("voting.close").by) for vote in rows)
    return [ask for ask in asks if ask is not None]


def _ask(vote: Mapping[str, Any], now: datetime, *, closes: bool) -> Ask | None:
    url = reverse("voting:vote", kwargs={"vote_id": vote["pk"]})
    if vote["has_seat"] and not vote["has_voted"] and now < vote["closes_at"]:
        return Ask(
            title=vote["title"],
            why=_("Your seat has not voted yet."),
            button=_("Go and vote"),
            url=url,
            until=vote["closes_at"],
        )
    if closes and rules.can_close(
        closes_at=vote["closes_at"],
        cast=vote["ballots_cast"],
        eligible=vote["eligible"],
        now=now,
    ):
        return Ask(
            title=vote["title"],
            why=_("Voting is over. The result waits for you to close the vote."),
            button=_("Close the vote"),
            url=url,
        )
    return None


def open_at(place: PlaceLike) -> list[Vote]:
    """Return the votes not closed at a place or under it, the next deadline first (one query)."""
    return list(
        Vote.objects.filter(at_or_under(place), closed_at__isnull=True).order_by("closes_at")
    )
