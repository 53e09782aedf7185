"""Say something, one case and what may be done with it now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.people.authority import may
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest
from linli.foundation.people.queries import household_for, members_of, steward_of
from linli.foundation.people.words import name_of
from linli.foundation.places.models import Household, Place
from linli.foundation.places.queries import households_of
from linli.foundation.ui.pages import render
from linli.practices.cases import actions, forms, queries, rules, words
from linli.practices.cases.models import Case
from linli.practices.cases.rules import Category, Channel, Circle, Move, NoteKind, Status


@deed("cases.raise", methods=("GET", "HEAD", "POST"))
def new(request: ActorRequest) -> HttpResponse:
    """Say something: what kind, where, what. A steward or worker first says for whom."""
    asked = request.POST if request.method == "POST" else request.GET
    actor = request.actor
    if actor.post_id is None or "mine" in asked:
        return _own_case(request)
    if asked.get("household"):
        return _entered_case(request, _household(actor, asked["household"]))
    place = queries.place_of(actor)
    if asked.get("building"):
        place = _building(place, asked["building"])
    return _for_whom(request, place)


def _own_case(request: ActorRequest) -> HttpResponse:
    place = queries.place_of(request.actor)
    spots = queries.spots_of(place)
    form = forms.CaseForm(spots, request.POST or None)
    if form.is_valid():
        return _raised(request, form, place, Channel.PAGE, None)
    return _new_page(request, form, place)


def _entered_case(request: ActorRequest, household: Household) -> HttpResponse:
    members = members_of(household, clock.today())
    spots = queries.spots_of(household.place)
    form = forms.EnteredCaseForm(spots, household, members, request.POST or None)
    if form.is_valid():
        channel, reporter = (
            Channel(form.cleaned_data["channel"]),
            int(form.cleaned_data["reporter"]),
        )
        return _raised(request, form, household.place, channel, reporter)
    return _new_page(request, form, household.place, household=household)


def _raised(
    request: ActorRequest,
    form: forms.CaseForm,
    place: Place,
    channel: Channel,
    reporter: int | None,
) -> HttpResponse:
    given, spot = form.cleaned_data, form.chosen_spot
    category = Category(given["category"])
    case = actions.raise_case(
        place=place,
        spot=spot,
        spot_detail=given["spot_detail"],
        title=_title(form, category),
        text=given["text"],
        category=category,
        channel=channel,
        reporter=queries.reporter_of(reporter) if reporter else None,
        actor=request.actor,
        now=clock.now(),
    )
    messages.success(request, _("It has arrived and has number %(n)d.") % {"n": case.number})
    return redirect("cases:case", case_id=case.pk)


def _title(form: forms.CaseForm, category: Category) -> str:
    """Return the title in the language of the neighbourhood: everybody else reads it too."""
    with override(settings.LANGUAGE_CODE):
        subject = str(words.SUBJECTS[category])
    return rules.title(form.chosen_name, form.cleaned_data["spot_detail"], subject)


def _new_page(
    request: ActorRequest, form: forms.CaseForm, place: Place, *, household: Household | None = None
) -> HttpResponse:
    steward = steward_of(place.building_id, clock.today())
    context = {
        "form": form,
        "options": [
            (kind.value, words.SUBJECTS[kind], words.EXAMPLES[kind], "") for kind in Category
        ],
        "household": household,
        "steward": steward.person.name if steward else "",
        "mine": household is None,
    }
    return render(request, "cases/new.html", context, status=422 if form.is_bound else 200)


def _for_whom(request: ActorRequest, place: Place) -> HttpResponse:
    if place.building_id is None:
        found = [
            (one.pk, f"{one.parent.name if one.parent else ''} {one.name}".strip())
            for one in queries.buildings_of(place)
        ]
        form = forms.ChooseForm("building", _("Building"), found)
    else:
        doors = [
            (
                door.pk,
                f"{door.place.name} {door.number}" if door.place.kind == "unit" else door.number,
            )
            for door in households_of(place).select_related("place")
        ]
        form = forms.ChooseForm("household", _("Door"), doors)
    return render(request, "cases/for_whom.html", {"form": form, "place": place})


def _household(actor: Actor, sent: str) -> Household:
    try:
        household = household_for(actor, int(sent))
    except (ValueError, OverflowError, Household.DoesNotExist) as missing:
        raise Http404 from missing
    if not may(actor, "cases.raise", household.place):
        raise Http404
    return household


def _building(place: Place, sent: str) -> Place:
    try:
        return queries.buildings_of(place).get(pk=int(sent))
    except (ValueError, OverflowError, Place.DoesNotExist) as missing:
        raise Http404 from missing


@deed("cases.read", find=queries.case_for)
def case(request: ActorRequest, found: Case) -> HttpResponse:
    """A case: how far it has come, who leads it, and what may be done now."""
    return _case_page(request, found)


@deed("cases.acknowledge", find=queries.case_for, methods=("POST",))
def acknowledge(request: ActorRequest, found: Case) -> HttpResponse:
    """Receive a case and lead it from now on."""
    actions.acknowledge(case=found, actor=request.actor, now=clock.now())
    return _done(request, found, _("You lead this now. The one who asked sees your name."))


@deed("cases.lead", find=queries.case_for, methods=("POST",))
def lead(request: ActorRequest, found: Case) -> HttpResponse:
    """Take a case in hand."""
    actions.take_lead(case=found, actor=request.actor, now=clock.now())
    return _done(request, found, _("This is in your hands now."))


@deed("cases.note", find=queries.case_for, methods=("POST",))
def note(request: ActorRequest, found: Case) -> HttpResponse:
    """Add a note."""
    form = forms.NoteForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, sent={"note": form})
    actions.add_note(
        case=found,
        text=form.cleaned_data["text"],
        shown_to_reporter=form.cleaned_data["shown_to_reporter"],
        actor=request.actor,
        now=clock.now(),
    )
    return _done(request, found, _("Your note is on the case."))


@deed("cases.hand", find=queries.case_for, methods=("POST",))
def hand(request: ActorRequest, found: Case) -> HttpResponse:
    """Ask the council of the courtyard to discuss it."""
    form = forms.HandForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, sent={"hand": form})
    actions.hand_to_council(
        case=found, reason=form.cleaned_data["problem"], actor=request.actor, now=clock.now()
    )
    return _done(
        request, found, _("The courtyard council has it now. The one who asked can see that.")
    )


@deed("cases.answer", find=queries.case_for, methods=("POST",))
def answer(request: ActorRequest, found: Case) -> HttpResponse:
    """Answer who asked."""
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, sent={"answer": form})
    actions.answer(
        case=found, text=form.cleaned_data["answer"], actor=request.actor, now=clock.now()
    )
    return _done(
        request, found, _("Your answer was sent. The one who asked now says if it is solved.")
    )


@deed("cases.confirm", find=queries.own_case_for, methods=("POST",))
def confirm(request: ActorRequest, found: Case) -> HttpResponse:
    """Say that it is solved."""
    actions.confirm(case=found, actor=request.actor, now=clock.now())
    return _done(request, found, _("Thank you. This is solved."))


@deed("cases.reopen", find=queries.own_case_for, methods=("POST",))
def reopen(request: ActorRequest, found: Case) -> HttpResponse:
    """Say that it is not solved, and why."""
    form = forms.ReopenForm(request.POST)
    if not form.is_valid():
        return _case_page(request, found, sent={"reopen": form})
    actions.reopen(
        case=found, reason=form.cleaned_data["reason"], actor=request.actor, now=clock.now()
    )
    return _done(request, found, _("Thank you for saying so. It is in work again."))


def _done(request: ActorRequest, found: Case, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("cases:case", case_id=found.pk)


def _case_page(
    request: ActorRequest, found: Case, *, sent: dict[str, Form] | None = None
) -> HttpResponse:
    actor, seen = request.actor, queries.circle_of(request.actor, found)
    status = Status(found.status)
    leads = words.lead(
        found.lead_kind,
        found.lead_person.name if found.lead_person and seen is not Circle.STATE else "",
    )
    context = {
        "case": found,
        "late": words.late(rules.overdue_by(found.due_at, clock.now())),
        "leads": leads,
        "next_step": words.next_step(status, leads, is_own=seen is Circle.OWN),
        "subject": words.SUBJECTS[Category(found.category)],
        "where": rules.where(words.spot_name(found.spot, found.spot.parent), found.spot_detail),
        "shows_words": seen in (Circle.ALL, Circle.OWN),
        "is_own": seen is Circle.OWN,
        "steps": _steps(found, seen),
        "notes": [
            {"word": words.NOTES[NoteKind(one.kind)], "post": name_of(one.post_kind), "row": one}
            for one in queries.notes_of(found, seen)
        ],
        "moves": {move.value for move in _moves(actor, found)},
        "may_note": may(actor, "cases.note", found.place) and seen is not Circle.OWN,
        "forms": {
            "note": forms.NoteForm(),
            "hand": forms.HandForm(),
            "answer": forms.AnswerForm(),
            "reopen": forms.ReopenForm(),
            **(sent or {}),
        },
    }
    return render(request, "cases/case.html", context, status=422 if sent else 200)


def _moves(actor: Actor, found: Case) -> set[Move]:
    """Return what the actor may do with the case as it stands now (no query)."""
    status = Status(found.status)
    moves = {
        move
        for move in Move
        if rules.may_move(move, status) and may(actor, f"cases.{move}", found.place)
    }
    if found.reporter_id != actor.person_id:
        moves -= {Move.CONFIRM, Move.REOPEN}
    if status is Status.IN_HAND and found.lead_post_id == actor.post_id:
        moves -= {Move.LEAD}
    if found.compound_id is None:
        moves -= {Move.HAND}
    return moves


def _steps(found: Case, seen: Circle) -> list[dict[str, Any]]:
    told = []
    for step in rules.steps(Status(found.status), queries.reached(found)):
        word = words.STEPS[step.status]
        if step.status is Status.CONFIRMED:
            word = words.YOURS if seen is Circle.OWN else words.THEIRS
        shown: dict[str, Any] = {"state": step.state, "text": word, "at": step.at}
        if step.status is Status.RAISED:
            shown["note"] = words.CHANNELS[Channel(found.channel)]
            if seen is Circle.ALL:
                shown["who"] = found.reporter.name
        told.append(shown)
    return told
