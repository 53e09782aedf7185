"""Shape of what people send about cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.foundation.people.queries import Member
from linli.foundation.places.models import Household, Place
from linli.practices.cases.rules import Category, Channel
from linli.practices.cases.words import CHANNELS, SUBJECTS, spot_choice, spot_name

_TEXT = 2000


class CaseForm(forms.Form):
    """What kind, where, what: three taps."""

    category = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[(kind.value, SUBJECTS[kind]) for kind in Category],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose what it is about."),
            "invalid_choice": _("Please choose what it is about."),
        },
    )
    spot = forms.ChoiceField(
        label=_("Where is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose where it is."),
            "invalid_choice": _("Please choose where it is."),
        },
    )
    spot_detail = forms.CharField(
        label=_("Where exactly?"),
        help_text=_("For example: back gate, second floor. Please leave names out."),
        max_length=40,
        required=False,
    )
    text = forms.CharField(
        label=_("What is wrong?"),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please say in a few words what it is about.")},
    )

    def __init__(self, spots: Sequence[Place], data: Any = None) -> None:
        super().__init__(data)
        self._spots = {str(spot.pk): spot for spot in spots}
        building = next((spot for spot in spots if spot.kind == "building"), None)
        self._names = {key: spot_name(spot, building) for key, spot in self._spots.items()}
        self._field("spot").choices = [
            (key, spot_choice(self._spots[key], name)) for key, name in self._names.items()
        ]

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared above
        return field

    @property
    def chosen_spot(self) -> Place:
        """Return the place chosen; only after the form was found valid."""
        return self._spots[self.cleaned_data["spot"]]

    @property
    def chosen_name(self) -> str:
        """Return what that place is called; only after the form was found valid."""
        return self._names[self.cleaned_data["spot"]]


class EnteredCaseForm(CaseForm):
    """The same, entered for somebody of a household: whose matter, and how it was said."""

    field_order = ("household", "reporter", "channel")
    household = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    reporter = forms.ChoiceField(
        label=_("Whose matter is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose whose matter it is."),
            "invalid_choice": _("Please choose whose matter it is."),
        },
    )
    channel = forms.ChoiceField(
        label=_("How did you hear of it?"),
        choices=[(way.value, CHANNELS[way]) for way in Channel if way is not Channel.PAGE],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose how you heard of it."),
            "invalid_choice": _("Please choose how you heard of it."),
        },
    )

    def __init__(
        self,
        spots: Sequence[Place],
        household: Household,
        members: Sequence[Member],
        data: Any = None,
    ) -> None:
        super().__init__(spots, data)
        self.fields["household"].initial = household.pk
        self._field("reporter").choices = [(str(one.person_id), one.name) for one in members]


class ChooseForm(forms.Form):
    """One choice from a long list of buildings or doors: a step of a path without scripts."""

    def __init__(self, name: str, label: str, choices: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.name = name
        first = [("", gettext("Please choose"))] if choices else []
        self.fields[name] = forms.ChoiceField(label=label, choices=[*first, *choices])


class NoteForm(forms.Form):
    """A note on a case."""

    text = forms.CharField(
        label=_("Your note"),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please write what you want to note.")},
    )
    shown_to_reporter = forms.BooleanField(label=_("The one who asked sees it too"), required=False)


class AnswerForm(forms.Form):
    """The answer to who asked."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("What was done, or why it cannot be done and who can help."),
        max_length=_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write what was done, or why it cannot be done.")},
    )


class HandForm(forms.Form):
    """Words for the council of the courtyard."""

    problem = forms.CharField(
        label=_("What is the council to discuss?"),
        help_text=_("The whole courtyard reads this. Please leave out names and door numbers."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please write what the council is to discuss.")},
    )


class ReopenForm(forms.Form):
    """Why it is not solved."""

    reason = forms.CharField(
        label=_("What is not solved yet?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Please say what is not solved yet.")},
    )
