"""Builders: the whole way from a case to a project, through every practice and flow."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from linli.foundation.kernel import clock
from linli.foundation.people.tests.build import an_actor
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting import actions as voting
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice
from linli.practices.cases import actions as cases
from linli.practices.cases.models import Case
from linli.practices.cases.tests.build import a_case, fresh
from linli.practices.deliberation.models import Pitch, Topic
from linli.practices.deliberation.tests.build import Hall, a_pitch, a_pitch_in_vote


def html(client: Client, address: str) -> str:
    """Return the page at an address, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def a_matter(hall: Hall, *, title: str = "北苑小区后门 · 外来人员进出", days_ago: int = 0) -> Case:
    """Return what the hall's resident raised."""
    at = clock.now() - timedelta(days=days_ago)
    return a_case(an_actor(hall.resident), hall.city.building, at=at, title=title)


def a_topic_from_a_matter(hall: Hall) -> Topic:
    """Return the topic that a matter became when it was handed to the council."""
    case, now = a_matter(hall), clock.now()
    steward = hall.actor("steward")
    cases.acknowledge(case=case, actor=steward, now=now)
    cases.hand_to_council(case=fresh(case), reason="后门坏了。", actor=steward, now=now)
    return Topic.objects.get(community_id=case.community_id)


def a_vote_on_a_matter(hall: Hall) -> Vote:
    """Return the open vote on the plan that came of a matter."""
    pitch = a_pitch_in_vote(hall, a_pitch(hall, a_topic_from_a_matter(hall)))
    assert pitch.vote_id is not None
    return Vote.objects.get(pk=pitch.vote_id)


def counted(hall: Hall, vote: Vote, *, passed: bool = True) -> Vote:
    """Return the vote after all seats voted alike and the chair closed it."""
    at = vote.opened_at + timedelta(minutes=1)
    choice = Choice.APPROVE if passed else Choice.OPPOSE
    for person in (*hall.members, hall.chair):
        voting.cast_ballot(vote=vote, choice=choice, actor=an_actor(person), now=at)
    return voting.close_vote(vote=vote, actor=hall.actor("chair"), now=at)


def in_effect(hall: Hall, vote: Vote) -> None:
    """This will let the decision's notice stand its period and take effect: the project opens."""
    pitch = Pitch.objects.get(community_id=vote.community_id, vote_id=vote.pk)
    assert pitch.decision_notice_id is not None
    notice = Notice.objects.get(pk=pitch.decision_notice_id)
    after = notice.ends_at + timedelta(minutes=1)
    register.take_effect(notice=notice, actor=hall.actor("leader"), now=after)
