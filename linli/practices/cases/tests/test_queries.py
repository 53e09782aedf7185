"""Lists and figures of cases: scope, order, lateness, and no more than one query each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_home, a_person, a_post, an_actor
from linli.foundation.places.queries import at_or_under
from linli.foundation.places.tests.build import City, a_city, a_household, a_place
from linli.practices.cases import actions, queries, words
from linli.practices.cases.models import Case, CaseNote
from linli.practices.cases.rules import Circle, Status
from linli.practices.cases.tests.build import (
    DAY,
    HOUR,
    NOON,
    a_case,
    a_neighbour,
    a_steward,
    a_worker,
    fresh,
    person_of,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    the_limits()
    return a_city()


def _holder(kind: PostKind, place, name: str = "何某"):
    person = a_person(name)
    a_post(person, kind, place)
    return an_actor(person, on=NOON.date())


def _numbers(actor, now=NOON) -> list[int]:
    return [row.number for row in queries.open_cases_of(actor, now)]


def test_open_cases_come_with_the_longest_overdue_first(city, django_assert_num_queries):
    tian = a_neighbour(city.unit)
    a_case(tian, city.unit, at=NOON - HOUR)
    a_case(tian, city.unit, at=NOON - 3 * DAY)
    a_case(tian, city.unit, at=NOON - 2 * DAY)
    steward = a_steward(city.building)
    with django_assert_num_queries(1):
        rows = queries.open_cases_of(steward, NOON)
    assert [row.number for row in rows] == [2, 3, 1]
    assert [row.overdue for row in rows] == [2 * DAY, DAY, None]


def test_what_waits_for_its_reporter_is_not_open(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    case = a_case(tian, city.unit)
    actions.answer(case=case, text="好了", actor=steward, now=NOON)
    assert _numbers(steward) == []


def test_each_sees_the_open_cases_of_their_own_part_of_the_tree(city):
    tian = a_neighbour(city.unit)
    a_case(tian, city.unit)
    a_case(a_neighbour(city.sibling_building), city.sibling_building)
    elsewhere = a_place(city.sibling_community, "compound", "东苑")
    a_case(a_neighbour(elsewhere), elsewhere)
    assert _numbers(a_steward(city.building)) == [1]
    assert _numbers(a_steward(city.unit)) == [1]
    assert _numbers(a_worker(city.community)) == [1, 2]
    assert _numbers(a_worker(city.sibling_community)) == [1]
    assert len(_numbers(_holder(PostKind.STREET_OFFICER, city.street))) == 3
    assert _numbers(_holder(PostKind.STREET_OFFICER, city.other_street)) == []
    assert _numbers(tian) == [1]
    assert _numbers(a_neighbour(city.unit)) == []


def test_a_group_leader_sees_what_was_handed_on_and_their_own(city):
    leader_person = a_person("田景和")
    a_post(leader_person, PostKind.GROUP_LEADER, city.compound)
    leader = an_actor(leader_person, on=NOON.date())
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    assert _numbers(leader) == []
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.hand_to_council(case=case, reason="门禁", actor=steward, now=NOON)
    assert _numbers(leader) == [1]
    own = a_home(leader_person, a_household(city.unit, "909"))
    a_case(an_actor(leader_person, f"home-{own.pk}", on=NOON.date()), city.unit)
    assert sorted(_numbers(leader)) == [1, 2]


def test_a_list_is_as_long_as_asked_for(city):
    tian = a_neighbour(city.unit)
    for _number in range(3):
        a_case(tian, city.unit)
    assert len(queries.open_cases_of(a_steward(city.building), NOON, limit=2)) == 2


def test_the_list_from_above_names_nobody(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building, "林小禾")
    actions.acknowledge(case=case, actor=steward, now=NOON)
    (row,) = queries.open_cases_of(_holder(PostKind.STREET_OFFICER, city.street), NOON)
    assert (row.lead_kind, row.lead) == ("steward", "")
    (row,) = queries.open_cases_of(a_worker(city.community), NOON)
    assert (row.lead, row.is_mine) == ("林小禾", False)
    (row,) = queries.open_cases_of(steward, NOON)
    assert row.is_mine


def test_what_somebody_raised_is_listed_newest_first_with_its_end(city, django_assert_num_queries):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    old = a_case(tian, city.unit, at=NOON - DAY)
    a_case(tian, city.unit, at=NOON)
    a_case(a_neighbour(city.unit), city.unit)
    actions.answer(case=old, text="好了", actor=steward, now=NOON)
    with django_assert_num_queries(1):
        rows = queries.my_cases(tian, NOON)
    assert [(row.number, row.status) for row in rows] == [(2, Status.RAISED), (1, Status.ANSWERED)]
    assert all(row.is_mine for row in rows)


def test_a_row_says_in_words_where_it_stands(city):
    tian = a_neighbour(city.unit)
    a_case(tian, city.unit, at=NOON - 3 * DAY)
    with translation.override("en"):
        (row,) = queries.my_cases(tian, NOON)
        assert (row.status_word, row.late, row.leads) == ("Received", "2 days late", "nobody yet")


def test_a_finder_opens_only_what_belongs_to_whom(city):
    tian = a_neighbour(city.unit)
    case = a_case(tian, city.unit)
    assert queries.case_for(tian, case.pk) == case
    assert queries.own_case_for(tian, case.pk) == case
    for actor in (None, a_neighbour(city.unit), a_worker(city.sibling_community)):
        with pytest.raises(Case.DoesNotExist):
            queries.case_for(actor, case.pk)
        with pytest.raises(Case.DoesNotExist):
            queries.own_case_for(actor, case.pk)
    with pytest.raises(Case.DoesNotExist):
        queries.own_case_for(a_steward(city.building), case.pk)


def test_a_finder_costs_one_query(city, django_assert_num_queries):
    tian = a_neighbour(city.unit)
    case = a_case(tian, city.unit)
    with django_assert_num_queries(1):
        found = queries.case_for(tian, case.pk)
        assert (found.place.name, found.spot.name, found.reporter.name) == (
            "1单元",
            "1单元",
            "田小雨",
        )
        assert found.lead_person is None


def test_notes_from_above_cost_nothing_and_show_nothing(city, django_assert_num_queries):
    case = a_case(a_neighbour(city.unit), city.unit)
    with django_assert_num_queries(0):
        assert queries.notes_of(case, Circle.STATE) == []


def test_the_brief_for_the_council_is_the_last_handed_on_and_holds_no_words_of_the_reporter(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    with pytest.raises(CaseNote.DoesNotExist):
        queries.brief_for_council(case.community_id, case.pk)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.hand_to_council(case=case, reason="后门装不装门禁", actor=steward, now=NOON)
    brief = queries.brief_for_council(case.community_id, case.pk)
    assert (brief.title, brief.problem, brief.compound) == (
        case.title,
        "后门装不装门禁",
        city.compound,
    )
    assert brief.started_by_kind == "resident"


def test_the_spots_are_ones_own_places_the_largest_first(city):
    assert queries.spots_of(city.unit) == [city.community, city.compound, city.building, city.unit]
    assert queries.spots_of(city.community) == [city.community]


def test_buildings_are_those_under_a_place(city):
    assert list(queries.buildings_of(city.community)) == [city.building, city.sibling_building]
    assert list(queries.buildings_of(city.sibling_community)) == []


def test_a_chosen_person_is_found(city):
    person = person_of(a_neighbour(city.unit))
    assert queries.reporter_of(person.pk) == person


def test_a_street_sees_numbers_by_community(city, django_assert_num_queries):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    a_case(tian, city.unit, at=NOON - 3 * DAY)
    answered = a_case(tian, city.unit)
    a_case(tian, city.unit, at=NOON - HOUR)
    actions.answer(case=answered, text="好了", actor=steward, now=NOON)
    there = a_place(city.sibling_community, "compound", "东苑")
    a_case(a_neighbour(there), there, at=NOON - 2 * HOUR)
    with django_assert_num_queries(1):
        rows = queries.counts_for_street(city.street.pk, NOON)
    assert [(row.name, row.open, row.overdue, row.last_at) for row in rows] == [
        ("金星社区", 2, 1, NOON),
        ("银星社区", 1, 0, NOON - 2 * HOUR),
    ]


def test_what_is_long_done_is_no_longer_counted_but_what_is_open_stays(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    old = a_case(tian, city.unit, at=NOON - 91 * DAY)
    assert queries.done_summary(city.community, NOON).overdue == 1
    assert queries.counts_for_street(city.street.pk, NOON)[0].open == 1
    actions.answer(case=old, text="好了", actor=steward, now=NOON)
    actions.confirm(case=fresh(old), actor=tian, now=NOON)
    assert queries.done_summary(city.community, NOON).raised == 0
    assert queries.counts_for_street(city.street.pk, NOON) == []


def test_the_board_shows_how_many_were_solved_and_how_long_half_of_them_took(
    city, django_assert_num_queries
):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    for days in (1, 3, 9):
        case = a_case(tian, city.unit, at=NOON - 20 * DAY)
        actions.answer(case=case, text="好了", actor=steward, now=case.raised_at + days * DAY)
        actions.confirm(case=fresh(case), actor=tian, now=NOON)
    unconfirmed = a_case(tian, city.unit, at=NOON - DAY)
    actions.answer(case=unconfirmed, text="好了", actor=steward, now=NOON)
    a_case(tian, city.unit, at=NOON - 2 * DAY)
    a_case(tian, city.unit)
    with django_assert_num_queries(1):
        done = queries.done_summary(city.compound, NOON)
    assert (done.raised, done.done, done.answered, done.open, done.overdue) == (6, 3, 1, 2, 1)
    assert done.median == 3 * DAY
    with translation.override("en"):
        assert done.median_words == "3 days"
    assert queries.done_summary(city.sibling_compound, NOON).raised == 0


def test_without_anything_solved_there_is_no_median(city):
    done = queries.done_summary(city.building, NOON)
    assert (done.median, done.median_words) == (None, "")


@pytest.mark.parametrize(
    ("duration", "words_"),
    [
        (timedelta(minutes=2), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_how_long_it_took_in_words(duration, words_):
    with translation.override("en"):
        assert words.took(duration) == words_


@pytest.mark.parametrize(
    "level", ["city", "district", "street", "community", "compound", "building"]
)
def test_the_open_list_of_every_level_reads_its_own_index(city, level):
    place = getattr(city, level)
    rows = Case.objects.filter(at_or_under(place), due_at__isnull=False).order_by("due_at")
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a table of no rows from end to end")
    plan = rows.explain()
    assert f"case_open_by_{level}" in plan
    assert "TEMP B-TREE" not in plan
