"""Reads of deliberation: who finds what, how far a topic has come, what waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.foundation.kernel import clock
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, a_resident, an_actor, as_actor
from linli.foundation.places.tests.build import a_household
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation import actions, queries
from linli.practices.deliberation.models import Pitch, Plan, RoadShow, Topic
from linli.practices.deliberation.rules import Next, Stance, Way
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def test_objects_are_found_within_ones_community_only(hall):
    pitch = build.a_pitch(hall)
    show = build.a_road_show(hall, pitch)
    insider = hall.actor("resident")
    elsewhere = as_actor(PostKind.WORKER, hall.city.sibling_community)
    above = as_actor(PostKind.STREET_OFFICER, hall.city.street)
    for find, model, pk in (
        (queries.topic_for, Topic, pitch.plan.topic_id),
        (queries.plan_for, Plan, pitch.plan_id),
        (queries.pitch_for, Pitch, pitch.pk),
        (queries.road_show_for, RoadShow, show.pk),
    ):
        assert find(insider, pk).pk == find(above, pk).pk == find(None, pk).pk == pk
        with pytest.raises(model.DoesNotExist):
            find(elsewhere, pk)


def test_neighbours_see_words_and_building_but_no_name_and_no_door(hall):
    topic = build.a_topic(hall)
    build.an_opinion(hall, topic, stance=Stance.AGAINST, text="太贵")
    build.an_opinion(hall, topic, person=hall.leader, text="该修")
    in_unit = a_household(hall.city.unit, "501")
    actions.say_opinion(
        topic=topic, stance=Stance.FOR, text="", way=Way.DOOR, household=in_unit,
        actor=hall.actor("steward"), now=clock.now(),
    )  # fmt: skip
    voices = queries.voices_of(topic, hall.resident.pk)
    assert (voices.counts, voices.total) == ({"for": 2, "against": 1, "other": 0}, 3)
    assert voices.doors == 2
    assert [(said.text, said.building) for said in voices.words] == [("该修", ""), ("太贵", "1栋")]
    assert voices.own is not None
    assert voices.own.text == "太贵"
    assert queries.building_of(in_unit) == "1栋"


def test_doors_to_note_for_are_those_of_the_stewards_building(hall):
    a_household(hall.city.sibling_building, "201")
    inside = a_household(hall.city.unit, "501")
    doors = queries.doors_of(hall.actor("steward"), build.a_topic(hall))
    assert {door.pk for door in doors} == {inside.pk, build.a_door(hall).pk}


def test_progress_follows_a_topic_from_problem_to_decision(hall):
    topic = build.a_topic(hall)
    steps = []

    def look():
        found = queries.progress_of(Topic.objects.get(pk=topic.pk), clock.today())
        steps.append(found.next_step)
        return found

    look()
    plan = build.a_plan(hall, topic, agreed=2)
    look()
    actions.agree_to_plan(plan=plan, actor=an_actor(hall.seats[1]), now=clock.now())
    assert look().draft.agreed == 3
    actions.adopt_plan(plan=plan, actor=hall.actor("leader"), now=clock.now())
    assert look().standing.pk == plan.pk
    build.cleared(hall, Plan.objects.get(pk=plan.pk))
    assert look().may_draft is False
    pitch = actions.submit_pitch(
        plan=plan, funding_sources="公共收益", opinions="同意", opinions_for=1, opinions_against=0,
        objections="", actor=hall.actor("leader"), now=clock.now(),
    )  # fmt: skip
    assert look().pitch == pitch
    build.a_road_show(hall, pitch)
    assert look().item.order == 1
    assert steps == [
        Next.WRITE_PLAN,
        Next.AGREE,
        Next.ADOPT,
        Next.NOTICE_RUNS,
        Next.WRITE_PITCH,
        Next.SCHEDULE,
        Next.PUT_TO_VOTE,
    ]


def test_the_agenda_says_when_each_turn_comes(hall):
    first, second = build.a_pitch(hall), build.a_pitch(hall, build.a_topic(hall, "车位"))
    show = build.a_road_show(hall, first, second)
    agenda = queries.agenda_of(show)
    assert [line.item.pitch_id for line in agenda] == [first.pk, second.pk]
    assert agenda[1].starts_at - agenda[0].starts_at == timedelta(minutes=10)
    assert agenda[0].starts_at == show.held_at


def test_a_decision_opens_works_with_its_lines(hall):
    pitch = build.a_decided_pitch(hall)
    outcome = Notice.objects.exclude(kind="plan").get()
    decision = queries.decision_of_notice(pitch.community_id, outcome.pk)
    assert decision is not None
    assert (decision.title, decision.total_fen, decision.passed) == ("后门坏了", 3_600_000, True)
    assert decision.lines == build.LINES
    assert decision.place.pk == hall.city.compound.pk
    assert (
        queries.decision_of_notice(pitch.community_id, Notice.objects.get(kind="plan").pk) is None
    )


def test_a_vote_and_a_notice_are_awaited_until_they_are_over(hall):
    pitch = build.a_pitch_in_vote(hall)
    community_id, vote_id = pitch.community_id, Vote.objects.get().pk
    assert queries.awaits_vote(community_id, vote_id)
    assert not queries.awaits_vote(hall.city.sibling_community.pk, vote_id)
    cleared = Notice.objects.get()
    assert not queries.awaits_notice(community_id, cleared.pk)
    build.an_adopted_plan(hall, build.a_topic(hall, "车位"))
    assert queries.awaits_notice(community_id, Notice.objects.exclude(pk=cleared.pk).get().pk)


def test_the_pitch_of_a_vote_brings_its_lines(hall, django_assert_num_queries):
    pitch = build.a_pitch_in_vote(hall)
    with django_assert_num_queries(3):  # one of them finds the vote
        found = queries.pitch_of_vote(pitch.community_id, Vote.objects.only("pk").get().pk)
        assert found is not None
        assert [line.label for line in found.plan.lines.all()] == ["门禁设备", "安装和布线"]
    assert queries.pitch_of_vote(pitch.community_id, 1) is None


def test_open_topics_are_those_of_ones_compound_newest_first(hall, django_assert_num_queries):
    old, new = build.a_topic(hall, "旧"), build.a_topic(hall, "新")
    elsewhere = a_resident(hall.city.sibling_compound, number="9")
    build.an_opinion(hall, old)
    resident = hall.actor("resident")
    with django_assert_num_queries(1):
        topics = queries.open_topics_near(resident)
    shown = [(t.pk, getattr(t, "heard", None), getattr(t, "spoke", None)) for t in topics]
    assert shown == [(new.pk, 0, False), (old.pk, 1, True)]
    assert queries.open_topics_near(an_actor(elsewhere)) == []
    assert len(queries.open_topics_near(hall.actor("worker"), limit=1)) == 1
    assert queries.open_topics_near(as_actor(PostKind.STREET_OFFICER, hall.city.street)) == []


def test_a_rejected_topic_stays_among_the_open_ones(hall):
    build.a_decided_pitch(hall, passed=False)
    assert [topic.status for topic in queries.open_topics_near(hall.actor("resident"))] == [
        "rejected"
    ]


def test_the_board_shows_decisions_of_a_place_and_below(hall, django_assert_num_queries):
    pitch = build.a_decided_pitch(hall)
    with django_assert_num_queries(1):
        (row,) = queries.decided_at(hall.city.street)
    assert (row.title, row.passed, row.approve, row.eligible) == ("后门坏了", True, 4, 4)
    assert (row.vote_id, row.total_fen) == (pitch.vote_id, 3_600_000)
    assert queries.decided_at(hall.city.sibling_compound) == []


def asks(hall, who):
    actor = an_actor(who) if not isinstance(who, str) else hall.actor(who)
    return [(ask.button, ask.url) for ask in queries.waiting_for(actor, clock.now())]


def test_what_waits_for_the_group_council(hall, django_assert_num_queries):
    topic = build.a_topic(hall)
    new = f"/topics/{topic.pk}/plan/new/"
    assert asks(hall, "leader") == [("写方案", new)]
    assert asks(hall, hall.seats[0]) == []
    plan = build.a_plan(hall, topic)
    page = f"/plans/{plan.pk}/"
    assert asks(hall, "leader") == asks(hall, hall.seats[0]) == [("看方案并表态", page)]
    for person in (hall.leader, *hall.seats[:2]):
        actions.agree_to_plan(plan=plan, actor=an_actor(person), now=clock.now())
    assert asks(hall, hall.seats[0]) == []
    assert asks(hall, "leader") == [("定下方案", page)]
    actions.adopt_plan(plan=plan, actor=hall.actor("leader"), now=clock.now())
    actor = hall.actor("leader")
    with django_assert_num_queries(1):
        assert queries.waiting_for(actor, clock.now()) == []
    build.cleared(hall, Plan.objects.get(pk=plan.pk))
    assert asks(hall, "leader") == [("写项目介绍单", f"/plans/{plan.pk}/pitch/")]


def test_an_objection_found_right_waits_for_the_leader(hall):
    plan = build.an_adopted_plan(hall)
    objection = register.raise_objection(
        notice=Notice.objects.get(), text="太贵", actor=hall.actor("resident"), now=clock.now()
    )
    register.answer_objection(
        objection=objection, answer="改", upheld=True, actor=hall.actor("leader"),
        now=clock.now(),
    )  # fmt: skip
    assert asks(hall, "leader") == [("写修改稿", f"/topics/{plan.topic_id}/plan/new/")]
    progress = queries.progress_of(Topic.objects.get(), clock.today())
    assert progress.next_step is Next.MEND


def test_what_waits_for_the_community(hall):
    pitch = build.a_pitch(hall)
    setting = [("安排路演", "/road-shows/new/")]
    assert asks(hall, "worker") == asks(hall, "chair") == setting
    build.a_road_show(hall, pitch)
    assert asks(hall, "worker") == []
    assert asks(hall, "chair") == [("交付表决", f"/pitches/{pitch.pk}/")]


def test_nothing_waits_before_the_day_of_the_road_show(hall):
    build.a_road_show(hall, held_at=clock.now() + timedelta(days=2))
    assert asks(hall, "chair") == []


def test_nothing_waits_for_others_and_nothing_is_asked(hall, django_assert_num_queries):
    others = [
        None,
        hall.actor("resident"),
        hall.actor("steward"),
        an_actor(a_holder(PostKind.STREET_OFFICER, hall.city.street)),
    ]
    with django_assert_num_queries(0):
        assert [queries.waiting_for(actor, clock.now()) for actor in others] == [[], [], [], []]


def test_the_last_plan_is_the_newest_version(hall):
    topic = build.a_topic(hall)
    assert queries.last_plan(topic) is None
    build.a_plan(hall, topic)
    newest = build.a_plan(hall, topic)
    assert queries.last_plan(topic) == newest
