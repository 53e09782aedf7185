"""What stands around a page: place, acting person, tabs.

`linli.interfaces.portal` fills it as `request.chrome`; without it (an anonymous visitor, an error
page) `anonymous` is shown. Nothing here asks the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest

SIZES = (17, 21, 25, 30)
ELDER_FROM = 25
SIZE_COOKIE = "size"


@dataclass(frozen=True, slots=True)
class Hat:
    """One capacity to act in; a POST to `url` with `key` as field `hat` switches to it."""

    label: str
    url: str
    current: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the main navigation; `icon` is a name in static/ui/icons.svg."""

    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone button on every page of the elder view."""

    label: str
    tel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chrome:
    """The surroundings of one page. Empty addresses hide their links."""

    title: str = ""
    home_url: str = "/"
    actor_label: str = ""
    hats: Sequence[Hat] = ()
    tabs: Sequence[Tab] = ()
    signed_in: bool = False
    demo: bool = False
    demo_url: str = ""
    size: int = SIZES[0]
    call: Call | None = None
    sign_in_url: str = ""
    sign_out_url: str = ""
    complaint_url: str = ""
    board: Callable[[int], str] | None = None  # id of a compound or community -> its public board

    @property
    def elder(self) -> bool:
        """Return whether the elder view is on: it is nothing but the two largest sizes."""
        return self.size >= ELDER_FROM


def size_of(request: HttpRequest) -> int:
    """Return the text size (px) that this browser chose, the standard size if it chose none."""
    chosen = request.COOKIES.get(SIZE_COOKIE, "")
    return next((size for size in SIZES if chosen == str(size)), SIZES[0])


def anonymous(request: HttpRequest) -> Chrome:
    """Return the surroundings for somebody of whom only the text size is known."""
    return Chrome(size=size_of(request))
