"""Opening, casting and closing, with every refusal."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from linli.foundation.kernel import journal
from linli.foundation.kernel.models import Entry
from linli.foundation.people import actions as people
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_post, an_actor, as_actor
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.voting import actions
from linli.mechanisms.voting.models import Ballot, RollEntry, Vote
from linli.mechanisms.voting.rules import Choice, Seat
from linli.mechanisms.voting.tests.build import (
    CLOSES,
    NOON,
    TWO_THIRDS,
    a_council,
    a_vote,
    cast_all,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def council(city):
    return a_council(city.community)


def opened(council, **changes):
    values = {
        "place": council.place, "title": "后门", "question": "同意吗？", "threshold": TWO_THIRDS,
        "rule_source": "章程", "seats": council.seats, "closes_at": CLOSES, "actor": council.chair,
        "now": NOON,
    }  # fmt: skip
    return actions.open_vote(**values | changes)


def test_opening_freezes_roll_and_rule_and_records_them(council):
    vote = opened(council)
    assert (vote.eligible, vote.threshold, vote.closed_at) == (3, TWO_THIRDS, None)
    assert vote.community_id == council.place.pk
    assert RollEntry.objects.filter(vote=vote).count() == 3
    entry = journal.history(council.place.pk, vote.pk)[-1]
    assert entry.data == {
        "vote_id": vote.pk,
        "eligible": 3,
        "needed": 2,
        "roll_digest": vote.roll_digest,
    }


def test_a_vote_without_seats_is_refused(council):
    with pytest.raises(actions.NotOpenable, match="成员"):
        opened(council, seats=[])


def test_a_person_twice_on_the_roll_is_refused(council):
    twice = Seat(post_id=7, person_id=council.people[0].pk, label="4")
    with pytest.raises(actions.NotOpenable, match="重复"):
        opened(council, seats=[*council.seats, twice])


def test_a_post_twice_on_the_roll_is_refused(council):
    twice = Seat(post_id=council.posts[0].pk, person_id=7, label="4")
    with pytest.raises(actions.NotOpenable, match="重复"):
        opened(council, seats=[*council.seats, twice])


def test_a_deadline_that_is_now_is_refused_and_leaves_no_trace(council):
    before = Entry.objects.count()
    with pytest.raises(actions.NotOpenable, match="截止时间"):
        opened(council, closes_at=NOON)
    assert not Vote.objects.exists()
    assert Entry.objects.count() == before


def test_a_seat_casts_one_ballot_and_the_journal_does_not_say_which(council):
    vote = a_vote(council)
    ballot = actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=council.actor(1), now=NOON)
    assert (ballot.choice, ballot.cast_at) == (Choice.APPROVE, NOON)
    entry = journal.history(council.place.pk, vote.pk)[-1]
    assert entry.data == {"vote_id": vote.pk}
    assert (entry.before, entry.after, entry.reason) == (None, None, "")


def test_a_second_ballot_of_a_seat_is_refused(council):
    vote = a_vote(council)
    actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=council.actor(1), now=NOON)
    with pytest.raises(actions.NotCast, match="已经投过"):
        actions.cast_ballot(vote=vote, choice=Choice.OPPOSE, actor=council.actor(1), now=NOON)
    assert [ballot.choice for ballot in Ballot.objects.all()] == [Choice.APPROVE]


def test_a_slip_in_the_year_freezes_no_vote(council):
    with pytest.raises(actions.NotOpenable, match="检查年份"):
        opened(council, closes_at=CLOSES.replace(year=9999))
    assert not Vote.objects.exists()


def test_the_last_moment_before_the_deadline_counts_and_the_deadline_does_not(council):
    vote = a_vote(council)
    last = CLOSES - timedelta(microseconds=1)
    actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=council.actor(1), now=last)
    with pytest.raises(actions.NotCast, match="来晚了"):
        actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=council.actor(2), now=CLOSES)
    closed = actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    assert (closed.cast, closed.approve) == (1, 1)


def test_whoever_has_no_seat_cannot_cast(council, city):
    vote = a_vote(council)
    newcomer = as_actor(PostKind.COUNCIL_SEAT, city.community)
    resident = as_actor(PostKind.RESIDENT, city.building)
    for actor in (newcomer, resident):
        with pytest.raises(actions.NotCast, match="没有席位"):
            actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=actor, now=NOON)
    assert not Ballot.objects.exists()


def test_the_seat_holder_in_another_hat_cannot_cast(council, city):
    vote = a_vote(council)
    stewardship = a_post(council.people[1], PostKind.STEWARD, city.building)
    steward = an_actor(council.people[1], f"post-{stewardship.pk}")
    with pytest.raises(actions.NotCast, match="换成有席位的身份"):
        actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=steward, now=NOON)


def test_a_post_that_ended_since_the_opening_no_longer_votes(council):
    vote = a_vote(council)
    actor = council.actor(1)  # a page opened before the post ended
    people.end_post(
        post=council.posts[1], day=NOON.date(), reason="辞去", actor=council.chair, now=NOON
    )
    with pytest.raises(actions.NotCast, match="任期"):
        actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=actor, now=NOON)


def test_nobody_casts_once_the_vote_is_closed_early(council):
    vote = a_vote(council)
    cast_all(vote, council, approve=3)
    actions.close_vote(vote=vote, actor=council.chair, now=NOON)
    with pytest.raises(actions.NotCast, match="来晚了"):
        actions.cast_ballot(vote=vote, choice=Choice.OPPOSE, actor=council.actor(1), now=NOON)


@pytest.mark.parametrize(("approve", "outcome"), [(24, "rejected"), (25, "passed")])
def test_two_thirds_of_37_is_25(city, approve, outcome):
    council = a_council(city.community, 37)
    vote = a_vote(council)
    cast_all(vote, council, approve=approve, oppose=3, abstain=5)
    closed = actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    assert (closed.outcome, closed.cast, closed.eligible) == (outcome, approve + 8, 37)
    assert (closed.approve, closed.oppose, closed.abstain) == (approve, 3, 5)
    entry = journal.history(council.place.pk, vote.pk)[-1]
    assert entry.kind == "voting.vote_closed"
    assert entry.data == {
        "vote_id": vote.pk, "outcome": outcome, "eligible": 37, "cast": approve + 8,
        "approve": approve, "oppose": 3, "abstain": 5,
    }  # fmt: skip


def test_a_vote_nobody_came_to_is_not_valid(council):
    closed = actions.close_vote(vote=a_vote(council), actor=council.chair, now=CLOSES)
    assert (closed.outcome, closed.cast, closed.approve) == ("no_quorum", 0, 0)


def test_closing_is_refused_while_somebody_can_still_vote_and_leaves_no_trace(council):
    vote = a_vote(council)
    cast_all(vote, council, approve=2)
    with pytest.raises(actions.NotClosable, match="还在进行"):
        actions.close_vote(vote=vote, actor=council.chair, now=CLOSES - SECOND)
    assert journal.history(council.place.pk, vote.pk)[-1].kind == "voting.ballot_cast"


def test_closing_twice_is_refused(council):
    vote = a_vote(council)
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with pytest.raises(actions.NotClosable, match="已经结束"):
        actions.close_vote(vote=vote, actor=council.chair, now=CLOSES + SECOND)


def test_a_seat_smuggled_into_the_roll_stops_the_closing(council, city, caplog):
    vote = a_vote(council)
    smuggled = as_actor(PostKind.COUNCIL_SEAT, city.community)
    assert smuggled.post_id is not None
    RollEntry.objects.create(
        community_id=vote.community_id, vote=vote, post_id=smuggled.post_id,
        person_id=smuggled.person_id, label="4 号席",
    )  # fmt: skip
    before = Entry.objects.count()
    with pytest.raises(actions.RollTampered, match=rf"{vote.code}.*没有计票.*维护人员"):
        actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    vote.refresh_from_db()
    assert vote.closed_at is None
    assert Entry.objects.count() == before
    assert f"vote {vote.pk}: what was frozen does not fit" in caplog.text


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_casting_and_closing_take_the_same_row_lock_first(council):
    vote = a_vote(council)
    actor = council.actor(1)
    for act in (
        lambda: actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=actor, now=NOON),
        lambda: actions.close_vote(vote=vote, actor=actor, now=CLOSES),
    ):
        with CaptureQueriesContext(connection) as queries:
            act()
        first = next(each["sql"] for each in queries if each["sql"].startswith("SELECT"))
        assert "voting_vote" in first
        assert "FOR UPDATE" in first


def test_a_handler_that_fails_undoes_the_closing(council, monkeypatch):
    vote = a_vote(council)

    def fail(*_args, **_more):
        raise DatabaseError("the journal is gone")

    monkeypatch.setattr(journal, "record", fail)
    with pytest.raises(DatabaseError):
        actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    vote.refresh_from_db()
    assert (vote.closed_at, vote.outcome) == (None, "")
