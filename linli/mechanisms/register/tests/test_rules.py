"""Periods, obstacles, fingerprints and what changed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.mechanisms.register import rules
from linli.mechanisms.register.rules import CHINA, LineChange, NoticeKind, Obstacle, Piece

END = datetime(2026, 12, 15, 15, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_the_day_it_begins_is_not_counted(hour):
    begins = datetime(2026, 12, 8, hour, 30, tzinfo=CHINA)
    assert rules.end_of_period(begins, 7) == END
    assert rules.days_of(begins, END) == 7


def test_the_day_is_that_of_china_not_of_utc():
    late_evening_in_utc = datetime(2026, 12, 7, 17, 0, tzinfo=UTC)  # 8 December, 01:00
    assert rules.end_of_period(late_evening_in_utc, 7) == END


def test_a_period_has_at_least_a_day():
    with pytest.raises(ValueError, match="days >= 1"):
        rules.end_of_period(END, 0)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.integers(1, 60))  # noqa: DTZ001
def test_a_period_is_never_shorter_than_its_days_nor_a_day_longer(moment, days):
    begins = moment.replace(tzinfo=UTC)
    lasts = rules.end_of_period(begins, days) - begins
    assert timedelta(days=days) - timedelta(microseconds=1) <= lasts < timedelta(days=days + 1)


STANDING: dict[str, Any] = {
    "kind": NoticeKind.PLAN,
    "ends_at": END,
    "in_effect": False,
    "unanswered": 0,
    "upheld": 0,
    "now": END + timedelta(microseconds=1),
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"kind": NoticeKind.DECISION}, []),
        ({"kind": NoticeKind.RESULT}, [Obstacle.INFORMS_ONLY]),
        ({"in_effect": True, "now": END}, [Obstacle.IN_EFFECT]),
        ({"now": END}, [Obstacle.PERIOD_RUNS]),
        ({"unanswered": 1}, [Obstacle.UNANSWERED]),
        ({"upheld": 1}, [Obstacle.UPHELD]),
        (
            {"now": END, "unanswered": 2, "upheld": 1},
            [Obstacle.PERIOD_RUNS, Obstacle.UNANSWERED, Obstacle.UPHELD],
        ),
    ],
)
def test_what_keeps_a_notice_from_taking_effect(change, expected):
    assert rules.obstacles(**STANDING | change) == expected


def test_a_fingerprint_changes_with_every_character_and_not_with_the_order():
    assert rules.fingerprint({"a": "门", "b": 1}) == rules.fingerprint({"b": 1, "a": "门"})
    assert rules.fingerprint({"a": "门"}) != rules.fingerprint({"a": "门 "})


def test_only_paragraphs_that_differ_are_shown():
    assert rules.changed_paragraphs("一\n\n二\n三", "一\n二\n\n三") == []


def test_a_changed_paragraph_shows_what_went_and_what_came():
    assert rules.changed_paragraphs("工期十天，夜里不施工。", "工期五天，夜里不施工。") == [
        [
            Piece("same", "工期"),
            Piece("gone", "十"),
            Piece("new", "五"),
            Piece("same", "天，夜里不施工。"),
        ]
    ]


def test_words_only_taken_out_or_only_put_in_stand_alone():
    assert rules.changed_paragraphs("早上八点开工。", "八点开工。") == [
        [Piece("gone", "早上"), Piece("same", "八点开工。")]
    ]
    assert rules.changed_paragraphs("八点开工。", "早上八点开工。") == [
        [Piece("new", "早上"), Piece("same", "八点开工。")]
    ]


def test_paragraphs_with_nothing_in_common_stand_one_after_the_other():
    assert rules.changed_paragraphs("装门禁", "修花坛") == [
        [Piece("gone", "装门禁")],
        [Piece("new", "修花坛")],
    ]


def test_whole_paragraphs_come_and_go():
    assert rules.changed_paragraphs("一二三四\n甲乙丙丁", "一二三四") == [
        [Piece("gone", "甲乙丙丁")]
    ]
    assert rules.changed_paragraphs("一二三四", "一二三四\n甲乙丙丁") == [
        [Piece("new", "甲乙丙丁")]
    ]


@given(st.text(), st.text())
def test_the_pieces_put_together_give_both_texts(before, after):
    changed = rules.changed_paragraphs(before, after)
    for kind, text in (("gone", before), ("new", after)):
        told = [
            "".join(piece.text for piece in pieces if piece.kind in ("same", kind))
            for pieces in changed
        ]
        assert all(each in rules.paragraphs(text) for each in told if each)


def test_changed_lines_of_money_name_both_amounts():
    before = [
        {"label": "门", "fen": 300},
        {"label": "灯", "fen": 100},
        {"label": "工钱", "fen": 50},
    ]
    after = [{"label": "门", "fen": 280}, {"label": "锁", "fen": 20}, {"label": "工钱", "fen": 50}]
    assert rules.changed_lines(before, after) == [
        LineChange("门", 300, 280),
        LineChange("锁", None, 20),
        LineChange("灯", 100, None),
    ]
