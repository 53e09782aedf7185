"""The page of a case: how far it has come, who sees how much, and what may be done with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from linli.foundation.kernel import clock
from linli.foundation.people.models import Account, Person
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_holder,
    a_resident,
    an_actor,
    key,
    sign_in,
)
from linli.foundation.places.tests.build import City, a_city, a_place
from linli.practices.cases import actions
from linli.practices.cases.models import Case, CaseNote
from linli.practices.cases.tests.build import DAY, a_case, fresh, the_limits

pytestmark = pytest.mark.django_db

NEW = "/cases/new/"


@pytest.fixture(autouse=True)
def _in_english():
    """Pages in the tests are read in English; the translation has tests of its own."""
    with translation.override("en"):
        yield


@pytest.fixture
def city() -> City:
    the_limits()
    return a_city()


@pytest.fixture
def english(client):
    """Return a browser that chose English."""
    client.cookies["django_language"] = "en"
    return client


def _url(case: Case, verb: str = "case") -> str:
    return reverse(f"cases:{verb}", kwargs={"case_id": case.pk})


def _post(client, case: Case, verb: str, **fields: str):
    return client.post(_url(case, verb), {**key(), **fields})


def _raised(city: City, name: str = "田小雨") -> tuple[Case, Person]:
    tian = a_resident(city.unit, name=name)
    return a_case(an_actor(tian), city.unit, at=clock.now()), tian


@pytest.mark.parametrize(
    ("kind", "level", "status"),
    [
        pytest.param(PostKind.STEWARD, "building", 200, id="her own building"),
        pytest.param(PostKind.STEWARD, "sibling_building", 404, id="the building beside"),
        pytest.param(PostKind.WORKER, "community", 200, id="the community"),
        pytest.param(PostKind.WORKER, "sibling_community", 404, id="the community beside"),
        pytest.param(PostKind.SECRETARY, "community", 200, id="its secretary"),
        pytest.param(PostKind.GROUP_LEADER, "compound", 404, id="nothing was handed on yet"),
        pytest.param(PostKind.COUNCIL_SEAT, "community", 404, id="a council seat"),
        pytest.param(PostKind.STREET_OFFICER, "street", 200, id="the street"),
        pytest.param(PostKind.STREET_OFFICER, "other_street", 404, id="another street"),
        pytest.param(PostKind.RESIDENT, "unit", 404, id="a neighbour"),
    ],
)
def test_who_may_open_a_case(client, city, kind, level, status):
    case, _tian = _raised(city)
    sign_in(client, a_holder(kind, getattr(city, level)))
    assert client.get(_url(case)).status_code == status


def test_a_visitor_may_not_open_a_case(client, city):
    case, _tian = _raised(city)
    assert client.get(_url(case)).status_code == 404


def test_the_reporter_sees_how_far_it_has_come_and_who_answers(
    english, city, django_assert_max_num_queries
):
    case, tian = _raised(city)
    steward = an_actor(a_holder(PostKind.STEWARD, city.building, name="林小禾"))
    actions.acknowledge(case=case, actor=steward, now=clock.now())
    for told, text in ((True, "周五来看"), (False, "老问题")):
        actions.add_note(
            case=case, text=text, shown_to_reporter=told, actor=steward, now=clock.now()
        )
    sign_in(english, tian)
    english.get(_url(case))
    with django_assert_max_num_queries(8):
        page = english.get(_url(case)).content.decode()
    assert "Building steward 林小禾 leads this and answers." in page
    assert "周五来看" in page
    assert "老问题" not in page
    assert "Take over the lead" not in page
    assert "Who sees this" in page


def test_from_above_neither_names_nor_words_are_seen(english, city):
    case, tian = _raised(city)
    steward = an_actor(a_holder(PostKind.STEWARD, city.building, name="林小禾"))
    actions.acknowledge(case=case, actor=steward, now=clock.now())
    actions.add_note(
        case=case, text="与王家有关", shown_to_reporter=True, actor=steward, now=clock.now()
    )
    sign_in(english, a_holder(PostKind.STREET_OFFICER, city.street, name="何处长"))
    page = english.get(_url(case)).content.decode()
    assert case.title in page
    for hidden in (tian.name, "林小禾", "与王家有关", case.text):
        assert hidden not in page


def test_the_leader_of_the_group_sees_what_was_handed_on_and_no_more(english, city):
    case, tian = _raised(city)
    steward = an_actor(a_holder(PostKind.STEWARD, city.building))
    actions.acknowledge(case=case, actor=steward, now=clock.now())
    actions.hand_to_council(case=case, reason="后门装不装门禁", actor=steward, now=clock.now())
    sign_in(english, a_holder(PostKind.GROUP_LEADER, city.compound))
    page = english.get(_url(case)).content.decode()
    assert "后门装不装门禁" in page
    assert tian.name not in page
    assert case.text not in page


@pytest.mark.parametrize(
    ("late_by", "sentence"),
    [
        (timedelta(minutes=5), "just late"),
        (timedelta(hours=3, minutes=5), "3 hours late"),
        (2 * DAY, "2 days late"),
    ],
)
def test_a_late_case_says_how_late(english, city, late_by, sentence):
    tian = a_resident(city.unit)
    case = a_case(an_actor(tian), city.unit, at=clock.now() - DAY - late_by)
    sign_in(english, a_holder(PostKind.WORKER, city.community))
    assert sentence in english.get(_url(case)).content.decode()


def test_the_way_from_receiving_to_confirming_by_buttons_alone(english, city):
    case, tian = _raised(city)
    steward = a_holder(PostKind.STEWARD, city.building)
    sign_in(english, steward)
    assert "I take it on" in english.get(_url(case)).content.decode()
    assert _post(english, case, "acknowledge")["Location"] == _url(case)
    assert "Start working on it" in english.get(_url(case)).content.decode()
    _post(english, case, "lead")
    page = english.get(_url(case)).content.decode()
    assert "This is in your hands now." in page
    assert "Take over the lead" not in page
    _post(english, case, "note", text="约了锁匠", shown_to_reporter="on")
    _post(english, case, "answer", answer="锁换好了")
    assert (
        "The one who asked says whether it is solved." in english.get(_url(case)).content.decode()
    )
    sign_in(english, tian)
    page = english.get(_url(case)).content.decode()
    assert "Is it solved?" in page
    assert "Please say whether it is solved. Until then it stays open." in page
    assert "锁换好了" in page
    _post(english, case, "reopen", reason="又坏了")
    assert fresh(case).status == "reopened"
    sign_in(english, steward)
    assert "又坏了" in english.get(_url(case)).content.decode()
    _post(english, case, "answer", answer="换了新门")
    sign_in(english, tian)
    _post(english, case, "confirm")
    page = english.get(_url(case)).content.decode()
    assert "Thank you. This is solved." in page
    assert "Nothing more to do" in page
    assert fresh(case).status == "confirmed"


def test_a_colleague_can_take_over_a_case_in_hand(english, city):
    case, _tian = _raised(city)
    steward = an_actor(a_holder(PostKind.STEWARD, city.building))
    actions.acknowledge(case=case, actor=steward, now=clock.now())
    actions.take_lead(case=case, actor=steward, now=clock.now())
    worker = a_holder(PostKind.WORKER, city.community)
    sign_in(english, worker)
    assert "Take over the lead" in english.get(_url(case)).content.decode()
    _post(english, case, "lead")
    assert fresh(case).lead_person_id == worker.pk


def test_a_case_is_handed_to_the_courtyard_with_words_for_everybody(english, city):
    case, _tian = _raised(city)
    sign_in(english, a_holder(PostKind.STEWARD, city.building))
    _post(english, case, "acknowledge")
    assert "The whole courtyard reads this." in english.get(_url(case)).content.decode()
    _post(english, case, "hand", problem="后门装不装门禁")
    assert fresh(case).status == "deliberating"
    page = english.get(_url(case)).content.decode()
    assert "The courtyard council discusses it" in page
    assert "Answer the one who asked" not in page, "the answer comes when the council is through"


def test_where_there_is_no_courtyard_nothing_can_be_handed_to_one(english, city):
    alone = a_place(city.community, "building", "沿街1栋")
    case = a_case(an_actor(a_resident(alone)), alone, at=clock.now())
    sign_in(english, a_holder(PostKind.WORKER, city.community))
    _post(english, case, "acknowledge")
    assert "ask the courtyard council" not in english.get(_url(case)).content.decode()


@pytest.mark.parametrize(
    ("verb", "fields", "sentence"),
    [
        ("answer", {"answer": " "}, "Please write what was done"),
        ("note", {"text": "", "shown_to_reporter": "on"}, "Please write what you want to note."),
        ("hand", {"problem": ""}, "Please write what the council is to discuss."),
    ],
)
def test_words_that_are_missing_are_asked_for_on_the_same_page(
    english, city, verb, fields, sentence
):
    case, _tian = _raised(city)
    sign_in(english, a_holder(PostKind.STEWARD, city.building))
    _post(english, case, "acknowledge")
    answer = _post(english, case, verb, **fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CaseNote.objects.exists()


def test_why_it_is_not_solved_is_asked_for_on_the_same_page(english, city):
    case, tian = _raised(city)
    actor = an_actor(a_holder(PostKind.STEWARD, city.building))
    actions.answer(case=case, text="好了", actor=actor, now=clock.now())
    sign_in(english, tian)
    answer = _post(english, case, "reopen", reason="")
    assert answer.status_code == 422
    assert "Please say what is not solved yet." in answer.content.decode()
    assert fresh(case).status == "answered"


@pytest.mark.parametrize("verb", ["acknowledge", "lead", "note", "hand", "answer"])
@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (PostKind.RESIDENT, "unit"),
        (PostKind.STEWARD, "sibling_building"),
        (PostKind.SECRETARY, "community"),
        (PostKind.GROUP_LEADER, "compound"),
        (PostKind.STREET_OFFICER, "street"),
        (PostKind.WORKER, "sibling_community"),
    ],
)
def test_work_on_a_case_is_closed_to_everybody_else(client, city, verb, kind, level):
    case, _tian = _raised(city)
    sign_in(client, a_holder(kind, getattr(city, level)))
    assert _post(client, case, verb, text="x", answer="x", problem="x").status_code == 404
    assert fresh(case).status == "raised"


@pytest.mark.parametrize("verb", ["confirm", "reopen"])
def test_not_even_who_works_on_it_can_speak_for_the_one_who_asked(client, city, verb):
    case, _tian = _raised(city)
    steward = a_holder(PostKind.STEWARD, city.building)
    actions.answer(case=case, text="好了", actor=an_actor(steward), now=clock.now())
    assert _post(client, case, verb, reason="x").status_code == 404
    sign_in(client, steward)
    assert _post(client, case, verb, reason="x").status_code == 404
    assert fresh(case).status == "answered"


def test_the_one_who_asked_confirms_in_whatever_capacity(client, city):
    steward = a_holder(PostKind.STEWARD, city.building)
    case = a_case(an_actor(steward), city.building, at=clock.now())
    worker = an_actor(a_holder(PostKind.WORKER, city.community))
    actions.answer(case=case, text="好了", actor=worker, now=clock.now())
    sign_in(client, steward)
    _post(client, case, "confirm")
    assert fresh(case).status == "confirmed"


def test_a_deed_that_comes_too_late_is_refused_in_a_sentence(english, city):
    case, _tian = _raised(city)
    sign_in(english, a_holder(PostKind.STEWARD, city.building))
    _post(english, case, "acknowledge")
    answer = english.post(
        _url(case, "acknowledge"), key(), headers={"referer": f"http://testserver{_url(case)}"}
    )
    assert answer["Location"] == f"http://testserver{_url(case)}"
    assert "This case has moved on." in english.get(_url(case)).content.decode()


def test_a_post_that_has_ended_opens_nothing_any_more(client, city):
    case, _tian = _raised(city)
    steward = a_holder(PostKind.STEWARD, city.building)
    post = steward.posts.get()
    post.valid_to = clock.today()
    post.save(update_fields=["valid_to"])
    Account.objects.filter(person=steward).update(hats_version=2)
    sign_in(client, steward)
    assert client.get(_url(case)).status_code == 404


def test_the_address_of_a_deed_is_no_page(client, city):
    case, _tian = _raised(city)
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    assert client.get(_url(case, "acknowledge")).status_code == 405
