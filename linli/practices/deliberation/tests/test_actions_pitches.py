"""Verbs of pitches: what each does, and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Entry
from linli.foundation.places.operator import OPERATOR
from linli.mechanisms.register.models import Notice, NoticeVersion
from linli.mechanisms.voting.actions import NotOpenable
from linli.mechanisms.voting.models import RollEntry, Vote
from linli.practices.deliberation import actions
from linli.practices.deliberation.models import Pitch, Plan, RoadShow, Topic
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def facts(kind):
    return Entry.objects.filter(kind=f"deliberation.{kind}")


def submit(hall, plan, **values):
    words = {
        "funding_sources": "公共收益",
        "opinions": "多数同意",
        "opinions_for": 3,
        "opinions_against": 1,
        "objections": "",
        **values,
    }
    return actions.submit_pitch(plan=plan, **words, actor=hall.actor("leader"), now=clock.now())


@pytest.mark.parametrize(
    ("values", "error", "field"),
    [
        ({"opinions": " \n"}, actions.EmptyOpinions, "opinions"),
        ({"funding_sources": ""}, actions.EmptyFunding, "funding_sources"),
    ],
)
def test_a_pitch_with_an_empty_field_is_not_handed_in(hall, values, error, field):
    plan = build.a_cleared_plan(hall)
    with pytest.raises(error) as refusal:
        submit(hall, plan, **values)
    assert refusal.value.field == field
    assert not Pitch.objects.exists()


def test_a_pitch_waits_for_the_notice_and_is_handed_in_once(hall):
    plan = build.an_adopted_plan(hall)
    with pytest.raises(actions.PitchRefused, match="还没有生效"):
        submit(hall, plan)
    plan = build.cleared(hall, plan)
    pitch = submit(hall, plan)
    with pytest.raises(actions.PitchRefused, match="已经交过"):
        submit(hall, plan)
    assert (pitch.status, Topic.objects.get().status) == ("submitted", "pitched")


def test_a_road_show_hears_pitches_in_the_order_given(hall):
    first, second = build.a_pitch(hall), build.a_pitch(hall, build.a_topic(hall, "车位"))
    show = build.a_road_show(hall, second, first)
    items = [(i.order, i.pitch_id, i.minutes) for i in show.items.order_by("order")]
    assert items == [(1, second.pk, 10), (2, first.pk, 10)]
    assert facts("road_show_scheduled").get().data["pitch_ids"] == [second.pk, first.pk]
    assert {p.status for p in Pitch.objects.all()} == {"scheduled"}


def test_a_road_show_is_not_set_for_the_past_or_without_pitches(hall):
    now = clock.now()
    common = {"place": hall.city.community, "venue": "会议室", "actor": hall.actor("worker")}
    with pytest.raises(actions.PitchRefused, match="已经过了"):
        actions.schedule_road_show(held_at=now, pitches=[build.a_pitch(hall)], now=now, **common)
    with pytest.raises(actions.PitchRefused, match="至少安排一个"):
        actions.schedule_road_show(held_at=now + timedelta(hours=1), pitches=[], now=now, **common)
    with pytest.raises(actions.PitchRefused, match="检查年份"):
        actions.schedule_road_show(
            held_at=now.replace(year=9999), pitches=[build.a_pitch(hall)], now=now, **common
        )


def test_a_pitch_stands_on_one_agenda_of_its_own_community(hall):
    pitch = build.a_pitch(hall)
    common = {
        "held_at": clock.now() + timedelta(hours=1),
        "venue": "会议室",
        "pitches": [pitch],
        "actor": hall.actor("worker"),
        "now": clock.now(),
    }
    with pytest.raises(actions.PitchRefused, match="别的社区"):
        actions.schedule_road_show(place=hall.city.sibling_community, **common)
    build.a_road_show(hall, pitch)
    with pytest.raises(actions.PitchRefused, match="已经排上议程"):
        actions.schedule_road_show(place=hall.city.community, **common)
    assert RoadShow.objects.count() == 1


def vote_on(hall, pitch, *, now, closes_in=timedelta(days=3)):
    return actions.put_to_vote(
        pitch=pitch, closes_at=now + closes_in, actor=hall.actor("chair"), now=now
    )


def test_the_roll_is_every_seat_of_the_council_and_the_share_the_norm(hall):
    pitch = build.a_pitch_in_vote(hall)
    vote = Vote.objects.get()
    assert (vote.eligible, vote.approval_numerator, vote.approval_denominator) == (4, 2, 3)
    assert vote.place_id == hall.city.community.pk
    assert vote.rule_source == "测试规则 第一条"
    assert vote.question == "您是否赞成“后门坏了”的方案（预算 36,000.00 元）？"
    roll = set(RollEntry.objects.values_list("person_id", flat=True))
    assert roll == {hall.chair.pk, *(member.pk for member in hall.members)}
    assert (pitch.status, Topic.objects.get().status) == ("voting", "voting")


def test_a_pitch_is_put_to_the_vote_once_and_not_before_its_day(hall):
    pitch = build.a_pitch(hall)
    now = clock.now()
    with pytest.raises(actions.PitchRefused, match="不是等待表决"):
        vote_on(hall, pitch, now=now)
    build.a_road_show(hall, pitch, held_at=now + timedelta(days=2))
    with pytest.raises(actions.PitchRefused, match="还没听过"):
        vote_on(hall, pitch, now=now)
    with pytest.raises(NotOpenable):
        vote_on(hall, pitch, now=now + timedelta(days=2), closes_in=timedelta(0))
    vote_on(hall, pitch, now=now + timedelta(days=2))
    with pytest.raises(actions.PitchRefused, match="不是等待表决"):
        vote_on(hall, pitch, now=now + timedelta(days=2))
    assert Vote.objects.count() == 1


@pytest.mark.parametrize(
    ("passed", "status", "kind", "title"),
    [
        (True, "passed", "decision", "已通过：后门坏了"),
        (False, "rejected", "result", "未通过：后门坏了"),
    ],
)
def test_the_outcome_is_published_with_its_count(hall, passed, status, kind, title):
    pitch = build.a_decided_pitch(hall, passed=passed)
    notice = Notice.objects.exclude(kind="plan").get()
    data = NoticeVersion.objects.get(notice_id=notice.pk).data
    assert (pitch.status, pitch.plan.topic.status) == (status, status)
    assert (notice.kind, notice.title) == (kind, title)
    assert (data["needed"], data["eligible"], data["approve"]) == (3, 4, 4 if passed else 0)
    assert facts("pitch_decided").get().data["passed"] is passed


def test_an_outcome_is_fixed_once(hall):
    pitch = build.a_decided_pitch(hall)
    with pytest.raises(actions.PitchRefused, match="已经定了"):
        actions.decide_pitch(
            vote_id=Vote.objects.get().pk, community_id=pitch.community_id, passed=False,
            actor=OPERATOR, now=clock.now(),
        )  # fmt: skip


def test_a_rejected_topic_gets_a_better_plan_with_a_notice_of_its_own(hall):
    pitch = build.a_decided_pitch(hall, passed=False)
    plan = build.an_adopted_plan(hall, pitch.plan.topic)
    assert (plan.version, plan.notice_id == pitch.plan.notice_id) == (2, False)
    assert Plan.objects.get(pk=pitch.plan_id).status == "superseded"
    assert build.cleared(hall, plan).status == "cleared"
    assert submit(hall, plan).status == "submitted"


def test_papers_are_in_the_language_of_the_house_whatever_the_screen(hall, settings):
    from django.utils import translation

    with translation.override("en"):
        build.an_adopted_plan(hall)
    assert Notice.objects.get().title == "方案：后门坏了"
