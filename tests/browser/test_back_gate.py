"""The back gate, clicked: each of the demonstration's people on a phone, the clerk at a desk.

C27-C36, as in tests/stories/test_back_gate.py, but only with what stands on the pages.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.browser import looks
from tests.browser.conftest import PYTHON, People
from tests.browser.person import DESK, Person
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

GATE = "北苑小区后门"
QUOTES = {"安居门业": "35500", "恒固五金": "34,500.00", "邻安科技": "36000"}
LEANING = re.compile(r"(赞成|同意|反对)\s*\d")


class Scene:
    """Who takes part, each at a screen of their own, and what day it is for them."""

    def __init__(self, people: People) -> None:
        self.resident, self.steward = people("resident"), people("steward")
        self.worker = people("worker", screen=DESK)
        self.leader, self.council, self.chair = people("leader"), people("council"), people("chair")
        self.visitor = people()
        self.today = datetime.now(ZoneInfo("Asia/Shanghai")).date()

    def goes_to_the_panel(self) -> Person:
        """Open the page of the demonstration that moves the clock and lets the others act."""
        self.visitor.goes("/demo/")
        return self.visitor

    def waits(self, days: int) -> None:
        """Move the clock of the demonstration on, by weeks and days."""
        panel = self.goes_to_the_panel()
        for words in ["往后 7 天"] * (days // 7) + ["往后 1 天"] * (days % 7):
            panel.taps(words)
            panel.reads("时间已经往后拨了")
        self.today += timedelta(days=days)

    def lets_the_council_vote(self, *, approve: int, oppose: int) -> None:
        """Let so many of the seats vote whose holders are not at a screen."""
        panel = self.goes_to_the_panel()
        panel.writes("几个席位赞成", str(approve))
        panel.writes("几个席位反对", str(oppose))
        panel.taps("让其他席位投票")
        panel.reads(f"{approve + oppose} 个席位已投票")


@pytest.fixture
def scene(person: People) -> Scene:
    return Scene(person)


def test_the_back_gate_is_clicked_from_the_complaint_to_the_bill(scene):
    _says_it(scene.resident)
    _the_steward_and_the_worker_bring_it_to_the_council(scene)
    _neighbours_say_what_they_think(scene)
    _a_plan_of_36000_is_written_and_agreed_to(scene)
    _the_plan_stands_its_notice_with_an_objection(scene)
    _the_pitch_is_refused_without_opinions_and_loses_nothing(scene)
    _the_road_show_is_set(scene)
    _put_to_the_vote(scene.chair)
    _cast(scene.council, "赞成")
    _cast(scene.chair, "赞成")
    scene.lets_the_council_vote(approve=23, oppose=4)
    _nobody_sees_a_leaning(scene)
    _close(scene, "同意 25 席，需要 25 席，通过")
    _the_decision_takes_effect(scene)
    _three_envelopes_are_opened_and_one_is_chosen(scene)
    _the_contract_is_34500_and_paid(scene)
    _the_board_shows_what_was_saved(scene)
    _the_one_who_asked_says_it_is_solved(scene)


def test_24_of_37_do_not_pass_and_nothing_is_built(scene, demo: Server):
    demo.run(PYTHON, "-m", "tests.browser.world", "ballot")
    _put_to_the_vote(scene.chair)
    _cast(scene.council, "赞成")
    _cast(scene.chair, "弃权")
    scene.lets_the_council_vote(approve=23, oppose=5)
    _close(scene, "同意 24 席，需要 25 席，没有通过")
    scene.leader.takes_up("后门")
    scene.leader.reads("议事会没有通过方案")
    _finds_the_decision(scene.visitor)
    scene.visitor.reads("未通过")
    scene.visitor.reads("差 1 席")
    scene.visitor.reads_nothing_of("项目和钱款明细")


def test_the_deeds_of_the_loop_work_without_scripts(person: People, demo: Server):
    demo.run(PYTHON, "-m", "tests.browser.world", "ballot")
    resident, steward = person("resident", scripts=False), person("steward", scripts=False)
    council, chair = person("council", scripts=False), person("chair", scripts=False)
    _says_it(resident)
    resident.takes_up("方案：自行车棚漏雨")
    _objects(resident, "三轮车停哪里？")
    steward.acts_as(1)
    steward.reads("居民小组议事会成员")
    steward.finds_no_button("替邻居说件事")
    _put_to_the_vote(chair)
    _cast(council, "反对")
    council.goes_home()
    council.reads("今天没有等您决定的事")


# --- Before the council ---------------------------------------------------------------------------


def _says_it(resident: Person) -> None:
    resident.taps("说件事")
    resident.taps("提交")
    resident.reads("请选是哪一类事")
    resident.chooses("外来人员进出")
    resident.chooses("北苑小区")
    resident.writes("具体位置", "后门")
    resident.writes("是什么事", "后门锁坏了，谁都能进，孩子不敢下楼。")
    resident.reads("楼栋长罗玉珍和社区工作人员看得到，邻居看不到")
    resident.taps("提交")
    resident.reads("收到了，编号是")


def _the_steward_and_the_worker_bring_it_to_the_council(scene: Scene) -> None:
    scene.steward.takes_up(GATE)
    scene.steward.reads("孩子不敢下楼")
    scene.steward.taps("我来接，由我负责")
    scene.steward.reads("现在由您负责，提出人看得到您的名字")
    worker = scene.worker
    worker.takes_up(GATE)
    worker.taps("打开这件事")
    worker.taps("开始办")
    worker.reads("这件事现在由您来办")
    worker.opens("不止一家的事")
    worker.writes("要议事会商量什么", "后门的锁坏了：修锁，还是装门禁？要大家一起定。")
    worker.taps("交给小组议事会商量")
    worker.reads("已经交给小组议事会")


def _neighbours_say_what_they_think(scene: Scene) -> None:
    resident, steward = scene.resident, scene.steward
    resident.goes_home()
    resident.reads("协商中")
    resident.taps(f"{GATE} · 外来人员进出 邻居们正在商量这件事")
    resident.chooses("我赞成")
    resident.writes("用您自己的话说", "早该装了。")
    resident.taps("提交我的意见")
    resident.reads("一条意见")
    steward.takes_up(f"{GATE} · 外来人员进出 已有")
    steward.picks("是哪一户说的", "3栋 1单元 302")
    steward.chooses("上门时")
    steward.chooses("反对")
    steward.writes("他们说了什么", "刷卡怕太吵。")
    steward.taps("记下这条意见")
    steward.reads("一条意见")


def _a_plan_of_36000_is_written_and_agreed_to(scene: Scene) -> None:
    leader, steward = scene.leader, scene.steward
    leader.takes_up(GATE)
    leader.writes("要做什么", "换一扇新铁门，装门禁。")
    for line, (what, yuan) in enumerate([("铁门和门框", "22000"), ("门禁和布线", "14,000")], 1):
        leader.writes(f"第 {line} 项：用在哪里", what)
        leader.writes(f"第 {line} 项：多少元", yuan)
    leader.taps("先算合计")
    leader.reads("合计：36,000.00 元")
    leader.taps("交小组议事会看")
    leader.confirms("我同意这个方案")
    leader.reads("已同意 1 / 5 席")
    steward.acts_as(1)
    steward.reads("居民小组议事会成员")
    steward.takes_up(GATE)
    steward.confirms("我同意这个方案")
    steward.reads("已同意 2 / 5 席")
    scene.goes_to_the_panel().taps("让小组议事会其他人同意")
    leader.takes_up(GATE)
    leader.confirms("定下方案并公示")
    leader.reads("方案已定下，从现在起公示")


def _the_plan_stands_its_notice_with_an_objection(scene: Scene) -> None:
    resident, leader = scene.resident, scene.leader
    resident.takes_up(f"方案：{GATE}")
    _objects(resident, "一楼刷卡会不会太吵？")
    leader.takes_up(f"方案：{GATE}")
    leader.taps("答复这条异议")
    leader.chooses("没有：公示内容不用改")
    leader.writes("您的答复", "选静音锁，装好后大家来试。")
    leader.taps("发布我的答复")
    leader.reads("选静音锁")
    leader.finds_no_button("确认生效")
    scene.waits(8)
    leader.takes_up(f"方案：{GATE}")
    leader.confirms("确认生效")
    leader.reads("这份公示现在生效了")


def _objects(resident: Person, words: str) -> None:
    resident.taps("对这份公示提异议")
    resident.writes("您反对什么", words)
    resident.taps("提交我的异议")
    resident.reads("您的异议已提交")
    resident.reads(words)


def _the_pitch_is_refused_without_opinions_and_loses_nothing(scene: Scene) -> None:
    leader = scene.leader
    leader.takes_up(GATE)
    leader.writes("钱从哪里来", "公共收益 30,000 元，居民自筹 6,000 元。")
    leader.writes("赞成的人数", "118")
    leader.taps("交上项目介绍单")
    leader.reads("请写上业主的意见，反对的也要写")
    assert looks.violations(leader.page) == []
    kept = leader.page.get_by_label("钱从哪里来")
    assert kept.input_value() == "公共收益 30,000 元，居民自筹 6,000 元。"
    assert leader.page.get_by_label("赞成的人数").input_value() == "118"
    assert "静音锁" in leader.page.get_by_label("公示期间的异议和答复").input_value()
    leader.writes("业主怎么看", "走访 131 户：118 户赞成，9 户反对，嫌吵。")
    leader.taps("交上项目介绍单")
    leader.reads("项目介绍单已交上")


def _the_road_show_is_set(scene: Scene) -> None:
    worker = scene.worker
    worker.takes_up("安排路演")
    worker.writes("什么地点", "社区活动室")
    worker.taps("定下路演并告诉大家")
    worker.reads("路演已定下")
    scene.waits(7)


# --- The council ----------------------------------------------------------------------------------


def _put_to_the_vote(chair: Person) -> None:
    chair.takes_up("后门")
    chair.taps("开始表决")
    chair.reads("表决已开始，议事会每一席都可以投")


def _cast(member: Person, choice: str) -> None:
    member.takes_up("去投票")
    member.reads("谁投了什么，页面、名单和导出的材料里都不显示")
    member.chooses(choice)
    member.taps("下一步：再核对一遍")
    member.reads("投出以后不能更改，也不能收回")
    member.taps(f"投出我的一票：{choice}")
    member.reads("您的一票已经投出")


def _nobody_sees_a_leaning(scene: Scene) -> None:
    vote = scene.chair.page.url
    for person in (scene.visitor, scene.chair, scene.worker, scene.council):
        for address in (vote, vote.replace("/votes/", "/decisions/")):
            person.goes(address)
            person.reads("29 / 37 席")
            assert not LEANING.search(person.words), (person.slug, address)


def _close(scene: Scene, result: str) -> None:
    scene.waits(7)
    scene.chair.takes_up("结束表决")
    scene.chair.confirms("结束表决，公布结果")
    scene.chair.reads(result)


def _finds_the_decision(visitor: Person) -> None:
    visitor.goes("/")
    visitor.taps("新北社区居委会")
    visitor.taps("后门")
    visitor.reads("按什么规矩")


# --- The works ------------------------------------------------------------------------------------


def _the_decision_takes_effect(scene: Scene) -> None:
    scene.waits(7)
    scene.leader.takes_up(f"已通过：{GATE}")
    scene.leader.confirms("确认生效")
    scene.leader.reads("这份公示现在生效了")


def _three_envelopes_are_opened_and_one_is_chosen(scene: Scene) -> None:
    leader, steward = scene.leader, scene.steward
    leader.takes_up(GATE)
    leader.writes("截止日期", (scene.today + timedelta(days=5)).isoformat())
    leader.taps("按这个时间邀请报价")
    for bidder in QUOTES:
        leader.writes("信封上的单位名称", bidder)
        leader.chooses("信封是封好的")
        leader.taps("登记这个信封")
        leader.reads("信封已登记，请保持密封")
    scene.waits(6)
    for chooser in (leader, steward):
        chooser.takes_up(GATE)
        chooser.chooses("没有，跟哪家都没有")
        chooser.taps("提交我的申报")
        chooser.reads("您的申报已保存")
    scene.goes_to_the_panel().taps("让小组议事会其他人申报")
    leader.takes_up(GATE)
    for bidder, yuan in QUOTES.items():
        leader.writes(f"{bidder}：报价", yuan)
    leader.writes("谁在场", "五位议事员和两位居民")
    leader.taps("拆封并公开全部报价")
    leader.chooses("恒固五金：34,500.00 元，最低")
    leader.writes("为什么选这份", "价格最低，保修三年。")
    leader.taps("选定这份报价")
    leader.reads("选定结果和理由已公开")


def _the_contract_is_34500_and_paid(scene: Scene) -> None:
    leader = scene.leader
    leader.writes("合同金额", "34500")
    leader.taps("登记合同")
    leader.reads("合同已登记")
    for yuan, voucher in (("20000", "2026-118"), ("14500", "2026-131")):
        leader.writes("金额（元）", yuan)
        leader.writes("凭证号", voucher)
        leader.taps("公开这笔付款")
        leader.reads("付款已公开")
    leader.writes("您看了什么", "五个人试了三天，关得严，声音小。")
    leader.taps("验收通过")
    leader.reads("款项已全部付清")


def _the_board_shows_what_was_saved(scene: Scene) -> None:
    visitor = scene.visitor
    _finds_the_decision(visitor)
    visitor.reads("同意 25 席，需要 25 席，通过")
    visitor.reads("全部 37 席中至少 2/3 赞成才通过，也就是 25 席")
    visitor.reads("成都议事会规则 全体成员三分之二")
    visitor.reads("1,500.00 元（预算的 4.2%）")
    for name in ("何晓岚", "罗玉珍", "邓国梁", "苏文静", "孩子不敢下楼"):
        visitor.reads_nothing_of(name)


def _the_one_who_asked_says_it_is_solved(scene: Scene) -> None:
    resident = scene.resident
    resident.takes_up("看答复")
    resident.reads("实际 3.45 万元，省下 1,500 元")
    resident.taps("解决了")
    resident.reads("谢谢您，这件事办完了")
