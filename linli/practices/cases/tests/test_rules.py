"""The way of a case, its dates, and who sees how much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.people.rules import PostKind
from linli.practices.cases import rules
from linli.practices.cases.rules import Circle, Move, NoteKind, Status

NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip


@pytest.mark.parametrize(
    ("move", "allowed"),
    [
        (Move.ACKNOWLEDGE, {Status.RAISED}),
        (Move.LEAD, {Status.ACKNOWLEDGED, Status.IN_HAND, Status.REOPENED}),
        (Move.HAND, {Status.ACKNOWLEDGED, Status.IN_HAND, Status.REOPENED}),
        (Move.ANSWER, set(Status) - {Status.ANSWERED, Status.CONFIRMED}),
        (Move.CONFIRM, {Status.ANSWERED}),
        (Move.REOPEN, {Status.ANSWERED}),
    ],
)
def test_each_move_starts_only_where_it_makes_sense(move, allowed):
    assert {status for status in Status if rules.may_move(move, status)} == allowed


def test_nothing_moves_a_case_once_its_reporter_confirmed_it():
    assert not any(rules.may_move(move, Status.CONFIRMED) for move in Move)


@given(st.sampled_from(Status), MOMENTS, MOMENTS)
def test_an_open_case_always_has_a_next_date_and_a_closed_one_never(status, first, second):
    due = rules.due(status, acknowledge_by=first, answer_by=second)
    assert (due is not None) == (status in rules.OPEN)


def test_until_somebody_takes_it_on_the_next_date_is_that_of_taking_on():
    later = NOON + timedelta(days=7)
    assert rules.due(Status.RAISED, acknowledge_by=NOON, answer_by=later) == NOON
    assert rules.due(Status.ACKNOWLEDGED, acknowledge_by=NOON, answer_by=later) == later


@pytest.mark.parametrize(
    ("due", "overdue"),
    [
        pytest.param(None, None, id="nothing is due"),
        pytest.param(NOON + timedelta(seconds=1), None, id="a second is left"),
        pytest.param(NOON, None, id="the moment itself is still in time"),
        pytest.param(NOON - timedelta(seconds=1), timedelta(seconds=1), id="a second too late"),
        pytest.param(NOON - timedelta(days=2), timedelta(days=2), id="two days late"),
    ],
)
def test_late_is_only_what_has_passed_its_moment(due, overdue):
    assert rules.overdue_by(due, NOON) == overdue


@pytest.mark.parametrize(
    ("spot", "detail", "title"),
    [
        ("北苑小区", "后门", "北苑小区后门 · 停车"),
        ("北苑小区", "北苑小区后门", "北苑小区后门 · 停车"),
        ("1栋", "", "1栋 · 停车"),
    ],
)
def test_a_title_is_place_and_subject(spot, detail, title):
    assert rules.title(spot, detail, "停车") == title


@given(st.text(max_size=100), st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_a_title_always_fits_and_keeps_its_subject(spot, detail, subject):
    title = rules.title(spot, detail, subject)
    assert len(title) <= rules.TITLE_LENGTH
    assert title.endswith(f" · {subject}")


@pytest.mark.parametrize(
    ("kind", "is_reporter", "circle"),
    [
        (PostKind.RESIDENT, True, Circle.OWN),
        (PostKind.STEWARD, True, Circle.OWN),
        (PostKind.STEWARD, False, Circle.ALL),
        (PostKind.WORKER, False, Circle.ALL),
        (PostKind.SECRETARY, False, Circle.ALL),
        (PostKind.GROUP_LEADER, False, Circle.COUNCIL),
        (PostKind.STREET_OFFICER, False, Circle.STATE),
        (PostKind.RESIDENT, False, Circle.STATE),
    ],
)
def test_who_sees_how_much(kind, is_reporter, circle):
    assert rules.circle(kind, is_reporter=is_reporter) is circle


@pytest.mark.parametrize(
    ("circle", "shown"),
    [
        (Circle.ALL, {(kind, told) for kind in NoteKind for told in (True, False)}),
        (Circle.OWN, {(kind, True) for kind in NoteKind}),
        (Circle.COUNCIL, {(k, t) for k in (NoteKind.HAND, NoteKind.ANSWER) for t in (True, False)}),
        (Circle.STATE, set()),
    ],
)
def test_a_note_reaches_its_circle_and_no_further(circle, shown):
    every = {(kind, told) for kind in NoteKind for told in (True, False)}
    assert {(k, t) for k, t in every if rules.shows(circle, k, to_reporter=t)} == shown


def _told(status: Status, *reached: Status) -> list[tuple[str, str]]:
    steps = rules.steps(status, dict.fromkeys(reached, NOON))
    return [(step.status.value, step.state) for step in steps]


def test_a_new_case_shows_where_it_is_and_what_will_come():
    assert _told(Status.RAISED, Status.RAISED) == [
        ("raised", "now"), ("acknowledged", "todo"), ("in_hand", "todo"), ("answered", "todo"),
        ("confirmed", "todo"),
    ]  # fmt: skip


def test_the_council_appears_only_when_it_was_asked():
    reached = (Status.RAISED, Status.ACKNOWLEDGED, Status.DELIBERATING)
    assert _told(Status.DELIBERATING, *reached) == [
        ("raised", "done"), ("acknowledged", "done"), ("deliberating", "now"), ("answered", "todo"),
        ("confirmed", "todo"),
    ]  # fmt: skip


def test_an_answer_at_once_leaves_out_what_was_skipped_and_waits_for_the_reporter():
    reached = (Status.RAISED, Status.ACKNOWLEDGED, Status.ANSWERED)
    assert _told(Status.ANSWERED, *reached) == [
        ("raised", "done"), ("acknowledged", "done"), ("answered", "done"), ("confirmed", "now"),
    ]  # fmt: skip


def test_a_case_that_was_not_solved_says_so_and_is_open_again():
    reached = (Status.RAISED, Status.ACKNOWLEDGED, Status.IN_HAND, Status.REOPENED)
    assert _told(Status.REOPENED, *reached) == [
        ("raised", "done"), ("acknowledged", "done"), ("in_hand", "done"), ("reopened", "now"),
        ("answered", "todo"), ("confirmed", "todo"),
    ]  # fmt: skip


def test_a_confirmed_case_has_nothing_to_come():
    reached = (Status.RAISED, Status.ACKNOWLEDGED, Status.ANSWERED, Status.CONFIRMED)
    assert {state for _status, state in _told(Status.CONFIRMED, *reached)} == {"done"}


def test_the_median_of_nothing_is_nothing():
    assert rules.median_of([]) is None


def test_the_median_is_the_middle_one():
    days = [timedelta(days=n) for n in (9, 1, 3)]
    assert rules.median_of(days) == timedelta(days=3)
