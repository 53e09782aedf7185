"""When may quotes be opened, who may act, what was saved?

Pure: plain values in and out; money in whole fen. Sources: practice.md C34 (at least three
quotes, declarations of interest, why one was chosen), C35 (36,000 yuan planned, 34,500 paid:
1,500 saved; work left out is no saving), K28 (Civil Code art. 278 item 8: common space is for the
owners to decide on).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

BIDDER_LENGTH = 100  # characters of a firm's name
REASON_AT_LEAST = 2  # characters; why the lowest quote was chosen
REASON_AGAINST_LOWEST = 10  # characters; why another one was: a sentence, not a word


class Status(StrEnum):
    """How far a project has come."""

    OPENED = "opened"
    QUOTING = "quoting"
    QUOTES_OPENED = "quotes_opened"
    CHOSEN = "chosen"
    CONTRACTED = "contracted"
    ACCEPTED = "accepted"


class Side(StrEnum):
    """The two sides of a budget."""

    COST = "cost"
    SOURCE = "source"


class Origin(StrEnum):
    """Whose money or work it is (K29, F46)."""

    RESIDENTS = "residents"
    SUBSIDY = "subsidy"
    SUPPORT = "support"
    PARTNER = "partner"


class LineLike(Protocol):
    """A cost of the budget: what for, and how much in fen."""

    @property
    def label(self) -> str: ...
    @property
    def fen(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Line:
    """One cost of a budget."""

    label: str
    fen: int


class Gap(StrEnum):
    """What still keeps the envelopes closed."""

    NOT_DUE = "not_due"
    QUOTES = "quotes"
    DECLARATIONS = "declarations"


def declarations_needed(choosers: int) -> int:
    """Return how many choosers must have declared: at least half of them, and at least one.

    >>> [declarations_needed(choosers) for choosers in (0, 1, 4, 5)]
    [1, 1, 2, 3]
    """
    return max(1, (choosers + 1) // 2)


def gaps_before_opening(
    *, now: datetime, due: datetime, envelopes: int, needed: int, declared: int, choosers: int
) -> list[Gap]:
    """Return what is missing before the envelopes may be opened, in the order to mend it."""
    checks = {
        Gap.QUOTES: envelopes >= needed,
        Gap.DECLARATIONS: declared >= declarations_needed(choosers),
        Gap.NOT_DUE: now >= due,
    }
    return [gap for gap, is_met in checks.items() if not is_met]


def may_invite_again(*, now: datetime, due: datetime, envelopes: int, needed: int) -> bool:
    """Return whether a new due time may be set: the old one passed and too few envelopes came."""
    return now >= due and envelopes < needed


class Standing(StrEnum):
    """How somebody stands to the bidders."""

    UNDECLARED = "undeclared"
    FREE = "free"
    INTERESTED = "interested"


def standing(
    *, has_interest: bool | None, declared_at: datetime | None, last_envelope_at: datetime | None
) -> Standing:
    """Return how somebody stands, from their declaration (None, None if there is none).

    "No interest" counts only if it was said with every bidder known: an envelope that came later
    asks for it anew. An interest once declared stays.
    """
    if has_interest:
        return Standing.INTERESTED
    if declared_at is None or (last_envelope_at is not None and declared_at < last_envelope_at):
        return Standing.UNDECLARED
    return Standing.FREE


def stands_in(leaders: Sequence[Standing]) -> bool:
    """Return whether the seats of the council act in the leader's stead.

    They do if there is no leader, or every leader has declared an interest.
    """
    return all(leader is Standing.INTERESTED for leader in leaders)


def reason_suffices(reason: str, *, is_lowest: bool) -> bool:
    """Return whether a reason says enough: more is asked for against the lowest quote."""
    return len(reason.strip()) >= (REASON_AT_LEAST if is_lowest else REASON_AGAINST_LOWEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What a project costs in the end, in fen. `final` is None before there is a contract."""

    budget: int
    final: int | None
    paid: int
    saved: int  # budget minus final; negative if dearer
    saved_by_scope_cut: int  # worth of the work left out
    saved_net: int  # what was saved without leaving anything out

    @property
    def owed(self) -> int:
        """Return what is still to be paid."""
        return (self.final or 0) - self.paid


def settlement(
    *, budget: int, contract: int | None, scope_changes: Sequence[int] = (), paid: int = 0,
    cut_in_contract: int = 0,
) -> Settlement:  # fmt: skip
    """Return what was saved, and how much of it only by doing less (C35).

    `scope_changes` are changes of price after the contract: negative for work left out, positive
    for work added. `cut_in_contract` is the worth of work left out when the contract was made;
    the contract's amount contains it already.

    >>> s = settlement(budget=3_600_000, contract=3_450_000)
    >>> s.saved_net, percent(s.saved_net, s.budget)
    (150000, '4.2')
    """
    if contract is None:
        return Settlement(
            budget=budget, final=None, paid=paid, saved=0, saved_by_scope_cut=0, saved_net=0
        )
    final = contract + sum(scope_changes)
    cut = cut_in_contract - sum(change for change in scope_changes if change < 0)
    saved = budget - final
    return Settlement(
        budget=budget,
        final=final,
        paid=paid,
        saved=saved,
        saved_by_scope_cut=cut,
        saved_net=saved - cut,
    )


def percent(part: int, whole: int) -> str:
    """Return a share in percent with one decimal, halves away from zero; `whole` is positive.

    >>> percent(150_000, 3_600_000), percent(-1, 2), percent(0, 3)
    ('4.2', '-50.0', '0.0')
    """
    tenths = (2000 * abs(part) + whole) // (2 * whole)
    sign = "-" if part < 0 and tenths else ""
    return f"{sign}{tenths // 10}.{tenths % 10}"
