"""Shape of what is asked of the demonstration."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

HOURS = (1, 24, 7 * 24)


class ShiftForm(forms.Form):
    """By how much the clock is moved on."""

    hours = forms.TypedChoiceField(choices=[(hours, hours) for hours in HOURS], coerce=int)

    def delta(self) -> timedelta:
        """Return the chosen time."""
        return timedelta(hours=self.cleaned_data["hours"])


class OthersForm(forms.Form):
    """How the other seats vote."""

    approve = forms.IntegerField(label=_("How many approve?"), min_value=0, max_value=999)
    oppose = forms.IntegerField(label=_("How many oppose?"), min_value=0, max_value=999)
