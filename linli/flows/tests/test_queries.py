"""The chain of a story, from any of its ends."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from linli.flows.models import Link
from linli.flows.queries import Story, case_of_topic, story_of
from linli.flows.tests.build import handed_on, the_scene
from linli.foundation.places.queries import scope_of
from linli.practices.cases.tests.build import NOON, a_case
from linli.practices.deliberation.actions import draft_plan, open_topic
from linli.practices.deliberation.models import Topic
from linli.practices.deliberation.rules import Line
from linli.practices.projects.actions import open_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return the_scene()


def _told(kind: str, thing) -> Story:
    story = story_of(kind, thing.pk, thing.community_id)
    assert story is not None
    return story


def test_a_case_that_went_nowhere_is_a_story_of_one(scene):
    case = a_case(scene.resident, scene.city.unit)
    story = _told("case", case)
    assert story.case is not None
    assert (story.case.id, story.case.number, story.case.title) == (case.pk, 1, case.title)
    assert (story.topic, story.plan, story.pitch, story.project) == (None, None, None, None)


def test_a_topic_without_a_plan_leads_back_to_its_case(scene):
    case = handed_on(scene)
    topic = Topic.objects.get()
    for kind, thing in (("case", case), ("topic", topic)):
        story = _told(kind, thing)
        assert story.case is not None
        assert (story.case.id, story.topic, story.plan) == (case.pk, topic, None)


def test_the_newest_plan_is_told_while_none_stands(scene, django_assert_max_num_queries):
    handed_on(scene)
    topic = Topic.objects.get()
    for fen in (100, 200):
        plan = draft_plan(
            topic=topic, content="换锁", lines=[Line("锁", fen)], actor=scene.leader, now=NOON
        )
    with django_assert_max_num_queries(7):
        story = _told("plan", plan)
        assert story.plan is not None
        assert (story.plan.total, story.plan.notice, story.pitch) == (200, None, None)


def test_a_topic_that_came_of_no_case_stands_alone(scene):
    topic = open_topic(
        place=scene.city.compound, title="x", problem="y", actor=scene.worker, now=NOON
    )
    story = _told("topic", topic)
    assert (story.case, story.topic) == (None, topic)
    assert case_of_topic(topic.community_id, topic.pk) is None


@pytest.mark.parametrize("kind", ["case", "topic", "plan", "notice", "pitch", "vote", "project"])
def test_what_is_not_there_has_no_story(scene, kind):
    assert story_of(kind, 1, scene.city.community.pk) is None


def test_a_thing_of_another_community_has_no_story_here(scene):
    case = handed_on(scene)
    assert story_of("case", case.pk, scene.city.sibling_community.pk) is None


def test_a_project_that_came_of_no_topic_has_no_story(scene):
    project = open_project(
        place=scene.city.compound, title="x", lines=[Line("锁", 100)], actor=scene.leader, now=NOON
    )
    assert story_of("project", project.pk, project.community_id) is None


def test_an_unknown_kind_is_a_mistake_of_the_caller(scene):
    with pytest.raises(ValueError, match="want one of case, topic"):
        story_of("meeting", 1, scene.city.community.pk)


def test_the_database_refuses_a_second_target_of_a_kind(scene):
    case = handed_on(scene)
    assert str(Link.objects.get()) == f"case {case.pk} -> topic {Topic.objects.get().pk}"
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(
            community_id=scope_of(scene.city.unit)["community_id"], source_kind="case",
            source_id=case.pk, target_kind="topic", target_id=1, made_at=NOON,
        )  # fmt: skip
