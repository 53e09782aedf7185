"""Shape of what people send about topics, plans and pitches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.foundation.places.models import Household
from linli.foundation.ui.fields import YuanField
from linli.practices.deliberation.models import Pitch
from linli.practices.deliberation.rules import MOST_LINES, USUAL_MINUTES, Line, Stance, Way

_STANCES = [
    (Stance.FOR.value, _("I am for it")),
    (Stance.AGAINST.value, _("I am against it")),
    (Stance.OTHER.value, _("I see it differently")),
]
_NOTED_STANCES = [
    (Stance.FOR.value, _("for it")),
    (Stance.AGAINST.value, _("against it")),
    (Stance.OTHER.value, _("something else")),
]
_NOTED_WAYS = [
    (Way.BENCH.value, _("talking downstairs")),
    (Way.DOOR.value, _("at their door")),
]
_MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class OpinionForm(forms.Form):
    """What somebody thinks, in their own words."""

    stance = forms.ChoiceField(
        label=_("What do you think?"),
        choices=_STANCES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you think.")},
    )
    text = forms.CharField(
        label=_("In your own words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Neighbours read your words and your building, never your name or door."),
    )


class NotedForm(forms.Form):
    """What a steward was told, and at which door."""

    door = forms.TypedChoiceField(
        label=_("Who told you?"),
        coerce=int,
        help_text=_("Choose the door. Neighbours see the building only."),
        error_messages={"required": _("Please choose the door at which you heard this.")},
    )
    way = forms.ChoiceField(
        label=_("Where did you talk?"),
        choices=_NOTED_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose where you talked.")},
    )
    stance = forms.ChoiceField(
        label=_("What do they think?"),
        choices=_NOTED_STANCES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what they think.")},
    )
    text = forms.CharField(
        label=_("What they said"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As near to their own words as you can."),
    )

    def __init__(self, data: Any = None, *, doors: Sequence[Household]) -> None:
        super().__init__(data)
        self._doors = {door.pk: door for door in doors}
        field = cast(forms.TypedChoiceField, self.fields["door"])
        field.choices = [
            ("", _("Choose a door")),
            *((pk, _name(d)) for pk, d in self._doors.items()),
        ]

    @property
    def household(self) -> Household:
        """Return the door chosen; only after `is_valid`."""
        return self._doors[self.cleaned_data["door"]]


def _name(door: Household) -> str:
    place = door.place
    above = f"{place.parent.name} " if place.kind == "unit" and place.parent else ""
    return f"{above}{place.name} {door.number}"


class PlanForm(forms.Form):
    """What shall be done and what it costs: up to eight lines, empty ones are left out."""

    content = forms.CharField(
        label=_("What shall be done?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What exactly, where, by when, and who looks after it later."),
        error_messages={"required": _("Please write what shall be done.")},
    )

    def __init__(self, data: Any = None, *, content: str = "", lines: Sequence[Line] = ()) -> None:
        initial: dict[str, Any] = {"content": content}
        for number, line in enumerate(lines, start=1):
            initial[f"label_{number}"] = line.label
            initial[f"amount_{number}"] = f"{line.fen // 100:,}.{line.fen % 100:02d}"
        super().__init__(data, initial=initial)
        for number in range(1, MOST_LINES + 1):
            self.fields[f"label_{number}"] = forms.CharField(
                label=_("What for (line %(n)d)") % {"n": number}, max_length=60, required=False
            )
            self.fields[f"amount_{number}"] = YuanField(
                label=_("Yuan (line %(n)d)") % {"n": number}, required=False
            )

    def pairs(self, first: int, last: int) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Return label and amount of some lines, for the page."""
        for number in range(first, last + 1):
            yield self[f"label_{number}"], self[f"amount_{number}"]

    @property
    def needs_more(self) -> bool:
        """Return whether a line after the fourth holds something or is wrong."""
        return any(
            bound.value() or bound.errors for pair in self.pairs(5, MOST_LINES) for bound in pair
        )

    @property
    def lines(self) -> list[Line]:
        """Return the lines that are complete and right, in order; only after `is_valid`."""
        rows = [
            (
                self.cleaned_data.get(f"label_{number}"),
                self.cleaned_data.get(f"amount_{number}"),
            )
            for number in range(1, MOST_LINES + 1)
        ]
        return [Line(label, fen) for label, fen in rows if label and fen]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned fields; half a line is marked where it is empty."""
        for number in range(1, MOST_LINES + 1):
            label, amount = f"label_{number}", f"amount_{number}"
            if self.cleaned_data.get(amount) and not self.cleaned_data.get(label):
                self.add_error(label, _("Please write what this money is for."))
            if self.cleaned_data.get(label) and self.cleaned_data.get(amount, 0) is None:
                self.add_error(amount, _("Please write how much this costs."))
        if not self.lines and not self.errors:
            self.add_error("label_1", _("Please enter at least one line of the budget."))
        return self.cleaned_data


class PitchForm(forms.Form):
    """The sheet that introduces a plan; its fields are the same for everybody (C32)."""

    funding_sources = forms.CharField(
        label=_("Where does the money come from?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Each source with its amount."),
        error_messages={"required": _("Please write where the money comes from.")},
    )
    opinions = forms.CharField(
        label=_("What do the owners think?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Also what those against say. The council asks about it first."),
        error_messages={
            "required": _(
                "Please write what the owners think, also those against. "
                "Without it the pitch cannot be handed in."
            )
        },
    )
    opinions_for = forms.IntegerField(
        label=_("How many spoke for it"),
        min_value=0,
        max_value=100_000,
        help_text=_("Filled in from what was said here. Change it only if more spoke on paper."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Please enter a number, 0 if nobody did."),
            "min_value": _("Please enter a number, 0 if nobody did."),
            "invalid": _("Please enter a whole number."),
        },
    )
    opinions_against = forms.IntegerField(
        label=_("How many spoke against it"),
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Please enter a number, 0 if nobody did."),
            "min_value": _("Please enter a number, 0 if nobody did."),
            "invalid": _("Please enter a whole number."),
        },
    )
    objections = forms.CharField(
        label=_("Objections during the notice, and the answers"),
        max_length=8000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Filled in from the notice. Leave it empty if there were none."),
    )


class RoadShowForm(forms.Form):
    """When and where the council hears which pitches, in which order and for how long."""

    held_at = forms.DateTimeField(
        label=_("When?"),
        widget=_MOMENT,
        error_messages={
            "required": _("Please choose day and time."),
            "invalid": _("Please choose day and time, for example 2026-12-15 19:00."),
        },
    )
    venue = forms.CharField(
        label=_("Where?"),
        max_length=100,
        error_messages={"required": _("Please write where the council meets.")},
    )

    def __init__(self, data: Any = None, *, pitches: Sequence[Pitch], held_at: Any = None) -> None:
        super().__init__(data, initial={"held_at": held_at})
        self.pitches = pitches
        turns = [("", _("not this time"))] + [
            (str(turn), _("as number %(n)d") % {"n": turn}) for turn in range(1, len(pitches) + 1)
        ]
        for turn, pitch in enumerate(pitches, start=1):
            self.fields[f"order_{pitch.pk}"] = forms.TypedChoiceField(
                label=_("Turn of “%(title)s”") % {"title": pitch.plan.topic.title},
                choices=turns,
                coerce=int,
                empty_value=None,
                required=False,
                initial=turn,
            )
            self.fields[f"minutes_{pitch.pk}"] = forms.IntegerField(
                label=_("Minutes"),
                min_value=1,
                max_value=120,
                required=False,
                initial=USUAL_MINUTES,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={
                    "invalid": _("Please enter whole minutes, from 1 to 120."),
                    "min_value": _("Please enter whole minutes, from 1 to 120."),
                    "max_value": _("Please enter whole minutes, from 1 to 120."),
                },
            )

    def slots(self) -> Iterator[tuple[Pitch, forms.BoundField, forms.BoundField]]:
        """Return every waiting pitch with its turn and minutes, for the page."""
        for pitch in self.pitches:
            yield pitch, self[f"order_{pitch.pk}"], self[f"minutes_{pitch.pk}"]

    @property
    def agenda(self) -> list[tuple[Pitch, int]]:
        """Return the chosen pitches in order with their minutes; only after `is_valid`."""
        chosen = [
            (self.cleaned_data[f"order_{pitch.pk}"], pitch)
            for pitch in self.pitches
            if self.cleaned_data.get(f"order_{pitch.pk}")
        ]
        return [
            (pitch, self.cleaned_data.get(f"minutes_{pitch.pk}") or USUAL_MINUTES)
            for _turn, pitch in sorted(chosen, key=lambda each: int(each[0]))
        ]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned fields; two pitches at one turn are marked at the second."""
        taken: set[int] = set()
        for pitch in self.pitches:
            turn = self.cleaned_data.get(f"order_{pitch.pk}")
            if turn in taken:
                self.add_error(
                    f"order_{pitch.pk}",
                    _("Another pitch has this turn. Please choose another number."),
                )
            elif turn:
                taken.add(turn)
        return self.cleaned_data


class VoteForm(forms.Form):
    """Until when the council votes."""

    closes_at = forms.DateTimeField(
        label=_("Voting ends"),
        widget=_MOMENT,
        help_text=_("The result is counted after this moment; until then nobody sees a leaning."),
        error_messages={
            "required": _("Please choose day and time."),
            "invalid": _("Please choose day and time, for example 2026-12-15 19:00."),
        },
    )
