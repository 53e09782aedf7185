"""Verbs of cases: raise, receive, lead, note, hand to the council, answer, confirm, reopen."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.facts import Fact
from linli.foundation.kernel.refusals import Refused
from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.foundation.places.queries import norms_at, scope_of
from linli.practices.cases import rules
from linli.practices.cases.events import (
    CaseAcknowledged,
    CaseAnswered,
    CaseConfirmed,
    CaseHandedToCouncil,
    CaseLed,
    CaseNoted,
    CaseRaised,
    CaseReopened,
)
from linli.practices.cases.models import Case, CaseNote, Numbering
from linli.practices.cases.rules import Category, Channel, Move, NoteKind, Status

ACKNOWLEDGE_HOURS = "cases.acknowledge_hours"
ANSWER_DAYS = "cases.answer_days"


class CaseRefused(Refused):
    """The case cannot be raised like this, or words are missing."""


class NotNow(CaseRefused):
    """The case does not stand where this could be done."""


class NotTheReporter(CaseRefused):
    """Only the one who asked says whether it is solved."""


class NobodyLeads(CaseRefused):
    """A case is led by somebody who holds a post; residents do not lead their own."""


@transaction.atomic
def raise_case(
    *, place: Place, spot: Place, spot_detail: str, title: str, text: str, category: Category,
    channel: Channel, reporter: Person | None, actor: ActorLike, now: datetime,
) -> Case:  # fmt: skip
    """This will raise a case at `place` about `spot`; `reporter` None means the actor.

    Entered for somebody else by a steward or worker it is received at once, and whoever entered
    it leads: they were asked first (B4, F23). Locks the numbering of the community. Raises
    CaseRefused.
    """
    words = _words(text, _("Please say in a few words what it is about."))
    if spot.community_id != place.community_id:
        raise CaseRefused(_("Please choose a place in your own community."))
    is_entered = channel is not Channel.PAGE
    is_another = reporter is not None and reporter.pk != actor.person_id
    if is_entered is not is_another:
        raise CaseRefused(_("Please choose whose matter this is, and how you heard of it."))
    hours, days = _limits(place, now)
    case = Case(
        **scope_of(place),
        number=_next_number(place),
        title=title,
        text=words,
        category=category,
        spot=spot,
        spot_detail=spot_detail,
        reporter_id=reporter.pk if reporter is not None else actor.person_id,
        reporter_kind=PostKind.RESIDENT if is_another else actor.post_kind,
        channel=channel,
        acknowledge_by=now + hours,
        answer_by=now + days,
        raised_at=now,
    )
    if is_entered:
        _receive(case, actor, now)
        case.entered_by_post_id = case.lead_post_id
    case.due_at = _due(case)
    case.save(force_insert=True)
    journal.record(
        CaseRaised(case_id=case.pk, category=category), actor=actor, at=now, place=place,
        subject_id=case.pk, on_behalf_of_id=case.reporter_id if is_another else None,
        after={"status": case.status},
    )  # fmt: skip
    return case


@transaction.atomic
def acknowledge(*, case: Case, actor: ActorLike, now: datetime) -> Case:
    """This will tell the reporter that their matter was received; whoever receives it leads it.

    Locks the case. Raises NotNow if it was received before.
    """
    row = _locked(case, Move.ACKNOWLEDGE)
    before = row.status
    _receive(row, actor, now)
    _store(row, "acknowledged_at", *_LEAD)
    _record(CaseAcknowledged(case_id=row.pk), row, before, actor, now)
    return row


@transaction.atomic
def take_lead(*, case: Case, actor: ActorLike, now: datetime) -> Case:
    """This will take a received case in hand, also over from a colleague: the new lead agrees by
    doing it.

    Locks the case. Raises NotNow, also if the actor's post leads it already.
    """
    row = _locked(case, Move.LEAD)
    if row.status == Status.IN_HAND and row.lead_post_id == actor.post_id:
        raise NotNow(_("You lead this already. The next step is to answer."))
    before = row.status
    post_id = _lead(row, actor)
    row.status, row.in_hand_at = Status.IN_HAND, now
    _store(row, "in_hand_at", *_LEAD)
    _record(CaseLed(case_id=row.pk, post_id=post_id), row, before, actor, now)
    return row


@transaction.atomic
def add_note(
    *, case: Case, text: str, shown_to_reporter: bool, actor: ActorLike, now: datetime
) -> CaseNote:
    """This will add a note. While the council deliberates, one that the reporter sees sets a new
    date by which the next word is due (K39: nothing is forwarded and forgotten). Locks the case.
    """
    words = _words(text, _("Please write what you want to note."))
    row = Case.objects.locked(community_id=case.community_id, pk=case.pk)
    row.place = case.place
    note = _noted(row, NoteKind.NOTE, words, actor, now, shown_to_reporter=shown_to_reporter)
    if shown_to_reporter and row.status == Status.DELIBERATING:
        row.answer_by = now + _limits(row.place, now)[1]
        _store(row, "answer_by")
    _record(CaseNoted(case_id=row.pk, note_id=note.pk), row, row.status, actor, now)
    return note


@transaction.atomic
def hand_to_council(*, case: Case, reason: str, actor: ActorLike, now: datetime) -> Case:
    """This will ask the council of the case's compound to discuss it; `reason` is what they will
    read.

    The lead stays the lead, and a new date is set for the next word to the reporter. Locks the
    case. Raises NotNow, or CaseRefused without words or where no compound is.
    """
    words = _words(reason, _("Please write what the council is to discuss."))
    row = _locked(case, Move.HAND)
    if row.compound_id is None:
        raise CaseRefused(_("There is no courtyard council here. Please lead this case yourself."))
    before = row.status
    row.status, row.handed_at = Status.DELIBERATING, now
    row.answer_by = now + _limits(row.place, now)[1]
    _store(row, "handed_at", "answer_by")
    _noted(row, NoteKind.HAND, words, actor, now)
    fact = CaseHandedToCouncil(case_id=row.pk, compound_id=row.compound_id)
    _record(fact, row, before, actor, now, reason=words)
    return row


@transaction.atomic
def answer(*, case: Case, text: str, actor: ActorLike, now: datetime) -> Case:
    """This will answer the reporter, who then says whether it is solved. Locks the case.

    An answer at once, before anything else, also receives the case. Raises NotNow or CaseRefused.
    """
    words = _words(text, _("Please write what was done, or why it cannot be done."))
    row = _locked(case, Move.ANSWER)
    before = row.status
    if row.acknowledged_at is None:
        _receive(row, actor, now)
    row.status, row.answered_at = Status.ANSWERED, now
    _store(row, "acknowledged_at", "answered_at", *_LEAD)
    _noted(row, NoteKind.ANSWER, words, actor, now)
    _record(CaseAnswered(case_id=row.pk), row, before, actor, now)
    return row


@transaction.atomic
def confirm(*, case: Case, actor: ActorLike, now: datetime) -> Case:
    """This will close the case: the one who asked says that it is solved. Locks the case.

    Raises NotTheReporter or NotNow.
    """
    row = _locked(case, Move.CONFIRM)
    _only_the_reporter(row, actor)
    before = row.status
    row.status, row.confirmed_at = Status.CONFIRMED, now
    _store(row, "confirmed_at")
    _record(CaseConfirmed(case_id=row.pk), row, before, actor, now)
    return row


@transaction.atomic
def reopen(*, case: Case, reason: str, actor: ActorLike, now: datetime) -> Case:
    """This will open the case again: the one who asked says what is not solved. Locks the case.

    The lead answers anew within the same number of days. Raises NotTheReporter, NotNow or
    CaseRefused.
    """
    words = _words(reason, _("Please say what is not solved yet."))
    row = _locked(case, Move.REOPEN)
    _only_the_reporter(row, actor)
    before = row.status
    row.status, row.reopened_at, row.answered_at = Status.REOPENED, now, None
    row.answer_by = now + _limits(row.place, now)[1]
    _store(row, "reopened_at", "answered_at", "answer_by")
    _noted(row, NoteKind.REOPEN, words, actor, now)
    # The resident's words stand in the note alone: the journal can forget nothing.
    _record(CaseReopened(case_id=row.pk), row, before, actor, now)
    return row


_LEAD = ("lead_post_id", "lead_kind", "lead_person")


def _words(text: str, sentence: str) -> str:
    words = text.strip()
    if not words:
        raise CaseRefused(sentence)
    return words


def _limits(place: Place, now: datetime) -> tuple[timedelta, timedelta]:
    norms = norms_at([ACKNOWLEDGE_HOURS, ANSWER_DAYS], place, clock.day_of(now))
    return (
        timedelta(hours=norms[ACKNOWLEDGE_HOURS].whole),
        timedelta(days=norms[ANSWER_DAYS].whole),
    )


def _next_number(place: Place) -> int:
    Numbering.objects.get_or_create(community_id=place.community_id)
    numbering = Numbering.objects.select_for_update().get(community_id=place.community_id)
    numbering.last += 1
    numbering.save(update_fields=["last"])
    return numbering.last


def _locked(case: Case, move: Move) -> Case:
    row = Case.objects.locked(community_id=case.community_id, pk=case.pk)
    row.place = case.place
    if not rules.may_move(move, Status(row.status)):
        raise NotNow(_("This case has moved on. Please reload the page and see where it stands."))
    return row


def _only_the_reporter(row: Case, actor: ActorLike) -> None:
    if row.reporter_id != actor.person_id:
        raise NotTheReporter(_("Only the one who asked can say whether it is solved."))


def _lead(row: Case, actor: ActorLike) -> int:
    if actor.post_id is None:
        raise NobodyLeads(_("A steward or a community worker has to lead this. Please call them."))
    row.lead_post_id, row.lead_kind = actor.post_id, actor.post_kind
    row.lead_person_id = actor.person_id
    return actor.post_id


def _receive(row: Case, actor: ActorLike, now: datetime) -> None:
    _lead(row, actor)
    row.status, row.acknowledged_at = Status.ACKNOWLEDGED, now


def _due(row: Case) -> datetime | None:
    return rules.due(Status(row.status), acknowledge_by=row.acknowledge_by, answer_by=row.answer_by)


def _store(row: Case, *changed: str) -> None:
    row.due_at = _due(row)
    row.save(update_fields=["status", "due_at", *changed])


def _noted(
    row: Case, kind: NoteKind, words: str, actor: ActorLike, now: datetime, *,
    shown_to_reporter: bool = True,
) -> CaseNote:  # fmt: skip
    return CaseNote.objects.create(
        community_id=row.community_id,
        case=row,
        kind=kind,
        text=words,
        person_id=actor.person_id,
        post_kind=actor.post_kind,
        at=now,
        shown_to_reporter=shown_to_reporter,
    )


def _record(
    fact: Fact, row: Case, before: str, actor: ActorLike, now: datetime, *, reason: str = ""
) -> None:
    journal.record(
        fact, actor=actor, at=now, place=row.place, subject_id=row.pk, before={"status": before},
        after={"status": str(row.status)}, reason=reason[:1000],
    )  # fmt: skip
