"""Facts about cases: ids and kinds only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseRaised(Fact):
    """Somebody raised a matter, by themselves or through a steward or worker."""

    kind: ClassVar[str] = "cases.case_raised"
    case_id: int
    category: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseAcknowledged(Fact):
    """A steward or worker received the case and leads it from now on."""

    kind: ClassVar[str] = "cases.case_acknowledged"
    case_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLed(Fact):
    """A post took the case in hand."""

    kind: ClassVar[str] = "cases.case_led"
    case_id: int
    post_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseNoted(Fact):
    """Somebody who works on the case wrote a note."""

    kind: ClassVar[str] = "cases.case_noted"
    case_id: int
    note_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseHandedToCouncil(Fact):
    """The case needs more than one household's say: the council of its compound discusses it."""

    kind: ClassVar[str] = "cases.case_handed_to_council"
    case_id: int
    compound_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseAnswered(Fact):
    """The reporter was answered."""

    kind: ClassVar[str] = "cases.case_answered"
    case_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseConfirmed(Fact):
    """The reporter confirmed that the matter is solved."""

    kind: ClassVar[str] = "cases.case_confirmed"
    case_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseReopened(Fact):
    """The reporter said that the matter is not solved."""

    kind: ClassVar[str] = "cases.case_reopened"
    case_id: int
