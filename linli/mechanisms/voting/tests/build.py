"""Builders: a council with seats, and votes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person, Post
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, an_actor
from linli.foundation.places.models import Place
from linli.mechanisms.voting import actions, rules
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice, Seat, Threshold

NOON = datetime(2026, 12, 8, 4, 0, tzinfo=UTC)
CLOSES = datetime(2026, 12, 15, 10, 0, tzinfo=UTC)
TWO_THIRDS = rules.council(Fraction(2, 3))


@dataclass(frozen=True, slots=True)
class Council:
    """Those who hold seats in a community's council; the first is its chair."""

    place: Place
    people: list[Person]
    posts: list[Post]

    @property
    def chair(self) -> Actor:
        """Return the chair, acting."""
        return self.actor(0)

    def actor(self, number: int) -> Actor:
        """Return the holder of a seat, acting as such."""
        return an_actor(self.people[number], f"post-{self.posts[number].pk}")

    @property
    def seats(self) -> list[Seat]:
        """Return the council as a roll."""
        return [
            Seat(post_id=post.pk, person_id=post.person_id, label=str(number))
            for number, post in enumerate(self.posts, start=1)
        ]


def a_council(place: Place, size: int = 3) -> Council:
    """Return a council of `size` seats at a community, the chair's among them."""
    people = [a_person(f"席{number}") for number in range(size)]
    kinds = [PostKind.COUNCIL_CHAIR, *[PostKind.COUNCIL_SEAT] * (size - 1)]
    posts = [a_post(person, kind, place) for person, kind in zip(people, kinds, strict=True)]
    return Council(place, people, posts)


def a_vote(
    council: Council,
    *,
    threshold: Threshold = TWO_THIRDS,
    now: datetime = NOON,
    closes_at: datetime = CLOSES,
) -> Vote:
    """Return an open vote of the council."""
    return actions.open_vote(
        place=council.place,
        title="北苑小区后门改造",
        question="是否同意用 36,000 元改造北苑小区后门？",
        threshold=threshold,
        rule_source="成都议事会规则 第三条",
        seats=council.seats,
        closes_at=closes_at,
        actor=council.chair,
        now=now,
    )


def an_open_vote(council: Council) -> Vote:
    """Return a vote that was opened an hour ago and runs for a week, by the clock of the views."""
    now = clock.now()
    return a_vote(council, now=now - timedelta(hours=1), closes_at=now + timedelta(days=7))


def cast_all(
    vote: Vote,
    council: Council,
    *,
    approve: int,
    oppose: int = 0,
    abstain: int = 0,
    at: datetime = NOON,
) -> None:
    """This will cast that many ballots, seat by seat from the first on."""
    choices = [Choice.APPROVE] * approve + [Choice.OPPOSE] * oppose + [Choice.ABSTAIN] * abstain
    for number, choice in enumerate(choices):
        actions.cast_ballot(vote=vote, choice=choice, actor=council.actor(number), now=at)
