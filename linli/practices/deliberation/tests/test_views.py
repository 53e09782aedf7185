"""Pages of deliberation: who sees what, forms that keep what was entered, who may act."""

from __future__ import annotations

import pytest

from linli.foundation.kernel import clock
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, a_resident, an_actor, key, sign_in
from linli.foundation.places.models import Place
from linli.foundation.places.tests.build import a_household
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice
from linli.practices.deliberation import actions
from linli.practices.deliberation.models import Opinion, Plan, Topic
from linli.practices.deliberation.tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def page(response):
    return response.content.decode()


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


def test_a_fixed_plan_has_no_form(client, hall, urls):
    sign_in(client, hall.leader)
    assert client.get(urls["plan_new"])["Location"] == urls["topic"]
    assert client.get(urls["pitch_new"])["Location"] == urls["plan"]
    answer = client.post(
        urls["plan_new"], {"content": "换门", "label_1": "门", "amount_1": "1", **key()}
    )
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
        assert f"已同意 {number} / 5 席" in shown
        assert "需要 3 席：" in shown
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


def test_the_topic_says_how_many_doors_were_not_heard(client, hall):
    topic = build.a_topic(hall)
    build.an_opinion(hall, topic)
    Place.objects.filter(pk=hall.city.compound.pk).update(households=120)
    sign_in(client, hall.resident)
    assert "这些意见来自 1 户，全小区共 120 户" in page(client.get(f"/topics/{topic.pk}/"))


def test_the_topic_says_how_many_seats_are_missing(client, hall):
    plan = build.a_plan(hall, agreed=2)
    sign_in(client, hall.seats[3])
    shown = page(client.get(f"/topics/{plan.topic_id}/"))
    assert "同意 2 / 5 席，需要 3 席" in shown
    assert "看方案并表态" in shown
