"""The page of a vote: the question, how many have voted, the ballot, the result."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people.authority import may
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest, LinliRequest
from linli.foundation.ui.pages import render
from linli.mechanisms.voting import actions, queries, rules
from linli.mechanisms.voting.forms import CHOICES, BallotForm
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Choice


@deed("voting.read", find=queries.vote_for)
def vote(request: LinliRequest, found: Vote) -> HttpResponse:
    """Show a vote to everybody; the ballot only to a seat that has not voted."""
    return _page(request, found, BallotForm())


@deed("voting.read", find=queries.vote_for)
def participation(request: LinliRequest, found: Vote) -> HttpResponse:
    """Show how many have voted, for the page to ask again; once closed, have it reload."""
    response = render(request, "voting/_participation.html", _participation(found))
    if found.closed_at is not None:
        response["HX-Refresh"] = "true"
    return response


# Not keyed: it changes nothing, and what somebody is about to vote must not be kept. A POST, so
# that the choice stands in no address: not in the phone's history, not in a server's log.
@deed("voting.cast", find=queries.vote_for, methods=("GET", "HEAD", "POST"), keyed=False)
def check(request: ActorRequest, found: Vote) -> HttpResponse:
    """Repeat in plain words what is about to be cast; nothing is stored yet."""
    if request.method != "POST":
        return redirect("voting:vote", vote_id=found.pk)
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    choice = Choice(form.cleaned_data["choice"])
    return render(
        request, "voting/check.html", {"vote": found, "choice": choice, "word": CHOICES[choice]}
    )


@deed("voting.cast", find=queries.vote_for, methods=("POST",))
def cast(request: ActorRequest, found: Vote) -> HttpResponse:
    """Cast the ballot for good, or say why not on the vote's page."""
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.cast_ballot(
            vote=found,
            choice=Choice(form.cleaned_data["choice"]),
            actor=request.actor,
            now=clock.now(),
        )
    except actions.NotCast as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Your ballot is in the box. Thank you."))
    return redirect("voting:vote", vote_id=found.pk)


@deed("voting.close", find=queries.vote_for, methods=("POST",))
def close(request: ActorRequest, found: Vote) -> HttpResponse:
    """Close the vote; the page it returns to shows the outcome or why it was refused."""
    try:
        actions.close_vote(vote=found, actor=request.actor, now=clock.now())
    except actions.NotClosable as refusal:
        messages.error(request, str(refusal))
    return redirect("voting:vote", vote_id=found.pk)


def _page(
    request: LinliRequest, found: Vote, form: BallotForm, *, status: int = 200
) -> HttpResponse:
    now = clock.now()
    shown = _participation(found)
    open_now = rules.takes_ballots(
        closes_at=found.closes_at, closed=found.closed_at is not None, now=now
    )
    seat = None
    if open_now and may(request.actor, "voting.cast", found.place):
        seat = queries.seat_of(found, request.actor)
    closable = found.closed_at is None and rules.can_close(
        closes_at=found.closes_at, cast=shown["cast"], eligible=found.eligible, now=now
    )
    sees_roll = found.closed_at is None and may(request.actor, "voting.see_roll", found.place)
    context = {
        **shown,
        "form": form,
        "open": open_now,
        "seat": seat,
        "closable": closable,
        "may_close": may(request.actor, "voting.close", found.place),
        "waited_for": [each for each in queries.roll_of(found) if not each.has_voted]
        if sees_roll
        else None,
        "code": found.code,
        "now": now,
    }
    return render(request, "voting/vote.html", context, status=status)


def _participation(found: Vote) -> dict[str, Any]:
    count = queries.participation(found)
    threshold = found.threshold
    return {
        "vote": found,
        "cast": count.cast,
        "eligible": count.eligible,
        "least": rules.least_cast(threshold, count.eligible),
        "quorum": rules.quorum(threshold, count.eligible),
        "threshold": threshold,
        "needed": rules.needed(threshold, count.eligible, found.cast),
    }
