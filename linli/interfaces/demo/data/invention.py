"""Invents people: names from common characters, telephone numbers that nobody has.

One fixed seed: every demonstration has the same people behind the same doors.
"""

from __future__ import annotations

from random import Random

SEED = 20261124
PHONES = 10_000  # 1990000 and four digits

_SURNAMES = (
    "王", "李", "张", "刘", "陈", "杨", "赵", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何",
    "郭", "马", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁",
    "邓", "许", "傅", "沈", "曾", "彭", "苏", "卢", "蒋", "蔡", "贾", "丁", "薛", "叶", "余", "潘",
    "杜", "戴", "夏", "钟", "汪", "任", "姜", "范", "方", "石", "姚", "谭", "廖", "邹", "熊", "金",
    "陆", "郝", "孔", "白", "崔", "康", "毛", "邱", "秦", "顾", "邵", "万", "段", "雷", "钱", "汤",
    "尹", "易", "常", "武", "乔", "贺", "赖", "龚", "文", "欧阳",
)  # fmt: skip
_FIRST = "秀桂玉春建国志明文海丽晓小永德福庆云树兰正美家雪思雨子佳少克新荣凤清淑宝仁义成光"
_SECOND = "英芳兰珍华梅琴凤荣林强军伟勇杰涛明辉斌峰霞玲娟敏燕芬萍莲香云龙鹏浩宇轩涵怡婷欣月"


class Inventor:
    """Invents names and numbers in a fixed order."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = Random(seed)  # noqa: S311  names, not secrets
        self._numbers = iter(range(PHONES))

    def name(self, surname: str = "") -> str:
        """Return a name: a surname and two characters, none of them a name of the reports."""
        family = surname or self.random.choice(_SURNAMES)
        first, second = self.random.choice(_FIRST), self.random.choice(_SECOND)
        while second == first:
            second = self.random.choice(_SECOND)
        return f"{family}{first}{second}"

    def phone(self) -> str:
        """Return a telephone number of a range that is given to nobody; each once.

        Raises StopIteration after 10,000.
        """
        return f"1990000{next(self._numbers):04d}"

    def members(self, most: int) -> int:
        """Return how many live in a household: one to `most`, most often near the top."""
        return self.random.choices(range(1, most + 1), weights=range(1, most + 1))[0]
