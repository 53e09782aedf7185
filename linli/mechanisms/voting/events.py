"""What happens to votes. No fact before the closing says how anybody voted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteOpened(Fact):
    """A vote was opened; its roll, rule and deadline are frozen under `roll_digest`."""

    kind: ClassVar[str] = "voting.vote_opened"
    vote_id: int
    eligible: int
    needed: int
    roll_digest: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BallotCast(Fact):
    """A seat cast its ballot; what it chose is not said."""

    kind: ClassVar[str] = "voting.ballot_cast"
    vote_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteClosed(Fact):
    """A vote was counted once and for good."""

    kind: ClassVar[str] = "voting.vote_closed"
    vote_id: int
    outcome: str
    eligible: int
    cast: int
    approve: int
    oppose: int
    abstain: int
