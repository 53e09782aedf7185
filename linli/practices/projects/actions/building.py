"""From the contract to the acceptance: what is agreed, changed, paid and saved (C35, K28, K29)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import journal
from linli.foundation.kernel.clock import day_of
from linli.foundation.kernel.money import LARGEST
from linli.foundation.people.actor import Actor
from linli.foundation.ui import formats
from linli.practices.projects import queries
from linli.practices.projects.actions.standing import (
    BadAmount,
    BadTime,
    NothingSaid,
    NotNow,
    locked,
    refuse_interest,
    refuse_unless_deciding,
)
from linli.practices.projects.events import (
    ContractSigned,
    PaymentRecorded,
    PaymentReversed,
    ProjectAccepted,
    ScopeChanged,
    SourceNamed,
)
from linli.practices.projects.models import Payment, Project, ProjectLine, ScopeChange
from linli.practices.projects.rules import Origin, Side, Status


@transaction.atomic
def name_source(
    *, project: Project, origin: Origin, label: str, fen: int = 0, hours: int = 0, actor: Actor,
    now: datetime,
) -> ProjectLine:  # fmt: skip
    """This will say where money (fen) or work (hours) of a project comes from. Locks the project.

    Contributions are voluntary; there is no minimum (K29). Raises NotNow after the acceptance,
    HasInterest, NothingSaid without a label, BadAmount with neither money nor hours.
    """
    project = locked(project, *[status for status in Status if status is not Status.ACCEPTED])
    refuse_interest(project, actor)
    if not label.strip():
        raise NothingSaid(_("Please say where it comes from, for example the name of the fund."))
    if not 0 <= fen <= LARGEST or hours < 0 or not (fen or hours):
        raise BadAmount(_("Please enter an amount in yuan or hours of work."))
    lines = queries.lines_of(project).filter(side=Side.SOURCE)
    last = lines.last()
    line = ProjectLine.objects.create(
        community_id=project.community_id,
        project=project,
        side=Side.SOURCE,
        origin=origin,
        order=last.order + 1 if last else 1,
        label=label.strip(),
        fen=fen,
        hours=hours,
    )
    fact = SourceNamed(project_id=project.pk, origin=origin, fen=fen, hours=hours)
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return line


@transaction.atomic
def sign_contract(
    *, project: Project, amount: int, left_out: str = "", cut: int = 0,
    changes_common_space: bool = False, owners_decision: str = "", actor: Actor, now: datetime,
) -> Project:  # fmt: skip
    """This will fix the contract with the chosen firm: at most its quote, at most the budget (fen).

    Work left out of the quote is named (`left_out`) with its worth (`cut`), so that it never
    passes for a saving. Work on common space needs the owners' decision first (K28). Locks the
    project. Raises NotNow, HasInterest, BadAmount, NothingSaid.
    """
    project = locked(project, Status.CHOSEN)
    refuse_interest(project, actor)
    quote = queries.quotes_of(project).get(pk=project.chosen_quote_id or 0)
    quoted = quote.amount or 0
    if not 0 < amount <= quoted:
        raise BadAmount(
            _("The contract cannot be higher than the chosen quote of %(quote)s.")
            % {"quote": formats.money(quoted)}
        )
    if amount > project.budget:
        raise BadAmount(
            _(
                "The contract is above the budget of %(budget)s that was decided. Agree on a "
                "lower price or bring it to a new decision."
            ) % {"budget": formats.money(project.budget)}
        )  # fmt: skip
    if bool(left_out.strip()) != bool(cut) or not 0 <= cut <= quoted:
        raise NothingSaid(
            _(
                "If work is left out, please say what it is and what it was worth; else leave "
                "both empty."
            )
        )
    if changes_common_space and not owners_decision.strip():
        raise NothingSaid(
            _(
                "This changes space that belongs to all owners. Work may begin only after they "
                "decided: please enter which decision it was and when."
            )
        )  # fmt: skip
    project.status, project.contracted_at = Status.CONTRACTED, now
    project.contract_amount, project.contractor = amount, quote.bidder
    project.changes_common_space = changes_common_space
    project.owners_decision = owners_decision.strip() if changes_common_space else ""
    project.save(
        update_fields=[
            "status", "contracted_at", "contract_amount", "contractor", "changes_common_space",
            "owners_decision",
        ]
    )  # fmt: skip
    if cut:
        ScopeChange.objects.create(
            community_id=project.community_id,
            project=project,
            what=left_out.strip(),
            fen=-cut,
            in_contract=True,
            at=now,
        )
    fact = ContractSigned(project_id=project.pk, amount=amount, cut=cut)
    journal.record(
        fact,
        actor=actor,
        at=now,
        place=project.place,
        subject_id=project.pk,
        reason=left_out.strip(),
    )
    return project


@transaction.atomic
def record_scope_change(
    *, project: Project, what: str, fen: int, actor: Actor, now: datetime
) -> ScopeChange:
    """This will change the price for work left out (negative fen) or added (positive).

    Locks the project. Raises NotNow, HasInterest, NothingSaid, and BadAmount if the price would
    rise above the budget or fall to nothing or below what is paid.
    """
    project = locked(project, Status.CONTRACTED)
    refuse_interest(project, actor)
    if not what.strip():
        raise NothingSaid(_("Please say which work is left out or added."))
    before = queries.settlement_of(project)
    final = (before.final or 0) + fen
    if fen == 0:
        raise BadAmount(_("Please enter by how much the price changes."))
    if final > project.budget:
        raise BadAmount(
            _("With this the work would cost more than the budget of %(budget)s that was decided.")
            % {"budget": formats.money(project.budget)}
        )
    if final <= 0 or final < before.paid:
        raise BadAmount(
            _(
                "With this the work would cost less than the %(paid)s already paid, or nothing at"
                " all."
            )
            % {"paid": formats.money(before.paid)}
        )
    change = ScopeChange.objects.create(
        community_id=project.community_id, project=project, what=what.strip(), fen=fen, at=now
    )
    fact = ScopeChanged(project_id=project.pk, fen=fen)
    journal.record(
        fact, actor=actor, at=now, place=project.place, subject_id=project.pk, reason=what.strip(),
        before={"final": before.final}, after={"final": final},
    )  # fmt: skip
    return change


@transaction.atomic
def record_payment(
    *, project: Project, fen: int, voucher: str, paid_on: date, actor: Actor, now: datetime
) -> Payment:
    """This will enter money paid to the contractor, with its voucher. Locks the project.

    Raises NotNow before the contract, HasInterest, NothingSaid without a voucher or with one that
    is entered already, BadTime for a day before the contract or to come, BadAmount beyond what is
    owed.
    """
    project = locked(project, Status.CONTRACTED, Status.ACCEPTED)
    refuse_interest(project, actor)
    voucher = voucher.strip()
    if not voucher:
        raise NothingSaid(_("Please enter the number of the voucher."))
    payments = list(queries.payments_of(project))
    reversed_ids = {payment.reverses_id for payment in payments}
    if any(p.voucher == voucher and p.fen > 0 and p.pk not in reversed_ids for p in payments):
        raise NothingSaid(_("A payment with this voucher is entered already."))
    signed = day_of(project.contracted_at or now)
    if not signed <= paid_on <= day_of(now):
        raise BadTime(_("The day of payment lies between the contract and today."))
    owed = queries.settle(project, list(queries.changes_of(project)), payments).owed
    if not 0 < fen <= owed:
        raise BadAmount(_("At most %(owed)s is still to be paid.") % {"owed": formats.money(owed)})
    payment = Payment.objects.create(
        community_id=project.community_id,
        project=project,
        fen=fen,
        voucher=voucher,
        paid_on=paid_on,
        at=now,
    )
    fact = PaymentRecorded(project_id=project.pk, payment_id=payment.pk, fen=fen)
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return payment


@transaction.atomic
def reverse_payment(*, payment: Payment, actor: Actor, now: datetime) -> Payment:
    """This will take a wrongly entered payment back by an entry of its own; both stay visible.

    Locks the project. Raises NotNow if it is a reversal or was reversed before, HasInterest.
    """
    project = locked(payment.project, Status.CONTRACTED, Status.ACCEPTED)
    refuse_interest(project, actor)
    if (
        payment.reverses_id is not None
        or queries.payments_of(project).filter(reverses_id=payment.pk).exists()
    ):
        raise NotNow(_("This payment was taken back already."))
    reversal = Payment.objects.create(
        community_id=project.community_id,
        project=project,
        fen=-payment.fen,
        voucher=payment.voucher,
        paid_on=day_of(now),
        reverses=payment,
        at=now,
    )
    fact = PaymentReversed(project_id=project.pk, payment_id=payment.pk, fen=payment.fen)
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return reversal


@transaction.atomic
def accept_project(*, project: Project, note: str, actor: Actor, now: datetime) -> Project:
    """This will accept the work; what is still owed stays on the page and can be paid later.

    Locks the project. Raises NotNow, HasInterest, NotYourTurn, NothingSaid without a note.
    """
    project = locked(project, Status.CONTRACTED)
    refuse_unless_deciding(project, actor, now)
    if len(note.strip()) < 2:
        raise NothingSaid(_("Please say in a few words what you looked at and found."))
    settled = queries.settlement_of(project)
    project.status, project.accepted_at = Status.ACCEPTED, now
    project.acceptance_note = note.strip()
    project.save(update_fields=["status", "accepted_at", "acceptance_note"])
    fact = ProjectAccepted(
        project_id=project.pk, saved=settled.saved_net, cut=settled.saved_by_scope_cut
    )
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return project
