"""Shape of what people send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.foundation.people.rules import clean_phone


class PasswordForm(forms.Form):
    """Sign-in name and password."""

    handle = forms.CharField(
        label=_("Sign-in name"), max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), max_length=128, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class PhoneForm(forms.Form):
    """A mobile number, as people write it."""

    phone = forms.CharField(
        label=_("Mobile number"), max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel-national"}),
    )  # fmt: skip

    def clean_phone(self) -> str:
        """Return 11 digits."""
        phone = clean_phone(self.cleaned_data["phone"])
        if not phone:
            raise forms.ValidationError(
                _("This is not a mobile number. Please enter 11 digits, for example 138 0000 0000.")
            )
        return phone


class CodeForm(PhoneForm):
    """A mobile number (kept from the step before) and the code sent to it."""

    phone = forms.CharField(widget=forms.HiddenInput, max_length=20)
    code = forms.CharField(
        label=_("Code from the message"), min_length=6, max_length=6,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why a personal field is opened."""

    person_id = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    reason = forms.CharField(
        label=_("Why do you need this number?"), max_length=200,
        help_text=_("The person can read who looked and why."),
    )  # fmt: skip
