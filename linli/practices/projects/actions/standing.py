"""What every verb checks first: the stage, and that whoever acts has no interest in a bidder."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from linli.foundation.kernel.refusals import Refused
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.practices.projects import queries
from linli.practices.projects.models import Project
from linli.practices.projects.rules import Standing, Status


class NotNow(Refused):
    """The project is in another stage."""


class NotReady(Refused):
    """Something is missing before the quotes can be opened."""


class BadTime(Refused):
    """A day or time does not fit."""


class BadAmount(Refused):
    """An amount does not fit the budget, the contract or the quotes."""


class HasInterest(Refused):
    """Whoever declared an interest in a bidder keeps out."""


class NotYourTurn(Refused):
    """Somebody else acts here, or acts first."""


class NothingSaid(Refused):
    """A word is missing that everybody has a right to read."""


def locked(project: Project, *allowed: Status) -> Project:
    """Return the project, locked; raises NotNow outside the stages `allowed`."""
    row = Project.objects.locked(community_id=project.community_id, pk=project.pk)
    if row.status not in allowed:
        raise NotNow(
            _(
                "The project has moved on, so this cannot be done now. Please look at its page "
                "again."
            )
        )
    row.place = project.place  # loaded already; a lock joins no tables
    return row


def refuse_interest(project: Project, actor: Actor) -> None:
    """This will raise HasInterest if the actor has declared an interest in a bidder (one query)."""
    if queries.own_interest(project, actor.person_id):
        raise HasInterest(
            _(
                "You declared an interest in one of the firms, so others must act here: a member "
                "of the group council without an interest, or the community office."
            )
        )  # fmt: skip


def refuse_unless_deciding(project: Project, actor: Actor, now: datetime) -> None:
    """This will raise unless the actor decides here: the leader, or a seat in the leader's stead.

    Raises HasInterest, NotYourTurn (a seat while a leader is free; undeclared). Two queries.
    """
    refuse_interest(project, actor)
    latest = queries.last_envelope_at(project)
    roll = queries.roll_of(project, last_envelope_at=latest, now=now)
    if actor.post_kind is not PostKind.GROUP_LEADER and not roll.seats_stand_in:
        raise NotYourTurn(
            _(
                "The group leader decides here. Other members step in only when the leader has "
                "declared an interest."
            )
        )  # fmt: skip
    if roll.standing_of(actor.person_id) is Standing.UNDECLARED:
        raise NotYourTurn(
            _("Please first declare whether you have an interest in one of the firms, then decide.")
        )
