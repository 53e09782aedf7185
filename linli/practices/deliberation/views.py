"""Pages of deliberation: a topic, its plan, its pitch, and the road show that hears it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.kernel.refusals import Refused
from linli.foundation.people.authority import may
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.foundation.places.queries import norms_at
from linli.foundation.ui.pages import render
from linli.mechanisms.register import queries as register
from linli.practices.deliberation import actions, queries, rules
from linli.practices.deliberation.forms import (
    NotedForm,
    OpinionForm,
    PitchForm,
    PlanForm,
    RoadShowForm,
    VoteForm,
)
from linli.practices.deliberation.models import Pitch, Plan, RoadShow, Topic
from linli.practices.deliberation.rules import PitchStatus, PlanStatus, Stance, TopicStatus, Way

FORM = ("GET", "HEAD", "POST")


@deed("deliberation.read", find=queries.topic_for)
def topic(request: ActorRequest, found: Topic) -> HttpResponse:
    """Show a topic: the problem, what neighbours say, how far it has come, who must act next."""
    return _topic_page(request, found)


@deed("deliberation.say", find=queries.topic_for, methods=("POST",))
def opinion(request: ActorRequest, found: Topic) -> HttpResponse:
    """Keep what the actor thinks, or what a steward noted at a door."""
    if _notes(request):
        doors = queries.doors_of(request.actor, found)
        form: OpinionForm | NotedForm = NotedForm(request.POST, doors=doors)
    else:
        form = OpinionForm(request.POST)
    if not form.is_valid():
        return _topic_page(request, found, form=form, status=422)
    noted = isinstance(form, NotedForm)
    try:
        actions.say_opinion(
            topic=found,
            stance=Stance(form.cleaned_data["stance"]),
            text=form.cleaned_data["text"],
            way=Way(form.cleaned_data["way"]) if noted else Way.ONLINE,
            household=form.household if isinstance(form, NotedForm) else None,
            actor=request.actor,
            now=clock.now(),
        )
    except actions.OpinionRefused as refusal:
        form.add_error("text", str(refusal))
        return _topic_page(request, found, form=form, status=422)
    messages.success(
        request,
        _("Noted: what you heard counts as one voice.")
        if noted
        else _("Thank you. What you said counts as one voice; you can change it here."),
    )
    return redirect("deliberation:topic", topic_id=found.pk)


def _notes(request: ActorRequest) -> bool:
    """Return whether the actor notes what others say: a steward does, at doors and benches."""
    return request.actor.post_kind is PostKind.STEWARD


def _topic_page(
    request: ActorRequest,
    found: Topic,
    *,
    form: OpinionForm | NotedForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    voices = queries.voices_of(found, actor.person_id)
    progress = queries.progress_of(found, clock.today())
    may_say = may(actor, "deliberation.say", found.place) and found.status in rules.HEARING
    if form is None and may_say:
        form = _opinion_form(request, found, voices)
    context = {
        "topic": found,
        "voices": voices,
        "progress": progress,
        "form": form if may_say else None,
        "notes": _notes(request),
        "may_plan": progress.may_draft and may(actor, "deliberation.plan", found.place),
        "may_pitch": may(actor, "deliberation.pitch", found.place),
        "may_agree": may(actor, "deliberation.agree", found.place),
        "may_schedule": may(actor, "deliberation.schedule", found.place),
        "may_put_to_vote": progress.item is not None
        and rules.is_heard(progress.item.road_show.held_at, clock.now())
        and may(actor, "deliberation.put_to_vote", found.place),
    }
    return render(request, "deliberation/topic.html", context, status=status)


def _opinion_form(
    request: ActorRequest, found: Topic, voices: queries.Voices
) -> OpinionForm | NotedForm:
    if _notes(request):
        return NotedForm(doors=queries.doors_of(request.actor, found))
    own = voices.own
    return OpinionForm(initial={"stance": own.stance, "text": own.text} if own else None)


@deed("deliberation.plan", find=queries.topic_for, methods=FORM)
def plan_new(request: ActorRequest, found: Topic) -> HttpResponse:
    """Write a plan, starting from its last version."""
    if request.method != "POST":
        if not queries.progress_of(found, clock.today()).may_draft:
            return redirect("deliberation:topic", topic_id=found.pk)
        last = queries.last_plan(found)
        form = PlanForm(content=last.content, lines=queries.lines_of(last)) if last else PlanForm()
        return _plan_form_page(request, found, form)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _plan_form_page(request, found, form, status=422)
    try:
        plan = actions.draft_plan(
            topic=found,
            content=form.cleaned_data["content"],
            lines=form.lines,
            actor=request.actor,
            now=clock.now(),
        )
    except actions.PlanRefused as refusal:
        form.add_error(None, str(refusal))
        return _plan_form_page(request, found, form, status=422)
    messages.success(request, _("The plan lies before the group council: its seats can now agree."))
    return redirect("deliberation:plan", plan_id=plan.pk)


# Not keyed: it changes nothing, and a page full of what neighbours said must not be kept.
@deed("deliberation.plan", find=queries.topic_for, methods=FORM, keyed=False)
def plan_sum(request: ActorRequest, found: Topic) -> HttpResponse:
    """Show the sum of the budget as it is entered so far; nothing is stored."""
    if request.method != "POST":
        return redirect("deliberation:plan_new", topic_id=found.pk)
    form = PlanForm(request.POST)
    return _plan_form_page(request, found, form, status=200 if form.is_valid() else 422)


def _plan_form_page(
    request: ActorRequest, found: Topic, form: PlanForm, status: int = 200
) -> HttpResponse:
    context = {
        "topic": found,
        "form": form,
        "total": rules.total(form.lines) if form.is_bound else 0,
        "voices": queries.voices_of(found, request.actor.person_id),
    }
    return render(request, "deliberation/plan_form.html", context, status=status)


@deed("deliberation.read", find=queries.plan_for)
def plan(request: ActorRequest, found: Any) -> HttpResponse:
    """Show a plan: content, budget, how many seats agreed, and its notice."""
    actor = request.actor
    is_draft = found.status == PlanStatus.DRAFT
    norms = norms_at(["register.plan_notice_days"], found.place, clock.today()) if is_draft else {}
    has_agreed = is_draft and queries.has_agreed(found, actor)
    is_enough = rules.is_adoptable(agreed=found.agreed, seats=found.seats)
    context = {
        "plan": found,
        "topic": found.topic,
        "lines": queries.lines_of(found),
        "needed": rules.needed(found.seats),
        "is_enough": is_enough,
        "notice_days": norms.get("register.plan_notice_days"),
        "has_agreed": has_agreed,
        "may_agree": is_draft and not has_agreed and may(actor, "deliberation.agree", found.place),
        "may_adopt": is_draft and is_enough and may(actor, "deliberation.adopt", found.place),
        "may_pitch": _is_pitchable(found) and may(actor, "deliberation.pitch", found.place),
    }
    return render(request, "deliberation/plan.html", context)


def _is_pitchable(found: Plan) -> bool:
    return found.status == PlanStatus.CLEARED and found.topic.status == TopicStatus.ANNOUNCED


@deed("deliberation.agree", find=queries.plan_for, methods=("POST",))
def agree(request: ActorRequest, found: Plan) -> HttpResponse:
    """Let the actor's seat of the group council agree to a plan."""
    actions.agree_to_plan(plan=found, actor=request.actor, now=clock.now())
    messages.success(request, _("You have agreed to this plan."))
    return redirect("deliberation:plan", plan_id=found.pk)


@deed("deliberation.adopt", find=queries.plan_for, methods=("POST",))
def adopt(request: ActorRequest, found: Plan) -> HttpResponse:
    """Adopt a plan: it goes into public notice."""
    adopted = actions.adopt_plan(plan=found, actor=request.actor, now=clock.now())
    messages.success(request, _("The plan is adopted and in public notice from now on."))
    return redirect("register:notice", notice_id=adopted.notice_id)


@deed("deliberation.pitch", find=queries.plan_for, methods=FORM)
def pitch_new(request: ActorRequest, found: Plan) -> HttpResponse:
    """Write the sheet for the community council, opinions and objections filled in from here."""
    if request.method != "POST":
        if not _is_pitchable(found):
            return redirect("deliberation:plan", plan_id=found.pk)
        return _pitch_form_page(request, found, PitchForm(initial=_known(request, found)))
    form = PitchForm(request.POST)
    if not form.is_valid():
        return _pitch_form_page(request, found, form, status=422)
    try:
        pitch = actions.submit_pitch(
            plan=found, **form.cleaned_data, actor=request.actor, now=clock.now()
        )
    except actions.PitchRefused as refusal:
        form.add_error(None, str(refusal))
        return _pitch_form_page(request, found, form, status=422)
    messages.success(
        request, _("The pitch is handed in. The community now sets the road show for it.")
    )
    return redirect("deliberation:pitch", pitch_id=pitch.pk)


def _known(request: ActorRequest, found: Plan) -> dict[str, Any]:
    """Return what the system already holds for a pitch: counts, words, objections with answers."""
    voices = queries.voices_of(found.topic, request.actor.person_id)
    objections = register.objections_of(found.notice) if found.notice else []
    # All have an answer: without one the notice could not have taken effect.
    lines = [
        _("%(number)d. %(objection)s\nAnswer (%(verdict)s): %(answer)s")
        % {
            "number": number,
            "objection": each.text,
            "verdict": _("found right") if each.upheld else _("not found right"),
            "answer": each.answer,
        }
        for number, each in enumerate(objections, start=1)
    ]
    return {
        "opinions_for": voices.counts[Stance.FOR],
        "opinions_against": voices.counts[Stance.AGAINST],
        "objections": "\n".join(lines),
    }


def _pitch_form_page(
    request: ActorRequest, found: Plan, form: PitchForm, status: int = 200
) -> HttpResponse:
    context = {
        "plan": found,
        "topic": found.topic,
        "form": form,
        "voices": queries.voices_of(found.topic, request.actor.person_id),
    }
    return render(request, "deliberation/pitch_form.html", context, status=status)


@deed("deliberation.read", find=queries.pitch_for)
def pitch(request: ActorRequest, found: Pitch) -> HttpResponse:
    """Show the one sheet that introduces a plan; it prints on one A4 page."""
    return _pitch_page(request, found)


@deed("deliberation.put_to_vote", find=queries.pitch_for, methods=("POST",))
def put_to_vote(request: ActorRequest, found: Pitch) -> HttpResponse:
    """Open the community council's vote on a pitch."""
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _pitch_page(request, found, form=form, status=422)
    try:
        opened = actions.put_to_vote(
            pitch=found,
            closes_at=form.cleaned_data["closes_at"],
            actor=request.actor,
            now=clock.now(),
        )
    except Refused as refusal:
        form.add_error("closes_at", str(refusal))
        return _pitch_page(request, found, form=form, status=422)
    messages.success(request, _("The vote is open for every seat of the council."))
    return redirect("voting:vote", vote_id=opened.vote_id)


def _pitch_page(
    request: ActorRequest, found: Pitch, *, form: VoteForm | None = None, status: int = 200
) -> HttpResponse:
    now = clock.now()
    item = queries.agenda_item_of(found) if found.status != PitchStatus.SUBMITTED else None
    is_heard = item is not None and rules.is_heard(item.road_show.held_at, now)
    may_vote = (
        found.status == PitchStatus.SCHEDULED
        and is_heard
        and may(request.actor, "deliberation.put_to_vote", found.place)
    )
    context = {
        "pitch": found,
        "plan": found.plan,
        "topic": found.plan.topic,
        "lines": queries.lines_of(found.plan),
        "item": item,
        "form": form or VoteForm(initial={"closes_at": rules.closing_time(now)}),
        "may_vote": may_vote,
        "may_schedule": found.status == PitchStatus.SUBMITTED
        and may(request.actor, "deliberation.schedule", found.place),
    }
    return render(request, "deliberation/pitch.html", context, status=status)


@deed("deliberation.schedule", methods=FORM)
def road_show_new(request: ActorRequest) -> HttpResponse:
    """Set a road show: when, where, which pitches in which order."""
    place = Place.objects.get(pk=request.actor.place_id)
    pitches = queries.waiting_pitches(place.pk)
    if request.method != "POST":
        held_at = rules.closing_time(clock.now()) + timedelta(hours=1)
        form = RoadShowForm(pitches=pitches, held_at=held_at)
        return _road_show_form_page(request, form)
    form = RoadShowForm(request.POST, pitches=pitches)
    if not form.is_valid():
        return _road_show_form_page(request, form, status=422)
    try:
        road_show = actions.schedule_road_show(
            place=place,
            held_at=form.cleaned_data["held_at"],
            venue=form.cleaned_data["venue"],
            pitches=[pitch for pitch, _minutes in form.agenda],
            minutes=[minutes for _pitch, minutes in form.agenda],
            actor=request.actor,
            now=clock.now(),
        )
    except actions.PitchRefused as refusal:
        form.add_error(None, str(refusal))
        return _road_show_form_page(request, form, status=422)
    messages.success(request, _("The road show is set. Those who pitch see day, place and turn."))
    return redirect("deliberation:road_show", road_show_id=road_show.pk)


def _road_show_form_page(
    request: ActorRequest, form: RoadShowForm, status: int = 200
) -> HttpResponse:
    return render(request, "deliberation/road_show_form.html", {"form": form}, status=status)


@deed("deliberation.read", find=queries.road_show_for)
def road_show(request: ActorRequest, found: RoadShow) -> HttpResponse:
    """Show the agenda of a road show with the state of each vote."""
    agenda = queries.agenda_of(found)
    context = {
        "road_show": found,
        "agenda": agenda,
        "readable": {
            line.item.pitch_id
            for line in agenda
            if may(request.actor, "deliberation.read", line.item.pitch.place)
        },
        "may_put_to_vote": rules.is_heard(found.held_at, clock.now())
        and may(request.actor, "deliberation.put_to_vote", found.place),
    }
    return render(request, "deliberation/road_show.html", context)
