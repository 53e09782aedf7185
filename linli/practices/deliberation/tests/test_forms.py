"""Forms of plans, pitches, road shows and votes: nothing entered is lost, errors say what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Answer
from linli.foundation.people.tests.build import key, sign_in
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation.models import Pitch, Plan, RoadShow
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def page(response):
    return response.content.decode()


def moment(when):
    return timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")


def plan_fields(**changed):
    return {
        "content": "换门",
        "label_1": "门禁",
        "amount_1": "24,000.00",
        "label_2": "安装",
        "amount_2": "１２０００",
        **changed,
    }


def test_a_plan_takes_amounts_as_people_write_them(client, hall):
    topic = build.a_topic(hall)
    sign_in(client, hall.leader)
    assert client.get(f"/topics/{topic.pk}/plan/new/").status_code == 200
    sent = {**plan_fields(), **key()}
    answers = [client.post(f"/topics/{topic.pk}/plan/new/", sent) for _time in range(2)]
    plan = Plan.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/plans/{plan.pk}/"] * 2
    assert plan.total == 3_600_000
    assert "36,000.00 元" in page(client.get(f"/plans/{plan.pk}/"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"amount_2": "十二千"}, "“十二千”不是金额"),
        ({"amount_2": "0"}, "金额要大于 0"),
        ({"amount_2": ""}, "请写这一项要多少钱"),
        ({"label_2": ""}, "请写这笔钱用在哪里"),
        ({"content": ""}, "请写清楚要做什么"),
        (
            {"label_1": "", "amount_1": "", "label_2": "", "amount_2": ""},
            "请至少填一项预算",
        ),
    ],
)
def test_a_plan_with_a_fault_comes_back_with_everything_entered(client, hall, changed, sentence):
    topic = build.a_topic(hall)
    sign_in(client, hall.leader)
    sent = plan_fields(**changed)
    answer = client.post(f"/topics/{topic.pk}/plan/new/", {**sent, **key()})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert [value for value in sent.values() if value not in page(answer)] == []
    assert not Plan.objects.exists()


def test_lines_after_the_fourth_open_when_they_hold_something(client, hall):
    topic = build.a_topic(hall)
    sign_in(client, hall.leader)
    url = f"/topics/{topic.pk}/plan/new/"
    folded = '<details class="fold"><summary>第 5 至 8 项'
    assert folded in page(client.get(url))
    answer = client.post(url, {**plan_fields(label_6="灯"), **key()})
    assert answer.status_code == 422
    assert folded not in page(answer)


def test_adding_up_shows_the_total_and_writes_nothing(client, hall):
    topic = build.a_topic(hall)
    sign_in(client, hall.leader)
    asked = page(client.get(f"/topics/{topic.pk}/plan/new/"))
    url = f"/topics/{topic.pk}/plan/sum/"
    assert f'formaction="{url}"' in asked
    answer = client.post(url, plan_fields())
    assert answer.status_code == 200
    assert "36,000.00 元" in page(answer)
    assert not Plan.objects.exists()
    assert not Answer.objects.exists()  # the page holds the words of neighbours


def test_adding_up_what_cannot_be_read_says_so_and_the_address_leads_back(client, hall):
    topic = build.a_topic(hall)
    sign_in(client, hall.leader)
    url = f"/topics/{topic.pk}/plan/sum/"
    answer = client.post(url, plan_fields(amount_2="十二千"))
    assert answer.status_code == 422
    assert "“十二千”不是金额" in page(answer)
    assert client.get(url)["Location"] == f"/topics/{topic.pk}/plan/new/"


def test_a_new_version_starts_from_the_last(client, hall):
    plan = build.a_plan(hall)
    sign_in(client, hall.leader)
    shown = page(client.get(f"/topics/{plan.topic_id}/plan/new/"))
    assert "24,000.00" in shown
    assert plan.content in shown


def test_the_pitch_is_filled_in_from_what_is_known(client, hall):
    topic = build.a_topic(hall)
    build.an_opinion(hall, topic)
    plan = build.an_adopted_plan(hall, topic)
    objection = register.raise_objection(
        notice=Notice.objects.get(), text="门太重了", actor=hall.actor("resident"), now=clock.now()
    )
    register.answer_objection(
        objection=objection, answer="换轻的闭门器", upheld=False, actor=hall.actor("leader"),
        now=clock.now(),
    )  # fmt: skip
    build.cleared(hall, plan)
    sign_in(client, hall.leader)
    shown = page(client.get(f"/plans/{plan.pk}/pitch/"))
    assert 'name="opinions_for" value="1"' in shown
    assert "1. 门太重了\n答复（不采纳）：换轻的闭门器" in shown


def pitch_fields(**changed):
    return {
        "funding_sources": "公共收益 36,000 元",
        "opinions": "多数同意",
        "opinions_for": "3",
        "opinions_against": "1",
        "objections": "",
        **changed,
    }


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"opinions": ""}, "没有这一项，项目介绍单交不上去"),
        ({"opinions": "  "}, "没有这一项，项目介绍单交不上去"),
        ({"funding_sources": ""}, "请写钱从哪里来"),
        ({"opinions_for": "许多"}, "请填整数"),
    ],
)
def test_a_pitch_without_opinions_comes_back(client, hall, changed, sentence):
    plan = build.a_cleared_plan(hall)
    sign_in(client, hall.leader)
    sent = pitch_fields(**changed)
    answer = client.post(f"/plans/{plan.pk}/pitch/", {**sent, **key()})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert [v for v in sent.values() if v.strip() not in page(answer)] == []
    assert not Pitch.objects.exists()


def test_a_pitch_is_handed_in_once_and_prints_whole(client, hall):
    plan = build.a_cleared_plan(hall)
    sign_in(client, hall.leader)
    sent = {**pitch_fields(), **key()}
    answers = [client.post(f"/plans/{plan.pk}/pitch/", sent) for _time in range(2)]
    pitch = Pitch.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/pitches/{pitch.pk}/"] * 2
    shown = page(client.get(f"/pitches/{pitch.pk}/"))
    for words in ("公共收益 36,000 元", "多数同意", "36,000.00 元", "打印"):
        assert words in shown
    again = client.post(f"/plans/{plan.pk}/pitch/", {**pitch_fields(), **key()})
    assert again.status_code == 422
    assert "已经交过" in page(again)


def show_fields(pitch, **changed):
    return {
        "held_at": moment(clock.now() + timedelta(days=2)),
        "venue": "二楼会议室",
        f"order_{pitch.pk}": "1",
        f"minutes_{pitch.pk}": "15",
        **changed,
    }


@pytest.mark.parametrize("who", ["worker", "chair"])
def test_worker_or_chair_sets_a_road_show(client, hall, who):
    pitch = build.a_pitch(hall)
    sign_in(client, getattr(hall, who))
    assert "后门坏了" in page(client.get("/road-shows/new/"))
    sent = {**show_fields(pitch), **key()}
    answers = [client.post("/road-shows/new/", sent) for _time in range(2)]
    show = RoadShow.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/road-shows/{show.pk}/"] * 2
    assert show.items.get().minutes == 15
    shown = page(client.get(f"/road-shows/{show.pk}/"))
    assert "二楼会议室" in shown
    assert "15 分钟" in shown


def test_a_road_show_with_a_fault_comes_back(client, hall):
    first, second = build.a_pitch(hall), build.a_pitch(hall, build.a_topic(hall, "车位"))
    sign_in(client, hall.worker)
    common = show_fields(first)
    for changed, sentence in (
        ({"held_at": "改天"}, "请选日期和时间"),
        ({"held_at": moment(clock.now() - timedelta(days=1))}, "这个时间已经过了"),
        ({"venue": ""}, "请写开会地点"),
        ({f"minutes_{first.pk}": "0"}, "1 到 120"),
        ({f"order_{first.pk}": ""}, "请至少安排一个项目"),
        ({f"order_{second.pk}": "1"}, "已经排给别的项目"),
    ):
        answer = client.post("/road-shows/new/", {**common, **changed, **key()})
        assert answer.status_code == 422
        assert sentence in page(answer)
    assert not RoadShow.objects.exists()


def test_minutes_left_empty_are_the_usual_ten(client, hall):
    pitch = build.a_pitch(hall)
    sign_in(client, hall.worker)
    client.post("/road-shows/new/", {**show_fields(pitch), f"minutes_{pitch.pk}": "", **key()})
    assert RoadShow.objects.get().items.get().minutes == 10


def test_an_empty_queue_says_so(client, hall):
    sign_in(client, hall.worker)
    assert "现在没有等着路演的项目" in page(client.get("/road-shows/new/"))
    sign_in(client, hall.resident)
    assert client.get("/road-shows/new/").status_code == 404


def test_the_chair_puts_a_pitch_to_the_vote(client, hall):
    pitch = build.a_pitch(hall)
    url = f"/pitches/{pitch.pk}/"
    sign_in(client, hall.chair)
    assert "安排路演" in page(client.get(url))
    show = build.a_road_show(hall, pitch)
    shown = page(client.get(url))
    assert "开始表决" in shown
    assert "T18:00" in shown
    assert "交付表决" in page(client.get(f"/road-shows/{show.pk}/"))
    for wrong in ("改天", moment(clock.now() - timedelta(hours=1))):
        answer = client.post(url + "vote/", {"closes_at": wrong, **key()})
        assert answer.status_code == 422
        assert wrong in page(answer)
    assert not Vote.objects.exists()
    closes_at = moment(clock.now() + timedelta(days=3))
    answer = client.post(url + "vote/", {"closes_at": closes_at, **key()})
    vote = Vote.objects.get()
    assert answer["Location"] == f"/votes/{vote.pk}/"
    assert f"/votes/{vote.pk}/" in page(client.get(f"/road-shows/{show.pk}/"))
    assert f"/votes/{vote.pk}/" in page(client.get(f"/topics/{pitch.plan.topic_id}/"))


def test_the_vote_has_no_button_before_the_day(client, hall):
    pitch = build.a_pitch(hall)
    build.a_road_show(hall, pitch, held_at=clock.now() + timedelta(days=2))
    sign_in(client, hall.chair)
    for url in (f"/pitches/{pitch.pk}/", f"/topics/{pitch.plan.topic_id}/"):
        assert "开始表决" not in page(client.get(url))
