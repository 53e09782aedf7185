"""The page of a vote: what each person sees and can do; nothing leaks before the closing."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Answer, Entry
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, key, sign_in
from linli.foundation.places.tests.build import a_city, a_place
from linli.mechanisms.voting import actions
from linli.mechanisms.voting.models import Ballot, RollEntry
from linli.mechanisms.voting.rules import OWNERS, Choice
from linli.mechanisms.voting.tests.build import (
    a_council,
    a_vote,
    an_open_vote,
    cast_all,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def council(city):
    return a_council(city.community)


@pytest.fixture
def vote(council):
    return an_open_vote(council)


@pytest.fixture
def page(vote):
    return f"/votes/{vote.pk}/"


def seated(client, council, number):
    return sign_in(client, council.people[number], f"post-{council.posts[number].pk}")


def text(response):
    return response.content.decode()


def test_everybody_sees_the_question_the_gap_and_the_rule(client, page):
    shown = text(client.get(page))
    for words in (
        "是否同意用 36,000 元改造",
        "还差 2 席",
        "全部 3 席中至少 2/3 赞成才通过，也就是 2 席",
        "成都议事会规则",
        "没有投票或投了弃权的，都不算赞成",
    ):
        assert words in shown
    assert 'name="choice"' not in shown


def test_an_unknown_vote_is_not_found(client):
    assert client.get("/votes/1/").status_code == 404


def test_a_seat_gets_one_question_with_three_choices_and_none_chosen(client, council, page):
    shown = text(seated(client, council, 1).get(page))
    assert shown.count('type="radio"') == 3
    assert "checked" not in shown
    assert "您代表第 2 席投票" in shown


def test_the_page_costs_at_most_eight_queries(
    client, council, city, page, django_assert_max_num_queries
):
    seat = seated(client, council, 1)
    with django_assert_max_num_queries(8):
        seat.get(page)
    chair = seated(client, council, 0)
    with django_assert_max_num_queries(8):
        chair.get(page)
    client.logout()
    with django_assert_max_num_queries(3):
        client.get(page)


def test_nothing_is_cast_before_it_was_repeated_and_confirmed(client, council, page):
    seat = seated(client, council, 1)
    asked = seat.post(f"{page}ballot/check/", {"choice": "oppose"})
    assert asked.status_code == 200
    assert "投出我的一票：反对" in text(asked)
    assert "不能更改，也不能收回" in text(asked)
    assert not Ballot.objects.exists()
    assert not Answer.objects.exists()  # what somebody is about to vote is kept nowhere


def test_the_ballot_says_what_is_promised_about_it_and_what_is_not(client, council, page):
    seat = seated(client, council, 1)
    asked = seat.post(f"{page}ballot/check/", {"choice": "oppose"})
    for shown in (text(seat.get(page)), text(asked)):
        assert "谁投了什么，页面、名单和导出的材料里都不显示" in shown
        assert "谁也看不到赞成、反对各有多少" in shown
        assert "这是记名投票" in shown
        assert "管理数据库的人有办法看到" in shown


def test_choosing_nothing_comes_back_with_a_sentence(client, council, page):
    seat = seated(client, council, 1)
    for address in (f"{page}ballot/check/", f"{page}ballot/"):
        answer = seat.post(address, key())
        assert answer.status_code == 422
        assert "请从三项中选一项" in text(answer)


def test_the_address_of_the_repeat_leads_back_to_the_vote(client, council, page):
    assert seated(client, council, 1).get(f"{page}ballot/check/").headers["Location"] == page


def test_casting_without_a_script_and_repeating_it_makes_one_ballot(client, council, page):
    seat = seated(client, council, 1)
    sent = {"choice": "approve", **key()}
    first, second = (seat.post(f"{page}ballot/", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == page
    assert Ballot.objects.count() == 1
    assert Entry.objects.filter(kind="voting.ballot_cast").count() == 1
    assert "您的一票已经投出" in text(seat.get(page))


def test_a_second_ballot_is_refused_in_a_sentence(client, council, page):
    seat = seated(client, council, 1)
    seat.post(f"{page}ballot/", {"choice": "approve", **key()})
    again = seat.post(f"{page}ballot/", {"choice": "oppose", **key()}, follow=True)
    assert "您已经投过票了" in text(again)
    assert Ballot.objects.get().choice == Choice.APPROVE


def test_whoever_has_voted_is_not_shown_the_choice(client, council, page):
    seat = seated(client, council, 1)
    seat.post(f"{page}ballot/", {"choice": "oppose", **key()})
    shown = text(seat.get(page, follow=True))
    assert "您已投票" in shown
    assert "反对</b>" not in shown
    assert 'name="choice"' not in shown


@pytest.mark.parametrize("kind", [PostKind.RESIDENT, PostKind.STEWARD])
def test_whoever_has_no_seat_cannot_reach_the_ballot(client, city, page, kind):
    person = a_holder(kind, city.building)
    sign_in(client, person)
    for address in ("ballot/", "ballot/check/", "close/"):
        assert client.post(f"{page}{address}", {"choice": "approve", **key()}).status_code == 404
    assert not Ballot.objects.exists()


def test_neighbouring_councils_and_strangers_cannot_reach_the_ballot(client, city, page):
    neighbours = a_council(city.sibling_community, 2)
    for reach in (client, seated(client, neighbours, 1), seated(client, neighbours, 0)):
        for address in ("ballot/", "ballot/check/", "close/"):
            assert reach.post(f"{page}{address}", {"choice": "approve", **key()}).status_code == 404


@pytest.mark.parametrize("kind", [None, PostKind.RESIDENT, PostKind.WORKER, PostKind.SECRETARY])
def test_no_page_tells_before_the_closing_how_the_ballots_lean(client, city, kind):
    seen = []
    for choice in (Choice.APPROVE, Choice.OPPOSE):
        council = a_council(a_place(city.street, "community", f"{choice}社区"))
        vote = an_open_vote(council)
        for number in (0, 1):
            actions.cast_ballot(
                vote=vote, choice=choice, actor=council.actor(number), now=clock.now()
            )
        if kind is not None:
            sign_in(client, a_holder(kind, council.place))
        shown = text(client.get(f"/votes/{vote.pk}/")).split("<main")[1].split("</main>")[0]
        shown += text(client.get(f"/votes/{vote.pk}/participation/"))
        seen.append(re.sub(r"\d{5,}|[0-9:.T+-]{20,}", "", shown.replace(vote.code, "")))
    assert seen[0] == seen[1]
    assert "2 / 3" in seen[0]


def test_only_those_who_remind_see_who_has_not_voted(client, council, city, vote, page):
    actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=council.actor(1), now=clock.now())
    chair = text(seated(client, council, 0).get(page))
    assert "第 3 席 · 席2" in chair
    worker = sign_in(client, a_holder(PostKind.WORKER, city.community))
    assert "第 3 席 · 席2" in text(worker.get(page))
    for reach in (
        seated(client, council, 1),
        sign_in(client, a_holder(PostKind.RESIDENT, city.unit)),
    ):
        assert "席2" not in text(reach.get(page))
    client.logout()
    assert "席2" not in text(client.get(page))


def test_the_live_part_has_the_page_reload_once_the_vote_is_closed(client, council, vote, page):
    assert "HX-Refresh" not in client.get(f"{page}participation/").headers
    cast_all(vote, council, approve=3, at=clock.now())
    actions.close_vote(vote=vote, actor=council.chair, now=clock.now())
    assert client.get(f"{page}participation/").headers["HX-Refresh"] == "true"


def test_the_chair_closes_once_everybody_has_voted(client, council, vote, page):
    chair = seated(client, council, 0)
    refused = chair.post(f"{page}close/", key(), follow=True)
    assert "投票还在进行" in text(refused)
    cast_all(vote, council, approve=2, abstain=1, at=clock.now())
    assert "结束表决，公布结果" in text(chair.get(page))
    shown = text(chair.post(f"{page}close/", key(), follow=True))
    assert "同意 2 席，需要 2 席，通过。" in shown
    assert "结束表决，公布结果" not in shown


def test_a_chair_who_cannot_close_is_told_what_was_found_and_whom_to_call(
    client, council, vote, page
):
    smuggled = a_council(council.place, 1)
    RollEntry.objects.create(
        community_id=vote.community_id, vote=vote, post_id=smuggled.posts[0].pk,
        person_id=smuggled.people[0].pk, label="4",
    )  # fmt: skip
    chair = seated(client, council, 0)
    with time_machine.travel(vote.closes_at + timedelta(minutes=1)):
        answer = chair.post(f"{page}close/", key(), follow=True)
    assert answer.status_code == 200
    assert "对不上" in text(answer)
    assert "请您联系系统维护人员" in text(answer)
    vote.refresh_from_db()
    assert vote.closed_at is None


def test_a_seat_cannot_close(client, council, page):
    assert seated(client, council, 1).post(f"{page}close/", key()).status_code == 404


def test_after_the_deadline_the_page_says_that_the_chair_is_awaited(client, council, vote, page):
    with time_machine.travel(vote.closes_at + timedelta(minutes=1)):
        shown = text(seated(client, council, 1).get(page))
        assert "等待计票" in shown
        assert 'name="choice"' not in shown
        late = client.post(f"{page}ballot/", {"choice": "approve", **key()}, follow=True)
        assert "没有计入" in text(late)
    assert not Ballot.objects.exists()


def test_everybody_reads_the_totals_and_why_it_did_not_pass(client, council, vote, page):
    cast_all(vote, council, approve=1, oppose=1, abstain=1, at=clock.now())
    actions.close_vote(vote=vote, actor=council.chair, now=clock.now())
    shown = text(client.get(page))
    assert "同意 1 席，需要 2 席，没有通过。" in shown
    assert "差 1 席" in shown
    assert not any(f"席{number}<" in shown for number in range(3))  # no names


def test_a_vote_nobody_came_to_says_so(client, council):
    vote = a_vote(council)
    actions.close_vote(vote=vote, actor=council.chair, now=vote.closes_at)
    assert "表决无效" in text(client.get(f"/votes/{vote.pk}/"))


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("of_cast", [True, False])
def test_every_kind_of_rule_is_told_in_words(client, council, strict, of_cast):
    vote = a_vote(council, threshold=replace(OWNERS, strict=strict, of_cast=of_cast))
    shown = text(client.get(f"/votes/{vote.pk}/"))
    assert ("超过 1/2" if strict else "至少 1/2") in shown
    assert "至少 2/3 投票，表决才有效" in shown


def test_the_page_is_complete_in_english(client, council, page):
    client.cookies["django_language"] = "en"
    shown = text(seated(client, council, 1).get(page))
    assert "Next: check once more" in shown
    assert "still missing: 2 seats" in shown
