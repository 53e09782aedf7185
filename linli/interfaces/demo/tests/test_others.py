"""Those who are not at the keyboard: each acts in their own name, and the real rules hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Entry
from linli.foundation.people.actions import end_post
from linli.foundation.people.models import Post
from linli.foundation.places.operator import OPERATOR
from linli.interfaces.demo import others, queries
from linli.interfaces.demo.tests.build import as_one_of_the_seven
from linli.mechanisms.voting.actions import close_vote
from linli.mechanisms.voting.models import Ballot, Vote
from linli.mechanisms.voting.rules import Outcome
from linli.practices.deliberation.models import PlanAgreement
from linli.practices.deliberation.tests.build import Hall, a_hall, a_pitch_in_vote, a_plan
from linli.practices.projects.models import Declaration
from linli.practices.projects.tests.build import DUE, Court, a_court, opened, quoting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    """Read refusals in the language they are written in."""
    with override("en"):
        yield


def a_vote(hall: Hall) -> Vote:
    return Vote.objects.get(pk=a_pitch_in_vote(hall).vote_id or 0)


def a_full_hall() -> Hall:
    """Return a council of 37 of whom two are of the seven."""
    hall = a_hall(members=36)
    as_one_of_the_seven(hall.members[0], "council")
    as_one_of_the_seven(hall.chair, "chair")
    return hall


@pytest.mark.parametrize(
    ("approve", "outcome"), [(24, Outcome.REJECTED), (25, Outcome.PASSED)], ids=["24/37", "25/37"]
)
def test_the_other_seats_vote_as_told_and_the_real_rule_counts_them(approve, outcome):
    hall = a_full_hall()
    vote = a_vote(hall)
    voted = others.let_others_vote(vote=vote, approve=approve, oppose=4, now=vote.opened_at)
    assert voted == approve + 4
    after = vote.closes_at + timedelta(minutes=1)
    closed = close_vote(vote=vote, actor=hall.actor("chair"), now=after)
    assert (closed.outcome, closed.approve, closed.oppose) == (outcome, approve, 4)


def test_each_ballot_is_recorded_under_the_name_of_whoever_holds_the_seat():
    hall = a_full_hall()
    vote = a_vote(hall)
    others.let_others_vote(vote=vote, approve=3, oppose=2, now=vote.opened_at)
    ballots = Entry.objects.filter(kind="voting.ballot_cast")
    assert len(set(ballots.values_list("person_id", flat=True))) == 5
    assert hall.chair.pk not in set(ballots.values_list("person_id", flat=True))


def test_the_seats_of_the_seven_are_left_to_them():
    vote = a_vote(a_full_hall())
    assert len(queries.silent_seats(vote)) == 35
    with pytest.raises(others.TooFew, match="Only 35 other seats"):
        others.let_others_vote(vote=vote, approve=30, oppose=6, now=vote.opened_at)
    assert not Ballot.objects.exists()


def test_a_seat_that_has_voted_does_not_vote_again():
    vote = a_vote(a_full_hall())
    others.let_others_vote(vote=vote, approve=35, oppose=0, now=vote.opened_at)
    assert queries.silent_seats(vote) == []
    row = queries.open_votes(vote.opened_at)[0]
    assert row.others == 0


def test_somebody_whose_post_has_ended_votes_no_more():
    hall = a_hall(members=3)
    vote = a_vote(hall)
    post = Post.objects.get(person=hall.members[0])
    end_post(post=post, day=clock.day_of(vote.opened_at), reason="搬走了", actor=OPERATOR,
             now=vote.opened_at)  # fmt: skip
    with pytest.raises(LookupError, match="is not held"):
        others.let_others_vote(vote=vote, approve=4, oppose=0, now=vote.opened_at)
    assert not Ballot.objects.exists()


def test_the_others_of_the_group_council_agree_once():
    hall = a_hall()
    as_one_of_the_seven(hall.seats[0], "steward")
    plan = a_plan(hall)
    assert others.let_council_agree(plan=plan, now=clock.now()) == 3
    agreed = set(PlanAgreement.objects.values_list("person_id", flat=True))
    assert agreed == {person.pk for person in hall.seats[1:]}
    with pytest.raises(others.TooFew, match="all agreed"):
        others.let_council_agree(plan=plan, now=clock.now())


def test_the_others_of_the_group_council_declare_that_they_have_no_interest():
    court: Court = a_court()
    project = quoting(court)
    now = DUE - timedelta(hours=1)
    assert others.let_council_declare(project=project, now=now) == 4
    assert not Declaration.objects.filter(has_interest=True).exists()
    with pytest.raises(others.TooFew, match="all declared"):
        others.let_council_declare(project=project, now=now)


def test_a_project_without_envelopes_waits_for_nobody():
    court = a_court()
    opened(court)
    assert queries.projects_with_envelopes() == []
    project = quoting(court)
    assert queries.projects_with_envelopes() == [project]
