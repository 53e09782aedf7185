"""The database refuses nonsense about topics, plans and pitches."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from linli.foundation.kernel import clock
from linli.foundation.places.queries import scope_of
from linli.practices.deliberation.models import (
    BudgetLine,
    Opinion,
    Pitch,
    Plan,
    PlanAgreement,
    RoadShowItem,
)
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def refuses(constraint="(?i)unique"):
    return pytest.raises((IntegrityError, DatabaseError), match=constraint)


def an_opinion_row(topic, **values):
    row = {
        "person_id": None,
        "household_id": None,
        "said_as": "resident",
        "stance": "for",
        "text": "",
        "way": "online",
        "noted_by_post_id": None,
        "at": clock.now(),
        **values,
    }
    return Opinion.objects.create(community_id=topic.community_id, topic=topic, **row)


def test_a_person_has_one_opinion(hall):
    topic = build.a_topic(hall)
    an_opinion_row(topic, person_id=hall.resident.pk)
    with refuses(), transaction.atomic():
        an_opinion_row(topic, person_id=hall.resident.pk)


def test_a_door_is_noted_once(hall):
    topic = build.a_topic(hall)
    noted = {"household_id": build.a_door(hall).pk, "way": "door", "noted_by_post_id": 1}
    an_opinion_row(topic, **noted)
    with refuses(), transaction.atomic():
        an_opinion_row(topic, **noted)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"way": "online"}, id="written by nobody"),
        pytest.param({"way": "door", "noted_by_post_id": 1}, id="noted of no door"),
        pytest.param({"way": "door"}, id="noted by nobody"),
    ],
)
def test_an_opinion_is_written_or_noted(hall, values):
    topic = build.a_topic(hall)
    with refuses("opinion_is_written_or_noted"), transaction.atomic():
        an_opinion_row(topic, **values)


def test_an_opinion_neither_for_nor_against_has_words(hall):
    topic = build.a_topic(hall)
    with refuses("opinion_other_has_words"), transaction.atomic():
        an_opinion_row(topic, person_id=hall.resident.pk, stance="other")


def a_plan_row(topic, **values):
    row = {"version": 1, "content": "门", "total": 100, "drafted_at": clock.now(), **values}
    return Plan.objects.create(**scope_of(topic.place), topic=topic, **row)


@pytest.mark.parametrize(
    ("second", "constraint"),
    [
        ({"version": 1, "status": "superseded"}, "(?i)unique"),
        ({"version": 2}, "(?i)unique"),
        ({"version": 2, "status": "adopted"}, "plan_stands_by_notice"),
        ({"version": 2, "status": "superseded", "total": 0}, "plan_costs_something"),
    ],
)
def test_a_topic_has_one_draft_each_version_once_and_no_plan_stands_without_notice(
    hall, second, constraint
):
    topic = build.a_topic(hall)
    a_plan_row(topic)
    with refuses(constraint), transaction.atomic():
        a_plan_row(topic, **second)


def test_a_topic_has_one_standing_plan(hall):
    plan = build.an_adopted_plan(hall)
    with refuses(), transaction.atomic():
        a_plan_row(plan.topic, version=2, status="cleared", notice=plan.notice)


def test_a_line_costs_something_and_has_its_own_order(hall):
    plan = a_plan_row(build.a_topic(hall))
    values = {"community_id": plan.community_id, "plan": plan, "order": 1, "label": "门"}
    with refuses("budget_line_costs_something"), transaction.atomic():
        BudgetLine.objects.create(**values, fen=0)
    BudgetLine.objects.create(**values, fen=1)
    with refuses(), transaction.atomic():
        BudgetLine.objects.create(**values, fen=2)


@pytest.mark.parametrize("change", [{"post_id": 1}, {"person_id": None}])
def test_a_post_and_a_person_agree_once(hall, change):
    plan = a_plan_row(build.a_topic(hall))
    first = {
        "community_id": plan.community_id,
        "plan": plan,
        "post_id": 1,
        "person_id": hall.leader.pk,
        "at": clock.now(),
    }
    PlanAgreement.objects.create(**first)
    again = {"post_id": 2, "person_id": hall.seats[0].pk, **change}
    again["person_id"] = again["person_id"] or hall.leader.pk
    with refuses(), transaction.atomic():
        PlanAgreement.objects.create(**{**first, **again})


def a_pitch_row(plan, **values):
    row = {
        "funding_sources": "公共收益",
        "opinions": "同意",
        "opinions_for": 1,
        "opinions_against": 0,
        "submitted_at": clock.now(),
        **values,
    }
    return Pitch.objects.create(**scope_of(plan.place), plan=plan, **row)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        pytest.param({"opinions": ""}, "pitch_has_opinions", id="no opinions"),
        pytest.param({"status": "voting"}, "pitch_votes_with_a_vote", id="voting without a vote"),
        pytest.param(
            {"decided_at": clock.now()}, "pitch_is_decided_in_public", id="decided by nobody"
        ),
    ],
)
def test_a_pitch_is_whole(hall, values, constraint):
    plan = a_plan_row(build.a_topic(hall))
    with refuses(constraint), transaction.atomic():
        a_pitch_row(plan, **values)


def test_a_plan_has_one_pitch(hall):
    pitch = build.a_pitch(hall)
    with refuses(), transaction.atomic():
        a_pitch_row(pitch.plan)


def test_a_vote_and_a_notice_decide_one_pitch(hall):
    pitch = build.a_decided_pitch(hall)
    other = a_plan_row(build.a_topic(hall, "别的事"))
    fixed = {
        "status": "passed",
        "decided_at": clock.now(),
        "vote": pitch.vote,
        "decision_notice": other.notice,
    }
    with refuses(), transaction.atomic():
        a_pitch_row(other, **{**fixed, "decision_notice": pitch.decision_notice})


def test_a_road_show_hears_a_pitch_once_at_one_turn_for_some_minutes(hall):
    first, second = build.a_pitch(hall), build.a_pitch(hall, build.a_topic(hall, "车位"))
    show = build.a_road_show(hall, first)
    values = {"community_id": show.community_id, "road_show": show, "minutes": 10}
    with refuses(), transaction.atomic():
        RoadShowItem.objects.create(**values, pitch=first, order=2)
    with refuses(), transaction.atomic():
        RoadShowItem.objects.create(**values, pitch=second, order=1)
    with refuses("road_show_gives_some_minutes"), transaction.atomic():
        RoadShowItem.objects.create(**{**values, "minutes": 0}, pitch=second, order=2)


@pytest.mark.parametrize("column", [{"content": "别的"}, {"total": 1}, {"version": 9}])
def test_what_a_plan_says_never_changes(hall, column):
    plan = build.a_plan(hall)
    with refuses("frozen"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**column)


def test_lines_and_agreements_are_only_added_to(hall):
    plan = build.a_plan(hall, agreed=1)
    with refuses("append-only"), transaction.atomic():
        BudgetLine.objects.filter(plan_id=plan.pk).update(fen=1)
    with refuses("append-only"), transaction.atomic():
        PlanAgreement.objects.filter(plan_id=plan.pk).delete()


def test_a_pitch_stays_as_it_was_handed_in_and_as_it_was_decided(hall):
    pitch = build.a_decided_pitch(hall)
    with refuses("frozen"), transaction.atomic():
        Pitch.objects.filter(pk=pitch.pk).update(opinions="都同意")
    with refuses("frozen"), transaction.atomic():
        Pitch.objects.filter(pk=pitch.pk).update(status="rejected")
