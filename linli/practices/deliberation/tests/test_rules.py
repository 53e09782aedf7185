"""Rules of deliberation: what comes next, who is heard, when enough seats agreed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.practices.deliberation import rules
from linli.practices.deliberation.rules import (
    Line,
    Next,
    PitchStatus,
    PlanStatus,
    Stage,
    Stance,
    TopicStatus,
)


@pytest.mark.parametrize(
    ("agreed", "seats", "enough"),
    [
        pytest.param(2, 5, False, id="2 of 5 is under half"),
        pytest.param(3, 5, True, id="3 of 5 is more than half"),
        pytest.param(2, 4, False, id="half of 4 is not more than half"),
        pytest.param(3, 4, True, id="3 of 4"),
        pytest.param(1, 1, True, id="a council of one"),
        pytest.param(0, 0, False, id="a council without seats adopts nothing"),
    ],
)
def test_a_plan_needs_more_than_half_of_all_seats(agreed, seats, enough):
    assert rules.is_adoptable(agreed=agreed, seats=seats) is enough


@given(seats=st.integers(1, 200), agreed=st.integers(0, 200))
def test_one_more_agreement_never_undoes_an_adoption(seats, agreed):
    if rules.is_adoptable(agreed=agreed, seats=seats):
        assert rules.is_adoptable(agreed=agreed + 1, seats=seats)
        assert 2 * agreed > seats


@pytest.mark.parametrize(("label", "fen"), [("", 100), ("  ", 100), ("门", 0), ("门", -1)])
def test_a_line_wants_a_label_and_an_amount(label, fen):
    with pytest.raises(ValueError, match="want a label"):
        Line(label, fen)


@given(st.lists(st.integers(1, 10**9), max_size=8))
def test_the_total_is_the_exact_sum(amounts):
    assert rules.total([Line("项", fen) for fen in amounts]) == sum(amounts)


def test_only_an_opinion_neither_for_nor_against_needs_words():
    assert [rules.needs_words(stance) for stance in Stance] == [False, False, True]


@pytest.mark.parametrize(
    ("status", "standing", "may"),
    [
        (TopicStatus.OPEN, None, True),
        (TopicStatus.PLANNED, None, True),
        (TopicStatus.ANNOUNCED, PlanStatus.ADOPTED, True),
        (TopicStatus.ANNOUNCED, PlanStatus.CLEARED, False),
        (TopicStatus.PITCHED, PlanStatus.CLEARED, False),
        (TopicStatus.VOTING, PlanStatus.CLEARED, False),
        (TopicStatus.PASSED, PlanStatus.CLEARED, False),
        (TopicStatus.REJECTED, PlanStatus.CLEARED, True),
        (TopicStatus.DONE, PlanStatus.CLEARED, False),
    ],
)
def test_a_plan_may_be_written_until_its_notice_took_effect(status, standing, may):
    assert rules.may_draft(status, standing=standing) is may


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"topic": TopicStatus.OPEN}, Next.WRITE_PLAN),
        (
            {"topic": TopicStatus.PLANNED, "has_draft": True, "agreed": 2, "seats": 5},
            Next.AGREE,
        ),
        (
            {"topic": TopicStatus.PLANNED, "has_draft": True, "agreed": 3, "seats": 5},
            Next.ADOPT,
        ),
        ({"topic": TopicStatus.ANNOUNCED, "standing": PlanStatus.ADOPTED}, Next.NOTICE_RUNS),
        (
            {
                "topic": TopicStatus.ANNOUNCED,
                "standing": PlanStatus.ADOPTED,
                "is_contested": True,
            },
            Next.MEND,
        ),
        (
            {
                "topic": TopicStatus.ANNOUNCED,
                "standing": PlanStatus.ADOPTED,
                "is_contested": True,
                "has_draft": True,
                "seats": 5,
            },
            Next.AGREE,
        ),
        ({"topic": TopicStatus.ANNOUNCED, "standing": PlanStatus.CLEARED}, Next.WRITE_PITCH),
        ({"topic": TopicStatus.PITCHED, "pitch": PitchStatus.SUBMITTED}, Next.SCHEDULE),
        ({"topic": TopicStatus.PITCHED, "pitch": PitchStatus.SCHEDULED}, Next.PUT_TO_VOTE),
        ({"topic": TopicStatus.VOTING, "pitch": PitchStatus.VOTING}, Next.VOTE_RUNS),
        ({"topic": TopicStatus.PASSED}, Next.WORKS_RUN),
        ({"topic": TopicStatus.REJECTED}, Next.IMPROVE),
        ({"topic": TopicStatus.DONE}, Next.NOTHING),
    ],
)
def test_what_comes_next(known, expected):
    assert rules.next_step(**known) is expected


def test_the_way_has_six_stages_with_one_that_is_now():
    assert list(rules.stages(TopicStatus.VOTING).items()) == [
        (Stage.TOPIC, "done"),
        (Stage.PLAN, "done"),
        (Stage.NOTICE, "done"),
        (Stage.ROAD_SHOW, "done"),
        (Stage.VOTE, "now"),
        (Stage.WORKS, "todo"),
    ]


def test_a_cleared_plan_stands_before_the_road_show():
    assert rules.stages(TopicStatus.ANNOUNCED)[Stage.NOTICE] == "now"
    assert rules.stages(TopicStatus.ANNOUNCED, is_cleared=True)[Stage.ROAD_SHOW] == "now"


def test_a_rejected_topic_stops_at_the_vote_and_a_finished_one_is_done():
    assert rules.stages(TopicStatus.REJECTED)[Stage.VOTE] == "stopped"
    assert set(rules.stages(TopicStatus.DONE).values()) == {"done"}


def test_every_status_has_its_stages():
    assert all(len(rules.stages(status)) == 6 for status in TopicStatus)


def test_a_vote_closes_three_days_on_at_six_in_the_evening_in_china():
    late = datetime(2026, 12, 11, 17, 30, tzinfo=UTC)  # already the 12th in Shanghai
    assert rules.closing_time(late).isoformat() == "2026-12-15T18:00:00+08:00"


@pytest.mark.parametrize(
    ("hours", "heard"),
    [
        pytest.param(-20, False, id="the day before"),
        pytest.param(-18, True, id="the same day in China, before it begins"),
        pytest.param(0, True, id="at the moment"),
        pytest.param(72, True, id="days later"),
    ],
)
def test_a_pitch_may_be_voted_on_from_the_day_of_its_road_show(hours, heard):
    held_at = datetime(2026, 12, 15, 11, tzinfo=UTC)  # 19:00 in Shanghai
    assert rules.is_heard(held_at, held_at + timedelta(hours=hours)) is heard


def test_pitches_begin_one_after_the_other():
    held_at = datetime(2026, 12, 15, 19, tzinfo=rules.SHANGHAI)
    starts = rules.starts(held_at, [10, 15, 5])
    assert [f"{start:%H:%M}" for start in starts] == ["19:00", "19:10", "19:25"]
