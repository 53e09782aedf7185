"""A decision as everybody may read it."""

from __future__ import annotations

import pytest

from linli.foundation.people.tests.build import sign_in
from linli.interfaces.portal.tests.build import (
    a_vote_on_a_matter,
    counted,
    html,
    in_effect,
)
from linli.mechanisms.voting.tests.build import a_council, an_open_vote
from linli.practices.deliberation.tests.build import Hall, a_hall
from linli.practices.projects.models import Project

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def test_before_the_end_only_participation_is_shown(client, hall):
    vote = a_vote_on_a_matter(hall)
    page = html(client, f"/decisions/{vote.pk}/")
    assert "投票结束前不显示" in page
    assert "同意" not in page.split("</h1>")[1].split("按什么规矩")[0].replace(vote.question, "")


def test_a_passed_decision_shows_question_count_rule_source_and_budget(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall))
    page = html(client, f"/decisions/{vote.pk}/")
    assert vote.question in page
    assert vote.rule_source in page
    assert "通过" in page
    assert "门禁设备" in page
    assert "36,000.00 元" in page
    assert "居民说了这件事" in page
    assert "计票完成" in page
    assert page.count("/notices/") == 2  # the plan and the decision, as they were posted


def test_a_rejected_decision_says_so(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall), passed=False)
    assert "未通过" in html(client, f"/decisions/{vote.pk}/")


def test_what_was_saved_is_shown_with_its_share_of_the_budget(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    page = html(client, f"/decisions/{vote.pk}/")
    project = Project.objects.get()
    assert f"/projects/{project.pk}/" in page
    assert "节省" not in page  # there is no contract yet
    assert "立项实施" in page


def test_nobody_is_named_with_a_decision(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    page = html(client, f"/decisions/{vote.pk}/")
    for name in ("田小雨", "田景和", "吕清和", "委员1", "主任"):
        assert name not in page


def test_a_vote_that_is_no_pitch_still_has_its_page(client, hall):
    vote = an_open_vote(a_council(hall.city.sibling_community))
    assert vote.question in html(client, f"/decisions/{vote.pk}/")


def test_a_decision_that_is_not_there_is_a_404(client):
    assert client.get("/decisions/1/").status_code == 404


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_the_page_asks_at_most_eight_times(
    client, hall, is_signed_in, django_assert_max_num_queries
):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    if is_signed_in:
        sign_in(client, hall.resident)
        client.get("/display/")
    with django_assert_max_num_queries(8):
        client.get(f"/decisions/{vote.pk}/")
