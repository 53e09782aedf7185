"""Sign-in, the hat acted in, and a household's page."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, limits
from linli.foundation.kernel.refusals import TooMany
from linli.foundation.people import actions, forms, queries, rules
from linli.foundation.people.guard import deed
from linli.foundation.people.http import ActorRequest, LinliRequest, address_of
from linli.foundation.people.middleware import HAT
from linli.foundation.people.models import Account
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household
from linli.foundation.places.queries import breadcrumbs
from linli.foundation.ui.pages import render

_BACKEND = "linli.foundation.people.backends.Accounts"


@deed("people.sign_in", methods=("GET", "HEAD", "POST"), keyed=False)
def sign_in(request: LinliRequest) -> HttpResponse:
    """Sign in with name and password; ten tries in ten minutes per name and network address, sixty
    per address, so that nobody tries one password on every name.
    """
    form = forms.PasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        handle = form.cleaned_data["handle"]
        try:
            _count_try(handle, address_of(request))
        except TooMany as refusal:
            form.add_error(None, str(refusal))
            return _sign_in_page(request, password_form=form, status=429)
        account = authenticate(request, username=handle, password=form.cleaned_data["password"])
        if isinstance(account, Account):
            return enter(request, account, "password")
        form.add_error(
            None,
            _(
                "Name and password do not fit together. "
                "You can also sign in with a code to your phone."
            ),
        )
    status = 422 if form.is_bound else 200
    return _sign_in_page(request, password_form=form, status=status)


def _count_try(handle: str, address: str) -> None:
    ten_minutes, now = timedelta(minutes=10), clock.now()
    limits.count(f"password/{address}", at_most=60, within=ten_minutes, now=now)
    limits.count(f"password/{handle}/{address}", at_most=10, within=ten_minutes, now=now)


@deed("people.sign_in", methods=("POST",), keyed=False)
def ask_code(request: LinliRequest) -> HttpResponse:
    """Send a code to a phone; the page is the same whether or not somebody has this number."""
    form = forms.PhoneForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, phone_form=form, status=422)
    phone = form.cleaned_data["phone"]
    try:
        actions.send_code(phone=phone, address=address_of(request), now=clock.now())
    except TooMany as refusal:
        form.add_error(None, str(refusal))
        return _sign_in_page(request, phone_form=form, status=429)
    return _code_page(request, forms.CodeForm(initial={"phone": phone}), phone)


@deed("people.sign_in", methods=("POST",), keyed=False)
def enter_code(request: LinliRequest) -> HttpResponse:
    """Sign in with the code that was sent."""
    form = forms.CodeForm(request.POST)
    if form.is_valid():
        account = actions.redeem_code(
            phone=form.cleaned_data["phone"], code=form.cleaned_data["code"], now=clock.now()
        )
        if account is not None:
            return enter(request, account, "code")
        form.add_error("code", _("This code does not fit or is too old. Please ask for a new one."))
    phone = rules.clean_phone(request.POST.get("phone", ""))
    if not phone:
        return redirect("people:sign_in")
    return _code_page(request, form, phone, status=422)


def enter(request: LinliRequest, account: Account, way: str) -> HttpResponse:
    """Return the way home after signing `account` in; the session gets a new id."""
    actor = queries.actor_of(account, "", clock.today())
    if actor is None:
        messages.error(
            request,
            _(
                "Your account holds no home or post at present. "
                "Please call your residents' committee."
            ),
        )
        return redirect("people:sign_in")
    login(request, account, backend=_BACKEND)
    actions.record_sign_in(account=account, way=way, actor=actor, now=clock.now())
    return HttpResponseRedirect(_next(request) or "/")


@deed("people.sign_out", methods=("POST",), keyed=False)
def sign_out(request: LinliRequest) -> HttpResponse:
    """Sign out; the session is gone."""
    logout(request)
    return redirect("people:sign_in")


@deed("people.change_hat", methods=("POST",), keyed=False)
def change_hat(request: ActorRequest) -> HttpResponse:
    """Act in another of one's capacities from now on."""
    wanted = request.POST.get("hat", "")
    if any(hat.key == wanted for hat in request.actor.hats):
        request.session[HAT] = wanted
        request.session.cycle_key()
    return redirect("/")


@deed("people.see_household", find=queries.household_for)
def household(request: ActorRequest, home: Household) -> HttpResponse:
    """A household: who lives there, phones masked."""
    return _household_page(request, home)


@deed("people.open_phone", find=queries.household_for, methods=("POST",), keyed=False)
def open_phone(request: ActorRequest, home: Household) -> HttpResponse:
    """Show one phone in full, once, with the reason recorded; the answer is kept nowhere."""
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return _household_page(request, home, form=form, status=422)
    try:
        phone = actions.open_phone(
            household=home,
            person_id=form.cleaned_data["person_id"],
            reason=form.cleaned_data["reason"],
            actor=request.actor,
            now=clock.now(),
        )
    except ObjectDoesNotExist as elsewhere:
        raise Http404 from elsewhere
    except actions.NoReason as refusal:
        form.add_error("reason", str(refusal))
        return _household_page(request, home, form=form, status=422)
    opened = {"person_id": form.cleaned_data["person_id"], "phone": phone}
    return _household_page(request, home, opened=opened)


def _household_page(
    request: ActorRequest, home: Household, *, form: forms.ReasonForm | None = None,
    opened: dict[str, Any] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    today = clock.today()
    looks_after = request.actor.post_kind is not PostKind.RESIDENT
    members = [
        {**asdict(member), "form": _reason_form(member, form)}
        for member in queries.members_of(home, today)
    ]
    context = {
        "household": home,
        "where": [place.name for place in breadcrumbs(home.place) if place.compound_id],
        "members": members,
        "opened": opened,
        "looks_after": looks_after,
        "looked": [] if looks_after else queries.looks_at(request.actor),
    }
    return render(request, "people/household.html", context, status=status)


def _reason_form(member: queries.Member, sent: forms.ReasonForm | None) -> forms.ReasonForm:
    if sent is not None and sent.data.get("person_id") == str(member.person_id):
        return sent
    # The ids of the fields of several members on one page must differ.
    return forms.ReasonForm(
        initial={"person_id": member.person_id}, auto_id=f"id_{member.person_id}_%s"
    )


def _code_page(
    request: LinliRequest, form: forms.CodeForm, phone: str, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form, "phone": phone, "shown_phone": rules.mask_phone(phone), "next": _next(request)
    }  # fmt: skip
    return render(request, "people/code.html", context, status=status)


def _sign_in_page(
    request: LinliRequest, *, password_form: forms.PasswordForm | None = None,
    phone_form: forms.PhoneForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "password_form": password_form or forms.PasswordForm(),
        "phone_form": phone_form or forms.PhoneForm(),
        "next": _next(request),
    }
    return render(request, "people/sign_in.html", context, status=status)


def _next(request: LinliRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, None) and wanted.startswith("/")
    return wanted if safe else ""
