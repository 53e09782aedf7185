"""What can be asked of votes, and by whom."""

from datetime import timedelta

import pytest

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.voting import actions, queries
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.queries import Participation
from linli.mechanisms.voting.rules import Choice
from linli.mechanisms.voting.tests.build import CLOSES, NOON, a_council, a_vote, cast_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def council(city):
    return a_council(city.community)


@pytest.fixture
def vote(council):
    return a_vote(council)


def test_anybody_finds_a_vote_with_its_place_in_one_query(vote, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.vote_for(None, vote.pk).place.name == "金星社区"
    with pytest.raises(Vote.DoesNotExist):
        queries.vote_for(None, 1)


def test_participation_counts_ballots_and_after_closing_reads_the_frozen_number(
    vote, council, django_assert_num_queries
):
    cast_all(vote, council, approve=1, oppose=1)
    assert queries.participation(vote) == Participation(cast=2, eligible=3)
    closed = actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with django_assert_num_queries(0):
        assert queries.participation(closed) == Participation(cast=2, eligible=3)


def test_a_seat_knows_whether_it_has_voted_and_nobody_else_has_one(vote, council, city):
    mine, neighbour = council.actor(1), council.actor(2)
    actions.cast_ballot(vote=vote, choice=Choice.OPPOSE, actor=mine, now=NOON)
    seat = queries.seat_of(vote, mine)
    assert seat is not None
    assert (seat.label, seat.has_voted) == ("2", True)
    beside = queries.seat_of(vote, neighbour)
    assert beside is not None
    assert not beside.has_voted
    for stranger in (None, as_actor(PostKind.RESIDENT, city.unit),
                     as_actor(PostKind.COUNCIL_SEAT, city.community),
                     a_council(city.sibling_community, 2).actor(1)):  # fmt: skip
        assert queries.seat_of(vote, stranger) is None


def test_the_roll_says_who_has_voted_but_not_what(vote, council):
    actions.cast_ballot(vote=vote, choice=Choice.OPPOSE, actor=council.actor(2), now=NOON)
    roll = queries.roll_of(vote)
    assert [(seat.label, seat.name, seat.has_voted) for seat in roll] == [
        ("1", "席0", False),
        ("2", "席1", False),
        ("3", "席2", True),
    ]
    assert not any("oppose" in repr(seat) for seat in roll)


def test_the_first_page_asks_a_seat_to_vote_until_it_has(vote, council):
    seat = council.actor(1)
    (ask,) = queries.open_votes_for(seat, NOON)
    assert (ask.title, ask.until) == (vote.title, CLOSES)
    assert ask.url == f"/votes/{vote.pk}/"
    actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=seat, now=NOON)
    assert queries.open_votes_for(seat, NOON) == []
    assert queries.open_votes_for(council.actor(2), CLOSES) == []


def test_the_first_page_asks_the_chair_to_close_when_nobody_is_waited_for(vote, council):
    assert [ask.button for ask in queries.open_votes_for(council.chair, NOON)] == ["去投票"]
    assert [ask.button for ask in queries.open_votes_for(council.chair, CLOSES)] == ["结束表决"]
    cast_all(vote, council, approve=3)
    assert [ask.button for ask in queries.open_votes_for(council.chair, NOON)] == ["结束表决"]
    actions.close_vote(vote=vote, actor=council.chair, now=NOON)
    assert queries.open_votes_for(council.chair, NOON) == []


def test_other_capacities_and_other_councils_are_asked_nothing(
    vote, city, django_assert_num_queries
):
    assert vote.closed_at is None
    neighbours = a_council(city.sibling_community, 2)
    assert queries.open_votes_for(neighbours.actor(1), NOON) == []
    resident = as_actor(PostKind.RESIDENT, city.building)
    with django_assert_num_queries(0):
        assert queries.open_votes_for(resident, NOON) == []
        assert queries.open_votes_for(None, NOON) == []


def test_a_place_lists_the_votes_at_it_and_under_it(vote, council, city):
    other = a_vote(a_council(city.sibling_community, 2), closes_at=CLOSES + timedelta(days=1))
    assert queries.open_at(city.community) == [vote]
    assert queries.open_at(city.street) == [vote, other]
    assert queries.open_at(city.building) == []
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    assert queries.open_at(city.street) == [other]
