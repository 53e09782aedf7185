"""The page of a project and its verbs; every form comes back on the same page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.kernel.refusals import Refused
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest, LinliRequest
from linli.foundation.ui.pages import render
from linli.practices.projects import actions, forms, queries
from linli.practices.projects.models import Payment, Project
from linli.practices.projects.rules import Origin, Status

_POST = ("POST",)


@deed("projects.read", find=queries.project_for)
def project(request: LinliRequest, shown: Project) -> HttpResponse:
    """A project: everybody sees the money; whoever may act finds the form of the stage."""
    return _page(request, shown)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def source(request: ActorRequest, shown: Project) -> HttpResponse:
    """Say where money or work comes from."""
    form = forms.SourceForm(request.POST)

    def act(now: datetime) -> str:
        actions.name_source(
            project=shown,
            origin=Origin(form.cleaned_data["origin"]),
            label=form.cleaned_data["label"],
            fen=form.cleaned_data["fen"],
            hours=form.cleaned_data["hours"],
            actor=request.actor,
            now=now,
        )
        return _("The source is on the page.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def invite(request: ActorRequest, shown: Project) -> HttpResponse:
    """Invite quotes until a moment."""
    form = forms.InviteForm(request.POST)

    def act(now: datetime) -> str:
        actions.invite_quotes(project=shown, due=form.due, actor=request.actor, now=now)
        return _("Quotes are invited. Envelopes can be registered until the due time.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def register(request: ActorRequest, shown: Project) -> HttpResponse:
    """Note that a sealed envelope came in."""
    form = forms.RegisterForm(request.POST)

    def act(now: datetime) -> str:
        actions.register_quote(
            project=shown, bidder=form.cleaned_data["bidder"], actor=request.actor, now=now
        )
        return _("The envelope is registered. Please keep it closed.")

    return _carried_out(request, shown, form, act)


@deed("projects.declare", find=queries.project_for, methods=_POST)
def declare(request: ActorRequest, shown: Project) -> HttpResponse:
    """Declare whether one has an interest in a firm."""
    form = forms.DeclareForm(request.POST, quotes=queries.quotes_of(shown))

    def act(now: datetime) -> str:
        has_interest = form.cleaned_data["has_interest"]
        actions.declare_interest(
            project=shown,
            has_interest=has_interest,
            bidder=form.cleaned_data["bidder"] if has_interest else "",
            actor=request.actor,
            now=now,
        )
        if has_interest:
            return _("Thank you for saying so. Others open and choose in this project.")
        return _("Your declaration is kept. The public sees only how many have declared.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def open_envelopes(request: ActorRequest, shown: Project) -> HttpResponse:
    """Enter the prices of all envelopes at the public opening."""
    form = forms.OpenForm(request.POST, quotes=queries.quotes_of(shown))

    def act(now: datetime) -> str:
        actions.open_quotes(
            project=shown,
            amounts=form.amounts,
            witnesses=form.cleaned_data["witnesses"],
            actor=request.actor,
            now=now,
        )
        return _("All quotes are open. Everybody can compare them now.")

    return _carried_out(request, shown, form, act)


@deed("projects.choose", find=queries.project_for, methods=_POST)
def choose(request: ActorRequest, shown: Project) -> HttpResponse:
    """Choose a quote, with the reason."""
    quotes = list(queries.quotes_of(shown))
    form = forms.ChooseForm(request.POST, quotes=quotes)

    def act(now: datetime) -> str:
        chosen = next(quote for quote in quotes if quote.pk == form.cleaned_data["quote"])
        actions.choose_quote(
            project=shown,
            quote=chosen,
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=now,
        )
        return _("The choice and its reason are public now.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def contract(request: ActorRequest, shown: Project) -> HttpResponse:
    """Enter the contract."""
    form = forms.ContractForm(request.POST)

    def act(now: datetime) -> str:
        actions.sign_contract(project=shown, **form.cleaned_data, actor=request.actor, now=now)
        return _("The contract is entered. From now on its amount cannot be changed.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def scope(request: ActorRequest, shown: Project) -> HttpResponse:
    """Enter work left out or added."""
    form = forms.ScopeForm(request.POST)

    def act(now: datetime) -> str:
        actions.record_scope_change(
            project=shown,
            what=form.cleaned_data["what"],
            fen=form.fen,
            actor=request.actor,
            now=now,
        )
        return _("The change is on the page.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.project_for, methods=_POST)
def pay(request: ActorRequest, shown: Project) -> HttpResponse:
    """Enter a payment."""
    form = forms.PaymentForm(request.POST)

    def act(now: datetime) -> str:
        actions.record_payment(
            project=shown,
            fen=form.cleaned_data["amount"],
            voucher=form.cleaned_data["voucher"],
            paid_on=form.cleaned_data["paid_on"],
            actor=request.actor,
            now=now,
        )
        return _("The payment is on the page.")

    return _carried_out(request, shown, form, act)


@deed("projects.manage", find=queries.payment_for, methods=_POST)
def reverse(request: ActorRequest, payment: Payment) -> HttpResponse:
    """Take a wrongly entered payment back."""
    actions.reverse_payment(payment=payment, actor=request.actor, now=clock.now())
    messages.success(request, _("The payment is taken back. Both entries stay on the page."))
    return redirect("projects:project", project_id=payment.project_id)


@deed("projects.accept", find=queries.project_for, methods=_POST)
def accept(request: ActorRequest, shown: Project) -> HttpResponse:
    """Accept the work."""
    form = forms.AcceptForm(request.POST)

    def act(now: datetime) -> str:
        actions.accept_project(
            project=shown, note=form.cleaned_data["note"], actor=request.actor, now=now
        )
        return _("The work is accepted. Whoever raised the matter hears of it.")

    return _carried_out(request, shown, form, act)


def _carried_out(
    request: ActorRequest, shown: Project, form: forms.NamedForm, act: Callable[[datetime], str]
) -> HttpResponse:
    """Return the way back after `act`, or the page with the form as it was entered."""
    if form.is_valid():
        try:
            done = act(clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("projects:project", project_id=shown.pk)
    return _page(request, shown, form)


def _page(
    request: LinliRequest, shown: Project, entered: forms.NamedForm | None = None
) -> HttpResponse:
    page = queries.page_of(shown, request.actor, clock.now())
    blank = {form.name: form for form in _forms(page)}
    context = {
        "page": page,
        "project": shown,
        "forms": blank if entered is None else {**blank, entered.name: entered},
        "entered": entered,
    }
    return render(request, "projects/project.html", context, status=422 if entered else 200)


def _forms(page: queries.Page) -> list[forms.NamedForm]:
    """Return the forms that this visitor finds on the page in this stage."""
    found: list[forms.NamedForm] = []
    if page.manages:
        found += _managing(page)
    if page.declares:
        found.append(forms.DeclareForm(quotes=page.quotes))
    if page.decides and page.status in (Status.QUOTES_OPENED, Status.CHOSEN):
        found.append(forms.ChooseForm(quotes=page.quotes))
    if page.decides and page.status is Status.CONTRACTED:
        found.append(forms.AcceptForm())
    return found


def _managing(page: queries.Page) -> list[forms.NamedForm]:
    found: list[forms.NamedForm] = []
    if page.status is not Status.ACCEPTED:
        found.append(forms.SourceForm())
    if page.can_invite:
        found.append(forms.InviteForm())
    if page.status is Status.QUOTING and not page.is_due:
        found.append(forms.RegisterForm())
    if page.status is Status.QUOTING and not page.missing and not page.must_declare:
        found.append(forms.OpenForm(quotes=page.quotes))
    if page.status is Status.CHOSEN:
        found.append(forms.ContractForm())
    if page.status is Status.CONTRACTED:
        found.append(forms.ScopeForm())
    if page.settlement.owed > 0:
        found.append(forms.PaymentForm(initial={"paid_on": clock.today()}))
    return found
