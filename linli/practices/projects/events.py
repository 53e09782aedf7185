"""Facts about projects: ids, fen and counts, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectOpened(Fact):
    """A decision with a budget became a project."""

    kind: ClassVar[str] = "projects.project_opened"
    project_id: int
    budget: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceNamed(Fact):
    """It was said where money or work comes from."""

    kind: ClassVar[str] = "projects.source_named"
    project_id: int
    origin: str
    fen: int
    hours: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotesInvited(Fact):
    """Firms may hand in sealed quotes until a moment (ISO 8601, UTC)."""

    kind: ClassVar[str] = "projects.quotes_invited"
    project_id: int
    due: str
    needed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteRegistered(Fact):
    """A sealed envelope came in."""

    kind: ClassVar[str] = "projects.quote_registered"
    project_id: int
    quote_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class InterestDeclared(Fact):
    """A chooser said whether they have an interest in a bidder."""

    kind: ClassVar[str] = "projects.interest_declared"
    project_id: int
    has_interest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class QuotesOpened(Fact):
    """All envelopes were opened in public; `amounts` in the order they came in."""

    kind: ClassVar[str] = "projects.quotes_opened"
    project_id: int
    amounts: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class QuoteChosen(Fact):
    """One quote was chosen, for the reason in the entry."""

    kind: ClassVar[str] = "projects.quote_chosen"
    project_id: int
    quote_id: int
    is_lowest: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ContractSigned(Fact):
    """A contract was signed; `cut` is the worth of work left out of the quote."""

    kind: ClassVar[str] = "projects.contract_signed"
    project_id: int
    amount: int
    cut: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ScopeChanged(Fact):
    """Work was left out (negative) or added (positive)."""

    kind: ClassVar[str] = "projects.scope_changed"
    project_id: int
    fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentRecorded(Fact):
    """Money was paid to the contractor."""

    kind: ClassVar[str] = "projects.payment_recorded"
    project_id: int
    payment_id: int
    fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PaymentReversed(Fact):
    """A wrongly entered payment was taken back by an entry of its own."""

    kind: ClassVar[str] = "projects.payment_reversed"
    project_id: int
    payment_id: int
    fen: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ProjectAccepted(Fact):
    """The work was accepted; `saved` in fen, without what was only left out (`cut`)."""

    kind: ClassVar[str] = "projects.project_accepted"
    project_id: int
    saved: int
    cut: int
