"""What a topic came of and led to."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from linli.flows.models import Link
from linli.flows.queries import case_of_topic, ends_of, raised
from linli.flows.tests.build import handed_on, the_scene
from linli.foundation.places.queries import scope_of
from linli.practices.cases.tests.build import NOON, a_case
from linli.practices.deliberation.actions import open_topic
from linli.practices.deliberation.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return the_scene()


def test_a_case_is_told_without_who_raised_it_and_in_their_words(scene, django_assert_num_queries):
    case = a_case(scene.resident, scene.city.unit)
    with django_assert_num_queries(1):
        told = raised(case.community_id, case.pk)
    assert told is not None
    assert (told.id, told.number, told.title, told.status) == (case.pk, 1, case.title, "raised")
    assert (told.answered_at, told.confirmed_at) == (None, None)
    assert case.text not in repr(told)


def test_a_topic_leads_back_to_its_case_and_on_to_its_project(scene, django_assert_num_queries):
    case = handed_on(scene)
    topic = Topic.objects.get()
    assert ends_of(topic.community_id, topic.pk) == {"case": case.pk}
    Link.objects.create(
        community_id=topic.community_id, source_kind="topic", source_id=topic.pk,
        target_kind="project", target_id=7, made_at=NOON,
    )  # fmt: skip
    with django_assert_num_queries(1):
        assert ends_of(topic.community_id, topic.pk) == {"case": case.pk, "project": 7}


def test_a_topic_that_came_of_no_case_stands_alone(scene):
    topic = open_topic(
        place=scene.city.compound, title="x", problem="y", actor=scene.worker, now=NOON
    )
    assert ends_of(topic.community_id, topic.pk) == {}
    assert case_of_topic(topic.community_id, topic.pk) is None


def test_a_thing_of_another_community_leads_nowhere_here(scene):
    case = handed_on(scene)
    elsewhere = scene.city.sibling_community.pk
    assert ends_of(elsewhere, Topic.objects.get().pk) == {}
    assert raised(elsewhere, case.pk) is None


def test_the_database_refuses_a_second_target_of_a_kind(scene):
    case = handed_on(scene)
    assert str(Link.objects.get()) == f"case {case.pk} -> topic {Topic.objects.get().pk}"
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.create(
            community_id=scope_of(scene.city.unit)["community_id"], source_kind="case",
            source_id=case.pk, target_kind="topic", target_id=1, made_at=NOON,
        )  # fmt: skip
