"""Verbs of topics and plans: what each does, and every refusal."""

from __future__ import annotations

import pytest

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Entry
from linli.foundation.people import actions as people
from linli.foundation.people.models import Post
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, a_resident, an_actor
from linli.foundation.places.models import Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.tests.build import a_household
from linli.mechanisms.register import actions as register
from linli.mechanisms.register.models import Notice, NoticeVersion
from linli.practices.deliberation import actions
from linli.practices.deliberation.models import Opinion, Plan, Topic
from linli.practices.deliberation.rules import Line, Stance, Way
from linli.practices.deliberation.tests import build
from linli.practices.deliberation.tests.build import LINES

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return build.a_hall()


def facts(kind):
    return Entry.objects.filter(kind=f"deliberation.{kind}")


def test_a_topic_belongs_to_whoever_raised_the_matter(hall):
    topic = build.a_topic(hall)
    assert (topic.status, topic.started_by_kind) == ("open", "resident")
    assert facts("topic_opened").get().data == {
        "topic_id": topic.pk,
        "started_by_kind": "resident",
    }


def test_a_topic_belongs_to_the_actor_unless_told(hall):
    topic = actions.open_topic(
        place=hall.city.compound,
        title="车位",
        problem="不够",
        actor=hall.actor("steward"),
        now=clock.now(),
    )
    assert topic.started_by_kind == "steward"


def test_an_opinion_said_anew_replaces_the_first(hall):
    topic = build.a_topic(hall)
    first = build.an_opinion(hall, topic)
    second = build.an_opinion(hall, topic, stance=Stance.AGAINST, text="  太贵了 ")
    assert (second.pk, second.text, second.stance) == (first.pk, "太贵了", "against")
    assert second.household_id == build.a_door(hall).pk
    told = [(e.before, e.after, sorted(e.data)) for e in facts("opinion_said")]
    assert told == [(None, None, ["opinion_id", "topic_id", "way"])] * 2  # never who thinks what


def test_a_steward_notes_what_a_door_said_once(hall):
    topic = build.a_topic(hall)
    actor = hall.actor("steward")
    for text in ("同意", "还是同意"):
        actions.say_opinion(
            topic=topic, stance=Stance.FOR, text=text, way=Way.BENCH, household=build.a_door(hall),
            actor=actor, now=clock.now(),
        )  # fmt: skip
    noted = Opinion.objects.get()
    assert (noted.text, noted.person_id, noted.said_as) == ("还是同意", None, "resident")
    assert noted.noted_by_post_id == actor.post_id


def test_a_steward_notes_nothing_without_a_door_or_for_one_elsewhere(hall):
    topic = build.a_topic(hall)
    for door in (None, a_household(hall.city.sibling_building, "201")):
        with pytest.raises(actions.OpinionRefused, match="哪一户"):
            actions.say_opinion(
                topic=topic, stance=Stance.FOR, text="", way=Way.DOOR, household=door,
                actor=hall.actor("steward"), now=clock.now(),
            )  # fmt: skip
    assert not Opinion.objects.exists()


def test_something_else_needs_words(hall):
    with pytest.raises(actions.OpinionRefused, match="几句话"):
        build.an_opinion(hall, build.a_topic(hall), stance=Stance.OTHER, text=" ")


def test_opinions_close_with_the_pitch(hall):
    pitch = build.a_pitch(hall)
    with pytest.raises(actions.OpinionRefused, match="不再收意见"):
        build.an_opinion(hall, pitch.plan.topic)


def test_a_topic_is_finished_only_after_its_plan_passed(hall):
    pitch = build.a_decided_pitch(hall)
    topic = pitch.plan.topic
    wanted = {"topic_id": topic.pk, "community_id": topic.community_id}
    for _time in range(2):
        if _time:
            with pytest.raises(actions.PlanRefused, match="办结"):
                actions.finish_topic(**wanted, actor=OPERATOR, now=clock.now())
        else:
            actions.finish_topic(**wanted, actor=OPERATOR, now=clock.now())
    assert Topic.objects.get(pk=topic.pk).status == "done"
    assert facts("topic_finished").count() == 1


def test_a_plan_holds_its_lines_and_their_sum(hall):
    plan = build.a_plan(hall)
    assert (plan.version, plan.total, plan.status) == (1, 3_600_000, "draft")
    lines = [(line.order, line.label, line.fen) for line in plan.lines.order_by("order")]
    assert lines == [(1, "门禁设备", 2_400_000), (2, "安装和布线", 1_200_000)]
    assert Topic.objects.get().status == "planned"


def test_a_new_version_replaces_the_draft_and_its_agreements(hall):
    topic = build.a_topic(hall)
    first = build.a_plan(hall, topic, agreed=2)
    second = build.a_plan(hall, topic)
    assert second.version == 2
    assert Plan.objects.get(pk=first.pk).status == "superseded"
    with pytest.raises(actions.PlanRefused, match="0 / 5 席"):
        actions.adopt_plan(plan=second, actor=hall.actor("leader"), now=clock.now())
    for verb in (actions.agree_to_plan, actions.adopt_plan):
        with pytest.raises(actions.PlanRefused, match="最新的一版"):
            verb(plan=first, actor=hall.actor("leader"), now=clock.now())


@pytest.mark.parametrize(
    ("content", "lines", "sentence"),
    [(" ", LINES, "要做什么"), ("装门禁", [], "至少填一项预算")],
)
def test_a_plan_has_content_and_lines(hall, content, lines, sentence):
    with pytest.raises(actions.PlanRefused, match=sentence):
        actions.draft_plan(
            topic=build.a_topic(hall), content=content, lines=lines, actor=hall.actor("leader"),
            now=clock.now(),
        )  # fmt: skip
    assert not Plan.objects.exists()


def test_no_plan_is_written_once_one_stood_its_notice(hall):
    plan = build.a_cleared_plan(hall)
    with pytest.raises(actions.PlanRefused, match="已经定了"):
        build.a_plan(hall, plan.topic)


def test_only_seats_of_the_group_council_agree_and_each_person_once(hall):
    plan = build.a_plan(hall)
    now = clock.now()
    for stranger in (hall.resident, hall.members[0]):
        with pytest.raises(actions.PlanRefused, match="小组议事会成员"):
            actions.agree_to_plan(plan=plan, actor=an_actor(stranger), now=now)
    actions.agree_to_plan(plan=plan, actor=hall.actor("leader"), now=now)
    with pytest.raises(actions.PlanRefused, match="已经同意过"):
        actions.agree_to_plan(plan=plan, actor=hall.actor("leader"), now=now)
    assert facts("plan_agreed").get().data == {"plan_id": plan.pk, "agreed": 1, "seats": 5}


def test_somebody_with_two_posts_of_the_council_agrees_once_and_counts_once(hall):
    second = a_post(hall.leader, PostKind.GROUP_COUNCIL_SEAT, hall.city.compound)
    plan = build.a_plan(hall, agreed=1)
    with pytest.raises(actions.PlanRefused, match="已经同意过"):
        actions.agree_to_plan(
            plan=plan, actor=an_actor(hall.leader, f"post-{second.pk}"), now=clock.now()
        )
    assert facts("plan_agreed").get().data["seats"] == 5


def test_a_seat_of_another_courtyard_does_not_agree(hall):
    elsewhere = a_person("外人")
    a_post(elsewhere, PostKind.GROUP_COUNCIL_SEAT, hall.city.sibling_compound)
    with pytest.raises(actions.PlanRefused, match="小组议事会成员"):
        actions.agree_to_plan(plan=build.a_plan(hall), actor=an_actor(elsewhere), now=clock.now())


def test_two_of_five_do_not_adopt_and_three_do(hall):
    plan = build.a_plan(hall, agreed=2)
    leader = hall.actor("leader")
    with pytest.raises(actions.PlanRefused, match="2 / 5 席，需要 3 席"):
        actions.adopt_plan(plan=plan, actor=leader, now=clock.now())
    assert not Notice.objects.exists()
    actions.agree_to_plan(plan=plan, actor=an_actor(hall.seats[1]), now=clock.now())
    adopted = actions.adopt_plan(plan=plan, actor=leader, now=clock.now())
    notice = Notice.objects.get()
    assert (adopted.status, adopted.topic.status) == ("adopted", "announced")
    assert (notice.kind, notice.title) == ("plan", "方案：后门坏了")
    data = NoticeVersion.objects.get().data
    assert data["total_fen"] == 3_600_000
    assert data["lines"][0] == {"label": "门禁设备", "fen": 2_400_000}


def test_the_agreement_of_somebody_who_left_the_council_does_not_adopt(hall):
    plan = build.a_plan(hall, agreed=3)
    post = Post.objects.get(person=hall.seats[0])
    people.end_post(post=post, day=clock.today(), reason="搬走", actor=OPERATOR, now=clock.now())
    with pytest.raises(actions.PlanRefused, match="2 / 4 席，需要 3 席"):
        actions.adopt_plan(plan=plan, actor=hall.actor("leader"), now=clock.now())


def test_a_better_draft_revises_the_running_notice(hall):
    first = build.an_adopted_plan(hall)
    draft = build.a_plan(hall, first.topic, agreed=3, content="换门，不装门禁。")
    second = actions.adopt_plan(plan=draft, actor=hall.actor("leader"), now=clock.now())
    assert second.notice_id == first.notice_id
    assert Notice.objects.get().version == 2
    assert Plan.objects.get(pk=first.pk).status == "superseded"


def test_a_notice_in_effect_clears_its_plan_and_drops_a_better_draft(hall):
    plan = build.an_adopted_plan(hall)
    draft = build.a_plan(hall, plan.topic)
    assert Topic.objects.get().status == "announced"
    build.cleared(hall, plan)
    assert Plan.objects.get(pk=plan.pk).status == "cleared"
    assert Plan.objects.get(pk=draft.pk).status == "superseded"


def test_a_notice_of_something_else_clears_nothing(hall):
    with pytest.raises(Plan.DoesNotExist):
        actions.clear_plan(
            notice_id=1, community_id=hall.city.community.pk, actor=OPERATOR, now=clock.now()
        )


def test_an_objection_found_right_waits_for_a_better_draft(hall):
    plan = build.an_adopted_plan(hall)
    notice = Notice.objects.get()
    leader = hall.actor("leader")
    objection = register.raise_objection(
        notice=notice, text="太贵", actor=hall.actor("resident"), now=clock.now()
    )
    register.answer_objection(
        objection=objection, answer="改便宜的", upheld=True, actor=leader, now=clock.now()
    )
    with pytest.raises(register.NotInEffect):
        build.cleared(hall, plan)
    draft = actions.draft_plan(
        topic=plan.topic, content="换便宜的门", lines=[Line("门", 100)], actor=leader,
        now=clock.now(),
    )  # fmt: skip
    for person in (hall.leader, *hall.seats[:2]):
        actions.agree_to_plan(plan=draft, actor=an_actor(person), now=clock.now())
    adopted = actions.adopt_plan(plan=draft, actor=leader, now=clock.now())
    assert build.cleared(hall, adopted).total == 100


def test_a_resident_of_another_compound_is_no_reader(hall):
    from linli.foundation.people.authority import may

    stranger = an_actor(a_resident(hall.city.sibling_compound, number="9"))
    place = Place.objects.get(pk=hall.city.compound.pk)
    assert not may(stranger, "deliberation.read", place)
    assert may(hall.actor("resident"), "deliberation.read", place)
