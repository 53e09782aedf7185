"""The page of a notice, objections to it and their answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people.authority import may
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest, LinliRequest
from linli.foundation.people.rules import mask_name
from linli.foundation.people.words import name_of
from linli.foundation.ui.pages import render
from linli.mechanisms.register import actions, queries, rules
from linli.mechanisms.register.forms import AnswerForm, ObjectionForm, RevisionForm
from linli.mechanisms.register.models import Notice, Objection
from linli.mechanisms.register.rules import NoticeKind


@deed("register.read", find=queries.notice_for)
def notice(request: LinliRequest, found: Notice) -> HttpResponse:
    """Show a notice to everybody, with what the actor may do about it now."""
    now = clock.now()
    revisions = queries.versions_of(found)
    objections = queries.objections_of(found)
    obstacles = queries.obstacles_of(found, objections, now)
    actor = request.actor
    own_open = any(
        actor is not None and each.person_id == actor.person_id and each.upheld is None
        for each in objections
    )
    upheld = any(each.upheld and each.version == found.version for each in objections)
    context = {
        "paper": found,
        "runs": now <= found.ends_at,
        "revisions": revisions,
        "present": revisions[0],
        "figures": _figures(revisions[0].version.data),
        "objections": objections,
        "offices": {
            each.objection_id: name_of(each.answered_by_kind)
            for each in objections
            if each.answered_by_kind
        },
        "unanswered": sum(each.upheld is None for each in objections),
        "days": rules.days_of(found.starts_at, found.ends_at),
        "own_open": own_open,
        "may_object": not own_open
        and _takes_objections(found, now)
        and may(actor, "register.object", found.place),
        "may_answer": may(actor, "register.answer", found.place),
        "may_take_effect": not obstacles and may(actor, "register.take_effect", found.place),
        "must_revise": upheld and found.took_effect_at is None,
        "may_revise": upheld
        and found.took_effect_at is None
        and _is_revised_here(found)
        and may(actor, "register.revise", found.place),
    }
    return render(request, "register/notice.html", context)


@deed("register.object", find=queries.notice_for, methods=("GET", "HEAD", "POST"))
def raise_objection(request: ActorRequest, found: Notice) -> HttpResponse:
    """Ask for an objection on a page of its own and file it."""
    if request.method != "POST":
        if not _takes_objections(found, clock.now()):
            return redirect("register:notice", notice_id=found.pk)
        return _objection_page(request, found, ObjectionForm())
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _objection_page(request, found, form, status=422)
    try:
        actions.raise_objection(
            notice=found, text=form.cleaned_data["text"], actor=request.actor, now=clock.now()
        )
    except actions.NotRaised as refusal:
        form.add_error(None, str(refusal))
        return _objection_page(request, found, form, status=422)
    messages.success(
        request, _("Your objection is filed. It has to be answered before this can take effect.")
    )
    return redirect("register:notice", notice_id=found.pk)


@deed("register.answer", find=queries.objection_for, methods=("GET", "HEAD", "POST"))
def answer(request: ActorRequest, found: Objection) -> HttpResponse:
    """Ask for the answer to an objection and publish it."""
    if request.method != "POST":
        if found.answered_at is not None:
            return redirect("register:notice", notice_id=found.notice_id)
        return _answer_page(request, found, AnswerForm())
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _answer_page(request, found, form, status=422)
    try:
        actions.answer_objection(
            objection=found,
            answer=form.cleaned_data["answer"],
            upheld=form.cleaned_data["upheld"] == "yes",
            actor=request.actor,
            now=clock.now(),
        )
    except actions.NotAnswered as refusal:
        form.add_error(None, str(refusal))
        return _answer_page(request, found, form, status=422)
    messages.success(request, _("Your answer is published."))
    return redirect("register:notice", notice_id=found.notice_id)


@deed("register.take_effect", find=queries.notice_for, methods=("POST",))
def take_effect(request: ActorRequest, found: Notice) -> HttpResponse:
    """Put a notice into effect, or say on its page what is still missing."""
    try:
        actions.take_effect(notice=found, actor=request.actor, now=clock.now())
    except actions.NotInEffect as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The notice is in effect now."))
    return redirect("register:notice", notice_id=found.pk)


@deed("register.revise", find=queries.notice_for, methods=("GET", "HEAD", "POST"))
def revise(request: ActorRequest, found: Notice) -> HttpResponse:
    """Ask for new words and publish them as a new version; the period begins anew, no shorter.

    Only where an objection was found right: nobody rewords a decision on their own.
    """
    may_be = found.took_effect_at is None and _is_revised_here(found)
    if not (may_be and queries.must_be_revised(found)):
        return redirect("register:notice", notice_id=found.pk)
    present = queries.version_of(found)
    if request.method != "POST":
        form = RevisionForm(initial={"title": present.title, "body": present.body})
        return _revision_page(request, found, form)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return _revision_page(request, found, form, status=422)
    try:
        actions.revise_notice(
            notice=found,
            title=form.cleaned_data["title"],
            body=form.cleaned_data["body"].replace("\r\n", "\n"),
            data=present.data,
            days=rules.days_of(present.published_at, present.ends_at),
            actor=request.actor,
            now=clock.now(),
        )
    except actions.NotPublished as refusal:
        form.add_error(None, str(refusal))
        return _revision_page(request, found, form, status=422)
    messages.success(request, _("The new version is public and its period has begun."))
    return redirect("register:notice", notice_id=found.pk)


def _takes_objections(found: Notice, now: datetime) -> bool:
    return now <= found.ends_at and found.took_effect_at is None


def _is_revised_here(found: Notice) -> bool:
    # A plan is drafted and agreed to anew as a whole; new words alone would part from it.
    return found.kind != NoticeKind.PLAN


def _figures(data: dict[str, Any]) -> dict[str, Any]:
    # Whatever else a practice has put into a notice is not for this page.
    known = ("lines", "total_fen", "eligible", "needed", "approve", "oppose", "abstain")
    return {name: data.get(name) for name in known}


def _objection_page(
    request: ActorRequest, found: Notice, form: ObjectionForm, *, status: int = 200
) -> HttpResponse:
    context = {"paper": found, "form": form, "shown_as": mask_name(request.actor.name)}
    return render(request, "register/objection.html", context, status=status)


def _answer_page(
    request: ActorRequest, found: Objection, form: AnswerForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "paper": found.notice,
        "objection": found,
        "who": mask_name(found.person.name),
        "form": form,
        "office": name_of(request.actor.post_kind),
    }
    return render(request, "register/answer.html", context, status=status)


def _revision_page(
    request: ActorRequest, found: Notice, form: RevisionForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "paper": found,
        "form": form,
        "days": rules.days_of(found.starts_at, found.ends_at),
    }
    return render(request, "register/revision.html", context, status=status)
