"""What the steps, kinds and dates of a case are called."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from linli.foundation.people.words import name_of
from linli.foundation.places.models import Place
from linli.practices.cases.rules import Category, Channel, NoteKind, Status

STEPS = {
    Status.RAISED: pgettext_lazy("case", "Received"),
    Status.ACKNOWLEDGED: pgettext_lazy("case", "Taken on"),
    Status.IN_HAND: pgettext_lazy("case", "In work"),
    Status.DELIBERATING: pgettext_lazy("case", "Under discussion"),
    Status.REOPENED: pgettext_lazy("case", "Not solved, in work again"),
    Status.ANSWERED: pgettext_lazy("case", "Answered"),
    Status.CONFIRMED: pgettext_lazy("case", "Confirmed as solved"),
}
YOURS = pgettext_lazy("case", "Confirmed by you")
THEIRS = pgettext_lazy("case", "Confirmed by the one who asked")
SUBJECTS = {
    Category.PARKING: pgettext_lazy("case", "Parking"),
    Category.ACCESS: pgettext_lazy("case", "Strangers coming and going"),
    Category.HYGIENE: pgettext_lazy("case", "Cleanliness of shared places"),
    Category.PROPERTY: pgettext_lazy("case", "Property service"),
    Category.NOISE: pgettext_lazy("case", "Noise"),
    Category.UTILITIES: pgettext_lazy("case", "Water, power, gas"),
    Category.OTHER: pgettext_lazy("case", "Something else"),
}
EXAMPLES = {
    Category.PARKING: gettext_lazy("There are not enough places to park: what now?"),
    Category.ACCESS: gettext_lazy("Strangers walk in and out as they like: what now?"),
    Category.HYGIENE: gettext_lazy("Stairs, yards, rubbish: whose job is it?"),
    Category.PROPERTY: gettext_lazy("repairs, lamps, lifts, guards"),
    Category.NOISE: gettext_lazy("building work, music, neighbours"),
    Category.UTILITIES: gettext_lazy("cut off, leaking, meters"),
    Category.OTHER: gettext_lazy("you need not know where it belongs, we find out"),
}
CHANNELS = {
    Channel.PAGE: pgettext_lazy("case", "sent in here"),
    Channel.DOOR: pgettext_lazy("case", "said at the door"),
    Channel.PHONE: pgettext_lazy("case", "said by telephone"),
    Channel.PAPER: pgettext_lazy("case", "written on paper"),
    Channel.CHAT: pgettext_lazy("case", "said in a chat group"),
}
NOTES = {
    NoteKind.NOTE: pgettext_lazy("case", "Note"),
    NoteKind.HAND: pgettext_lazy("case", "Asked of the courtyard council"),
    NoteKind.ANSWER: pgettext_lazy("case", "Answer"),
    NoteKind.REOPEN: pgettext_lazy("case", "Not solved yet, because"),
}


def spot_name(spot: Place, building: Place | None) -> str:
    """Return what a place is called on its own: a unit with its building, as units are numbered
    in each.
    """
    return f"{building.name}{spot.name}" if spot.kind == "unit" and building else spot.name


def spot_choice(spot: Place, name: str) -> str:
    """Return a place as one chooses it: with what of it is meant."""
    words = {
        "community": _("%(place)s: streets and squares outside"),
        "compound": _("%(place)s: yard, gates, what all share"),
        "building": _("%(place)s: stairs, lift, roof"),
    }
    return words.get(spot.kind, "%(place)s") % {"place": name}


def late(overdue: timedelta | None) -> str:
    """Return how late something is in words, the whole days if it is any; empty if it is not."""
    if overdue is None:
        return ""
    if overdue >= timedelta(days=1):
        return ngettext("%(n)d day late", "%(n)d days late", overdue.days) % {"n": overdue.days}
    hours = overdue // timedelta(hours=1)
    if hours:
        return ngettext("%(n)d hour late", "%(n)d hours late", hours) % {"n": hours}
    return _("just late")


def took(duration: timedelta) -> str:
    """Return how long something took: whole days, hours below two days, never less than an hour."""
    if duration >= timedelta(days=2):
        return ngettext("%(n)d day", "%(n)d days", duration.days) % {"n": duration.days}
    hours = max(1, duration // timedelta(hours=1))
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def lead(kind: str, name: str) -> str:
    """Return who leads: the post, and the name where it may be shown."""
    if not kind:
        return _("nobody yet")
    return f"{name_of(kind)} {name}".strip()


def next_step(status: Status, leads: str, *, is_own: bool) -> str:
    """Return in a sentence what happens next and who has to do it; `is_own`: said to who asked."""
    if status is Status.RAISED:
        return _("The steward of the building or a community worker takes it on and then leads it.")
    if status is Status.DELIBERATING:
        return _("The courtyard council discusses it; %(lead)s tells how far it has come.") % {
            "lead": leads
        }
    if status is Status.ANSWERED and is_own:
        return _("Please say whether it is solved. Until then it stays open.")
    if status is Status.ANSWERED:
        return _("The one who asked says whether it is solved.")
    if status is Status.CONFIRMED:
        return _("Nothing more to do: the one who asked confirmed that it is solved.")
    return _("%(lead)s leads this and answers.") % {"lead": leads}
