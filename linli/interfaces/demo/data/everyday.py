"""What people reported lately, in all four communities: some settled, some waiting, some late."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.interfaces.demo.data.houses import Built
from linli.interfaces.demo.data.stage import Stage
from linli.practices.cases import actions as cases
from linli.practices.cases import rules, words
from linli.practices.cases.rules import Category, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Something reported `days` ago from a door of an estate, and how far it has come.

    `reach` counts the steps: 0 raised, 1 received, 2 in hand, 3 answered, 4 confirmed.
    """

    estate: int = 0
    building: int
    home: int
    days: int
    category: Category
    detail: str
    text: str
    reach: int
    answer: str = ""
    at_the_door: bool = False


BEIYUAN = (
    Matter(
        building=0, home=14, days=34, category=Category.UTILITIES, detail="地下水管",
        text="1栋2单元门口的井盖一直往外冒水，走路要绕开。", reach=4,
        answer="自来水公司当天来人换了阀门，第二天复查没有再漏。",
    ),
    Matter(
        building=1, home=8, days=9, category=Category.NOISE, detail="楼上装修",
        text="楼上装修中午也在敲，家里有上夜班的人，睡不成觉。", reach=3,
        answer="已经和施工队说好：中午12点到下午2点半不动电钻，周末只做到上午11点。",
    ),
    Matter(
        building=3, home=19, days=4, category=Category.HYGIENE, detail="4栋垃圾点",
        text="厨余桶满了一直没人收，楼下味道很大。", reach=2, at_the_door=True,
    ),
    Matter(
        building=2, home=30, days=2, category=Category.PROPERTY, detail="3栋3单元门禁",
        text="单元门的对讲坏了，来客人要下楼去接，家里老人上下楼不方便。", reach=0,
    ),
    Matter(
        building=1, home=25, days=1, category=Category.PARKING, detail="消防通道",
        text="晚上总有车停在消防通道上，救护车怕是进不来。", reach=0,
    ),
)  # fmt: skip
GUANGMING = (
    Matter(
        building=0, home=5, days=6, category=Category.UTILITIES, detail="单元总水表",
        text="整个单元一个水表，分摊下来比上月多了一倍，想知道是哪里漏。", reach=2,
        at_the_door=True,
    ),
    Matter(
        building=1, home=11, days=3, category=Category.HYGIENE, detail="院子里的旧家具",
        text="院子里堆的旧沙发几个月了，没有物业管。", reach=0,
    ),
)  # fmt: skip
FENGHUANGSHAN = (
    Matter(
        building=0, home=20, days=12, category=Category.UTILITIES, detail="化粪池",
        text="化粪池堵了，一楼返水。", reach=4, answer="当天疏通，已经列入每季度清掏的计划。",
    ),
    Matter(
        building=3, home=40, days=11, category=Category.HYGIENE, detail="煤棚旁空地",
        text="清过的空地又有人倒垃圾。", reach=2, at_the_door=True,
    ),
    Matter(
        estate=2, building=1, home=60, days=10, category=Category.PROPERTY, detail="2栋电梯",
        text="电梯一周停了三次，楼上有坐轮椅的老人。", reach=1,
    ),
    Matter(
        estate=1, building=0, home=33, days=5, category=Category.OTHER, detail="公租房续租",
        text="合同下个月到期，不知道续租要交哪些材料。", reach=3,
        answer="材料清单已经贴在门厅，网格员周四下午在活动室帮大家填表。",
    ),
    Matter(
        estate=2, building=3, home=12, days=2, category=Category.PARKING, detail="地面车位",
        text="没有登记的车占了车位，回来没有地方停。", reach=0,
    ),
)  # fmt: skip
JINXING = (
    Matter(
        estate=0, building=0, home=8, days=40, category=Category.PROPERTY, detail="楼道灯",
        text="三楼到五楼的灯不亮，老人晚上不敢下楼。", reach=4,
        answer="换了五只声控灯，当晚试过都亮。",
    ),
    Matter(
        estate=3, building=1, home=21, days=26, category=Category.HYGIENE, detail="花台",
        text="花台里堆了装修垃圾。", reach=4, answer="和住户一起清走了，请施工的人签了保证。",
    ),
    Matter(
        estate=7, building=2, home=2, days=18, category=Category.UTILITIES, detail="水表井",
        text="水表井积水，读不到数。", reach=4, answer="抽了水，加了盖板，本月起照常读表。",
        at_the_door=True,
    ),
    Matter(
        estate=11, building=0, home=44, days=9, category=Category.NOISE, detail="广场舞",
        text="晚上九点半以后还在放音乐。", reach=3, answer="和领队说好晚上九点收场，音量也调低了。",
    ),
    Matter(
        estate=14, building=1, home=17, days=8, category=Category.PARKING, detail="院门口",
        text="院门口停了一排车，三轮车进不来。", reach=2,
    ),
    Matter(
        estate=18, building=0, home=3, days=3, category=Category.ACCESS, detail="院门",
        text="院门白天也没人看，推销的人上楼敲门。", reach=1,
    ),
    Matter(
        estate=21, building=2, home=50, days=2, category=Category.UTILITIES, detail="下水道",
        text="一下雨院子就积水，鞋都湿了。", reach=0,
    ),
    Matter(
        estate=27, building=1, home=29, days=1, category=Category.HYGIENE, detail="垃圾房",
        text="垃圾房的门坏了，野猫把袋子扒得到处都是。", reach=0,
    ),
)  # fmt: skip


def report(stage: Stage, estates: list[Built], matters: Iterable[Matter]) -> None:
    """This will let residents report these matters, and those responsible deal with them."""
    for matter in matters:
        _report(stage, estates[matter.estate], matter)


def _report(stage: Stage, estate: Built, matter: Matter) -> None:
    building = estate.buildings[matter.building]
    home = estate.homes[building.pk][matter.home]
    resident = stage.resident(home.head)
    lead = _responsible(stage, estate, building)
    case = cases.raise_case(
        place=home.household.place,
        spot=building,
        spot_detail=matter.detail,
        title=rules.title(building.name, matter.detail, str(words.SUBJECTS[matter.category])),
        text=matter.text,
        category=matter.category,
        channel=Channel.DOOR if matter.at_the_door else Channel.PAGE,
        reporter=home.head if matter.at_the_door else None,
        actor=lead if matter.at_the_door else resident,
        now=stage.at(matter.days, 9, 20),
    )
    if matter.reach >= 1 and not matter.at_the_door:  # whoever entered it has received it
        case = cases.acknowledge(case=case, actor=lead, now=stage.at(matter.days, 15))
    if matter.reach >= 2:
        case = cases.take_lead(case=case, actor=lead, now=stage.at(max(1, matter.days - 1), 9))
    if matter.reach >= 3:
        at = stage.at(max(1, matter.days - 3), 17)
        case = cases.answer(case=case, text=matter.answer, actor=lead, now=at)
    if matter.reach >= 4:
        cases.confirm(case=case, actor=resident, now=stage.at(max(1, matter.days - 4), 19))


def _responsible(stage: Stage, estate: Built, building: Place) -> Actor:
    stewards = stage.holders(PostKind.STEWARD, building)
    if stewards:
        return stage.acting(stewards[0])
    community = Place.objects.get(pk=estate.place.community_id or 0)
    return stage.holder(PostKind.WORKER, community)
