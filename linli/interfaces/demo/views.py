"""The panel, the way in as one of the seven, the clock, and the others' part."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.foundation.kernel import clock
from linli.foundation.kernel.refusals import Refused
from linli.foundation.people.actions import record_sign_in
from linli.foundation.people.guard import deed
from linli.foundation.people.http import LinliRequest
from linli.foundation.people.models import Account
from linli.foundation.people.queries import actor_of
from linli.foundation.ui.pages import render
from linli.interfaces.demo import others, queries, words
from linli.interfaces.demo.data.cast import CAST
from linli.interfaces.demo.forms import OthersForm, ShiftForm
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.queries import vote_for
from linli.mechanisms.voting.rules import needed
from linli.practices.deliberation.models import Plan
from linli.practices.projects.models import Project
from linli.practices.projects.queries import project_for


@deed("demo.see")
def people(request: LinliRequest) -> HttpResponse:
    """The panel: who one can be, the walk, the clock, and what waits for the others."""
    return _panel(request)


@deed("demo.enter", methods=("GET", "HEAD", "POST"), keyed=False)
def enter(request: LinliRequest, slug: str) -> HttpResponse:
    """Go in as one of the seven; a link only asks, so that no preview of it signs in."""
    account = _member_or_404(slug)
    if request.method != "POST":
        context = {"slug": slug, "name": account.person.name, "can_do": words.CAN_DO[slug]}
        return render(request, "demo/enter.html", context)
    now = clock.now()
    actor = actor_of(account, "", clock.day_of(now))
    if actor is None:
        raise Http404
    login(request, account)
    record_sign_in(account=account, way="demo", actor=actor, now=now)
    return redirect("portal:home")


@deed("demo.shift_clock", methods=("POST",))
def shift_clock(request: LinliRequest) -> HttpResponse:
    """Move the demonstration's clock on."""
    form = ShiftForm(request.POST)
    if form.is_valid():
        clock.shift_by(form.delta())
        messages.success(request, _("The clock was moved on."))
    return redirect("demo:people")


@deed("demo.let_others_act", find=vote_for, methods=("POST",))
def others_vote(request: LinliRequest, vote: Vote) -> HttpResponse:
    """Let other seats vote."""
    form = OthersForm(request.POST, prefix=str(vote.pk), auto_id=_AUTO_ID)
    if not form.is_valid():
        return _panel(request, failed=(vote.pk, form))
    try:
        voted = others.let_others_vote(vote=vote, now=clock.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error("approve", str(refusal))
        return _panel(request, failed=(vote.pk, form))
    messages.success(
        request, ngettext("%(n)d seat has voted.", "%(n)d seats have voted.", voted) % {"n": voted}
    )
    return redirect("demo:people")


@deed("demo.let_others_act", find=queries.draft_for, methods=("POST",))
def council_agrees(request: LinliRequest, plan: Plan) -> HttpResponse:
    """Let the others of the group council agree to a plan."""
    agreed = others.let_council_agree(plan=plan, now=clock.now())
    messages.success(
        request,
        ngettext("%(n)d seat has agreed.", "%(n)d seats have agreed.", agreed) % {"n": agreed},
    )
    return redirect("demo:people")


@deed("demo.let_others_act", find=project_for, methods=("POST",))
def council_declares(request: LinliRequest, project: Project) -> HttpResponse:
    """Let the others of the group council declare that they have no interest in a firm."""
    declared = others.let_council_declare(project=project, now=clock.now())
    messages.success(
        request,
        ngettext("%(n)d seat has declared.", "%(n)d seats have declared.", declared)
        % {"n": declared},
    )
    return redirect("demo:people")


_AUTO_ID = "vote_%s"


def _panel(request: LinliRequest, *, failed: tuple[int, OthersForm] | None = None) -> HttpResponse:
    now = clock.now()
    context = {
        "members": queries.cast(clock.day_of(now)),
        "can_do": words.CAN_DO,
        "walk": words.WALK,
        "names": {role.slug: role.name for role in CAST},
        "now": now,
        "votes": [_vote_row(row, failed) for row in queries.open_votes(now)],
        "plans": queries.drafts(),
        "projects": queries.projects_with_envelopes(),
    }
    return render(request, "demo/people.html", context, status=422 if failed else 200)


def _vote_row(row: queries.OpenVote, failed: tuple[int, OthersForm] | None) -> dict[str, Any]:
    least = needed(row.vote.threshold, row.vote.eligible)
    if failed is not None and failed[0] == row.vote.pk:
        form = failed[1]
    else:
        approve = max(0, min(row.others, least - len(_VOTERS)))
        initial = {"approve": approve, "oppose": min(4, row.others - approve)}
        form = OthersForm(prefix=str(row.vote.pk), auto_id=_AUTO_ID, initial=initial)
    return {"vote": row.vote, "others": row.others, "needed": least, "form": form}


_VOTERS = ("council", "chair")  # those of the seven who have a seat


def _member_or_404(slug: str) -> Account:
    try:
        return queries.member(slug)
    except Account.DoesNotExist as missing:
        raise Http404 from missing
