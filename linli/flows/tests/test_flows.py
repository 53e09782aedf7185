"""What leads to what, and what a flow leaves alone."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation

from linli.flows import (
    case_becomes_topic,
    decision_opens_project,
    decision_tells_case,
    notice_clears_plan,
    project_answers_case,
    vote_decides_pitch,
)
from linli.flows.models import Link
from linli.flows.tests.build import handed_on, the_scene
from linli.foundation.kernel.facts import Recorded, subscriptions
from linli.mechanisms.register.events import NoticeTookEffect
from linli.mechanisms.voting.events import VoteClosed
from linli.practices.cases import actions as cases
from linli.practices.cases.models import CaseNote
from linli.practices.cases.tests.build import DAY, NOON, fresh
from linli.practices.deliberation import actions as deliberation
from linli.practices.deliberation.events import PitchDecided
from linli.practices.deliberation.models import Topic
from linli.practices.deliberation.rules import Line
from linli.practices.projects import actions as projects
from linli.practices.projects.events import ProjectAccepted
from linli.practices.projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return the_scene()


def _told(scene, fact):
    return Recorded(fact=fact, actor=scene.leader, at=NOON, community_id=scene.city.community.pk)


def test_every_flow_is_subscribed_once():
    assert subscriptions() == {
        "cases.case_handed_to_council": ("linli.flows.case_becomes_topic.put_to_courtyard",),
        "deliberation.pitch_decided": ("linli.flows.decision_tells_case.tell",),
        "projects.project_accepted": ("linli.flows.project_answers_case.give_answer",),
        "register.notice_took_effect": (
            "linli.flows.notice_clears_plan.clear",
            "linli.flows.decision_opens_project.open_works",
        ),
        "voting.vote_closed": ("linli.flows.vote_decides_pitch.decide",),
    }


def test_the_command_prints_the_table():
    out = StringIO()
    call_command("flows", stdout=out)
    lines = out.getvalue().splitlines()
    assert "voting.vote_closed\tlinli.flows.vote_decides_pitch.decide" in lines
    assert len(lines) == 6


def test_a_case_handed_on_becomes_a_topic_with_the_words_for_the_council(scene):
    case = handed_on(scene)
    topic = Topic.objects.get()
    assert (topic.place, topic.title) == (scene.city.compound, case.title)
    assert (topic.problem, topic.started_by_kind) == ("后门装不装门禁", "resident")
    link = Link.objects.get()
    assert (link.source_id, link.target_id, link.made_at) == (case.pk, topic.pk, NOON)


def test_if_the_topic_cannot_be_opened_the_case_is_not_handed_on(scene, monkeypatch):
    def fails(**_given):
        raise deliberation.PlanRefused("no")

    monkeypatch.setattr(case_becomes_topic, "open_topic", fails)
    with pytest.raises(deliberation.PlanRefused):
        handed_on(scene)
    assert not CaseNote.objects.exists()
    assert not Topic.objects.exists()


def _handed_on_anew(scene, case):
    cases.answer(case=case, text="好了", actor=scene.steward, now=NOON + DAY)
    cases.reopen(case=case, reason="没好", actor=scene.resident, now=NOON + DAY)
    cases.hand_to_council(case=case, reason="还是要装门禁", actor=scene.steward, now=NOON + 2 * DAY)


def test_a_case_handed_on_anew_keeps_a_topic_that_is_under_way(scene):
    case = handed_on(scene)
    _handed_on_anew(scene, case)
    assert Topic.objects.count() == 1


def test_a_case_handed_on_anew_gets_a_new_topic_once_the_old_one_is_closed(scene):
    case = handed_on(scene)
    Topic.objects.update(status="done")
    _handed_on_anew(scene, case)
    old, new = Topic.objects.order_by("pk")
    assert (old.status, new.problem) == ("done", "还是要装门禁")
    assert Link.objects.get().target_id == new.pk


def test_notices_votes_and_works_of_other_things_are_left_alone(scene):
    notice = NoticeTookEffect(notice_id=1, notice_kind="plan")
    notice_clears_plan.clear(_told(scene, notice))
    decision_opens_project.open_works(_told(scene, notice))
    vote = VoteClosed(
        vote_id=1, outcome="passed", eligible=1, cast=1, approve=1, oppose=0, abstain=0
    )
    vote_decides_pitch.decide(_told(scene, vote))
    project = _a_project(scene)
    accepted = ProjectAccepted(project_id=project.pk, saved=0, cut=0)
    project_answers_case.give_answer(_told(scene, accepted))
    assert Project.objects.count() == 1
    assert not CaseNote.objects.exists()


def _a_project(scene) -> Project:
    return projects.open_project(
        place=scene.city.compound, title="后门", lines=[Line("锁", 3_600_000)], actor=scene.leader,
        now=NOON,
    )  # fmt: skip


def _a_passed_topic(scene) -> Topic:
    topic = deliberation.open_topic(
        place=scene.city.compound, title="后门", problem="坏了", actor=scene.worker, now=NOON
    )
    Topic.objects.update(status="passed")
    return topic


def _came_of(topic: Topic, project: Project) -> ProjectAccepted:
    Link.objects.create(
        community_id=topic.community_id, source_kind="topic", source_id=topic.pk,
        target_kind="project", target_id=project.pk, made_at=NOON,
    )  # fmt: skip
    return ProjectAccepted(project_id=project.pk, saved=150_000, cut=0)


def test_works_of_a_topic_that_came_of_no_case_finish_it_and_answer_nobody(scene):
    topic, project = _a_passed_topic(scene), _a_project(scene)
    project_answers_case.give_answer(_told(scene, _came_of(topic, project)))
    assert Topic.objects.get().status == "done"
    assert not CaseNote.objects.exists()


def test_a_case_answered_in_the_meantime_gets_a_note_instead(scene):
    case = handed_on(scene)
    cases.answer(case=case, text="已报物业", actor=scene.steward, now=NOON)
    Topic.objects.update(status="passed")
    fact = _came_of(Topic.objects.get(), _a_project(scene))
    with translation.override("en"):
        project_answers_case.give_answer(_told(scene, fact))
    note = CaseNote.objects.latest("pk")
    assert (note.kind, note.shown_to_reporter, fresh(case).status) == ("note", True, "answered")
    assert "saved: ¥1,500." in note.text


def test_works_that_saved_nothing_claim_nothing(scene):
    case = handed_on(scene)
    Topic.objects.update(status="passed")
    _came_of(Topic.objects.get(), project := _a_project(scene))
    fact = ProjectAccepted(project_id=project.pk, saved=0, cut=0)
    with translation.override("en"):
        project_answers_case.give_answer(_told(scene, fact))
    assert fresh(case).status == "answered"
    assert "saved" not in CaseNote.objects.latest("pk").text


@pytest.mark.parametrize(("passed", "words"), [(True, "is passed"), (False, "did not pass")])
def test_who_asked_hears_what_was_decided(scene, passed, words):
    case = handed_on(scene)
    plan = deliberation.draft_plan(
        topic=Topic.objects.get(), content="x", lines=[Line("锁", 1)], actor=scene.leader, now=NOON
    )
    fact = PitchDecided(pitch_id=1, plan_id=plan.pk, passed=passed, notice_id=1)
    with translation.override("en"):
        decision_tells_case.tell(_told(scene, fact))
    note = CaseNote.objects.get(kind="note", case=case)
    assert words in note.text
    assert note.shown_to_reporter


def test_a_decision_on_a_topic_of_nobody_in_particular_tells_nobody(scene):
    topic = _a_passed_topic(scene)
    Topic.objects.update(status="open")
    plan = deliberation.draft_plan(
        topic=topic, content="x", lines=[Line("锁", 1)], actor=scene.leader, now=NOON
    )
    fact = PitchDecided(pitch_id=1, plan_id=plan.pk, passed=True, notice_id=1)
    decision_tells_case.tell(_told(scene, fact))
    assert not CaseNote.objects.exists()
