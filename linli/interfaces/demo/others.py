"""Lets those act who are not at the keyboard, each in their own name, through the real verbs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.foundation.kernel import clock
from linli.foundation.kernel.refusals import Refused
from linli.interfaces.demo import queries
from linli.mechanisms.voting.actions import cast_ballot
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice
from linli.practices.deliberation.actions import agree_to_plan
from linli.practices.deliberation.models import Plan
from linli.practices.projects.actions import declare_interest
from linli.practices.projects.models import Project


class TooFew(Refused):
    """There are not so many others."""


@transaction.atomic
def let_others_vote(*, vote: Vote, approve: int, oppose: int, now: datetime) -> int:
    """This will let so many seats of others approve and so many oppose; returns how many voted.

    Raises TooFew when fewer have not voted yet.
    """
    seats = queries.silent_seats(vote)
    if approve + oppose > len(seats):
        raise TooFew(
            ngettext(
                "Only %(n)d other seat has not voted yet. Please choose fewer.",
                "Only %(n)d other seats have not voted yet. Please choose fewer.",
                len(seats),
            )
            % {"n": len(seats)}
        )
    choices = [Choice.APPROVE] * approve + [Choice.OPPOSE] * oppose
    for seat, choice in zip(seats, choices, strict=False):
        actor = queries.actor_in(seat.post_id, seat.person_id, clock.day_of(now))
        cast_ballot(vote=vote, choice=choice, actor=actor, now=now)
    return len(choices)


@transaction.atomic
def let_council_agree(*, plan: Plan, now: datetime) -> int:
    """This will let the others of the group council agree to a draft. Raises TooFew without any."""
    seats = queries.undecided_seats(plan, clock.day_of(now))
    if not seats:
        raise TooFew(_("The others of the group council have all agreed to this plan."))
    for post in seats:
        actor = queries.actor_in(post.pk, post.person_id, clock.day_of(now))
        agree_to_plan(plan=plan, actor=actor, now=now)
    return len(seats)


@transaction.atomic
def let_council_declare(*, project: Project, now: datetime) -> int:
    """This will let the others of the group council declare that they have no interest in a firm.

    Raises TooFew without any.
    """
    seats = queries.undeclared_seats(project, now)
    if not seats:
        raise TooFew(_("The others of the group council have all declared."))
    for post in seats:
        actor = queries.actor_in(post.pk, post.person_id, clock.day_of(now))
        declare_interest(project=project, has_interest=False, actor=actor, now=now)
    return len(seats)
