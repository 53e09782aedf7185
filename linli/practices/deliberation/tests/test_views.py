"""Pages of deliberation: who sees what, forms that keep what was entered, who may act."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from linli.foundation.kernel import clock
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, a_resident, an_actor, key, sign_in
from linli.foundation.places.tests.build import a_household
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation import actions
from linli.practices.deliberation.models import Opinion, Pitch, Plan, RoadShow, Topic
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def page(response):
    return response.content.decode()


def moment(when):
    return timezone.localtime(when).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def urls(hall):
    """Every address of the loop, each with something to see behind it."""
    pitch = build.a_pitch(hall)
    show = build.a_road_show(hall, pitch)
    return {
        "topic": f"/topics/{pitch.plan.topic_id}/",
        "plan": f"/plans/{pitch.plan_id}/",
        "pitch": f"/pitches/{pitch.pk}/",
        "road_show": f"/road-shows/{show.pk}/",
        "opinion": f"/topics/{pitch.plan.topic_id}/opinion/",
        "agree": f"/plans/{pitch.plan_id}/agree/",
        "adopt": f"/plans/{pitch.plan_id}/adopt/",
        "plan_new": f"/topics/{pitch.plan.topic_id}/plan/new/",
        "pitch_new": f"/plans/{pitch.plan_id}/pitch/",
        "put_to_vote": f"/pitches/{pitch.pk}/vote/",
    }


READING = ("topic", "plan", "pitch", "road_show")


@pytest.mark.parametrize(
    "who", ["resident", "steward", "leader", "chair", "worker", "seats", "members"]
)
def test_insiders_read_every_page_in_eight_queries(
    client, hall, urls, who, django_assert_max_num_queries
):
    person = getattr(hall, who)
    sign_in(client, person[0] if isinstance(person, list) else person)
    client.get(urls["topic"])  # the hats come from memory afterwards
    for name in READING:
        with django_assert_max_num_queries(8):
            assert client.get(urls[name]).status_code == 200


def test_a_topic_on_its_way_takes_eight_queries_at_most(
    client, hall, django_assert_max_num_queries
):
    topic = build.a_topic(hall)
    url = f"/topics/{topic.pk}/"
    people = (hall.resident, hall.steward, hall.leader)

    def look():
        for person in people:
            sign_in(client, person)
            client.get(url)
            with django_assert_max_num_queries(8):
                assert client.get(url).status_code == 200

    look()
    plan = build.a_plan(hall, topic, agreed=3)
    look()
    actions.adopt_plan(plan=plan, actor=hall.actor("leader"), now=clock.now())
    look()
    build.cleared(hall, Plan.objects.get(pk=plan.pk))
    look()


def test_the_street_reads_without_acting(client, hall, urls):
    sign_in(client, a_holder(PostKind.STREET_OFFICER, hall.city.street))
    assert [client.get(urls[name]).status_code for name in READING] == [200] * 4
    assert client.post(urls["opinion"], key()).status_code == 404


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (PostKind.RESIDENT, "sibling_community"),
        (PostKind.WORKER, "sibling_community"),
        (PostKind.COUNCIL_CHAIR, "sibling_community"),
        (PostKind.STREET_OFFICER, "other_street"),
        (None, ""),
    ],
)
def test_strangers_find_nothing(client, hall, urls, kind, place):
    if kind:
        sign_in(client, a_holder(kind, getattr(hall.city, place)))
    for name, url in urls.items():
        if name in READING or name in ("plan_new", "pitch_new"):
            assert client.get(url).status_code == 404
        if name not in READING:
            assert client.post(url, key()).status_code == 404


def test_a_sibling_courtyard_reads_the_agenda_but_no_pitch(client, hall, urls):
    for person in (
        a_resident(hall.city.sibling_compound, number="9"),
        a_holder(PostKind.GROUP_LEADER, hall.city.sibling_compound),
    ):
        sign_in(client, person)
        agenda = client.get(urls["road_show"])
        assert agenda.status_code == 200
        assert urls["pitch"] not in page(agenda)
        assert [client.get(urls[name]).status_code for name in READING[:3]] == [404] * 3


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ("resident", ("agree", "adopt", "plan_new", "pitch_new", "put_to_vote")),
        ("steward", ("agree", "adopt", "plan_new", "pitch_new", "put_to_vote")),
        ("leader", ("put_to_vote",)),
        ("worker", ("opinion", "agree", "adopt", "plan_new", "pitch_new", "put_to_vote")),
        ("chair", ("opinion", "agree", "adopt", "plan_new", "pitch_new")),
    ],
)
def test_nobody_does_what_is_anothers(client, hall, urls, who, refused):
    sign_in(client, getattr(hall, who))
    assert [client.post(urls[name], key()).status_code for name in refused] == [404] * len(refused)


def test_a_resident_says_what_they_think_once_whatever_they_click(client, hall):
    topic = build.a_topic(hall)
    sign_in(client, hall.resident)
    sent = {"stance": "for", "text": "早该修了", **key()}
    for _time in range(2):
        answer = client.post(f"/topics/{topic.pk}/opinion/", sent)
        assert (answer.status_code, answer["Location"]) == (302, f"/topics/{topic.pk}/")
    assert Opinion.objects.get().text == "早该修了"
    assert "更新我的意见" in page(client.get(f"/topics/{topic.pk}/"))
    sign_in(client, hall.leader)
    shown = page(client.get(f"/topics/{topic.pk}/"))
    assert "早该修了" in shown
    assert "田小雨" not in shown


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "说了一半"}, "请选您的态度"),
        ({"stance": "other", "text": ""}, "请用几句话说说您的想法"),
    ],
)
def test_an_opinion_that_lacks_something_comes_back_with_what_was_entered(
    client, hall, sent, sentence
):
    topic = build.a_topic(hall)
    sign_in(client, hall.resident)
    answer = client.post(f"/topics/{topic.pk}/opinion/", {**sent, **key()})
    assert answer.status_code == 422
    assert sentence in page(answer)
    assert sent["text"] in page(answer)
    assert not Opinion.objects.exists()


def test_a_steward_notes_a_bench_talk_of_their_own_building(client, hall):
    topic = build.a_topic(hall)
    elsewhere = a_household(hall.city.sibling_building, "201")
    sign_in(client, hall.steward)
    url = f"/topics/{topic.pk}/opinion/"
    sent = {"door": build.a_door(hall).pk, "way": "bench", "stance": "against", "text": "贵"}
    assert client.post(url, {**sent, "door": elsewhere.pk, **key()}).status_code == 422
    assert client.post(url, {**sent, **key()}).status_code == 302
    assert Opinion.objects.get().way == "bench"


def test_opinions_have_no_form_once_the_pitch_is_written(client, hall, urls):
    sign_in(client, hall.resident)
    assert 'name="stance"' not in page(client.get(urls["topic"]))
    answer = client.post(urls["opinion"], {"stance": "for", **key()})
    assert answer.status_code == 422


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
    answer = client.post(f"/topics/{topic.pk}/plan/new/", {**plan_fields(add_up="1"), **key()})
    assert answer.status_code == 200
    assert "36,000.00 元" in page(answer)
    assert not Plan.objects.exists()


def test_a_new_version_starts_from_the_last(client, hall):
    plan = build.a_plan(hall)
    sign_in(client, hall.leader)
    shown = page(client.get(f"/topics/{plan.topic_id}/plan/new/"))
    assert "24,000.00" in shown
    assert plan.content in shown


def test_a_fixed_plan_has_no_form(client, hall, urls):
    sign_in(client, hall.leader)
    assert client.get(urls["plan_new"])["Location"] == urls["topic"]
    assert client.get(urls["pitch_new"])["Location"] == urls["plan"]
    answer = client.post(urls["plan_new"], {**plan_fields(), **key()})
    assert answer.status_code == 422
    assert "已经定了" in page(answer)


def test_seats_agree_and_the_leader_publishes(client, hall):
    plan = build.a_plan(hall)
    url = f"/plans/{plan.pk}/"
    for number, person in enumerate([hall.leader, *hall.seats[:2]], start=1):
        sign_in(client, person)
        assert "我同意这个方案" in page(client.get(url))
        client.post(url + "agree/", key())
        shown = page(client.get(url))
        assert f"同意 {number} / 5 席，需要 3 席" in shown
        assert "您已同意" in shown
    assert url + "adopt/" not in shown
    sign_in(client, hall.leader)
    assert url + "adopt/" in page(client.get(url))
    answer = client.post(url + "adopt/", key())
    assert answer["Location"] == f"/notices/{Notice.objects.get().pk}/"


def test_a_refused_agreement_says_why_and_leaves_no_trace(client, hall):
    plan = build.a_plan(hall, agreed=1)
    sign_in(client, hall.leader)
    answer = client.post(f"/plans/{plan.pk}/agree/", key(), follow=True)
    assert "已经同意过" in page(answer)
    assert plan.agreements.count() == 1


def test_a_council_without_seats_says_what_to_do(client, hall):
    from linli.foundation.people.models import Post

    plan = build.a_plan(hall)
    Post.objects.filter(place=hall.city.compound).exclude(person=hall.resident).delete()
    sign_in(client, hall.worker)
    assert "请联系社区登记" in page(client.get(f"/plans/{plan.pk}/"))


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


@pytest.mark.parametrize(("passed", "words"), [(True, "已通过"), (False, "未通过")])
def test_the_outcome_stands_on_topic_and_pitch(client, hall, passed, words):
    pitch = build.a_decided_pitch(hall, passed=passed)
    sign_in(client, hall.leader)
    for url in (f"/topics/{pitch.plan.topic_id}/", f"/pitches/{pitch.pk}/"):
        shown = page(client.get(url))
        assert words in shown
        assert f"/notices/{pitch.decision_notice_id}/" in shown


def test_a_finished_topic_says_so(client, hall):
    pitch = build.a_decided_pitch(hall)
    topic = Topic.objects.get()
    actions.finish_topic(
        topic_id=topic.pk, community_id=pitch.community_id, actor=hall.actor("worker"),
        now=clock.now(),
    )  # fmt: skip
    sign_in(client, hall.resident)
    assert "这里决定的事已经办好" in page(client.get(f"/topics/{topic.pk}/"))


def test_an_objection_found_right_and_a_replaced_plan_are_shown(client, hall):
    plan = build.an_adopted_plan(hall)
    objection = register.raise_objection(
        notice=Notice.objects.get(), text="太贵", actor=hall.actor("resident"), now=clock.now()
    )
    register.answer_objection(
        objection=objection, answer="改", upheld=True, actor=hall.actor("leader"), now=clock.now()
    )
    sign_in(client, hall.leader)
    assert "写修改稿" in page(client.get(f"/topics/{plan.topic_id}/"))
    draft = build.a_plan(hall, plan.topic, agreed=3, content="换便宜的门")
    actions.adopt_plan(plan=draft, actor=an_actor(hall.leader), now=clock.now())
    assert "方案有了新版" in page(client.get(f"/plans/{plan.pk}/"))


def test_many_words_are_folded(client, hall):
    topic = build.a_topic(hall)
    for number in range(7):
        build.an_opinion(
            hall,
            topic,
            person=a_resident(hall.city.building, number=f"9{number}"),
            text=f"话{number}",
        )
    sign_in(client, hall.resident)
    assert "还有 2 条" in page(client.get(f"/topics/{topic.pk}/"))
