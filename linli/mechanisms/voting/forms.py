"""Shape of a ballot."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.mechanisms.voting.rules import Choice

CHOICES: dict[Choice, str | Promise] = {
    Choice.APPROVE: _("In favour"),
    Choice.OPPOSE: _("Against"),
    Choice.ABSTAIN: _("Abstain"),
}


class BallotForm(forms.Form):
    """One of three choices; none is chosen beforehand."""

    choice = forms.ChoiceField(
        label=_("Your vote"),
        choices=[(choice.value, word) for choice, word in CHOICES.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one of the three."),
            "invalid_choice": _("Please choose one of the three."),
        },
    )
