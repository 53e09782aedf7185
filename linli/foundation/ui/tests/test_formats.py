from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.utils.translation import override

from linli.foundation.ui import formats
from linli.foundation.ui.tests.build import moment

NOW = moment(2026, 12, 12, 9, 0)
CLOSES = moment(2026, 12, 15, 18, 0)


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        pytest.param(0, "0.00 元", "¥0.00", id="nothing"),
        pytest.param(5, "0.05 元", "¥0.05", id="five fen keep their noughts"),
        pytest.param(3_600_000, "36,000.00 元", "¥36,000.00", id="thousands stand apart"),
        pytest.param(-150_000, "−1,500.00 元", "−¥1,500.00", id="a minus is a minus, not a hyphen"),
    ],
)
def test_money_in_tables_shows_every_digit(fen, chinese, english):
    with override("zh-hans"):
        assert formats.money(fen) == chinese
    with override("en"):
        assert formats.money(fen) == english


@pytest.mark.parametrize(
    ("fen", "chinese", "english"),
    [
        pytest.param(3_600_000, "3.6 万元", "¥36,000", id="ten thousands"),
        pytest.param(3_450_000, "3.45 万元", "¥34,500", id="two places after the point"),
        pytest.param(10_000_000, "10 万元", "¥100,000", id="noughts in front of the point stay"),
        pytest.param(1_000_000, "1 万元", "¥10,000", id="exactly ten thousand"),
        pytest.param(999_900, "9,999 元", "¥9,999", id="just under ten thousand"),
        pytest.param(3_456_700, "34,567 元", "¥34,567", id="never rounded"),
        pytest.param(3_456_789, "34,567.89 元", "¥34,567.89", id="fen are not dropped"),
        pytest.param(-3_600_000, "−3.6 万元", "−¥36,000", id="negative"),
    ],
)
def test_money_in_prose_is_short_but_never_rounded(fen, chinese, english):
    with override("zh-hans"):
        assert formats.money_prose(fen) == chinese
    with override("en"):
        assert formats.money_prose(fen) == english


def test_area_has_two_places_or_none():
    with override("zh-hans"):
        assert formats.area(8817) == "88.17 ㎡"
        assert formats.area(1_224_099, 0) == "12,240 ㎡"
    with override("en"):
        assert formats.area(8805) == "88.05 m²"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param((24, 37), "64%", id="rounded down"),
        pytest.param((135, 136), "99%", id="one missing is not everything"),
        pytest.param((136, 136), "100%", id="everything"),
        pytest.param((1, 0), "0%", id="nobody there"),
        pytest.param((Fraction(2, 3),), "66%", id="a share"),
    ],
)
def test_percent_never_shows_more_than_there_is(arguments, expected):
    assert formats.percent(*arguments) == expected


def test_number_sets_thousands_apart():
    assert formats.number(-12240) == "−12,240"


def test_a_deadline_always_names_its_weekday():
    with override("zh-hans"):
        assert formats.deadline(CLOSES, now=NOW) == "12月15日（周二）18:00"
    with override("en"):
        assert formats.deadline(CLOSES, now=NOW) == "Tue 15 Dec 18:00"


def test_the_year_is_shown_only_when_it_is_another_one():
    later = moment(2027, 1, 4, 8, 30)
    with override("zh-hans"):
        assert formats.deadline(later, now=NOW) == "2027年1月4日（周一）08:30"
        assert formats.when(CLOSES, now=NOW) == "12月15日 18:00"
        assert formats.when(later, now=NOW) == "2027年1月4日 08:30"
    with override("en"):
        assert formats.when(later, now=NOW) == "4 Jan 2027 08:30"


def test_the_year_is_that_of_shanghai_not_of_greenwich():
    new_year = moment(2027, 1, 1, 0, 30)
    with override("zh-hans"):
        assert formats.when(new_year, now=new_year) == "1月1日 00:30"


def test_a_day_is_written_with_its_year():
    with override("zh-hans"):
        assert formats.day(date(2026, 12, 15)) == "2026年12月15日"
        assert formats.day(CLOSES) == "2026年12月15日"
    with override("en"):
        assert formats.day(date(2026, 12, 15)) == "15 Dec 2026"


def test_every_weekday_has_a_short_name():
    week = [date(2026, 12, 14) + timedelta(days=n) for n in range(7)]
    with override("zh-hans"):
        assert "".join(formats.weekday(day) for day in week) == "周一周二周三周四周五周六周日"


@pytest.mark.parametrize(
    ("gone", "chinese", "english"),
    [
        pytest.param(timedelta(seconds=59), "刚刚", "just now", id="under a minute"),
        pytest.param(timedelta(minutes=1), "1 分钟前", "1 minute ago", id="one minute"),
        pytest.param(timedelta(minutes=59), "59 分钟前", "59 minutes ago", id="under an hour"),
        pytest.param(timedelta(hours=1), "1 小时前", "1 hour ago", id="one hour"),
        pytest.param(timedelta(hours=23), "23 小时前", "23 hours ago", id="under a day"),
        pytest.param(timedelta(days=1), "1 天前", "1 day ago", id="one day"),
        pytest.param(timedelta(days=29), "29 天前", "29 days ago", id="under a month"),
        pytest.param(timedelta(days=30), "2026年11月12日", "12 Nov 2026", id="then the day"),
    ],
)
def test_ago_is_as_coarse_as_people_speak(gone, chinese, english):
    with override("zh-hans"):
        assert formats.ago(NOW - gone, now=NOW) == chinese
    with override("en"):
        assert formats.ago(NOW - gone, now=NOW) == english


@pytest.mark.parametrize(
    ("rest", "chinese", "english"),
    [
        pytest.param(timedelta(days=3, hours=2), "还剩 3 天", "3 days left", id="days"),
        pytest.param(timedelta(days=2), "还剩 2 天", "2 days left", id="exactly two days"),
        pytest.param(timedelta(hours=47), "还剩 47 小时", "47 hours left", id="under two days"),
        pytest.param(timedelta(hours=1), "还剩 1 小时", "1 hour left", id="one hour"),
        pytest.param(timedelta(minutes=59), "还剩 59 分钟", "59 minutes left", id="under an hour"),
        pytest.param(timedelta(seconds=5), "还剩 1 分钟", "1 minute left", id="the last seconds"),
        pytest.param(timedelta(0), "已截止", "time is up", id="over"),
    ],
)
def test_what_is_left_grows_finer_towards_the_end(rest, chinese, english):
    with override("zh-hans"):
        assert formats.left(NOW + rest, now=NOW) == chinese
    with override("en"):
        assert formats.left(NOW + rest, now=NOW) == english


def test_seconds_left_turn_negative_after_the_end():
    assert formats.seconds_left(NOW + timedelta(minutes=1), now=NOW) == 60
    assert formats.seconds_left(NOW - timedelta(minutes=1), now=NOW) == -60


def test_the_script_gets_one_and_many_of_each_unit_and_the_end():
    with override("en"):
        words = formats.countdown_words().split("|")
    assert words[:2] == ["%(n)d day left", "%(n)d days left"]
    assert len(words) == 7
    assert words[-1] == "time is up"
