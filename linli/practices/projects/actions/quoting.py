"""From the decided budget to the chosen quote (C34)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.clock import day_of, is_far
from linli.foundation.kernel.money import LARGEST
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.foundation.places.queries import norm_at, scope_of
from linli.practices.projects import queries, rules
from linli.practices.projects.actions.standing import (
    BadAmount,
    BadTime,
    NothingSaid,
    NotNow,
    NotReady,
    NotYourTurn,
    locked,
    refuse_interest,
    refuse_unless_deciding,
)
from linli.practices.projects.events import (
    InterestDeclared,
    ProjectOpened,
    QuoteChosen,
    QuoteRegistered,
    QuotesInvited,
    QuotesOpened,
)
from linli.practices.projects.models import Declaration, Project, ProjectLine, Quote
from linli.practices.projects.rules import LineLike, Side, Standing, Status

QUOTES_NORM = "projects.quotes_at_least"


@transaction.atomic
def open_project(
    *, place: Place, title: str, lines: Sequence[LineLike], actor: ActorLike, now: datetime
) -> Project:
    """This will turn a decision into a project whose budget is the sum of its lines.

    Raises BadAmount without lines, or with a line that is not positive.
    """
    if not lines or any(not 0 < line.fen <= LARGEST for line in lines):
        raise BadAmount(_("A project needs a budget: at least one line, each with an amount."))
    budget = sum(line.fen for line in lines)
    project = Project.objects.create(
        **scope_of(place), title=title, budget=budget, status=Status.OPENED, opened_at=now
    )
    ProjectLine.objects.bulk_create(
        ProjectLine(
            community_id=project.community_id,
            project=project,
            side=Side.COST,
            order=order,
            label=line.label,
            fen=line.fen,
        )
        for order, line in enumerate(lines, start=1)
    )
    fact = ProjectOpened(project_id=project.pk, budget=budget)
    journal.record(fact, actor=actor, at=now, place=place, subject_id=project.pk)
    return project


@transaction.atomic
def invite_quotes(*, project: Project, due: datetime, actor: Actor, now: datetime) -> Project:
    """This will let firms hand in sealed quotes until `due`. Locks the project.

    How many are needed is fixed now, from the norm of the place. Once more only if too few came
    in time. Raises NotNow, BadTime, HasInterest.
    """
    project = locked(project, Status.OPENED, Status.QUOTING)
    refuse_interest(project, actor)
    if project.quotes_due is not None and not rules.may_invite_again(
        now=now,
        due=project.quotes_due,
        envelopes=queries.quotes_of(project).count(),
        needed=project.quotes_needed or 0,
    ):
        raise NotNow(
            _("The due time stands. A new one can be set only after it, if too few quotes came.")
        )
    if due <= now:
        raise BadTime(_("Please choose a due time that still lies ahead."))
    if is_far(due, now):
        raise BadTime(_("The due time is more than a year away. Please check the year."))
    norm = norm_at(QUOTES_NORM, project.place, day_of(now))
    before = {"due": project.quotes_due.isoformat()} if project.quotes_due else None
    project.status, project.quotes_due = Status.QUOTING, due
    project.quotes_needed, project.quotes_source = norm.whole, norm.source
    project.save(update_fields=["status", "quotes_due", "quotes_needed", "quotes_source"])
    fact = QuotesInvited(
        project_id=project.pk, due=due.astimezone(UTC).isoformat(), needed=norm.whole
    )
    journal.record(
        fact, actor=actor, at=now, place=project.place, subject_id=project.pk, before=before
    )
    return project


@transaction.atomic
def register_quote(*, project: Project, bidder: str, actor: Actor, now: datetime) -> Quote:
    """This will note that a firm's sealed envelope came in before the due time. Locks the project.

    Raises NotNow after the due time, NothingSaid without a name of at most 100 characters or if
    the firm's envelope is in already.
    """
    project = locked(project, Status.QUOTING)
    refuse_interest(project, actor)
    if project.quotes_due is None or now >= project.quotes_due:
        raise NotNow(_("The due time has passed: this envelope came too late and stays outside."))
    bidder = _plain(bidder)
    if not 0 < len(bidder) <= rules.BIDDER_LENGTH:
        raise NothingSaid(_("Please enter the name of the firm on the envelope."))
    if queries.quotes_of(project).filter(bidder=bidder).exists():
        raise NothingSaid(_("An envelope of this firm is registered already."))
    quote = Quote.objects.create(
        community_id=project.community_id, project=project, bidder=bidder, received_at=now
    )
    fact = QuoteRegistered(project_id=project.pk, quote_id=quote.pk)
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return quote


def _plain(name: str) -> str:
    """Return a name as it looks: one firm must not pass for two by characters nobody sees."""
    seen = (c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())


@transaction.atomic
def declare_interest(
    *, project: Project, has_interest: bool, bidder: str = "", actor: Actor, now: datetime
) -> Declaration:
    """This will keep whether the actor has an interest in a bidder; again to correct it.

    Locks the project. Raises NotNow before the first envelope, after the acceptance, and for
    taking an interest back once the quotes are open; NothingSaid if the firm concerned is not
    named.
    """
    project = locked(
        project, Status.QUOTING, Status.QUOTES_OPENED, Status.CHOSEN, Status.CONTRACTED
    )
    if not queries.quotes_of(project).exists():
        raise NotNow(_("No envelope has come in yet. Please declare once the firms are known."))
    if has_interest and not bidder.strip():
        raise NothingSaid(_("Please say which firm it is. The public never sees this."))
    kept = Declaration.objects.filter(
        community_id=project.community_id, project=project, person_id=actor.person_id
    ).first()
    if kept is not None and kept.has_interest and project.status != Status.QUOTING:
        raise NotNow(_("The quotes are open: an interest declared before cannot be taken back."))
    before = None if kept is None else {"has_interest": kept.has_interest}
    declaration = kept or Declaration(
        community_id=project.community_id, project=project, person_id=actor.person_id
    )
    declaration.post_id = actor.post_id or 0
    declaration.has_interest, declaration.at = has_interest, now
    declaration.bidder = bidder.strip() if has_interest else ""
    if kept is None:
        declaration.save(force_insert=True)
    else:
        declaration.save(update_fields=["post_id", "has_interest", "bidder", "at"])
    fact = InterestDeclared(project_id=project.pk, has_interest=has_interest)
    journal.record(
        fact, actor=actor, at=now, place=project.place, subject_id=project.pk, before=before
    )
    return declaration


@transaction.atomic
def open_quotes(
    *, project: Project, amounts: Mapping[int, int], witnesses: str, actor: Actor, now: datetime
) -> Project:
    """This will enter the prices of all envelopes at once, at the public opening.

    Locks the project. `amounts` maps quote id to fen. Raises NotReady with everything that is
    missing and who must act, HasInterest, NotYourTurn (a leader who has not declared), BadAmount,
    NothingSaid without witnesses.
    """
    project = locked(project, Status.QUOTING)
    refuse_interest(project, actor)
    quotes = list(queries.quotes_of(project))
    latest = quotes[-1].received_at if quotes else None
    roll = queries.roll_of(project, last_envelope_at=latest, now=now)
    missing = queries.missing_for_opening(project, envelopes=len(quotes), roll=roll, now=now)
    if missing:
        raise NotReady(" ".join(missing.values()))
    is_leader = actor.post_kind is PostKind.GROUP_LEADER
    if is_leader and roll.standing_of(actor.person_id) is Standing.UNDECLARED:
        raise NotYourTurn(
            _("Please first declare whether you have an interest in one of the firms, then open.")
        )
    if amounts.keys() != {quote.pk for quote in quotes} or any(
        not 0 < fen <= LARGEST for fen in amounts.values()
    ):
        raise BadAmount(_("Please enter the amount of every envelope; all are opened together."))
    if len(witnesses.strip()) < 2:
        raise NothingSaid(_("Please name who was present when the envelopes were opened."))
    for quote in quotes:
        quote.amount = amounts[quote.pk]
        quote.save(update_fields=["amount"])
    project.status, project.quotes_opened_at = Status.QUOTES_OPENED, now
    project.witnesses = witnesses.strip()
    project.choosers, project.declared = len(roll.choosers), roll.declared
    project.interested = roll.interested
    project.save(
        update_fields=[
            "status", "quotes_opened_at", "witnesses", "choosers", "declared", "interested",
        ]
    )  # fmt: skip
    fact = QuotesOpened(project_id=project.pk, amounts=[amounts[quote.pk] for quote in quotes])
    journal.record(fact, actor=actor, at=now, place=project.place, subject_id=project.pk)
    return project


@transaction.atomic
def choose_quote(
    *, project: Project, quote: Quote, reason: str, actor: Actor, now: datetime
) -> Project:
    """This will choose one of the opened quotes, for a reason that everybody can read.

    Locks the project. Until the contract another may be chosen: a firm may withdraw. Raises
    NotNow, HasInterest, NotYourTurn, BadAmount for a quote of another project, NothingSaid if the
    reason is too short: a sentence is asked for when the lowest quote is passed over.
    """
    project = locked(project, Status.QUOTES_OPENED, Status.CHOSEN)
    refuse_unless_deciding(project, actor, now)
    amounts = {row.pk: row.amount or 0 for row in queries.quotes_of(project)}
    if quote.pk not in amounts:
        raise BadAmount(_("Please choose one of the quotes of this project."))
    is_lowest = amounts[quote.pk] == min(amounts.values())
    if not rules.reason_suffices(reason, is_lowest=is_lowest):
        if is_lowest:
            raise NothingSaid(_("Please say in a few words why this quote is chosen."))
        raise NothingSaid(
            _(
                "This is not the lowest quote. Please say in a full sentence why it is the better"
                " one; everybody can read it."
            )
        )  # fmt: skip
    before = {"quote": project.chosen_quote_id} if project.chosen_quote_id else None
    project.status, project.chosen_at = Status.CHOSEN, now
    project.chosen_quote_id = quote.pk
    project.choice_reason = reason.strip()
    project.save(update_fields=["status", "chosen_at", "chosen_quote", "choice_reason"])
    fact = QuoteChosen(project_id=project.pk, quote_id=quote.pk, is_lowest=is_lowest)
    journal.record(
        fact, actor=actor, at=now, place=project.place, subject_id=project.pk, before=before,
        reason=project.choice_reason,
    )  # fmt: skip
    return project
