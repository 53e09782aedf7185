"""Thresholds at the edges of the law, by hand and by hypothesis."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.mechanisms.voting import rules
from linli.mechanisms.voting.rules import (
    OWNERS,
    OWNERS_MAJOR,
    Count,
    Outcome,
    Seat,
    Threshold,
    can_close,
    digest,
    least_cast,
    needed,
    outcome,
    quorum,
    takes_ballots,
)

COUNCIL = rules.council(Fraction(2, 3))
CLOSES = datetime(2026, 12, 15, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("threshold", "numbers", "expected"),
    [
        pytest.param(COUNCIL, (37, 37, 24), Outcome.REJECTED, id="24/37 is under two thirds"),
        pytest.param(COUNCIL, (37, 25, 25), Outcome.PASSED, id="25/37 passes; absence is a no"),
        pytest.param(COUNCIL, (37, 25, 24), Outcome.REJECTED, id="24 of 25 present is not enough"),
        pytest.param(COUNCIL, (36, 30, 24), Outcome.PASSED, id="exactly 2/3 is enough"),
        pytest.param(COUNCIL, (37, 0, 0), Outcome.NO_QUORUM, id="nobody came"),
        pytest.param(OWNERS, (90, 60, 30), Outcome.REJECTED, id="half is not more than half"),
        pytest.param(OWNERS, (90, 60, 31), Outcome.PASSED, id="one more than half"),
        pytest.param(OWNERS, (90, 59, 59), Outcome.NO_QUORUM, id="one short of taking part"),
        pytest.param(OWNERS_MAJOR, (90, 60, 45), Outcome.PASSED, id="exactly 3/4 is enough"),
        pytest.param(OWNERS_MAJOR, (90, 61, 45), Outcome.REJECTED, id="an abstention takes part"),
    ],
)
def test_outcome_at_the_edges_of_the_law(threshold, numbers, expected):
    eligible, cast, in_favour = numbers
    assert outcome(threshold, Count(eligible=eligible, cast=cast, in_favour=in_favour)) is expected


def test_two_measures_must_both_clear_the_threshold():
    heads = Count(eligible=90, cast=60, in_favour=31)
    area = Count(eligible=793_530, cast=529_020, in_favour=264_510)  # exactly half of the area
    assert outcome(OWNERS, heads, area) is Outcome.REJECTED
    assert outcome(OWNERS, heads) is Outcome.PASSED


def test_a_vote_without_a_count_is_a_mistake():
    with pytest.raises(ValueError, match="at least one count"):
        outcome(COUNCIL)


@pytest.mark.parametrize("numbers", [(0, 0, 0), (3, 4, 1), (3, 2, 3), (3, 2, -1)])
def test_impossible_counts_are_refused(numbers):
    eligible, cast, in_favour = numbers
    with pytest.raises(ValueError, match="want 0 <= in_favour"):
        Count(eligible=eligible, cast=cast, in_favour=in_favour)


@pytest.mark.parametrize(
    ("quorum_share", "approval", "strict"),
    [(Fraction(3, 2), Fraction(1, 2), False), (Fraction(0), Fraction(0), False),
     (Fraction(0), Fraction(5, 4), False), (Fraction(0), Fraction(1), True)],
)  # fmt: skip
def test_thresholds_nobody_can_reach_are_refused(quorum_share, approval, strict):
    with pytest.raises(ValueError, match=r"want 0 <= quorum|more than all"):
        Threshold(quorum=quorum_share, approval=approval, of_cast=False, strict=strict)


def test_the_needed_number_is_the_one_that_is_printed():
    assert needed(COUNCIL, 37) == 25
    assert needed(COUNCIL, 36) == 24
    assert needed(Threshold(approval=Fraction(1, 2), of_cast=False, strict=True), 36) == 19
    assert needed(OWNERS, 90) == 46
    assert needed(OWNERS, 90, cast=60) == 31
    assert needed(COUNCIL, 37, cast=30) == 25


def test_the_fewest_ballots_that_can_pass_name_the_gap():
    assert least_cast(COUNCIL, 37) == 25
    assert least_cast(OWNERS, 90) == 60
    both = Threshold(quorum=Fraction(9, 10), approval=Fraction(1, 2), of_cast=False)
    assert least_cast(both, 37) == 34
    assert quorum(COUNCIL, 37) == 1


shares = st.fractions(min_value=0, max_value=1, max_denominator=50)


@st.composite
def thresholds(draw):
    approval = draw(shares.filter(lambda share: share > 0))
    return Threshold(
        quorum=draw(shares),
        approval=approval,
        of_cast=draw(st.booleans()),
        strict=approval < 1 and draw(st.booleans()),
    )


@st.composite
def counts(draw):
    eligible = draw(st.integers(1, 5000))
    cast = draw(st.integers(0, eligible))
    return Count(eligible=eligible, cast=cast, in_favour=draw(st.integers(0, cast)))


@given(thresholds(), counts())
def test_one_more_yes_never_undoes_a_pass(threshold, count):
    if outcome(threshold, count) is not Outcome.PASSED:
        return
    more = []
    if count.in_favour < count.cast:  # somebody else says yes instead
        more.append(Count(eligible=count.eligible, cast=count.cast, in_favour=count.in_favour + 1))
    if count.cast < count.eligible:  # somebody else comes and says yes
        more.append(
            Count(eligible=count.eligible, cast=count.cast + 1, in_favour=count.in_favour + 1)
        )
    assert all(outcome(threshold, each) is Outcome.PASSED for each in more)


@given(thresholds(), counts())
def test_the_needed_number_decides_exactly(threshold, count):
    enough = count.in_favour >= needed(threshold, count.eligible, count.cast)
    counts_at_all = count.cast >= quorum(threshold, count.eligible)
    assert (outcome(threshold, count) is Outcome.PASSED) == (enough and counts_at_all)


@given(thresholds(), counts())
def test_abstaining_is_never_better_than_yes_and_staying_away_is_no_approval(threshold, count):
    if count.cast < count.eligible:
        stayed_away_then_abstained = Count(
            eligible=count.eligible, cast=count.cast + 1, in_favour=count.in_favour
        )
        came_and_agreed = Count(
            eligible=count.eligible, cast=count.cast + 1, in_favour=count.in_favour + 1
        )
        if outcome(threshold, stayed_away_then_abstained) is Outcome.PASSED:
            assert outcome(threshold, came_and_agreed) is Outcome.PASSED


@given(thresholds(), st.integers(1, 5000))
def test_below_the_fewest_ballots_nothing_passes(threshold, eligible):
    least = least_cast(threshold, eligible)
    if 1 < least <= eligible:
        everybody_for_it = Count(eligible=eligible, cast=least - 1, in_favour=least - 1)
        assert outcome(threshold, everybody_for_it) is not Outcome.PASSED


def test_a_ballot_counts_until_the_deadline_and_not_at_it():
    before, at = CLOSES - timedelta(microseconds=1), CLOSES
    assert takes_ballots(closes_at=CLOSES, closed=False, now=before)
    assert not takes_ballots(closes_at=CLOSES, closed=False, now=at)
    assert not takes_ballots(closes_at=CLOSES, closed=True, now=before)


def test_closing_waits_for_the_deadline_or_the_last_seat():
    before = CLOSES - timedelta(microseconds=1)
    assert not can_close(closes_at=CLOSES, cast=36, eligible=37, now=before)
    assert can_close(closes_at=CLOSES, cast=37, eligible=37, now=before)
    assert can_close(closes_at=CLOSES, cast=0, eligible=37, now=CLOSES)


ROLL = [Seat(post_id=n, person_id=10 + n, label=f"{n}") for n in range(1, 4)]
FROZEN: dict[str, Any] = {
    "question": "同意吗？",
    "threshold": COUNCIL,
    "rule_source": "章程",
    "closes_at": CLOSES,
    "seats": ROLL,
}


def test_the_digest_does_not_depend_on_the_order_of_seats():
    assert digest(**FROZEN) == digest(**FROZEN | {"seats": ROLL[::-1]})
    assert len(digest(**FROZEN)) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"question": "同意么？"},
        {"threshold": rules.council(Fraction(1, 2))},
        {"threshold": Threshold(approval=Fraction(2, 3), of_cast=True)},
        {"threshold": Threshold(approval=Fraction(2, 3), of_cast=False, strict=True)},
        {"threshold": Threshold(approval=Fraction(2, 3), of_cast=False, quorum=Fraction(1, 2))},
        {"rule_source": "别的章程"},
        {"closes_at": CLOSES + timedelta(microseconds=1)},
        {"seats": ROLL[:2]},
        {"seats": [*ROLL[:2], Seat(post_id=3, person_id=99, label="3")]},
    ],
)
def test_whatever_is_frozen_changes_the_digest(change):
    assert digest(**FROZEN | change) != digest(**FROZEN)
