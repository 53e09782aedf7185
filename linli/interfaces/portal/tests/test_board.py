"""The public board: what it says, whom it leaves out, and how cheap it is to ask again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, sign_in
from linli.interfaces.portal.queries import boards
from linli.interfaces.portal.tests.build import (
    a_matter,
    a_vote_on_a_matter,
    counted,
    html,
    in_effect,
)
from linli.practices.deliberation.tests.build import Hall, a_hall, a_topic, an_adopted_plan

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2026-11-24T12:10:00+08:00")


@pytest.fixture
def hall() -> Hall:
    return a_hall()


@pytest.fixture
def address(hall) -> str:
    return f"/boards/{hall.city.compound.pk}/"


def test_a_board_shows_what_is_posted_decided_built_and_settled(client, hall, address):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    an_adopted_plan(hall, a_topic(hall, "加装路灯"))
    page = html(client, address)
    assert "北苑小区公示栏" in page
    assert "加装路灯" in page
    assert "可以提异议，截至" in page
    assert f"/decisions/{vote.pk}/" in page
    assert "4 席中 4 席同意" in page
    assert "预算 3.6 万元" in page
    assert "已生效" in page
    assert "<b>1</b> <span>件新说的或以前没办完的</span>" in page
    assert "数据截至" in page


def test_an_empty_board_says_that_nothing_is_there(client, address):
    page = html(client, address)
    assert "现在没有公示" in page
    assert "还没有项目" in page


def test_the_board_of_a_community_gathers_its_compounds_and_leads_to_them(client, hall):
    an_adopted_plan(hall)
    page = html(client, f"/boards/{hall.city.community.pk}/")
    assert "后门坏了" in page
    assert f"/boards/{hall.city.sibling_compound.pk}/" in page
    assert f"/boards/{hall.city.sibling_community.pk}/" not in page


def test_what_was_decided_next_door_is_not_on_this_board(client, hall):
    counted(hall, a_vote_on_a_matter(hall))
    page = html(client, f"/boards/{hall.city.sibling_compound.pk}/")
    assert "席同意" not in page


def test_nobody_is_named_on_a_board(client, hall, address):
    a_matter(hall)
    counted(hall, a_vote_on_a_matter(hall))
    page = html(client, address)
    for name in ("田小雨", "田景和", "吕清和", "席1", "委员1", "主任", "302室", " 302"):
        assert name not in page


@pytest.mark.parametrize("kind", ["building", "street", "city"])
def test_only_compounds_and_communities_have_boards(client, hall, kind):
    assert client.get(f"/boards/{getattr(hall.city, kind).pk}/").status_code == 404
    assert client.get("/boards/1/").status_code == 404


def test_a_visitor_costs_few_queries(client, hall, address, django_assert_max_num_queries):
    an_adopted_plan(hall)
    client.get(address)
    with django_assert_max_num_queries(6):
        client.get(address)


def test_the_board_is_within_budget_for_those_signed_in(
    client, hall, address, django_assert_max_num_queries
):
    an_adopted_plan(hall)
    sign_in(client, hall.resident)
    client.get(address)
    with django_assert_max_num_queries(8):
        answer = client.get(address)
    assert "no-store" in answer["Cache-Control"]
    assert "ETag" not in answer


# --- Asking again -------------------------------------------------------------------------------


def again(client: Client, address: str, first):
    return client.get(address, headers={"if-none-match": first["ETag"]})


def test_an_unchanged_board_is_answered_after_one_query(
    client, hall, address, django_assert_num_queries
):
    a_topic(hall)
    first = client.get(address)
    with django_assert_num_queries(1):
        second = again(client, address, first)
    assert (second.status_code, second.content) == (304, b"")
    assert second["ETag"] == first["ETag"]
    assert "Cookie" in first["Vary"]
    assert first["Cache-Control"] == "no-cache"


def test_the_date_of_the_last_change_is_enough_to_ask_again(client, hall, address):
    a_topic(hall)
    first = client.get(address)
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(address, headers=since).status_code == 304


def test_a_deed_anywhere_in_the_community_changes_the_mark(client, hall, address):
    a_topic(hall)
    first = client.get(address)
    a_matter(hall)
    second = again(client, address, first)
    assert second.status_code == 200
    assert second["ETag"] != first["ETag"]


def test_language_and_text_size_have_marks_of_their_own(client, hall, address):
    a_topic(hall)
    first = client.get(address)
    client.cookies["size"] = "25"
    assert again(client, address, first).status_code == 200
    client.cookies["size"] = "17"
    client.cookies["django_language"] = "en"
    assert again(client, address, first).status_code == 200


def test_the_mark_lives_for_the_hour_since_days_left_are_told(client, hall, address):
    with time_machine.travel(NOON + timedelta(days=30), tick=False) as traveller:
        first = client.get(address)
        traveller.shift(timedelta(minutes=49))
        assert again(client, address, first).status_code == 304
        traveller.shift(timedelta(minutes=2))
        assert again(client, address, first).status_code == 200


def test_a_signed_in_person_never_gets_a_board_out_of_a_cache(client, hall, address):
    a_topic(hall)
    first = client.get(address)
    sign_in(client, a_holder(PostKind.WORKER, hall.city.community))
    assert again(client, address, first).status_code == 200


def test_a_message_for_one_browser_is_not_kept_for_others(client, hall, address):
    a_topic(hall)
    client.cookies["messages"] = "whatever"
    assert "ETag" not in client.get(address)


def test_a_board_where_nothing_was_ever_recorded_has_no_mark(client, hall, address):
    assert boards.mark_of(hall.city.compound.pk) is not None
    assert boards.mark_of(hall.city.street.pk) is None
    assert boards.mark_of(1) is None


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_with_a_made_up_query_fill_no_memory(client, hall, address):
    a_topic(hall)
    worker = sign_in(Client(), a_holder(PostKind.WORKER, hall.city.community))
    with time_machine.travel(NOON, tick=False):
        for somebody, page in ((client, address), (worker, "/")):
            cost(somebody, f"{page}?x=1")  # places are remembered
            whole = cost(somebody, f"{page}?x=1")
            assert cost(somebody, f"{page}?x=1") == whole
            cost(somebody, page)
            assert cost(somebody, page) < whole


@pytest.mark.parametrize("who", ["visitor", "resident"])
def test_a_public_paper_leads_back_to_the_board_it_hangs_on(client, hall, who):
    vote = a_vote_on_a_matter(hall)
    if who == "resident":
        sign_in(client, hall.resident)
    assert f'href="/boards/{hall.city.community.pk}/"' in html(client, f"/votes/{vote.pk}/")


def test_a_running_vote_hangs_on_the_board_without_its_leaning(client, hall, address):
    vote = a_vote_on_a_matter(hall)
    for board in (address, f"/boards/{hall.city.community.pk}/"):
        page = html(client, board)
        assert f"/votes/{vote.pk}/" in page
        assert "正在表决" in page
    counted(hall, vote)
    page = html(client, address)
    assert f"/votes/{vote.pk}/" not in page
    assert f"/decisions/{vote.pk}/" in page
