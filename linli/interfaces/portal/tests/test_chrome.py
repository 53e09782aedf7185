"""What stands around every page: place, hats, tabs, the way to call somebody."""

from __future__ import annotations

import pytest

from linli.foundation.kernel import memory
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_holder,
    a_person,
    a_post,
    a_resident,
    an_actor,
    sign_in,
)
from linli.foundation.places.tests.build import a_city
from linli.interfaces.portal import chrome
from linli.interfaces.portal.tests.build import html

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


def test_a_visitor_sees_the_way_in_and_nobody_to_act_as(client):
    page = html(client, "/display/")
    assert 'class="enter" href="/sign-in/"' in page
    assert "/sign-in/?next=%2Fcases%2Fnew%2F" in page
    assert 'class="hats"' not in page


@pytest.mark.parametrize(
    ("kind", "where", "label"),
    [
        (PostKind.STEWARD, "building", "楼栋长 · 1栋"),
        (PostKind.STEWARD, "unit", "楼栋长 · 1栋1单元"),
        (PostKind.WORKER, "community", "社区工作人员 · 金星社区"),
        (PostKind.STREET_OFFICER, "street", "街道工作人员 · 金辰街道"),
    ],
)
def test_the_label_names_the_capacity_and_its_place(city, kind, where, label):
    assert chrome.label_of(an_actor(a_holder(kind, getattr(city, where))).hat) == label


@pytest.mark.parametrize(
    ("kind", "where", "area"),
    [
        (PostKind.RESIDENT, "unit", "北苑小区"),
        (PostKind.COUNCIL_CHAIR, "community", "金星社区"),
        (PostKind.STREET_OFFICER, "street", "金辰街道"),
    ],
)
def test_the_title_is_the_neighbourhood(city, kind, where, area):
    assert chrome.area_of(an_actor(a_holder(kind, getattr(city, where))).hat) == area


def test_a_resident_reads_name_and_door_on_top(client, city):
    sign_in(client, a_resident(city.unit, name="王秀兰", number="1402"))
    page = html(client, "/display/")
    assert "王秀兰 · 居民 · 1栋1单元 1402" in page
    assert "<b>北苑小区</b>" in page


def test_with_one_hat_there_is_nothing_to_switch(client, city):
    sign_in(client, a_resident(city.building))
    assert "/acting-as/" not in html(client, "/display/")


def test_another_hat_is_one_button_away(client, city):
    person = a_resident(city.building)
    post = a_post(person, PostKind.STEWARD, city.building)
    sign_in(client, person, f"post-{post.pk}")
    page = html(client, "/display/")
    home_key = next(hat.key for hat in an_actor(person).hats if hat.post_id is None)
    assert f'name="hat" value="{home_key}"' in page
    assert f'name="hat" value="post-{post.pk}"' not in page  # that is the one worn now


@pytest.mark.parametrize(
    ("kind", "where", "tabs"),
    [
        (PostKind.RESIDENT, "building", ["首页", "说件事", "公示栏", "我的"]),
        (PostKind.STEWARD, "building", ["我的楼栋", "说件事", "公示栏"]),
        (PostKind.WORKER, "community", ["工作台", "说件事", "公示栏"]),
        (PostKind.COUNCIL_SEAT, "community", ["首页", "公示栏"]),
        (PostKind.STREET_OFFICER, "street", []),
    ],
)
def test_each_capacity_has_its_tabs(client, city, kind, where, tabs):
    person = a_holder(kind, getattr(city, where))
    sign_in(client, person)
    answer = client.get("/display/")
    shown = answer.wsgi_request.chrome.tabs
    assert [tab.label for tab in shown] == tabs


def test_the_tab_of_the_page_is_marked(client, city):
    sign_in(client, a_resident(city.building))
    shown = client.get("/cases/new/").wsgi_request.chrome.tabs
    assert [tab.label for tab in shown if tab.current] == ["说件事"]


@pytest.mark.parametrize(
    ("kind", "where", "may"),
    [(PostKind.RESIDENT, "building", True), (PostKind.STREET_OFFICER, "street", False)],
)
def test_only_who_may_raise_a_matter_finds_the_link_to_complain(client, city, kind, where, may):
    sign_in(client, a_holder(kind, getattr(city, where)))
    assert bool(client.get("/display/").wsgi_request.chrome.complaint_url) is may


def test_the_surroundings_cost_no_query_beyond_who_acts(client, city, django_assert_num_queries):
    sign_in(client, a_resident(city.building))
    client.get("/display/")
    with django_assert_num_queries(2):  # session and account
        client.get("/display/")


def test_the_elder_view_has_three_tabs_and_a_button_to_the_own_steward(client, city):
    steward = a_person("吕清和", "13800005678")
    a_post(steward, PostKind.STEWARD, city.building)
    client.cookies["size"] = "25"
    sign_in(client, a_resident(city.building))
    answer = client.get("/display/")
    assert len(answer.wsgi_request.chrome.tabs) == 3
    assert 'href="tel:13800005678"' in answer.content.decode()


@pytest.mark.parametrize("phone", ["", None])
def test_without_a_steward_or_a_number_there_is_no_button(client, city, phone):
    if phone is not None:
        a_post(a_person("吕清和", phone), PostKind.STEWARD, city.building)
    a_post(a_person("别人", "13911112222"), PostKind.STEWARD, city.sibling_building)
    client.cookies["size"] = "30"
    sign_in(client, a_resident(city.building))
    assert 'href="tel:' not in html(client, "/display/")


def test_those_who_act_for_others_are_not_shown_a_personal_number(client, city):
    a_post(a_person("吕清和", "13800005678"), PostKind.STEWARD, city.building)
    client.cookies["size"] = "25"
    sign_in(client, a_holder(PostKind.WORKER, city.community))
    assert "13800005678" not in html(client, "/display/")


def test_the_language_is_chosen_by_the_switch_alone(client):
    answer = client.get("/display/", headers={"accept-language": "en"})
    assert answer["Content-Language"] == "zh-hans"
    client.cookies["django_language"] = "en"
    answer = client.get("/display/")
    assert answer["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()


def test_hats_kept_in_memory_follow_a_new_post(client, city):
    memory.forget_all()
    person = a_resident(city.building)
    sign_in(client, person)
    client.get("/display/")
    a_post(person, PostKind.STEWARD, city.building)
    assert "楼栋长 · 1栋" in html(client, "/display/")
