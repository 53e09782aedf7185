"""What the page of a project shows, to whom, and what may be done there now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from linli.foundation.people.actor import Actor
from linli.foundation.people.authority import may
from linli.foundation.people.rules import PostKind
from linli.practices.projects import rules
from linli.practices.projects.models import Payment, Project, ProjectLine, Quote, ScopeChange
from linli.practices.projects.queries.opening import missing_for_opening
from linli.practices.projects.queries.rows import (
    CHOOSERS,
    Roll,
    changes_of,
    lines_of,
    payments_of,
    quotes_of,
    roll_of,
    settle,
)
from linli.practices.projects.rules import Gap, Side, Standing, Status

_NOBODY = Roll(())
# While the contract runs, money is asked for first; once all is paid, the acceptance.
_LAST = {False: ("payment", "accept"), True: ("accept", "payment")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A project as one visitor sees it. Amounts in fen; `roll` is empty where nobody needs it."""

    project: Project
    status: Status
    costs: list[ProjectLine]
    sources: list[ProjectLine]
    quotes: list[Quote]
    changes: list[ScopeChange]
    payments: list[Payment]
    settlement: rules.Settlement
    roll: Roll
    missing: dict[Gap, str]
    is_due: bool
    can_invite: bool
    manages: bool  # may register, open, sign, pay: and has no interest
    declares: bool
    decides: bool  # may choose and accept now
    is_insider: bool  # sees the firms before the opening, and the witnesses
    standing: Standing

    @property
    def must_declare(self) -> bool:
        """Return whether this visitor is asked to declare first: once all firms are known."""
        return self.declares and self.is_due and self.standing is Standing.UNDECLARED

    def main_form(self, offered: Collection[str]) -> str:
        """Return which of the forms offered asks for what is due now; "" if none is."""
        if self.must_declare and "declare" in offered:
            return "declare"
        is_paid = self.status is Status.CONTRACTED and self.settlement.owed == 0
        order = ("open", "invite", "register", "contract", "choose", *_LAST[is_paid])
        return next((name for name in order if name in offered), "")

    @property
    def lowest(self) -> int:
        """Return the lowest amount quoted; 0 before the opening."""
        return min((quote.amount or 0 for quote in self.quotes), default=0)

    @property
    def source_fen(self) -> int:
        """Return the money whose source is named."""
        return sum(line.fen for line in self.sources)

    @property
    def source_hours(self) -> int:
        """Return the hours of work promised."""
        return sum(line.hours for line in self.sources)

    @property
    def reversed_ids(self) -> set[int]:
        """Return the payments that were taken back."""
        return {p.reverses_id for p in self.payments if p.reverses_id is not None}

    @property
    def saved_percent(self) -> str:
        """Return what was saved net, in percent of the budget."""
        return rules.percent(self.settlement.saved_net, self.settlement.budget)


def page_of(project: Project, actor: Actor | None, now: datetime) -> Page:
    """Return what `actor` sees of a project and may do there (three to six queries).

    Lines and quotes always; changes and payments from the contract on; the roll of those who
    choose while quotes are gathered (its counts are public), later only for those who are on it
    or handle the money.
    """
    status = Status(project.status)
    lines, quotes = list(lines_of(project)), list(quotes_of(project))
    has_contract = project.contract_amount is not None
    changes = list(changes_of(project)) if has_contract else []
    payments = list(payments_of(project)) if has_contract else []
    manages = may(actor, "projects.manage", project.place)
    declares = may(actor, "projects.declare", project.place)
    roll, standing = _NOBODY, Standing.UNDECLARED
    if status is Status.QUOTING or declares:
        latest = quotes[-1].received_at if quotes else None
        roll = roll_of(project, last_envelope_at=latest, now=now)
        standing = roll.standing_of(actor.person_id) if actor else standing
    due, needed = project.quotes_due, project.quotes_needed or 0
    is_free = standing is not Standing.INTERESTED
    is_leader = actor is not None and actor.post_kind is PostKind.GROUP_LEADER
    leads = actor is not None and actor.post_kind in CHOOSERS and (is_leader or roll.seats_stand_in)
    return Page(
        project=project,
        status=status,
        costs=[line for line in lines if line.side == Side.COST],
        sources=[line for line in lines if line.side == Side.SOURCE],
        quotes=quotes,
        changes=changes,
        payments=payments,
        settlement=settle(project, changes, payments),
        roll=roll,
        missing=(
            missing_for_opening(project, envelopes=len(quotes), roll=roll, now=now)
            if status is Status.QUOTING
            else {}
        ),
        is_due=due is not None and now >= due,
        can_invite=status is Status.OPENED
        or (
            status is Status.QUOTING
            and due is not None
            and rules.may_invite_again(now=now, due=due, envelopes=len(quotes), needed=needed)
        ),
        manages=manages and is_free,
        declares=declares and bool(quotes) and status is not Status.ACCEPTED,
        decides=declares and leads and standing is Standing.FREE,
        is_insider=manages or declares,
        standing=standing,
    )
