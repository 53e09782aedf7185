"""A street's view: exceptions first, each number with its base, no names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Head
from linli.foundation.people.models import Post
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, an_actor, sign_in
from linli.foundation.places.tests.build import a_place
from linli.interfaces.portal.queries.street import street_view
from linli.interfaces.portal.tests.build import a_matter, html
from linli.practices.deliberation.tests.build import Hall, a_hall

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall()


@pytest.fixture
def officer(hall):
    return a_holder(PostKind.STREET_OFFICER, hall.city.street, name="赵科")


@pytest.fixture
def later(hall) -> Iterator[None]:
    """Nine days after the places were set up: whoever did nothing since has been silent."""
    with time_machine.travel(clock.now() + timedelta(days=9), tick=False):
        yield


def view_of(person, show: str = ""):
    return street_view(an_actor(person), clock.now(), show=show)


def test_every_number_stands_with_its_base(hall, officer, later):
    a_matter(hall, days_ago=9)
    a_matter(hall)
    assert [(figure["value"], figure["label"]) for figure in view_of(officer).figures] == [
        (1, "件逾期（共 2 件没办完）"),
        (1, "栋楼没有楼栋长（共 2 栋）"),
        (1, "个社区没有动静（在用的共 2 个）"),
    ]


def test_the_community_with_most_exceptions_comes_first(hall, officer, later):
    a_matter(hall, days_ago=9)
    a_matter(hall)
    first, second = view_of(officer).rows
    assert (first.name, first.overdue, first.open) == ("金星社区", 1, 2)
    assert (first.bare, first.buildings, first.silent) == (1, 2, False)
    assert (second.name, second.overdue, second.buildings) == ("银星社区", 0, 0)
    assert (second.last_at is not None, second.silent) == (True, True)


def test_a_community_where_nothing_was_ever_recorded_is_not_counted_as_silent(
    client, hall, officer
):
    Head.objects.filter(community_id=hall.city.sibling_community.pk).update(sequence=0)
    view = view_of(officer)
    row = next(row for row in view.rows if row.name == "银星社区")
    assert (row.in_use, row.silent) == (False, False)
    assert view.figures[2]["label"] == "个社区没有动静（在用的共 1 个）"
    sign_in(client, officer)
    assert "还没有开始用" in html(client, "/")


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("overdue", ["金星社区"]),
        ("bare", ["金星社区"]),
        ("silent", ["银星社区"]),
        ("nonsense", ["金星社区", "银星社区"]),
    ],
)
def test_a_number_opens_the_communities_behind_it(hall, officer, later, show, names):
    a_matter(hall, days_ago=9)
    a_matter(hall)
    assert [row.name for row in view_of(officer, show).rows] == names


def test_a_community_is_silent_after_seven_days_without_a_deed(hall, officer):
    a_matter(hall)
    last_at = view_of(officer).rows[0].last_at
    assert last_at is not None
    for spare, silent in ((timedelta(0), False), (timedelta(seconds=1), True)):
        with time_machine.travel(last_at + timedelta(days=7) + spare, tick=False):
            assert view_of(officer).rows[0].silent is silent


def test_a_steward_whose_post_ended_leaves_the_building_bare(hall, officer):
    before = view_of(officer).rows[0].bare
    post = hall.actor("steward").post_id
    Post.objects.filter(pk=post).update(valid_to=clock.today())
    assert view_of(officer).rows[0].bare == before + 1


def test_no_exception_is_said_in_words(client, hall, officer):
    sign_in(client, officer)
    assert "没有社区有这种情况" in html(client, "/?show=overdue")


def test_an_officer_sees_no_names_and_no_other_street(client, hall, officer):
    elsewhere = a_place(hall.city.other_street, "community", "铜星社区")
    a_matter(hall, days_ago=9)
    sign_in(client, officer)
    page = html(client, "/")
    assert elsewhere.name not in page
    assert "田小雨" not in page
    assert "吕清和" not in page
    assert f"/boards/{hall.city.community.pk}/" in page


def test_the_view_asks_at_most_eight_times(client, hall, officer, django_assert_max_num_queries):
    sign_in(client, officer)
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/")
