"""The first page of each capacity: what it asks, what it shows, what it costs."""

from __future__ import annotations

import pytest

from linli.foundation.kernel import clock
from linli.foundation.people.models import Post
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_holder,
    a_person,
    a_post,
    a_resident,
    an_actor,
    sign_in,
)
from linli.foundation.places.actions import load_divisions
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.rules import Row
from linli.foundation.places.tests.build import LONG_AGO
from linli.interfaces.portal.tests.build import (
    a_matter,
    a_topic_from_a_matter,
    a_vote_on_a_matter,
    counted,
    html,
    in_effect,
)
from linli.practices.cases import actions as cases
from linli.practices.cases.tests.build import fresh
from linli.practices.deliberation.tests.build import (
    Hall,
    a_hall,
    a_pitch,
    a_plan,
    a_road_show,
    a_topic,
    an_adopted_plan,
    an_opinion,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return a_hall()


def first_card(page: str) -> str:
    """Return the card with the red edge: what is asked of the reader today."""
    return page.partition('<section class="card first">')[2].partition("</section>")[0]


def test_a_visitor_reads_what_this_is_and_finds_the_public_boards(client, hall):
    page = html(client, "/")
    assert "家门口的事，大家商量着办" in page
    assert f'href="/boards/{hall.city.community.pk}/"' in page
    assert "金辰街道" in page


def test_communities_where_nothing_was_ever_recorded_are_not_listed(client):
    rows = [
        Row(2, "530000000000", "云市", "city", ""),
        Row(3, "530100000000", "云区", "district", "530000000000"),
        Row(4, "530101000000", "云街道", "street", "530100000000"),
        Row(5, "530101001000", "云社区", "community", "530101000000"),
    ]
    load_divisions(rows=rows, source="test", valid_from=LONG_AGO, actor=OPERATOR, now=clock.now())
    assert "还没有小区在这里公示过" in html(client, "/")


def test_the_landing_of_a_visitor_costs_one_query(client, hall, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/")


def test_outside_the_demonstration_no_page_leads_to_it(client):
    assert "/demo/" not in html(client, "/")


# --- Residents ----------------------------------------------------------------------------------


def test_a_resident_of_whom_nothing_is_asked_is_told_so_and_may_speak(client, hall):
    sign_in(client, hall.resident)
    page = html(client, "/")
    assert "今天没有要您办的事" in first_card(page)
    assert '<a class="btn primary" href="/cases/new/">' in page


def test_the_nearest_deadline_comes_first_and_is_the_one_main_button(client, hall):
    an_adopted_plan(hall)
    a_topic(hall, "加装路灯")
    sign_in(client, hall.resident)
    page = html(client, "/")
    assert "后门坏了" in first_card(page)
    assert "看公示" in first_card(page)
    assert "（周" in first_card(page)  # a deadline has its weekday
    assert page.count('class="btn primary"') == 1
    assert "还有这些事等您" in page
    assert "说说您的意见" not in first_card(page)


def test_whoever_has_spoken_on_a_topic_is_not_asked_again(client, hall):
    topic = a_topic(hall)
    sign_in(client, hall.resident)
    assert "说说您的意见" in first_card(html(client, "/"))
    an_opinion(hall, topic)
    page = html(client, "/")
    assert "今天没有要您办的事" in first_card(page)
    assert "已有 1 人说了看法" in page


def test_an_answer_asks_its_reporter_whether_it_is_solved(client, hall):
    case, steward = a_matter(hall), hall.actor("steward")
    sign_in(client, hall.resident)
    assert case.title in html(client, "/")
    cases.answer(case=fresh(case), text="修好了。", actor=steward, now=clock.now())
    page = html(client, "/")
    assert "请说说解决了没有" in first_card(page)
    assert f"/cases/{case.pk}/" in first_card(page)


def test_a_resident_sees_their_own_matters_and_not_those_of_neighbours(client, hall):
    a_matter(hall, title="只有我看得到的事")
    sign_in(client, a_resident(hall.city.building, number="303"))
    assert "只有我看得到的事" not in html(client, "/")


def test_a_resident_can_call_the_steward_of_their_building(client, hall):
    Post.objects.filter(kind=PostKind.STEWARD).delete()
    sign_in(client, hall.resident)
    assert "您这栋楼现在没有楼栋长" in html(client, "/")
    post = a_post(a_person("吕清和"), PostKind.STEWARD, hall.city.building)
    assert "还没有登记电话" in html(client, "/")
    post.delete()
    a_post(a_person("吕清和", "13800005678"), PostKind.STEWARD, hall.city.building)
    page = html(client, "/")
    assert "您的楼栋长：吕清和" in page
    assert 'href="tel:13800005678"' in page


def test_a_resident_of_the_next_compound_is_not_bothered(client, hall):
    an_adopted_plan(hall)
    sign_in(client, a_resident(hall.city.sibling_compound))
    assert "后门坏了" not in html(client, "/")


def test_a_resident_sees_where_the_money_goes(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    sign_in(client, hall.resident)
    page = html(client, "/")
    assert "预算 3.6 万元" in page
    assert "准备开始" in page


# --- Stewards -----------------------------------------------------------------------------------


def test_a_new_matter_asks_the_steward_to_take_it_on(client, hall):
    case = a_matter(hall)
    sign_in(client, hall.steward)
    page = html(client, "/")
    assert f"/cases/{case.pk}/" in first_card(page)
    assert "去接这件事" in first_card(page)
    cases.acknowledge(case=case, actor=hall.actor("steward"), now=clock.now())
    page = html(client, "/")
    assert "现在没有新的事等您" in first_card(page)
    assert case.title in page


def test_a_steward_sees_the_doors_of_the_own_building_only(client, hall):
    a_resident(hall.city.unit, number="1402")
    a_resident(hall.city.sibling_building, number="999")
    sign_in(client, hall.steward)
    page = html(client, "/")
    assert ">302</a>" in page
    assert ">1402</a>" in page
    assert "1栋1单元" in page
    assert ">999</a>" not in page
    assert "<b>2</b> <span>户由您联系</span>" in page


def test_a_steward_of_a_compound_has_all_its_doors(client, hall):
    sign_in(client, a_holder(PostKind.STEWARD, hall.city.compound))
    assert ">302</a>" in html(client, "/")


def test_a_steward_without_doors_and_matters_is_told_what_happens_next(client, hall):
    sign_in(client, a_holder(PostKind.STEWARD, hall.city.sibling_building))
    page = html(client, "/")
    assert "这里还没有登记住户" in page
    assert "没有没办完的事，很好" in page


# --- The desk -----------------------------------------------------------------------------------


def test_the_desk_lists_what_is_overdue_first_and_narrows_it_down(client, hall):
    a_matter(hall, title="刚说的事")
    late = a_matter(hall, title="拖了很久的事", days_ago=9)
    sign_in(client, hall.worker)
    page = html(client, "/")
    assert page.index("拖了很久的事") < page.index("刚说的事")
    assert "<b>1</b> <span>逾期</span>" in page
    assert "刚说的事" not in html(client, "/?show=overdue")
    assert f"/?show=overdue&amp;case={late.pk}#matter" in html(client, "/?show=overdue")
    assert "刚说的事" in html(client, "/?show=new")
    assert "看全部" in html(client, "/?show=today")
    assert "拖了很久的事" not in html(client, "/?show=today")
    assert "刚说的事" in html(client, "/?show=whatever")


def test_the_desk_says_how_many_lines_it_leaves_out_and_shows_them_on_wish(client, hall):
    for _number in range(31):
        last = a_matter(hall)
    sign_in(client, hall.worker)
    page = html(client, "/")
    assert "再列出 1 件" in page
    assert f"case={last.pk}#matter" not in page
    whole = html(client, "/?show=&whole=1")
    assert "再列出" not in whole
    assert f"/?whole=1&amp;case={last.pk}#matter" in whole


def test_a_matter_chosen_from_the_list_stands_beside_it(client, hall):
    case = a_matter(hall)
    sign_in(client, hall.worker)
    newer = a_matter(hall, title="后来说的事")
    assert (
        f"/cases/{case.pk}/" in html(client, "/").split('id="matter"')[1]
    )  # the first of the list
    assert f"/cases/{newer.pk}/" in html(client, f"/?case={newer.pk}").split('id="matter"')[1]
    page = html(client, f"/?case={case.pk}")
    assert "后门锁坏了，谁都能进。" in page
    assert "田小雨" in page
    cases.acknowledge(case=case, actor=hall.actor("worker"), now=clock.now())
    assert "社区工作人员 小陈" in html(client, f"/?case={case.pk}")


@pytest.mark.parametrize("wanted", ["", "x", "1", "²", "9" * 40])
def test_a_matter_that_is_not_there_leaves_the_place_empty(client, hall, wanted):
    sign_in(client, hall.worker)
    assert "从列表里选一件事" in html(client, f"/?case={wanted}")


def test_what_is_overdue_says_so_instead_of_being_closed(client, hall):
    for title in ("第一件", "第二件"):
        a_matter(hall, title=title, days_ago=9)
    sign_in(client, hall.steward)
    page = html(client, "/")
    assert "逾期" in first_card(page)
    assert "已截止" not in page


def test_a_matter_of_another_community_does_not_show_on_the_desk(client, hall):
    case = a_matter(hall)
    sign_in(client, a_holder(PostKind.WORKER, hall.city.sibling_community))
    page = html(client, f"/?case={case.pk}")
    assert case.title not in page
    assert "田小雨" not in page


def test_the_desk_shows_what_waits_from_councils_notices_and_votes(client, hall):
    a_vote_on_a_matter(hall)
    an_adopted_plan(hall, a_topic(hall, "加装路灯"))
    sign_in(client, hall.worker)
    page = html(client, "/")
    assert "正在公示" in page
    assert "加装路灯" in page
    assert "正在表决" in page


# --- Those who decide ---------------------------------------------------------------------------


def test_a_seat_of_the_group_council_is_asked_to_agree_to_a_plan(client, hall):
    plan = a_plan(hall)
    sign_in(client, hall.seats[0])
    assert f"/plans/{plan.pk}/" in first_card(html(client, "/"))


def test_the_leader_is_asked_to_write_the_plan(client, hall):
    topic = a_topic_from_a_matter(hall)
    sign_in(client, hall.leader)
    page = html(client, "/")
    assert topic.title in first_card(page)
    assert "议题" in page


def test_a_council_member_is_asked_to_vote_until_the_seat_has_voted(client, hall):
    vote = a_vote_on_a_matter(hall)
    sign_in(client, hall.members[0])
    page = html(client, "/")
    assert f"/votes/{vote.pk}/" in first_card(page)
    assert page.index("投票前先看看") < page.index(f"/decisions/{vote.pk}/")
    assert "今天没有等您决定的事" in first_card(html(sign_in(client, a_newcomer(hall)), "/"))
    assert f"/votes/{vote.pk}/" in html(client, "/")  # open, but not theirs to cast


def a_newcomer(hall: Hall):
    return a_holder(PostKind.COUNCIL_SEAT, hall.city.community, name="新委员")


def test_a_council_member_sees_the_road_shows_to_come_and_what_was_decided(client, hall):
    vote = counted(hall, a_vote_on_a_matter(hall))
    road_show = a_road_show(hall, a_pitch(hall, a_topic(hall, "加装路灯")))
    sign_in(client, hall.members[0])
    page = html(client, "/")
    assert f"/road-shows/{road_show.pk}/" in page
    assert "社区二楼会议室" in page
    assert f"/decisions/{vote.pk}/" in page
    assert "4 席中 4 席同意" in page


def test_the_chair_is_asked_to_set_a_road_show_and_to_close_a_vote(client, hall):
    sign_in(client, hall.chair)
    vote = a_vote_on_a_matter(hall)
    assert f"/votes/{vote.pk}/" in html(client, "/")


@pytest.mark.parametrize(
    ("kind", "where"),
    [(PostKind.PROPERTY_MANAGER, "compound"), (PostKind.DISTRICT_OFFICER, "district")],
)
def test_a_capacity_without_a_page_of_its_own_has_a_plain_first_page(client, hall, kind, where):
    sign_in(client, a_holder(kind, getattr(hall.city, where)))
    assert "今天没有等您决定的事" in html(client, "/")


# --- What it costs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", ["resident", "steward", "worker", "leader", "seat", "member", "chair"]
)
@pytest.mark.parametrize("size", ["17", "25"])
def test_no_first_page_asks_more_than_eight_times(
    client, hall, who, size, django_assert_max_num_queries
):
    vote = counted(hall, a_vote_on_a_matter(hall))
    in_effect(hall, vote)
    an_adopted_plan(hall, a_topic(hall, "加装路灯"))
    a_topic(hall, "修长椅")
    case = a_matter(hall)
    people = {"seat": hall.seats[0], "member": hall.members[0]}
    person = people.get(who) or getattr(hall, who)
    client.cookies["size"] = size
    sign_in(client, person)
    client.get("/")
    with django_assert_max_num_queries(8):
        client.get("/", {"case": case.pk})


def test_every_first_page_is_kept_out_of_caches(client, hall):
    sign_in(client, hall.resident)
    assert "no-store" in client.get("/")["Cache-Control"]
    assert an_actor(hall.resident).post_kind is PostKind.RESIDENT
