"""The back gate: from one sentence of a resident to a gate that closes, and 1,500 yuan saved.

C27 a group council of five; C28, C34 meetings, at least three quotes, declarations of interest, a
choice with its reason; C29 plan, budget and public notice with objections; C30, C31 the group
council decides in its scope and then pitches before the community council; C32 the pitch sheet
with the owners' opinions; C33 25 of all 37 seats, not of those present; C35 36,000 planned,
34,500 paid. Around it K39, K42 and F23: one lead from the first word on, and the one who asked
says whether it is solved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from linli.flows.queries import ends_of
from linli.foundation.kernel import journal
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, a_resident, an_actor
from linli.foundation.places.tests.build import City, a_city, the_norms
from linli.mechanisms.register import actions as register
from linli.mechanisms.voting import actions as voting
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice
from linli.practices.cases import actions as cases
from linli.practices.cases.models import Case, CaseNote
from linli.practices.cases.queries import case_for
from linli.practices.cases.rules import Category, Channel
from linli.practices.deliberation import actions as deliberation
from linli.practices.deliberation.models import Pitch, Plan, Topic
from linli.practices.deliberation.rules import Line, Stance
from linli.practices.projects import actions as projects
from linli.practices.projects.models import Project
from linli.practices.projects.queries import settlement_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 24, 1, tzinfo=UTC)  # a Tuesday, nine in the morning in Shanghai
DAY = timedelta(days=1)
BUDGET = [Line("铁门和门框", 2_200_000), Line("门禁和布线", 1_400_000)]


@dataclass
class Scene:
    """The people of the scene, and what time it is."""

    city: City
    resident: Actor
    steward: Actor
    worker: Actor
    leader: Actor
    seats: list[Actor]  # of the group council, besides the leader
    chair: Actor
    members: list[Actor]  # of the community council, besides the chair
    now: datetime = START

    def wait(self, delta: timedelta) -> datetime:
        """Let time pass; return the new moment."""
        self.now += delta
        return self.now

    def fresh(self, case: Case) -> Case:
        """Return the case as its reporter finds it now."""
        return case_for(self.resident, case.pk)


@pytest.fixture
def scene() -> Scene:
    the_norms()
    city = a_city()

    def holder(kind, place, name):
        person = a_person(name)
        a_post(person, kind, place)
        return an_actor(person, on=START.date())

    seat, member = PostKind.GROUP_COUNCIL_SEAT, PostKind.COUNCIL_SEAT
    return Scene(
        city=city,
        resident=an_actor(a_resident(city.unit, name="田小雨", number="302"), on=START.date()),
        steward=holder(PostKind.STEWARD, city.building, "林小禾"),
        worker=holder(PostKind.WORKER, city.community, "周文"),
        leader=holder(PostKind.GROUP_LEADER, city.compound, "田景和"),
        seats=[holder(seat, city.compound, f"小组议事员{n}") for n in range(2, 6)],
        chair=holder(PostKind.COUNCIL_CHAIR, city.community, "主任"),
        members=[holder(member, city.community, f"委员{n}") for n in range(2, 38)],
    )


def _a_matter_becomes_a_topic(scene: Scene) -> tuple[Case, Topic]:
    case = cases.raise_case(
        place=scene.city.unit, spot=scene.city.compound, spot_detail="后门",
        title="北苑小区后门 · 外来人员进出", text="后门锁坏了，谁都能进，我家孩子不敢下楼。",
        category=Category.ACCESS, channel=Channel.PAGE, reporter=None, actor=scene.resident,
        now=scene.now,
    )  # fmt: skip
    case = scene.fresh(case)
    cases.acknowledge(case=case, actor=scene.steward, now=scene.wait(timedelta(hours=2)))
    cases.take_lead(case=case, actor=scene.steward, now=scene.wait(timedelta(hours=1)))
    cases.hand_to_council(
        case=case, reason="后门锁坏了，修锁还是装门禁？要大家一起定。", actor=scene.steward,
        now=scene.wait(DAY),
    )  # fmt: skip
    return scene.fresh(case), Topic.objects.get()


def _a_plan_stands_its_notice(scene: Scene, topic: Topic) -> Plan:
    deliberation.say_opinion(
        topic=topic, stance=Stance.FOR, text="早该装了", actor=scene.resident, now=scene.wait(DAY)
    )
    plan = deliberation.draft_plan(
        topic=topic, content="换一扇新铁门，装门禁。", lines=BUDGET, actor=scene.leader,
        now=scene.wait(DAY),
    )  # fmt: skip
    for actor in (scene.leader, *scene.seats[:2]):
        deliberation.agree_to_plan(plan=plan, actor=actor, now=scene.wait(timedelta(hours=1)))
    plan = deliberation.adopt_plan(plan=plan, actor=scene.leader, now=scene.wait(DAY))
    notice = plan.notice
    assert notice is not None
    objection = register.raise_objection(
        notice=notice, text="一楼刷卡会不会太吵？", actor=scene.resident, now=scene.wait(DAY)
    )
    register.answer_objection(
        objection=objection, answer="选静音锁，装好后大家来试。", upheld=False, actor=scene.leader,
        now=scene.wait(DAY),
    )  # fmt: skip
    with pytest.raises(register.NotInEffect):
        register.take_effect(notice=notice, actor=scene.leader, now=scene.now)
    register.take_effect(notice=notice, actor=scene.leader, now=scene.wait(7 * DAY))
    return Plan.objects.get(pk=plan.pk)


def _the_council_votes(scene: Scene, plan: Plan, *, in_favour: int) -> Vote:
    def hand_in(opinions: str) -> Pitch:
        return deliberation.submit_pitch(
            plan=plan, funding_sources="公共收益 36,000 元", opinions=opinions, opinions_for=41,
            opinions_against=3, objections="一楼担心太吵，已答复：选静音锁。", actor=scene.leader,
            now=scene.now,
        )  # fmt: skip

    scene.wait(DAY)
    with pytest.raises(deliberation.EmptyOpinions):
        hand_in(" ")
    pitch = hand_in("44 户里 41 户赞成。")
    held_at = scene.now + 3 * DAY
    deliberation.schedule_road_show(
        place=scene.city.community, held_at=held_at, venue="社区会议室", pitches=[pitch],
        actor=scene.worker, now=scene.now,
    )  # fmt: skip
    scene.wait(3 * DAY)
    pitch = deliberation.put_to_vote(
        pitch=pitch, closes_at=scene.now + 2 * DAY, actor=scene.chair, now=scene.now
    )
    vote = pitch.vote
    assert vote is not None
    for number, member in enumerate([scene.chair, *scene.members], start=1):
        choice = Choice.APPROVE if number <= in_favour else Choice.OPPOSE
        if number < 37:  # one seat stays away: it is no yes
            voting.cast_ballot(vote=vote, choice=choice, actor=member, now=scene.now)
    with pytest.raises(voting.NotClosable):
        voting.close_vote(vote=vote, actor=scene.chair, now=scene.now)
    return voting.close_vote(vote=vote, actor=scene.chair, now=scene.wait(2 * DAY + DAY / 24))


def _the_gate_is_built(scene: Scene, project: Project) -> Project:
    leader = scene.leader
    due = scene.now + 5 * DAY
    projects.invite_quotes(project=project, due=due, actor=leader, now=scene.now)
    quotes = {
        bidder: projects.register_quote(
            project=project, bidder=bidder, actor=scene.worker, now=scene.wait(timedelta(hours=1))
        )
        for bidder in ("安居门业", "恒固五金", "邻安科技")
    }
    for actor in (leader, *scene.seats):
        projects.declare_interest(
            project=project, has_interest=False, actor=actor, now=scene.wait(timedelta(minutes=5))
        )
    prices = dict(zip(quotes.values(), (3_550_000, 3_450_000, 3_600_000), strict=True))
    projects.open_quotes(
        project=project, amounts={quote.pk: fen for quote, fen in prices.items()},
        witnesses="五位议事员和两位居民", actor=leader, now=scene.wait(5 * DAY),
    )  # fmt: skip
    projects.choose_quote(
        project=project, quote=quotes["恒固五金"], reason="价格最低，保修三年。", actor=leader,
        now=scene.wait(timedelta(hours=1)),
    )  # fmt: skip
    projects.sign_contract(project=project, amount=3_450_000, actor=leader, now=scene.wait(DAY))
    projects.record_payment(
        project=project, fen=3_450_000, voucher="2026-118", paid_on=scene.wait(14 * DAY).date(),
        actor=leader, now=scene.now,
    )  # fmt: skip
    return projects.accept_project(
        project=project, note="五个人试了三天，关得严，声音小。", actor=leader, now=scene.wait(DAY)
    )


def test_the_back_gate_is_decided_by_25_of_37_built_for_34500_and_confirmed_by_who_asked(scene):
    case, topic = _a_matter_becomes_a_topic(scene)
    assert (topic.place, topic.title) == (scene.city.compound, case.title)
    assert topic.started_by_kind == "resident"
    assert "孩子" not in topic.problem, "the reporter's own words stay with those who work on it"
    plan = _a_plan_stands_its_notice(scene, topic)
    assert (plan.status, plan.total) == ("cleared", 3_600_000)
    vote = _the_council_votes(scene, plan, in_favour=25)
    assert (vote.eligible, vote.cast, vote.approve, vote.outcome) == (37, 36, 25, "passed")
    decision = Pitch.objects.get().decision_notice
    assert decision is not None
    assert not Project.objects.exists(), "no decision is carried out before its notice took effect"
    register.take_effect(notice=decision, actor=scene.chair, now=scene.wait(4 * DAY))
    project = Project.objects.get()
    assert (project.budget, project.place) == (3_600_000, scene.city.compound)
    project = _the_gate_is_built(scene, project)
    settled = settlement_of(project)
    assert (settled.final, settled.paid, settled.owed) == (3_450_000, 3_450_000, 0)
    assert (settled.saved_net, settled.saved_by_scope_cut) == (150_000, 0)
    assert Topic.objects.get().status == "done"
    case = scene.fresh(case)
    assert (case.status, case.lead_post_id) == ("answered", scene.steward.post_id)
    cases.confirm(case=case, actor=scene.resident, now=scene.wait(DAY))
    assert scene.fresh(case).status == "confirmed"
    pitch = Pitch.objects.get()
    assert (pitch.plan, pitch.vote, pitch.decision_notice) == (plan, vote, decision)
    ends = ends_of(scene.city.community.pk, topic.pk)
    assert ends == {"case": case.pk, "project": project.pk}
    assert list(journal.faults(scene.city.community.pk)) == []


def test_24_of_37_do_not_pass_and_the_one_who_asked_hears_it(scene):
    case, topic = _a_matter_becomes_a_topic(scene)
    plan = _a_plan_stands_its_notice(scene, topic)
    vote = _the_council_votes(scene, plan, in_favour=24)
    assert (vote.approve, vote.outcome) == (24, "rejected")
    assert Pitch.objects.get().status == "rejected"
    result = Pitch.objects.get().decision_notice
    assert result is not None
    with pytest.raises(register.NotInEffect):
        register.take_effect(notice=result, actor=scene.chair, now=scene.wait(30 * DAY))
    assert not Project.objects.exists()
    case = scene.fresh(case)
    assert case.status == "deliberating", "the lead still owes an answer"
    assert case.due_at is not None
    told = CaseNote.objects.filter(case=case, kind="note", shown_to_reporter=True)
    assert told.count() == 1
