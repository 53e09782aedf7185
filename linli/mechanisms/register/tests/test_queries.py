"""What stands where, and what of it the public may read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.register import actions, queries
from linli.mechanisms.register.models import Notice, Objection
from linli.mechanisms.register.rules import NoticeKind
from linli.mechanisms.register.tests.build import (
    AFTER,
    BODY,
    DATA,
    LAST,
    NOON,
    a_notice,
    an_answer,
    an_objection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def notice(city):
    return a_notice(city.compound)


@pytest.fixture
def leader(city):
    return as_actor(PostKind.GROUP_LEADER, city.compound)


def test_anybody_finds_a_notice_and_an_objection_with_their_place(
    notice, city, django_assert_num_queries
):
    objection = an_objection(notice)
    with django_assert_num_queries(2):
        assert queries.notice_for(None, notice.pk).place == city.compound
        assert queries.objection_for(None, objection.pk).place == city.compound
    with pytest.raises(Notice.DoesNotExist):
        queries.notice_for(None, 1)
    with pytest.raises(Objection.DoesNotExist):
        queries.objection_for(None, 1)


def test_a_notice_stands_at_its_place_above_it_and_below_it_and_not_beside_it(notice, city):
    for place in (city.compound, city.building, city.unit, city.community, city.street, city.city):
        assert queries.standing_at(place, NOON) == [notice]
    for place in (city.sibling_compound, city.sibling_community, city.other_street):
        assert queries.standing_at(place, NOON) == []


def test_a_notice_stands_until_it_takes_effect_and_is_settled_then(notice, leader, city):
    earlier = a_notice(city.community, days=3)
    assert queries.standing_at(city.compound, NOON) == [earlier, notice]
    assert queries.standing_at(city.compound, NOON - timedelta(seconds=1)) == []
    assert queries.standing_at(city.compound, AFTER) == [earlier, notice]
    assert queries.settled_at(city.compound) == []
    actions.take_effect(notice=notice, actor=leader, now=AFTER)
    assert queries.standing_at(city.compound, AFTER) == [earlier]
    assert queries.settled_at(city.compound) == [notice]


def test_a_result_is_settled_from_the_start(city):
    result = a_notice(city.compound, kind=NoticeKind.RESULT)
    newer = a_notice(city.compound, kind=NoticeKind.RESULT)
    assert queries.standing_at(city.compound, NOON) == []
    assert queries.settled_at(city.compound) == [newer, result]
    assert queries.settled_at(city.compound, limit=1) == [newer]


def test_versions_come_newest_first_with_what_they_changed(notice, leader):
    data = {
        "lines": [{"label": "门和门禁", "fen": 2_650_000}, DATA["lines"][1]],
        "total_fen": 3_450_000,
    }
    new = actions.revise_notice(
        notice=notice, title="改过的方案", body=BODY + "\n夜里不施工。", data=data, days=7,
        actor=leader, now=LAST,
    )  # fmt: skip
    second, first = queries.versions_of(new)
    assert (first.version.number, first.title_before, first.paragraphs, first.lines) == (
        1,
        "",
        [],
        [],
    )
    assert second.title_before == notice.title
    assert [[piece.text for piece in pieces] for pieces in second.paragraphs] == [["夜里不施工。"]]
    assert [(line.before, line.after) for line in second.lines] == [(2_800_000, 2_650_000)]
    assert (
        second.code == f"{second.version.fingerprint[:4]}-{second.version.fingerprint[4:8]}".upper()
    )
    assert queries.version_of(new) == second.version


def test_an_unchanged_title_is_not_called_changed(notice, leader):
    new = actions.revise_notice(
        notice=notice, title=notice.title, body="别的话", data={}, days=7, actor=leader, now=LAST
    )
    assert queries.versions_of(new)[0].title_before == ""


def test_objections_show_surnames_only(notice, django_assert_num_queries):
    an_answer(an_objection(notice, name="田新禾"), upheld=False)
    an_objection(notice, name="欧阳静")
    with django_assert_num_queries(1):
        shown = queries.objections_of(notice)
    assert [each.who for each in shown] == ["田**", "欧阳*"]
    assert "新禾" not in repr(shown)
    assert [each.upheld for each in shown] == [False, None]


def test_those_who_keep_a_notice_are_asked_to_answer_and_then_to_put_it_into_effect(
    notice, leader, city
):
    chair = as_actor(PostKind.COUNCIL_CHAIR, city.community)
    worker = as_actor(PostKind.WORKER, city.community)
    for actor in (leader, chair, worker):
        assert queries.waiting_for(actor, NOON) == []
    objection = an_objection(notice)
    for actor in (leader, chair, worker):
        (ask,) = queries.waiting_for(actor, NOON)
        assert (ask.button, ask.url) == ("去答复", f"/notices/{notice.pk}/")
    an_answer(objection, upheld=False)
    assert queries.waiting_for(leader, LAST) == []
    assert [ask.button for ask in queries.waiting_for(leader, AFTER)] == ["确认生效"]
    actions.take_effect(notice=notice, actor=leader, now=AFTER)
    assert queries.waiting_for(leader, AFTER) == []


def test_results_are_read_by_nobody_s_first_page_unless_somebody_objects(
    notice, leader, city, django_assert_num_queries
):
    results = [a_notice(city.compound, kind=NoticeKind.RESULT) for _each in range(3)]
    with CaptureQueriesContext(connection) as made:
        kept = queries.kept_by(leader, NOON)
    assert (kept.asks, kept.standing) == ([], [notice])
    with connection.cursor() as cursor:
        cursor.execute(made[0]["sql"])
        assert len(cursor.fetchall()) == 1
    an_objection(results[1])
    with django_assert_num_queries(1):
        kept = queries.kept_by(leader, NOON)
    assert [ask.url for ask in kept.asks] == [f"/notices/{results[1].pk}/"]
    assert kept.standing == [notice]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL scans a table this small")
def test_what_is_not_settled_is_found_by_indexes(notice, leader):
    with CaptureQueriesContext(connection) as made:
        queries.kept_by(leader, NOON)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {made[0]['sql']}")
        plan = "\n".join(row[3] for row in cursor.fetchall())
    assert "notice_to_settle" in plan
    assert "objection_one_open_per_person" in plan
    assert "SCAN register_notice" not in plan


def test_an_upheld_objection_asks_for_no_button_that_would_be_refused(notice, leader):
    an_answer(an_objection(notice), upheld=True)
    assert queries.waiting_for(leader, AFTER) == []


def test_neighbours_visitors_and_residents_are_asked_nothing(
    notice, city, django_assert_num_queries
):
    an_objection(notice)
    for place, kind in (
        (city.sibling_compound, PostKind.GROUP_LEADER),
        (city.sibling_community, PostKind.WORKER),
        (city.sibling_community, PostKind.COUNCIL_CHAIR),
    ):
        assert queries.waiting_for(as_actor(kind, place), NOON) == []
    resident = as_actor(PostKind.RESIDENT, city.unit)
    with django_assert_num_queries(0):
        assert queries.waiting_for(resident, NOON) == []
        assert queries.waiting_for(None, NOON) == []
