"""Shape of what people write about a notice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ObjectionForm(forms.Form):
    """What somebody objects to, in their own words."""

    text = forms.CharField(
        label=_("What do you object to, and why?"),
        max_length=2000,
        help_text=_("Everybody can read your words, with your surname only."),
        widget=forms.Textarea,
        error_messages={"required": _("Please write what you object to, in your own words.")},
    )


class AnswerForm(forms.Form):
    """The public answer to an objection, and whether it is found right."""

    upheld = forms.ChoiceField(
        label=_("Is the objection right?"),
        choices=[
            ("no", _("No: the notice can stay as it is")),
            ("yes", _("Yes: the notice has to be revised")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say whether the objection is right.")},
    )
    answer = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        help_text=_("Everybody can read it, with your office."),
        widget=forms.Textarea,
        error_messages={
            "required": _("Please write an answer that the neighbours can understand.")
        },
    )


class RevisionForm(forms.Form):
    """New words for a notice; what it says in figures stays."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        error_messages={"required": _("Please write a title.")},
    )
    body = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea,
        error_messages={"required": _("Please write what the notice says.")},
    )
