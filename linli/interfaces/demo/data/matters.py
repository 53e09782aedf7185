"""What 北苑小区 has done before: one matter all the way, one plan in public notice, one topic under
discussion. The back gate is left for the visitor.
"""

from __future__ import annotations

from datetime import timedelta

from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.interfaces.demo.data.houses import Built
from linli.interfaces.demo.data.stage import Stage
from linli.mechanisms.register.actions import take_effect
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.actions import cast_ballot, close_vote
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice
from linli.practices.cases import actions as cases
from linli.practices.cases import rules, words
from linli.practices.cases.models import Case
from linli.practices.cases.rules import Category, Channel
from linli.practices.deliberation import actions as deliberation
from linli.practices.deliberation.models import Pitch, Plan, Topic
from linli.practices.deliberation.rules import Line, Stance
from linli.practices.projects import actions as projects
from linli.practices.projects.models import Project
from linli.practices.projects.rules import Origin

YUAN = 100
LAMPS = (
    Line("声控灯144只", 5_760 * YUAN),
    Line("更换老化电线", 3_640 * YUAN),
    Line("安装人工", 2_600 * YUAN),
)
SHED = (Line("棚顶换新板", 5_200 * YUAN), Line("加两盏灯", 800 * YUAN), Line("人工", 2_400 * YUAN))
APPROVED, OPPOSED = 29, 4
QUOTES = (
    ("明达电气安装", 11_860 * YUAN),
    ("城南水电维修", 11_480 * YUAN),
    ("亮家照明工程", 12_900 * YUAN),
)
CHOSEN, CONTRACT = 1, 11_400 * YUAN


class Courtyard:
    """The courtyard with those who act in it."""

    def __init__(self, stage: Stage, estate: Built) -> None:
        self.stage, self.estate = stage, estate
        self.place = estate.place
        self.community = Place.objects.get(pk=estate.place.community_id or 0)
        self.leader = stage.holder(PostKind.GROUP_LEADER, self.place)
        self.seats = [
            stage.acting(post) for post in stage.holders(PostKind.GROUP_COUNCIL_SEAT, self.place)
        ]
        self.chair = stage.holder(PostKind.COUNCIL_CHAIR, self.community)
        self.worker = stage.holder(PostKind.WORKER, self.community)

    def steward(self, building: int) -> Actor:
        """Return the steward of a building, counted from 0."""
        return self.stage.holder(PostKind.STEWARD, self.estate.buildings[building])

    def neighbour(self, building: int, home: int) -> Actor:
        """Return the head of a household, acting as a resident."""
        return self.stage.resident(self.estate.head_in(self.estate.buildings[building], home))

    def opinions(self, topic: Topic, days_ago: int, said: tuple[tuple[Stance, str], ...]) -> None:
        """This will let neighbours say what they think, one a door."""
        for ordinal, (stance, text) in enumerate(said):
            deliberation.say_opinion(
                topic=topic,
                stance=stance,
                text=text,
                actor=self.neighbour(ordinal % 4, 8 + 3 * ordinal),
                now=self.stage.at(days_ago, 19, ordinal),
            )

    def plan(self, topic: Topic, content: str, lines: tuple[Line, ...], days_ago: int) -> Plan:
        """This will write a plan, let the group council agree and put it into public notice."""
        at = self.stage.at
        plan = deliberation.draft_plan(
            topic=topic, content=content, lines=lines, actor=self.leader, now=at(days_ago + 2)
        )
        for minute, seat in enumerate([self.leader, *self.seats[-3:]]):
            deliberation.agree_to_plan(plan=plan, actor=seat, now=at(days_ago + 1, 20, minute))
        return deliberation.adopt_plan(plan=plan, actor=self.leader, now=at(days_ago))


def play(stage: Stage, estate: Built) -> None:
    """This will play all three."""
    courtyard = Courtyard(stage, estate)
    _lamps(courtyard)
    _shed(courtyard)
    _parking(courtyard)


def _lamps(courtyard: Courtyard) -> None:
    at = courtyard.stage.at
    case = _dark_stairs(courtyard)
    topic = Topic.objects.get(community_id=courtyard.community.pk, place=courtyard.place)
    courtyard.opinions(
        topic,
        148,
        (
            (Stance.FOR, "晚上摸黑上楼，早该换了。"),
            (Stance.FOR, ""),
            (Stance.OTHER, "希望灯不要太亮，一楼晃眼睛。"),
            (Stance.FOR, ""),
            (Stance.AGAINST, "灯还能用，先修电线。"),
        ),
    )
    plan = courtyard.plan(topic, "四栋楼的楼道灯全部换成声控灯，老化的电线一起换掉。", LAMPS, 136)
    _effect(courtyard, plan.notice, 127)
    vote = _road_show_and_vote(courtyard, plan)
    decision = Pitch.objects.select_related("decision_notice").get(
        community_id=courtyard.community.pk, vote_id=vote.pk
    )
    _effect(courtyard, decision.decision_notice, 110)
    _works(courtyard, Project.objects.get(community_id=courtyard.community.pk))
    case = Case.objects.select_related("place").get(community_id=case.community_id, pk=case.pk)
    cases.confirm(case=case, actor=courtyard.neighbour(0, 30), now=at(58, 20))


def _dark_stairs(courtyard: Courtyard) -> Case:
    at, building = courtyard.stage.at, courtyard.estate.buildings[0]
    reporter, steward = courtyard.neighbour(0, 30), courtyard.steward(0)
    home = courtyard.estate.homes[building.pk][30]
    case = cases.raise_case(
        place=home.household.place,
        spot=building,
        spot_detail="楼道灯",
        title=rules.title(building.name, "楼道灯", str(words.SUBJECTS[Category.PROPERTY])),
        text="楼道里的灯大半不亮，上个月有老人在三楼踩空了。",
        category=Category.PROPERTY,
        channel=Channel.PAGE,
        reporter=None,
        actor=reporter,
        now=at(155, 18),
    )
    case = cases.acknowledge(case=case, actor=steward, now=at(154, 9))
    return cases.hand_to_council(
        case=case,
        reason="四栋楼的楼道灯都老化了，单修一盏不解决问题，请院落议事会商量一起换。",
        actor=steward,
        now=at(150, 10),
    )


def _effect(courtyard: Courtyard, notice: Notice | None, days_ago: int) -> None:
    if notice is None:
        raise LookupError("there is no notice to put into effect")
    take_effect(notice=notice, actor=courtyard.leader, now=courtyard.stage.at(days_ago))


def _road_show_and_vote(courtyard: Courtyard, plan: Plan) -> Vote:
    at = courtyard.stage.at
    pitch = deliberation.submit_pitch(
        plan=Plan.objects.select_related("topic", "place").get(
            community_id=plan.community_id, pk=plan.pk
        ),
        funding_sources="社区保障资金 10,000 元，居民自筹 2,000 元。",
        opinions="走访 131 户：118 户赞成，9 户说先修电线，4 户没有意见。",
        opinions_for=118,
        opinions_against=9,
        objections="一楼两户担心晃眼，改用可以调亮度的灯。",
        actor=courtyard.leader,
        now=at(126),
    )
    deliberation.schedule_road_show(
        place=courtyard.community,
        held_at=at(120, 19),
        venue="社区活动室",
        pitches=[pitch],
        actor=courtyard.worker,
        now=at(125),
    )
    pitch = deliberation.put_to_vote(
        pitch=pitch, closes_at=at(116, 18), actor=courtyard.chair, now=at(120, 20, 30)
    )
    vote = Vote.objects.get(community_id=courtyard.community.pk, pk=pitch.vote_id or 0)
    seats = courtyard.stage.holders(PostKind.COUNCIL_SEAT, courtyard.community)
    voters = [courtyard.chair, *(courtyard.stage.acting(post) for post in seats)]
    choices = [Choice.APPROVE] * APPROVED + [Choice.OPPOSE] * OPPOSED
    for ordinal, (voter, choice) in enumerate(zip(voters, choices, strict=False)):
        cast_ballot(vote=vote, choice=choice, actor=voter, now=at(119 - ordinal // 15, 9, ordinal))
    return close_vote(vote=vote, actor=courtyard.chair, now=at(116, 18, 5))


def _works(courtyard: Courtyard, project: Project) -> None:
    at, leader = courtyard.stage.at, courtyard.leader
    projects.name_source(
        project=project, origin=Origin.SUBSIDY, label="社区保障资金", fen=10_000 * YUAN,
        actor=leader, now=at(109),
    )  # fmt: skip
    projects.name_source(
        project=project, origin=Origin.RESIDENTS, label="居民自筹", fen=2_000 * YUAN,
        actor=leader, now=at(109, 11),
    )  # fmt: skip
    due = at(100, 18)
    projects.invite_quotes(project=project, due=due, actor=leader, now=at(109, 12))
    quotes = [
        projects.register_quote(project=project, bidder=bidder, actor=leader, now=at(106 - n))
        for n, (bidder, _amount) in enumerate(QUOTES)
    ]
    for minute, chooser in enumerate([leader, *courtyard.seats[-3:]]):
        projects.declare_interest(
            project=project, has_interest=False, actor=chooser, now=at(102, 20, minute)
        )
    projects.open_quotes(
        project=project,
        amounts={quote.pk: amount for quote, (_bidder, amount) in zip(quotes, QUOTES, strict=True)},
        witnesses="议事会成员三人、社区工作人员一人",
        actor=leader,
        now=due + timedelta(hours=1),
    )
    projects.choose_quote(
        project=project, quote=quotes[CHOSEN], reason="价格最低，保修三年，去年修过三号院。",
        actor=leader, now=at(98),
    )  # fmt: skip
    projects.sign_contract(project=project, amount=CONTRACT, actor=leader, now=at(96))
    half = CONTRACT // 2
    for days, fen, voucher in ((90, half, "收据 0617"), (60, CONTRACT - half, "收据 0731")):
        moment = at(days)
        projects.record_payment(
            project=project, fen=fen, voucher=voucher, paid_on=moment.date(), actor=leader,
            now=moment,
        )  # fmt: skip
    projects.accept_project(
        project=project, note="逐层试过，144 只灯都亮；电线换完，没有裸露的接头。",
        actor=leader, now=at(59, 16),
    )  # fmt: skip


def _shed(courtyard: Courtyard) -> None:
    at = courtyard.stage.at
    topic = deliberation.open_topic(
        place=courtyard.place,
        title="自行车棚漏雨",
        problem="车棚的顶破了三处，一下雨电动车就淋湿，晚上也看不清。",
        actor=courtyard.leader,
        now=at(16),
    )
    courtyard.opinions(
        topic,
        12,
        (
            (Stance.FOR, "顺便把灯也装上。"),
            (Stance.FOR, ""),
            (Stance.OTHER, "最好留一排给三轮车。"),
        ),
    )
    courtyard.plan(topic, "换掉破损的顶板，加两盏灯，靠墙留一排停三轮车。", SHED, 2)


def _parking(courtyard: Courtyard) -> None:
    topic = deliberation.open_topic(
        place=courtyard.place,
        title="楼前停车怎么划线",
        problem="车越来越多，晚归的人找不到地方停，消防通道也被占。",
        actor=courtyard.leader,
        now=courtyard.stage.at(6),
    )
    courtyard.opinions(
        topic,
        4,
        (
            (Stance.FOR, "按户登记，一户一位。"),
            (Stance.AGAINST, "花台不能铲，孩子要有地方玩。"),
            (Stance.OTHER, "先把消防通道划出来。"),
            (Stance.FOR, ""),
        ),
    )
