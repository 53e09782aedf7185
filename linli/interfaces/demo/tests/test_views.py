"""The panel: open to everybody where DEMO=1, and nowhere else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings as live
from django.urls import Resolver404, resolve

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Entry
from linli.foundation.people.tests.build import key, sign_in
from linli.interfaces.demo.tests.build import as_one_of_the_seven
from linli.mechanisms.voting.models import Ballot, Vote
from linli.practices.deliberation.models import PlanAgreement
from linli.practices.deliberation.tests.build import Hall, a_hall, a_pitch_in_vote, a_plan
from linli.practices.projects.models import Declaration
from linli.practices.projects.tests.build import a_court, quoting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("linli.interfaces.demo.tests.addresses"),
]


@pytest.fixture(autouse=True)
def demonstration(settings, tmp_path):
    """Switch the demonstration on, with a clock of its own."""
    settings.DEMO = True
    settings.LINLI_CLOCK_FILE = tmp_path / "clock-shift"


@pytest.fixture
def hall() -> Hall:
    """Return a hall whose steward, chair and first council member are of the seven."""
    hall = a_hall(members=5)
    as_one_of_the_seven(hall.steward, "steward")
    as_one_of_the_seven(hall.chair, "chair")
    as_one_of_the_seven(hall.members[0], "council")
    return hall


def in_english(client):
    client.cookies[live.LANGUAGE_COOKIE_NAME] = "en"
    return client


def test_there_is_no_panel_unless_the_demonstration_is_on():
    for address in ("/demo/", "/demo/enter/steward/", "/demo/clock/"):
        with pytest.raises(Resolver404):
            resolve(address, urlconf="linli.config.urls")


def test_an_empty_database_says_how_to_begin(client):
    answer = in_english(client).get("/demo/")
    assert answer.status_code == 200
    assert "make demo" in answer.content.decode()


def test_the_panel_lists_the_seven_with_a_button_each(client, hall):
    page = in_english(client).get("/demo/").content.decode()
    assert page.count('action="/demo/enter/') == 3
    assert "Building steward · 1栋" in page
    assert "36,000 yuan" in page


def test_the_panel_is_complete_in_chinese(client, hall):
    page = client.get("/demo/").content.decode()
    assert "您想以谁的身份看看？" in page
    assert "走一遍：后门这件事，从反映到结账" in page


def test_the_panel_asks_few_questions_of_the_database(client, hall, django_assert_max_num_queries):
    a_plan(hall)
    a_pitch_in_vote(hall)
    sign_in(client, hall.steward)
    client.get("/demo/")
    with django_assert_max_num_queries(8):
        client.get("/demo/")


def test_a_link_only_asks_and_signs_nobody_in(client, hall):
    answer = client.get("/demo/enter/steward/")
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.get("/demo/enter/mayor/").status_code == 404


def test_the_button_signs_in_and_records_it(client, hall):
    answer = client.post("/demo/enter/steward/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    page = client.get("/demo/")
    assert page.wsgi_request.actor.person_id == hall.steward.pk
    signed = Entry.objects.get(kind="people.signed_in")
    assert (signed.person_id, signed.data) == (hall.steward.pk, {"way": "demo"})


def test_somebody_who_is_no_member_of_the_cast_cannot_be_entered_as(client, hall):
    assert client.post("/demo/enter/worker/").status_code == 404
    assert client.post("/demo/enter/leader/").status_code == 404


def test_one_of_the_seven_without_any_post_cannot_be_entered_as(client, hall):
    hall.steward.posts.update(valid_to=hall.steward.posts.get().valid_from + timedelta(days=1))
    assert client.post("/demo/enter/steward/").status_code == 404


def test_another_person_takes_over_the_browser(client, hall):
    client.post("/demo/enter/steward/")
    before = client.session.session_key
    client.post("/demo/enter/chair/")
    assert client.session.session_key != before


@pytest.mark.parametrize(("hours", "moved"), [(1, 1), (24, 24), (168, 168), (5, 0), (-24, 0)])
def test_the_clock_moves_on_by_what_is_offered_and_by_nothing_else(client, hours, moved):
    before = clock.now()
    answer = client.post("/demo/clock/", {"hours": hours, **key()})
    assert answer.headers["Location"] == "/demo/"
    shifted = (clock.now() - before) // timedelta(minutes=30)
    assert shifted == moved * 2


def test_a_double_click_moves_the_clock_once(client):
    before, sent = clock.now(), {"hours": 24, **key()}
    client.post("/demo/clock/", sent)
    client.post("/demo/clock/", sent)
    assert (clock.now() - before).days == 1


def test_other_seats_vote_from_the_panel_once_per_key(client, hall):
    vote = Vote.objects.get(pk=a_pitch_in_vote(hall).vote_id or 0)
    client.post("/demo/clock/", {"hours": 1, **key()})
    sent = {f"{vote.pk}-approve": 3, f"{vote.pk}-oppose": 1, **key()}
    assert client.post(f"/demo/votes/{vote.pk}/", sent).status_code == 302
    client.post(f"/demo/votes/{vote.pk}/", sent)
    assert Ballot.objects.count() == 4


@pytest.mark.parametrize(
    ("approve", "said"),
    [("99", "Only 4 other seats"), ("many", "whole number"), ("", "required")],
)
def test_a_wrong_number_comes_back_with_what_to_do(client, hall, approve, said):
    vote = Vote.objects.get(pk=a_pitch_in_vote(hall).vote_id or 0)
    sent = {f"{vote.pk}-approve": approve, f"{vote.pk}-oppose": 1, **key()}
    answer = in_english(client).post(f"/demo/votes/{vote.pk}/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Ballot.objects.exists()


def test_the_panel_proposes_what_is_needed(client, hall):
    a_pitch_in_vote(hall)
    page = in_english(client).get("/demo/").content.decode()
    assert "4 of 6 seats must approve. 4 other seats have not voted yet." in page


def test_the_group_council_agrees_from_the_panel(client, hall):
    plan = a_plan(hall)
    assert f"/demo/plans/{plan.pk}/" in client.get("/demo/").content.decode()
    assert client.post(f"/demo/plans/{plan.pk}/", key()).status_code == 302
    assert PlanAgreement.objects.count() == 4
    answer = in_english(client).post(f"/demo/plans/{plan.pk}/", key(), follow=True)
    assert "have all agreed" in answer.content.decode()
    assert client.post("/demo/plans/1/", key()).status_code == 404


def test_the_group_council_declares_from_the_panel(client):
    project = quoting(a_court())
    assert f"/demo/projects/{project.pk}/" in client.get("/demo/").content.decode()
    assert client.post(f"/demo/projects/{project.pk}/", key()).status_code == 302
    assert Declaration.objects.count() == 4
    assert client.post("/demo/projects/1/", key()).status_code == 404


def test_a_form_without_a_key_changes_nothing(client, hall):
    plan = a_plan(hall)
    client.post(f"/demo/plans/{plan.pk}/")
    assert not PlanAgreement.objects.exists()
