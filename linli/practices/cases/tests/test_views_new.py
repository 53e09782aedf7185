"""Saying something: three taps, and entering it for somebody at the door."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import translation

from linli.foundation.people.models import Residence
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_holder,
    a_home,
    a_person,
    a_resident,
    key,
    sign_in,
)
from linli.foundation.places.tests.build import City, a_city, a_household, a_place
from linli.practices.cases.models import Case
from linli.practices.cases.tests.build import the_limits

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


def _said(city: City, **changes: str) -> dict[str, str]:
    said = {
        "mine": "1", "category": "access", "spot": str(city.compound.pk), "spot_detail": "后门",
        "text": "后门锁坏了，谁都能进。",
    }  # fmt: skip
    return {**key(), **said, **changes}


def _page_of(case: Case) -> str:
    return reverse("cases:case", kwargs={"case_id": case.pk})


def test_saying_something_opens_on_the_three_questions_and_says_who_will_see_it(
    english, city, django_assert_max_num_queries
):
    a_holder(PostKind.STEWARD, city.building, name="林小禾")
    sign_in(english, a_resident(city.unit))
    english.get(NEW)
    with django_assert_max_num_queries(8):
        page = english.get(NEW).content.decode()
    first = [page.index(word) for word in ("Parking", "Strangers", "Cleanliness", "Property")]
    assert first == sorted(first)
    assert "林小禾, steward of the building" in page
    for place in (city.community, city.compound, city.building, city.unit):
        assert f'value="{place.pk}"' in page
    assert city.sibling_building.name not in page
    assert "119" in page


def test_without_a_steward_the_workers_of_the_community_see_it(english, city):
    sign_in(english, a_resident(city.unit))
    assert "there is no steward here at present" in english.get(NEW).content.decode()


def test_a_resident_says_something_and_gets_a_number(english, city):
    tian = a_resident(city.unit)
    sign_in(english, tian)
    answer = english.post(NEW, _said(city))
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        _page_of(case),
    )
    assert case.title == "北苑小区后门 · 外来人员进出"
    assert (case.place_id, case.spot_id, case.reporter_id) == (
        city.unit.pk,
        city.compound.pk,
        tian.pk,
    )
    page = english.get(_page_of(case)).content.decode()
    assert "It has arrived and has number 1" in page
    assert "后门锁坏了" in page


def test_a_unit_is_named_with_its_building_as_units_are_numbered_in_each(english, city):
    sign_in(english, a_resident(city.unit))
    form = english.get(NEW).content.decode()
    assert "北苑小区: yard, gates, what all share" in form
    assert "1栋: stairs, lift, roof" in form
    english.post(NEW, _said(city, spot=str(city.unit.pk), spot_detail="门禁"))
    case = Case.objects.get()
    assert case.title == "1栋1单元门禁 · 外来人员进出"
    assert "1栋1单元门禁</dd>" in english.get(_page_of(case)).content.decode()


def test_the_same_form_sent_twice_is_one_case(english, city):
    sign_in(english, a_resident(city.unit))
    said = _said(city)
    first, second = english.post(NEW, said), english.post(NEW, said)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"category": ""}, "Please choose what it is about."),
        ({"category": "weather"}, "Please choose what it is about."),
        ({"spot": ""}, "Please choose where it is."),
        ({"text": "  "}, "Please say in a few words what it is about."),
    ],
)
def test_a_form_that_lacks_something_comes_back_as_it_was_entered(english, city, changes, sentence):
    sign_in(english, a_resident(city.unit))
    answer = english.post(NEW, _said(city, **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="后门"' in page
    assert not Case.objects.exists()


def test_a_crafted_place_outside_ones_own_is_not_taken(english, city):
    sign_in(english, a_resident(city.unit))
    answer = english.post(NEW, _said(city, spot=str(city.sibling_compound.pk)))
    assert answer.status_code == 422
    assert not Case.objects.exists()


def test_a_stranger_cannot_say_anything_here(client, city):
    assert client.get(NEW).status_code == 404
    assert client.post(NEW, _said(city)).status_code == 404


def test_those_who_only_watch_cannot_raise_cases(client, city):
    sign_in(client, a_holder(PostKind.STREET_OFFICER, city.street))
    assert client.get(NEW).status_code == 404


def _household_of(person):
    return Residence.objects.get(person=person).household


def test_a_steward_chooses_the_door_then_the_person_and_leads_what_she_enters(
    english, city, django_assert_max_num_queries
):
    tian = a_resident(city.unit, name="田小雨", number="301")
    door = _household_of(tian)
    a_home(a_person("田大雨"), door)
    steward = a_holder(PostKind.STEWARD, city.building)
    sign_in(english, steward)
    page = english.get(NEW).content.decode()
    assert f'value="{door.pk}"' in page
    assert "1单元 301" in page
    with django_assert_max_num_queries(8):
        page = english.get(NEW, {"household": door.pk}).content.decode()
    assert "田小雨" in page
    assert "田大雨" in page
    sent = _said(city, household=str(door.pk), reporter=str(tian.pk), channel="door")
    del sent["mine"]
    answer = english.post(NEW, sent)
    case = Case.objects.get()
    assert answer["Location"] == _page_of(case)
    assert (case.reporter_id, case.channel, case.status) == (tian.pk, "door", "acknowledged")
    assert case.lead_person_id == steward.pk


def test_entering_for_somebody_needs_the_person_and_the_way(english, city):
    tian = a_resident(city.unit)
    sign_in(english, a_holder(PostKind.STEWARD, city.building))
    sent = _said(city, household=str(_household_of(tian).pk))
    del sent["mine"]
    answer = english.post(NEW, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please choose whose matter it is." in page
    assert "Please choose how you heard of it." in page


def test_a_crafted_person_of_another_door_is_not_taken(english, city):
    tian, other = a_resident(city.unit, number="1"), a_resident(city.unit, number="2")
    sign_in(english, a_holder(PostKind.STEWARD, city.building))
    sent = _said(
        city, household=str(_household_of(tian).pk), reporter=str(other.pk), channel="door"
    )
    del sent["mine"]
    assert english.post(NEW, sent).status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize("sent", ["0", "x", "99999999999999999999999"])
def test_a_door_that_is_none_is_not_found(client, city, sent):
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    assert client.get(NEW, {"household": sent}).status_code == 404


def test_a_door_of_another_building_is_not_found(client, city):
    door = a_household(city.sibling_building)
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    assert client.get(NEW, {"household": door.pk}).status_code == 404


def test_a_worker_chooses_the_building_first(english, city):
    a_household(city.building, "101")
    sign_in(english, a_holder(PostKind.WORKER, city.community))
    page = english.get(NEW).content.decode()
    assert "北苑小区 1栋" in page
    page = english.get(NEW, {"building": city.building.pk}).content.decode()
    assert ">101<" in page
    empty = english.get(NEW, {"building": city.sibling_building.pk}).content.decode()
    assert "No doors are entered here yet." in empty


def test_a_building_elsewhere_or_none_is_not_found(client, city):
    there = a_place(a_place(city.sibling_community, "compound", "东苑"), "building", "9栋")
    sign_in(client, a_holder(PostKind.WORKER, city.community))
    assert client.get(NEW, {"building": there.pk}).status_code == 404
    assert client.get(NEW, {"building": "x"}).status_code == 404


def test_a_worker_can_report_what_they_noticed_themselves(english, city):
    worker = a_holder(PostKind.WORKER, city.community)
    sign_in(english, worker)
    assert english.get(NEW, {"mine": "1"}).status_code == 200
    english.post(NEW, _said(city, spot=str(city.community.pk)))
    case = Case.objects.get()
    assert (case.reporter_id, case.status, case.reporter_kind) == (worker.pk, "raised", "worker")
