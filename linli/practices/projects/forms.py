"""Shape of what people send. Each form has a name: its fields' ids begin with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.foundation.ui import formats
from linli.foundation.ui.fields import YuanField
from linli.practices.projects.models import Quote
from linli.practices.projects.rules import Origin

_PUBLIC = _("Everybody can read this.")


def _day() -> forms.DateInput:
    # A date field of the browser wants ISO dates, whatever the language of the page.
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NamedForm(forms.Form):
    """A form that can stand on one page with others."""

    name: ClassVar[str]

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{self.name}_%s", **options)


class SourceForm(NamedForm):
    """Where money or work comes from."""

    name = "source"
    origin = forms.ChoiceField(
        label=_("Who gives"),
        choices=[
            (Origin.RESIDENTS, _("Residents, of their own will")),
            (Origin.SUBSIDY, _("Government subsidy")),
            (Origin.SUPPORT, _("Social support: donations, foundations")),
            (Origin.PARTNER, _("Partners: property company, firms, agencies")),
        ],
    )
    label = forms.CharField(
        label=_("Name of the source"),
        max_length=100,
        help_text=_("A fund, an agency, a group of residents. No names of private people."),
    )
    fen = YuanField(label=_("Amount in yuan"), allow_zero=True, required=False)
    hours = forms.IntegerField(
        label=_("Hours of work"),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def clean_hours(self) -> int:
        """Return 0 for nothing."""
        return self.cleaned_data["hours"] or 0


class InviteForm(NamedForm):
    """Until when firms may hand in."""

    name = "invite"
    day = forms.DateField(label=_("Last day"), widget=_day())
    time = forms.TimeField(
        label=_("Until what time"),
        initial="18:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )

    @property
    def due(self) -> datetime:
        """Return the moment, where the neighbourhood is (after is_valid)."""
        moment = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(moment)


class RegisterForm(NamedForm):
    """A sealed envelope."""

    name = "register"
    bidder = forms.CharField(
        label=_("Firm on the envelope"),
        max_length=100,
        help_text=_(
            "Until the opening only the group council and the community office see the name."
        ),
    )
    sealed = forms.BooleanField(
        label=_("The envelope is closed. Nobody has seen the price."),
        error_messages={"required": _("Please tick this once you have seen that it is closed.")},
    )


class DeclareForm(NamedForm):
    """Whether somebody has an interest in a firm."""

    name = "declare"
    has_interest = forms.TypedChoiceField(
        label=_("Do you or your family work for one of these firms, own a part of it, or get "
                "anything from it?"),
        coerce=lambda value: value == "yes",
        choices=[("no", _("No, with none of them")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    bidder = forms.ChoiceField(label=_("If yes: with which firm"), required=False)

    def __init__(self, data: Any = None, *, quotes: Iterable[Quote], **options: Any) -> None:
        super().__init__(data, **options)
        firms = [(quote.bidder, quote.bidder) for quote in quotes]
        self.fields["bidder"].choices = [("", _("no firm")), *firms]  # type: ignore[attr-defined]


class OpenForm(NamedForm):
    """The prices of all envelopes, and who was there."""

    name = "open"

    def __init__(self, data: Any = None, *, quotes: Iterable[Quote], **options: Any) -> None:
        super().__init__(data, **options)
        self.quote_ids = [quote.pk for quote in quotes]
        for quote in quotes:
            self.fields[f"amount_{quote.pk}"] = YuanField(
                label=gettext("%(firm)s: amount in yuan") % {"firm": quote.bidder}, allow_zero=True
            )
        self.fields["witnesses"] = forms.CharField(
            label=_("Who was present"),
            max_length=200,
            help_text=_("Names stay with the group council and the community office."),
        )

    @property
    def amounts(self) -> dict[int, int]:
        """Return quote id -> fen (after is_valid)."""
        return {pk: self.cleaned_data[f"amount_{pk}"] for pk in self.quote_ids}


class ChooseForm(NamedForm):
    """Which quote, and why."""

    name = "choose"
    quote = forms.TypedChoiceField(label=_("Quote"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why this one"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Everybody can read this. If it is not the lowest quote, say in a full sentence why it "
            "is the better one."
        ),
    )

    def __init__(self, data: Any = None, *, quotes: Iterable[Quote], **options: Any) -> None:
        super().__init__(data, **options)
        opened = [(quote, quote.amount or 0) for quote in quotes]
        lowest = min((amount for _quote, amount in opened), default=0)
        self.fields["quote"].choices = [  # type: ignore[attr-defined]
            (
                quote.pk,
                (
                    gettext("%(firm)s: %(amount)s, the lowest")
                    if amount == lowest
                    else gettext("%(firm)s: %(amount)s")
                )
                % {"firm": quote.bidder, "amount": formats.money(amount)},
            )
            for quote, amount in opened
        ]


class ContractForm(NamedForm):
    """What was agreed."""

    name = "contract"
    amount = YuanField(label=_("Contract amount in yuan"), allow_zero=True)
    left_out = forms.CharField(
        label=_("Work left out of the quote"),
        max_length=200,
        required=False,
        help_text=_("So that doing less never looks like saving."),
    )
    cut = YuanField(label=_("What that work was worth, in yuan"), allow_zero=True, required=False)
    changes_common_space = forms.BooleanField(
        label=_("The work changes how common space is used, for example flower beds to parking."),
        required=False,
    )
    owners_decision = forms.CharField(
        label=_("If so: the owners' decision"),
        max_length=300,
        required=False,
        help_text=_(
            "Number and day of the decision, and how many agreed. Everybody can read this."
        ),
    )


class ScopeForm(NamedForm):
    """Work left out or added after the contract."""

    name = "scope"
    direction = forms.TypedChoiceField(
        label=_("What changes"),
        coerce=int,
        choices=[("-1", _("Work is left out")), ("1", _("Work is added"))],
        widget=forms.RadioSelect,
    )
    what = forms.CharField(label=_("Which work"), max_length=200, help_text=_PUBLIC)
    amount = YuanField(label=_("By how much the price changes, in yuan"), allow_zero=True)

    @property
    def fen(self) -> int:
        """Return the change of the price (after is_valid)."""
        return int(self.cleaned_data["direction"] * self.cleaned_data["amount"])


class PaymentForm(NamedForm):
    """Money paid to the contractor."""

    name = "payment"
    amount = YuanField(label=_("Amount in yuan"), allow_zero=True)
    voucher = forms.CharField(label=_("Number of the voucher"), max_length=50, help_text=_PUBLIC)
    paid_on = forms.DateField(label=_("Day of payment"), widget=_day())


class AcceptForm(NamedForm):
    """What was looked at and found."""

    name = "accept"
    note = forms.CharField(
        label=_("What you looked at and found"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_PUBLIC,
    )
