"""The pages of a notice: what everybody reads, who may object, answer, revise, put into effect."""

from datetime import timedelta

import pytest
import time_machine

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, as_actor, key, sign_in
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.register import actions
from linli.mechanisms.register.models import Notice, Objection
from linli.mechanisms.register.rules import NoticeKind
from linli.mechanisms.register.tests.build import a_notice_now, an_answer, an_objection

pytestmark = pytest.mark.django_db

COUNT = {"eligible": 37, "needed": 25, "approve": 26, "oppose": 5, "abstain": 2, "passed": True}


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def notice(city):
    return a_notice_now(city.compound)


@pytest.fixture
def page(notice):
    return f"/notices/{notice.pk}/"


def after(notice):
    return time_machine.travel(notice.ends_at + timedelta(minutes=1))


def text(response):
    return response.content.decode()


def acting(client, kind, place):
    return sign_in(client, a_holder(kind, place))


def test_everybody_reads_words_money_deadline_and_check_code(client, page):
    shown = text(client.get(page))
    for words in (
        "换一扇带门禁的新门。",
        "28,000.00 元",
        "36,000.00 元",
        "截至",
        "（周",
        "校验码",
        "公示 7 天",
        "到现在没有人提异议",
        "居民小组组长、社区工作人员或社区议事会召集人",
    ):
        assert words in shown
    assert "提异议</span>" not in shown


def test_an_unknown_notice_is_not_found(client):
    assert client.get("/notices/1/").status_code == 404
    assert client.get("/objections/1/answer/").status_code == 404


def test_a_decision_shows_its_count(client, city):
    notice = a_notice_now(city.compound, NoticeKind.DECISION, COUNT)
    assert "37 席中 26 席，需要 25 席" in text(client.get(f"/notices/{notice.pk}/"))


def test_the_page_costs_at_most_eight_queries(
    client, notice, city, page, django_assert_max_num_queries
):
    for name in ("田新禾", "欧阳静", "单小雨"):
        an_objection(notice, name=name)
    for kind, place in ((PostKind.RESIDENT, city.unit), (PostKind.GROUP_LEADER, city.compound)):
        acting(client, kind, place)
        with django_assert_max_num_queries(8):
            client.get(page)
    client.logout()
    with django_assert_max_num_queries(3):
        client.get(page)


def test_names_are_masked_for_everybody(client, notice, city, page):
    an_answer(an_objection(notice, name="田新禾"), upheld=False)
    for reach in (client, acting(client, PostKind.GROUP_LEADER, city.compound)):
        shown = text(reach.get(page))
        assert "田**" in shown
        assert "新禾" not in shown
        assert "居民小组组长" in shown


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (PostKind.RESIDENT, "unit"),
        (PostKind.STEWARD, "building"),
        (PostKind.GROUP_COUNCIL_SEAT, "compound"),
        (PostKind.GROUP_LEADER, "compound"),
    ],
)
def test_whoever_lives_or_serves_here_may_object_within_the_period(
    client, city, notice, kind, where
):
    page = f"/notices/{notice.pk}/"
    person = acting(client, kind, getattr(city, where))
    assert "对这份公示提异议" in text(person.get(page))
    assert person.get(f"{page}object/").status_code == 200
    with after(notice):
        assert "对这份公示提异议" not in text(person.get(page))
        assert person.get(f"{page}object/").headers["Location"] == page


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (PostKind.RESIDENT, "sibling_compound"),
        (PostKind.STEWARD, "sibling_compound"),
        (PostKind.GROUP_LEADER, "sibling_compound"),
        (PostKind.RESIDENT, "sibling_community"),
        (PostKind.STREET_OFFICER, "street"),
    ],
)
def test_neighbours_and_officers_do_not_object(client, city, page, kind, where):
    person = acting(client, kind, getattr(city, where))
    assert person.get(f"{page}object/").status_code == 404
    assert person.post(f"{page}object/", {"text": "反对", **key()}).status_code == 404
    assert not Objection.objects.exists()


def test_an_objection_is_sent_once_and_its_way_is_told(client, city, page):
    resident = acting(client, PostKind.RESIDENT, city.unit)
    assert "大家看到的您是“林**”" in text(resident.get(f"{page}object/"))
    sent = {"text": "门禁太贵。", **key()}
    for _ in range(2):
        assert resident.post(f"{page}object/", sent).headers["Location"] == page
    assert Objection.objects.count() == 1
    shown = text(resident.get(page))
    assert "您的异议已提交" in shown
    assert "您提的异议已收到" in shown
    assert "还有 1 条异议要答复" in shown
    assert "对这份公示提异议" not in shown


def test_an_objection_without_words_comes_back(client, city, page):
    resident = acting(client, PostKind.RESIDENT, city.unit)
    answer = resident.post(f"{page}object/", {"text": " ", **key()})
    assert answer.status_code == 422
    assert "用您自己的话" in text(answer)


def test_a_second_objection_comes_back_with_what_was_written(client, city, page):
    resident = acting(client, PostKind.RESIDENT, city.unit)
    resident.post(f"{page}object/", {"text": "太贵", **key()})
    again = resident.post(f"{page}object/", {"text": "也太吵了", **key()})
    assert again.status_code == 422
    assert "还在答复中" in text(again)
    assert "也太吵了" in text(again)


def test_the_leader_answers_in_public(client, notice, city, page):
    objection = an_objection(notice)
    address = f"/objections/{objection.pk}/answer/"
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    assert address in text(leader.get(page))
    assert "田**" in text(leader.get(address))
    for incomplete in ({"answer": "好"}, {"upheld": "no"}):
        assert leader.post(address, {**incomplete, **key()}).status_code == 422
    sent = {"answer": "比过三家，最便宜。", "upheld": "no", **key()}
    assert leader.post(address, sent).headers["Location"] == page
    shown = text(leader.get(page))
    assert "比过三家，最便宜。" in shown
    assert "不采纳" in shown
    assert leader.get(address).headers["Location"] == page


def test_an_answer_that_came_second_comes_back(client, notice, city):
    objection = an_objection(notice)
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    an_answer(objection, upheld=False)
    sent = {"answer": "第二个答复", "upheld": "yes", **key()}
    late = leader.post(f"/objections/{objection.pk}/answer/", sent)
    assert late.status_code == 422
    assert "已经答复过" in text(late)
    assert "第二个答复" in text(late)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (PostKind.RESIDENT, "unit"),
        (PostKind.STEWARD, "building"),
        (PostKind.GROUP_LEADER, "sibling_compound"),
        (PostKind.WORKER, "sibling_community"),
        (PostKind.COUNCIL_CHAIR, "sibling_community"),
        (PostKind.STREET_OFFICER, "street"),
    ],
)
def test_others_neither_answer_nor_revise_nor_put_into_effect(client, city, notice, kind, where):
    page = f"/notices/{notice.pk}/"
    objection = an_objection(notice)
    person = acting(client, kind, getattr(city, where))
    sent = {"answer": "好", "upheld": "no", "title": "x", "body": "x", **key()}
    with after(notice):
        for address in (
            f"/objections/{objection.pk}/answer/",
            f"{page}take-effect/",
            f"{page}revise/",
        ):
            assert person.post(address, sent).status_code == 404
        assert "确认生效</span>" not in text(person.get(page))
    objection.refresh_from_db()
    assert objection.answered_at is None


def test_the_leader_puts_it_into_effect_after_the_period_and_not_before(client, city, notice, page):
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    assert "take-effect" not in text(leader.get(page))
    early = leader.post(f"{page}take-effect/", key(), follow=True)
    assert "还没有结束" in text(early)
    with after(notice):
        ripe = text(leader.get(page))
        assert "take-effect" in ripe
        assert ripe.count('class="done"') == 3  # only the deed itself is still to come
        sent = key()
        for _ in range(2):
            assert leader.post(f"{page}take-effect/", sent).headers["Location"] == page
        shown = text(leader.get(page))
    assert "这份公示现在生效了" in shown
    assert "已生效" in shown
    assert Notice.objects.get().took_effect_at is not None


def test_an_upheld_objection_to_a_decision_leads_to_a_new_version(client, city):
    notice = a_notice_now(city.compound, NoticeKind.DECISION, COUNT)
    page = f"/notices/{notice.pk}/"
    an_answer(an_objection(notice), upheld=True)
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    assert "写修改后的版本" in text(leader.get(page))
    assert "换一扇带门禁的新门" in text(leader.get(f"{page}revise/"))
    unchanged = {"title": notice.title, "body": "后门坏了三个月。\r\n\r\n换一扇带门禁的新门。"}
    back = leader.post(f"{page}revise/", {**unchanged, **key()})
    assert back.status_code == 422
    assert "没有变化" in text(back)
    assert leader.post(f"{page}revise/", {"title": "", "body": "", **key()}).status_code == 422
    sent = {"title": notice.title, "body": "后门坏了三个月。\n换一扇不带门禁的新门。", **key()}
    assert leader.post(f"{page}revise/", sent).headers["Location"] == page
    shown = text(client.get(page))
    assert "<ins>" in shown
    assert "第 2 版" in shown
    assert "针对第 1 版" in shown
    assert "37 席中 26 席" in shown  # figures stay


@pytest.mark.parametrize("kind", [NoticeKind.DECISION, NoticeKind.RESULT])
def test_nobody_rewords_a_decision_without_an_objection_found_right(client, city, kind):
    notice = a_notice_now(city.compound, kind, COUNT)
    an_answer(an_objection(notice), upheld=False)
    page = f"/notices/{notice.pk}/"
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    assert leader.get(f"{page}revise/").headers["Location"] == page
    sent = {"title": "未通过", "body": "另一回事。", **key()}
    assert leader.post(f"{page}revise/", sent).headers["Location"] == page
    assert Notice.objects.get().version == 1


def test_a_plan_is_not_revised_here(client, notice, city, page):
    an_answer(an_objection(notice), upheld=True)
    leader = acting(client, PostKind.GROUP_LEADER, city.compound)
    assert "需要修改" in text(leader.get(page))
    assert "revise/" not in text(leader.get(page))
    assert leader.get(f"{page}revise/").headers["Location"] == page


@pytest.mark.parametrize("state", ["answer", "ready", "over"])
def test_every_state_after_the_period_has_its_word(client, city, state):
    kind = NoticeKind.RESULT if state == "over" else NoticeKind.PLAN
    notice = a_notice_now(city.compound, kind, {})
    if state == "answer":
        an_objection(notice)
    with after(notice):
        shown = text(client.get(f"/notices/{notice.pk}/"))
    word = {"answer": "等待答复", "ready": "期满，等待确认生效", "over": "公示期满"}[state]
    assert word in shown


def test_versions_show_a_changed_title_and_changed_amounts(client, notice, city, page):
    actions.revise_notice(
        notice=notice,
        title="改过的方案",
        body="全新的话，和原来没有关系。",
        data={"lines": [{"label": "门和门禁", "fen": 2_650_000}], "total_fen": 2_650_000},
        days=7,
        actor=as_actor(PostKind.GROUP_LEADER, city.compound),
        now=notice.starts_at + timedelta(hours=1),
    )
    shown = text(client.get(page))
    for words in (
        "改动的金额",
        "26,500.00 元",
        "28,000.00 元",
        "<del>− 方案公示",
        "<ins>+ 改过的方案",
    ):
        assert words in shown


def test_the_page_is_complete_in_english(client, city, page):
    client.cookies["django_language"] = "en"
    shown = text(acting(client, PostKind.RESIDENT, city.unit).get(page))
    assert "Object to this notice" in shown
    assert "On notice for 7 days" in shown
