"""What people do with votes. One function = one transaction = one recorded fact."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Count as Counted
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.refusals import Refused
from linli.foundation.places.models import Place
from linli.foundation.places.queries import scope_of
from linli.mechanisms.voting import queries, rules
from linli.mechanisms.voting.events import BallotCast, VoteClosed, VoteOpened
from linli.mechanisms.voting.models import Ballot, RollEntry, Vote
from linli.mechanisms.voting.rules import Choice, Count, Seat, Threshold


class NotOpenable(Refused):
    """The vote cannot be opened like this."""


class NotCast(Refused):
    """The ballot was not taken; nothing was counted."""


class NotClosable(Refused):
    """The vote cannot be closed now."""


class RollTampered(NotClosable):
    """What was frozen is no longer what the vote was opened with: somebody wrote past the product.

    The chair can do nothing about it but call those who can (docs/operations.md, "When a vote
    cannot be counted").
    """


_log = logging.getLogger(__name__)


@transaction.atomic
def open_vote(
    *, place: Place, title: str, question: str, threshold: Threshold, rule_source: str,
    seats: Sequence[Seat], closes_at: datetime, actor: ActorLike, now: datetime,
) -> Vote:  # fmt: skip
    """This will put a question to a roll; roll, rule and deadline are frozen from here on.

    Raises NotOpenable without seats, with a person or post twice on the roll, or a deadline that is
    past or more than a year away.
    """
    if not seats:
        raise NotOpenable(
            _("Nobody holds a seat here yet. Please enter the council's members first.")
        )
    if len({seat.person_id for seat in seats}) < len(seats) or len(
        {seat.post_id for seat in seats}
    ) < len(seats):
        raise NotOpenable(
            _(
                "Somebody is on the roll twice, but each person has one seat. "
                "Please correct the posts first."
            )
        )
    if closes_at <= now:
        raise NotOpenable(_("The deadline is already past. Please choose a later one."))
    if clock.is_far(closes_at, now):
        raise NotOpenable(_("The deadline is more than a year away. Please check the year."))
    vote = Vote.objects.create(
        **scope_of(place),
        title=title,
        question=question,
        approval_numerator=threshold.approval.numerator,
        approval_denominator=threshold.approval.denominator,
        quorum_numerator=threshold.quorum.numerator,
        quorum_denominator=threshold.quorum.denominator,
        of_cast=threshold.of_cast,
        strict=threshold.strict,
        rule_source=rule_source,
        eligible=len(seats),
        roll_digest=rules.digest(
            question=question,
            threshold=threshold,
            rule_source=rule_source,
            closes_at=closes_at,
            seats=seats,
        ),
        opened_at=now,
        closes_at=closes_at,
    )
    RollEntry.objects.bulk_create(
        RollEntry(
            community_id=vote.community_id,
            vote=vote,
            post_id=seat.post_id,
            person_id=seat.person_id,
            label=seat.label,
        )
        for seat in seats
    )
    fact = VoteOpened(
        vote_id=vote.pk,
        eligible=vote.eligible,
        needed=rules.needed(threshold, vote.eligible),
        roll_digest=vote.roll_digest,
    )
    journal.record(fact, actor=actor, at=now, place=place, subject_id=vote.pk)
    return vote


@transaction.atomic
def cast_ballot(*, vote: Vote, choice: Choice, actor: ActorLike, now: datetime) -> Ballot:
    """This will take one seat's answer, for good. Locks the vote's row, as the closing does.

    Raises NotCast without a seat on the roll, when the post is no longer held, after the deadline
    or the closing, and for a second ballot of the seat.
    """
    # Whoever gets this lock second sees the closing, or the first ballot, of whoever got it first.
    seat = queries.locked_seat(vote, actor, clock.day_of(now))
    if seat.entry_id is None:
        raise NotCast(_("You hold no seat in this vote. Please act in the capacity that has one."))
    if not seat.held:
        raise NotCast(_("Your post has ended, so the seat can no longer vote."))
    if not rules.takes_ballots(closes_at=vote.closes_at, closed=seat.closed, now=now):
        raise NotCast(_("Voting is over. Your ballot came too late and was not counted."))
    if seat.voted:
        raise NotCast(_("You have already voted. A ballot cannot be changed."))
    ballot = Ballot.objects.create(
        community_id=vote.community_id,
        vote_id=vote.pk,
        entry_id=seat.entry_id,
        choice=choice,
        cast_at=now,
        account_id=actor.account_id,
    )
    fact = BallotCast(vote_id=vote.pk)
    journal.record(fact, actor=actor, at=now, place=vote.place, subject_id=vote.pk)
    return ballot


@transaction.atomic
def close_vote(*, vote: Vote, actor: ActorLike, now: datetime) -> Vote:
    """This will count the ballots and fix the outcome for good. Locks the vote's row.

    Raises NotClosable if it was closed before, or while somebody can still vote; RollTampered, and
    counts nothing, if question, rule, deadline or roll are not those it was opened with.
    """
    vote = Vote.objects.locked(community_id=vote.community_id, pk=vote.pk)
    if vote.closed_at is not None:
        raise NotClosable(_("This vote is already closed."))
    tally = _tally(vote)
    cast = sum(tally.values())
    if not rules.can_close(closes_at=vote.closes_at, cast=cast, eligible=vote.eligible, now=now):
        raise NotClosable(
            _(
                "Voting is still open. "
                "You can close it after the deadline, or once every seat has voted."
            )
        )
    _check_roll(vote)
    count = Count(eligible=vote.eligible, cast=cast, in_favour=tally[Choice.APPROVE])
    vote.outcome = rules.outcome(vote.threshold, count)
    vote.closed_at = now
    vote.cast = cast
    vote.approve = tally[Choice.APPROVE]
    vote.oppose = tally[Choice.OPPOSE]
    vote.abstain = tally[Choice.ABSTAIN]
    vote.save(update_fields=["outcome", "closed_at", "cast", "approve", "oppose", "abstain"])
    fact = VoteClosed(
        vote_id=vote.pk,
        outcome=vote.outcome,
        eligible=vote.eligible,
        cast=cast,
        approve=vote.approve,
        oppose=vote.oppose,
        abstain=vote.abstain,
    )
    journal.record(fact, actor=actor, at=now, place=vote.place, subject_id=vote.pk)
    return vote


def _tally(vote: Vote) -> dict[Choice, int]:
    # Here and not in queries: only the closing may know it.
    rows = (
        Ballot.objects.filter(
            community_id=vote.community_id, vote_id=vote.pk, cast_at__lt=vote.closes_at
        )
        .values_list("choice")
        .annotate(n=Counted("pk"))
    )
    return dict.fromkeys(Choice, 0) | {Choice(choice): n for choice, n in rows}


def _check_roll(vote: Vote) -> None:
    roll = [
        Seat(post_id=post_id, person_id=person_id, label=label)
        for post_id, person_id, label in RollEntry.objects.filter(
            community_id=vote.community_id, vote_id=vote.pk
        ).values_list("post_id", "person_id", "label")
    ]
    found = rules.digest(
        question=vote.question,
        threshold=vote.threshold,
        rule_source=vote.rule_source,
        closes_at=vote.closes_at,
        seats=roll,
    )
    if found != vote.roll_digest:
        _log.error("%s: what was frozen does not fit its digest %s", vote, vote.roll_digest[:12])
        raise RollTampered(
            _(
                "This vote cannot be counted: its question, rule, deadline or list of seats is no "
                "longer what was fixed at the opening (check code %(code)s). Nothing was counted "
                "and the vote stays open. Please call whoever runs this system and tell the "
                "street office."
            )
            % {"code": vote.code}
        )
