"""Adds to the demonstration what its pages can show, and prints what is where.

python -m tests.browser.world              every state of everything, for every page
python -m tests.browser.world ballot       one pitch on the agenda, to be put to the vote

Everything is done through the actions, by the people of the demonstration, at its own time.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from datetime import datetime

    from linli.foundation.people.actor import Actor
    from linli.practices.deliberation.models import Pitch, Plan, Topic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
Ids = dict[str, int]
PROBLEM = "车越来越多，晚归的人找不到地方停，消防通道也被占；孩子放学要从车缝里走。"


class Neighbourhood:
    """The courtyard of the demonstration, with its people in their capacities."""

    def __init__(self) -> None:
        from linli.foundation.kernel import clock
        from linli.foundation.people.queries import actor_of, holders
        from linli.foundation.people.rules import PostKind
        from linli.foundation.places.models import Place
        from linli.interfaces.demo.queries import actor_in, member

        self.now = clock.now()
        day = clock.day_of(self.now)

        def acting(slug: str) -> Actor:
            actor = actor_of(member(slug), "", day)
            assert actor is not None
            return actor

        self.resident, self.steward = acting("resident"), acting("steward")
        self.worker, self.leader, self.chair = acting("worker"), acting("leader"), acting("chair")
        self.compound = Place.objects.get(pk=self.leader.place_id)
        self.community = Place.objects.get(pk=self.worker.place_id)
        self.home = Place.objects.get(pk=self.resident.place_id)
        self.building = Place.objects.get(pk=self.steward.place_id)
        self.group = [
            actor_in(post.pk, post.person_id, day)
            for post in holders([PostKind.GROUP_COUNCIL_SEAT], self.compound, day)
        ]
        self.members = [
            actor_in(post.pk, post.person_id, day)
            for post in holders([PostKind.COUNCIL_SEAT], self.community, day)
        ]

    def ago(self, days: float) -> datetime:
        """Return a moment gone by."""
        return self.now - days * DAY


# --- Matters of residents -------------------------------------------------------------------------


def raise_cases(here: Neighbourhood) -> Ids:
    """Raise a case in every state, and sixty more for the clerk."""
    from linli.practices.cases import actions as cases
    from linli.practices.cases.rules import Category, Channel

    def raised(
        detail: str, days: float, text: str = "门锁坏了，谁都能进，老人和孩子晚上不敢下楼。"
    ):
        return cases.raise_case(
            place=here.home, spot=here.compound, spot_detail=detail,
            title=f"{here.compound.name}{detail} · 门和外来人员", text=text,
            category=Category.ACCESS, channel=Channel.PAGE, reporter=None,
            actor=here.resident, now=here.ago(days),
        )  # fmt: skip

    _sixty_by_telephone(here)
    new = raised("后门", 3)
    taken = cases.acknowledge(case=raised("东门", 4), actor=here.steward, now=here.ago(3))
    work = cases.acknowledge(case=raised("西门", 5), actor=here.worker, now=here.ago(4))
    work = cases.take_lead(case=work, actor=here.worker, now=here.ago(3.9))
    cases.add_note(
        case=work, text="师傅周四上午来量尺寸。", shown_to_reporter=True, actor=here.worker,
        now=here.ago(3),
    )  # fmt: skip
    answered = cases.acknowledge(case=raised("南门", 6), actor=here.steward, now=here.ago(5))
    answered = cases.take_lead(case=answered, actor=here.steward, now=here.ago(4.9))
    answered = cases.answer(
        case=answered, text="换了新的闭门器，钥匙还是原来的。", actor=here.steward, now=here.ago(1)
    )
    back = cases.acknowledge(case=raised("北门", 8), actor=here.worker, now=here.ago(7))
    back = cases.take_lead(case=back, actor=here.worker, now=here.ago(6.9))
    back = cases.answer(case=back, text="已经上油。", actor=here.worker, now=here.ago(5))
    cases.reopen(case=back, reason="还是关不上。", actor=here.resident, now=here.ago(4))
    handed = cases.acknowledge(case=raised("车棚门", 9), actor=here.steward, now=here.ago(8))
    cases.hand_to_council(
        case=handed, reason="车棚的门要不要装，大家一起定。", actor=here.steward, now=here.ago(7)
    )
    return {
        "new case": new.pk, "taken case": taken.pk, "case in work": work.pk,
        "answered case": answered.pk, "reopened case": back.pk, "handed case": handed.pk,
    }  # fmt: skip


def _sixty_by_telephone(here: Neighbourhood) -> None:
    from linli.foundation.people.models import Residence
    from linli.practices.cases import actions as cases
    from linli.practices.cases.rules import Category, Channel

    heads = Residence.objects.filter(
        community_id=here.community.pk, household__compound_id=here.compound.pk, is_head=True
    )
    for number, home in enumerate(heads.select_related("person", "household__place")[:60], 1):
        cases.raise_case(
            place=home.household.place, spot=here.compound, spot_detail=f"第{number}盏路灯",
            title=f"{here.compound.name}第{number}盏路灯 · 物业服务", text="灯不亮，看不清台阶。",
            category=Category.PROPERTY, channel=Channel.PHONE, reporter=home.person,
            actor=here.worker, now=here.ago(0.2 + number / 6),
        )  # fmt: skip


# --- Topics, plans, pitches, votes ----------------------------------------------------------------


def topic(here: Neighbourhood, title: str, days: float) -> Topic:
    """Open a topic and let neighbours speak."""
    from linli.practices.deliberation import actions as deliberation
    from linli.practices.deliberation.rules import Stance

    found = deliberation.open_topic(
        place=here.compound, title=title, problem=PROBLEM, actor=here.leader, now=here.ago(days)
    )
    said = [(here.resident, Stance.FOR, "早该做了。"), (here.steward, Stance.OTHER, "分两期做。")]
    said += [(seat, Stance.AGAINST, "先把账算清楚。") for seat in here.group[1:]]
    for speaker, stance, text in said:
        deliberation.say_opinion(
            topic=found, stance=stance, text=text, actor=speaker, now=here.ago(days - 0.1)
        )
    return found


def draft(here: Neighbourhood, title: str, days: float, *, agreed: int) -> Plan:
    """Write a plan of 36,000 and let so many of the group council agree, the leader first."""
    from linli.practices.deliberation import actions as deliberation
    from linli.practices.deliberation.rules import Line

    plan = deliberation.draft_plan(
        topic=topic(here, title, days),
        content="换一扇新铁门，装门禁。\n钥匙每户两把，由楼栋长登记。",
        lines=[Line("铁门和门框", 2_200_000), Line("门禁和布线", 1_400_000)],
        actor=here.leader,
        now=here.ago(days - 0.5),
    )
    for seat in [here.leader, *here.group][:agreed]:
        deliberation.agree_to_plan(plan=plan, actor=seat, now=here.ago(days - 1))
    return plan


def announced(here: Neighbourhood, title: str, days: float) -> Plan:
    """Put a plan into public notice so many days ago."""
    from linli.practices.deliberation import actions as deliberation

    plan = draft(here, title, days + 2, agreed=4)
    return deliberation.adopt_plan(plan=plan, actor=here.leader, now=here.ago(days))


def cleared(here: Neighbourhood, title: str, days: float) -> Plan:
    """Let a plan stand its notice and take effect so many days ago."""
    from linli.mechanisms.register import actions as register
    from linli.practices.deliberation.models import Plan

    plan = announced(here, title, days + 9)
    assert plan.notice is not None
    register.take_effect(notice=plan.notice, actor=here.leader, now=here.ago(days))
    return Plan.objects.select_related("topic", "place").get(pk=plan.pk)


def pitched(here: Neighbourhood, title: str, days: float) -> Pitch:
    """Hand in the pitch of a plan so many days ago."""
    from linli.practices.deliberation import actions as deliberation

    return deliberation.submit_pitch(
        plan=cleared(here, title, days + 0.1),
        funding_sources="公共收益 30,000 元，居民自筹 6,000 元。",
        opinions="走访 131 户：118 户赞成，9 户说先算清账，4 户没有意见。",
        opinions_for=118, opinions_against=9, objections="一楼担心刷卡太吵，已答复：选静音锁。",
        actor=here.leader, now=here.ago(days),
    )  # fmt: skip


def on_the_agenda(here: Neighbourhood, pitch: Pitch, days: float) -> int:
    """Set the road show of a pitch so many days ago; return its id."""
    from linli.practices.deliberation import actions as deliberation

    road_show = deliberation.schedule_road_show(
        place=here.community, held_at=here.ago(days), venue="社区活动室", pitches=[pitch],
        actor=here.worker, now=here.ago(days + 1),
    )  # fmt: skip
    return road_show.pk


def put_to_vote(
    here: Neighbourhood, title: str, days: float, *, closes: datetime, approve: int, oppose: int
) -> Pitch:
    """Open a vote so many days ago in which the others vote; the seven are left out."""
    from linli.mechanisms.voting import actions as voting
    from linli.mechanisms.voting.rules import Choice
    from linli.practices.deliberation import actions as deliberation

    pitch = pitched(here, title, days + 3)
    on_the_agenda(here, pitch, days)
    pitch = deliberation.put_to_vote(
        pitch=pitch, closes_at=closes, actor=here.chair, now=here.ago(days)
    )
    assert pitch.vote is not None
    choices = [Choice.APPROVE] * approve + [Choice.OPPOSE] * oppose
    for seat, choice in zip(reversed(here.members), choices, strict=False):
        voting.cast_ballot(vote=pitch.vote, choice=choice, actor=seat, now=here.ago(days - 0.1))
    return pitch


def deliberate(here: Neighbourhood) -> Ids:
    """Bring a topic into every state."""
    from linli.mechanisms.register import actions as register
    from linli.mechanisms.voting import actions as voting
    from linli.practices.deliberation.models import Pitch

    standing = announced(here, "东门装门禁", 2).notice
    ready = announced(here, "楼顶防水", 9).notice
    mended = announced(here, "单元门换锁", 3).notice
    assert standing is not None
    assert mended is not None
    objection = register.raise_objection(
        notice=standing, text="刷卡会不会太吵？", actor=here.resident, now=here.ago(1)
    )
    upheld = register.raise_objection(
        notice=mended, text="一楼的锁不用换。", actor=here.resident, now=here.ago(2)
    )
    register.answer_objection(
        objection=upheld, answer="说得对，改成只换二楼以上。", upheld=True, actor=here.leader,
        now=here.ago(1),
    )  # fmt: skip
    scheduled = pitched(here, "花台改造", 3)
    road_show = on_the_agenda(here, scheduled, 1 / 24)
    polling = put_to_vote(
        here, "安装晾衣架", 1, closes=here.now + 2 * DAY, approve=20, oppose=3
    )  # fmt: skip
    ids = {
        "topic": topic(here, "门口划行车线", 5).pk,
        "draft": draft(here, "楼前加扶手", 4, agreed=1).pk,
        "agreed draft": draft(here, "楼道刷墙", 4, agreed=3).pk,
        "standing notice": standing.pk,
        "objection": objection.pk,
        "ready notice": ready.pk if ready else 0,
        "upheld notice": mended.pk,
        "mended topic": _topic_of(mended.pk),
        "cleared plan": cleared(here, "健身器材", 1).pk,
        "handed-in pitch": pitched(here, "监控补盲", 1).pk,
        "scheduled pitch": scheduled.pk,
        "road show": road_show,
        "open vote": polling.vote_id or 0,
        "voting topic": polling.plan.topic_id,
    }
    counted = put_to_vote(here, "充电桩", 4, closes=here.ago(0.05), approve=25, oppose=5)
    ids["vote to close"] = counted.vote_id or 0
    for name, approve in (("passed", 27), ("rejected", 24)):
        pitch = put_to_vote(
            here, f"{'南' if approve > 25 else '西'}门路面", 5, closes=here.ago(2),
            approve=approve, oppose=4,
        )  # fmt: skip
        assert pitch.vote is not None
        voting.close_vote(vote=pitch.vote, actor=here.chair, now=here.ago(1))
        pitch = Pitch.objects.select_related("plan").get(pk=pitch.pk)
        ids[f"{name} vote"] = pitch.vote_id or 0
        ids[f"{name} notice"] = pitch.decision_notice_id or 0
        ids[f"{name} topic"] = pitch.plan.topic_id
    return ids


def _topic_of(notice_id: int) -> int:
    from linli.practices.deliberation.models import Plan

    return Plan.objects.get(notice_id=notice_id).topic_id


def everything() -> dict[str, Any]:
    """Return what stands where after bringing everything into every state."""
    from linli.interfaces.demo.data.matters import CONTRACT
    from linli.mechanisms.voting.models import Vote
    from linli.practices.projects.models import Project
    from tests.browser.works import carry_out

    here = Neighbourhood()
    built = Project.objects.get(contract_amount=CONTRACT)
    built_by = Vote.objects.order_by("opened_at")[0]
    return {
        "compound": here.compound.pk,
        "community": here.community.pk,
        "household": here.resident.hat.household_id or 0,
        "building": here.building.pk,
        **raise_cases(here),
        **deliberate(here),
        **carry_out(here),
        "built project": built.pk,
        "built vote": built_by.pk,
    }


def ballot() -> dict[str, Any]:
    """Return the one pitch that is on today's agenda."""
    here = Neighbourhood()
    pitch = pitched(here, "后门装门禁", 3)
    on_the_agenda(here, pitch, 1 / 24)
    return {"pitch": pitch.pk, "topic": pitch.plan.topic_id}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(ballot() if sys.argv[1:] == ["ballot"] else everything()))
