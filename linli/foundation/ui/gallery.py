"""Invented content for the gallery, where every part is seen and tested before a page uses it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import pgettext, pgettext_lazy

from linli.foundation.kernel import clock
from linli.foundation.ui.chrome import SIZES, Call, Chrome, Hat, Tab

SHOWS = ("home", "parts", "desk")


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(
        label=pgettext_lazy("sample", "What is the matter?"),
        help_text=pgettext_lazy(
            "sample", "One sentence, for example: the back gate does not close."
        ),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("sample", "What is it about?"),
        widget=forms.RadioSelect,
        choices=[
            ("repair", pgettext_lazy("sample", "Something is broken")),
            ("noise", pgettext_lazy("sample", "Noise or quarrel")),
            ("idea", pgettext_lazy("sample", "An idea")),
        ],
    )
    place = forms.ChoiceField(
        label=pgettext_lazy("sample", "Where?"),
        choices=[
            ("3", pgettext_lazy("sample", "Building 3")),
            ("4", pgettext_lazy("sample", "Building 4")),
        ],
    )
    phone = forms.CharField(label=pgettext_lazy("sample", "Your telephone"), required=False)
    story = forms.CharField(label=pgettext_lazy("sample", "Tell us more"), widget=forms.Textarea)
    photo = forms.FileField(label=pgettext_lazy("sample", "Photo"), required=False)
    told = forms.BooleanField(
        label=pgettext_lazy("sample", "My neighbours may see this"), required=False
    )


def content(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the variables of a gallery page: `show` home, parts or desk; `form=sent`: errors."""
    show = query.get("show", SHOWS[0])
    now = clock.now()
    return {
        "show": show if show in SHOWS else SHOWS[0],
        "chrome": _chrome(query),
        "form": SampleForm(
            {"title": "", "kind": "", "story": ""} if query.get("form") == "sent" else None
        ),
        "now": now,
        "closes": now + timedelta(days=3, hours=2),
        "steps": [
            {
                "state": "done",
                "text": pgettext("sample", "Received"),
                "at": now - timedelta(days=3),
                "who": pgettext("sample", "Lu"),
            },
            {
                "state": "done",
                "text": pgettext("sample", "Passed on"),
                "at": now - timedelta(days=2),
            },
            {
                "state": "now",
                "text": pgettext("sample", "In repair"),
                "note": pgettext("sample", "Answer by tomorrow."),
            },
            {"state": "todo", "text": pgettext("sample", "Settled")},
        ],
        "floors": [
            (
                pgettext("sample", "Floor %(n)d") % {"n": floor},
                [_unit(floor, line) for line in range(1, 5)],
            )
            for floor in range(6, 0, -1)
        ],
    }


def _unit(floor: int, line: int) -> dict[str, str] | None:
    if (floor, line) == (1, 3):
        return None
    state, glyph, word = (
        ("ok", "", pgettext("sample", "has voted")),
        ("none", "", pgettext("sample", "not met yet")),
        ("warn", "", pgettext("sample", "to visit")),
        ("ok", "", pgettext("sample", "has voted")),
        ("info", "◇", pgettext("sample", "tenant")),
    )[(floor * 3 + line * 2) % 5]
    return {
        "text": f"{floor}0{line}",
        "state": state,
        "glyph": glyph,
        "word": word,
        "url": f"#{floor}0{line}",
    }


def _chrome(query: Mapping[str, str]) -> Chrome:
    size = query.get("size", "")
    return Chrome(
        title=pgettext("sample", "Guangming Garden"),
        home_url="?show=home",
        actor_label=pgettext("sample", "Wang Xiulan, 3-1-1402"),
        hats=[
            Hat(pgettext("sample", "Resident of 3-1-1402"), "#", current=True),
            Hat(pgettext("sample", "Steward of building 3"), "#", key="post-7"),
        ],
        tabs=[
            Tab(
                pgettext("sample", "Home"),
                "?show=home",
                "home",
                current=query.get("show", "home") == "home",
            ),
            Tab(
                pgettext("sample", "Speak up"),
                "?show=parts",
                "tell",
                current=query.get("show") == "parts",
            ),
            Tab(
                pgettext("sample", "Notice board"),
                "?show=desk",
                "board",
                current=query.get("show") == "desk",
            ),
            Tab(pgettext("sample", "Mine"), "#", "user", count=2),
        ],
        signed_in=query.get("visitor") is None,
        demo=query.get("demo") is not None,
        demo_url="#",
        size=int(size) if size in {str(known) for known in SIZES} else SIZES[0],
        call=Call(pgettext("sample", "Call your steward"), "0000 0000"),
        sign_in_url="#",
        sign_out_url="#",
        complaint_url="#",
    )
