"""When does a vote bind the people it concerns, and what is it that must not change while they
vote?

Pure: plain values in and out; no clock, no database. Shares are exact (`Fraction`), never floats.
Sources: Civil Code of the PRC, art. 278 (owners) and art. 1259 ("以上" includes the number itself);
report C33 (Chengdu: a 37-seat council passes a project with two thirds of all its members in
favour).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


class Choice(StrEnum):
    """What a ballot says."""

    APPROVE = "approve"
    OPPOSE = "oppose"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What a closed vote came to."""

    PASSED = "passed"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One measure of an electorate: people, or floor area in whole 0.01 m² (never a float)."""

    eligible: int
    cast: int
    in_favour: int

    def __post_init__(self) -> None:
        if not (0 <= self.in_favour <= self.cast <= self.eligible and self.eligible > 0):
            raise ValueError(f"want 0 <= in_favour <= cast <= eligible, eligible > 0; got {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Exact shares. `quorum` is a share of those eligible; `approval`, of them or of those cast."""

    quorum: Fraction = Fraction(0)
    approval: Fraction
    of_cast: bool  # True: a share of those who voted; False: of all who may vote
    strict: bool = False  # True: "more than" (过半数); False: "at least" (以上)

    def __post_init__(self) -> None:
        if not (0 <= self.quorum <= 1 and 0 < self.approval <= 1):
            raise ValueError(f"want 0 <= quorum <= 1 and 0 < approval <= 1; got {self}")
        if self.strict and self.approval == 1:
            raise ValueError("nobody can reach more than all")


OWNERS = Threshold(quorum=Fraction(2, 3), approval=Fraction(1, 2), of_cast=True, strict=True)
OWNERS_MAJOR = Threshold(quorum=Fraction(2, 3), approval=Fraction(3, 4), of_cast=True)


def council(share: Fraction) -> Threshold:
    """Return the rule of a council: at least `share` of all its seats, whoever came (C33).

    >>> needed(council(Fraction(2, 3)), 37)
    25
    """
    return Threshold(approval=share, of_cast=False)


def needed(threshold: Threshold, eligible: int, cast: int | None = None) -> int:
    """Return the smallest number in favour that passes, quorum apart.

    A share of those cast depends on `cast`; without it the answer is for everybody voting.

    >>> needed(OWNERS, 90, cast=60)
    31
    """
    base = eligible if cast is None or not threshold.of_cast else cast
    exact = threshold.approval * base
    return floor(exact) + 1 if threshold.strict else ceil(exact)


def quorum(threshold: Threshold, eligible: int) -> int:
    """Return the fewest ballots with which the vote counts; without any nothing is decided."""
    return max(1, ceil(threshold.quorum * eligible))


def least_cast(threshold: Threshold, eligible: int) -> int:
    """Return the fewest ballots with which the vote can pass at all: the gap people can close.

    >>> least_cast(council(Fraction(2, 3)), 37), least_cast(OWNERS, 90)
    (25, 60)
    """
    least = quorum(threshold, eligible)
    return least if threshold.of_cast else max(least, needed(threshold, eligible))


def outcome(threshold: Threshold, *counts: Count) -> Outcome:
    """Return the outcome of a vote; every count must clear the threshold on its own.

    Raises ValueError without counts.

    >>> outcome(council(Fraction(2, 3)), Count(eligible=37, cast=30, in_favour=25))
    <Outcome.PASSED: 'passed'>
    """
    if not counts:
        raise ValueError("a vote needs at least one count")
    if any(c.cast < quorum(threshold, c.eligible) for c in counts):
        return Outcome.NO_QUORUM
    if any(c.in_favour < needed(threshold, c.eligible, c.cast) for c in counts):
        return Outcome.REJECTED
    return Outcome.PASSED


def takes_ballots(*, closes_at: datetime, closed: bool, now: datetime) -> bool:
    """Return whether a ballot stamped `now` still counts: before deadline and closing."""
    return not closed and now < closes_at


def can_close(*, closes_at: datetime, cast: int, eligible: int, now: datetime) -> bool:
    """Return whether nobody loses a chance to vote: time is over, or every seat has voted."""
    return now >= closes_at or cast == eligible


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One line of a roll: which post votes, who holds it, and what the seat is called."""

    post_id: int
    person_id: int
    label: str


def digest(
    *,
    question: str,
    threshold: Threshold,
    rule_source: str,
    closes_at: datetime,
    seats: Sequence[Seat],
) -> str:
    """Return the SHA-256 (hex) of everything that is frozen when a vote opens, whatever the order
    of seats.

    The closing computes it again from the roll, so an added or exchanged seat cannot be counted.
    """
    frozen = {
        "question": question,
        "quorum": str(threshold.quorum),
        "approval": str(threshold.approval),
        "of_cast": threshold.of_cast,
        "strict": threshold.strict,
        "rule_source": rule_source,
        "closes_at": closes_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "roll": sorted([seat.post_id, seat.person_id, seat.label] for seat in seats),
    }
    text = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
