"""Whole pages and fragments: the one way from a template to an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.contrib.messages import get_messages
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from linli.foundation.kernel import clock
from linli.foundation.kernel.memory import remembered
from linli.foundation.ui.chrome import SIZES, Chrome, anonymous, size_of
from linli.foundation.ui.jinja import new_key

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}
OTHER_LANGUAGE = {"zh-hans": "en", "en": "zh-hans"}
Maker = Callable[[], tuple[str, Mapping[str, Any]]]  # gives template and context
MESSAGE_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}


@dataclass(frozen=True, slots=True)
class Said:
    """A message left by an earlier step; `kind` is a kind of the `notice` box."""

    kind: str
    text: str


class Frame:
    """What `ui/base.html` asks for beyond the chrome; lazy, since fragments ask for little."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def language(self) -> str:
        """Return the value of the page's `lang`."""
        return HTML_LANGUAGES[_language()]

    @property
    def other_language(self) -> dict[str, str]:
        """Return name, `lang` and address of the other language, the name in that language."""
        code = OTHER_LANGUAGE[_language()]
        return {
            "name": get_language_info(code)["name_local"].removeprefix("简体"),
            "lang": HTML_LANGUAGES[code],
            "url": f"{reverse('ui:language')}?to={code}{self._coming_back}",
        }

    @property
    def sizes(self) -> list[tuple[int, str]]:
        """Return every text size with the address that chooses it and comes back."""
        address = reverse("ui:display")
        return [(size, f"{address}?size={size}{self._coming_back}") for size in SIZES]

    @property
    def messages(self) -> list[Said]:
        """Return the messages not yet shown; reading them uses them up."""
        kept = get_messages(self._request)
        if not len(kept):  # iterating would send a cookie that deletes nothing
            return []
        return [
            Said(MESSAGE_KINDS.get(message.level_tag, "info"), str(message)) for message in kept
        ]

    @property
    def address(self) -> str:
        """Return the address to print on paper: without a query, which may be personal."""
        try:
            return self._request.build_absolute_uri(self._request.path)
        except DisallowedHost:  # the page that says so has no host to name
            return self._request.path

    @property
    def now(self) -> datetime:
        """Return the moment at which the page is made: what it shows held then, on paper too, even
        if the page was remembered and is printed later.
        """
        return clock.now()

    @property
    def _coming_back(self) -> str:
        # The answer to a POST has no address to come back to.
        if self._request.method not in ("GET", "HEAD"):
            return ""
        return f"&next={quote(self._request.get_full_path(), safe='/')}"


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the template (a page or a fragment) as an answer, with `chrome` and `frame` added."""
    shared = {"chrome": chrome_of(request), "frame": Frame(request)}
    return HttpResponse(
        render_to_string(template, {**shared, **(context or {})}, request), status=status
    )


def render_remembered(
    request: HttpRequest,
    key: tuple[Hashable, ...],
    make: Callable[[], tuple[str, Mapping[str, Any]]],
) -> HttpResponse:
    """Return a page that this process remembers under `key`, with fresh tokens in its forms.

    `make` returns template and context. `key` names everything the page depends on but the address,
    host, language and text size, which are added here: whom it is for, and the version of what it
    shows. A message waiting for this browser is never remembered.
    """
    if request.COOKIES.get("messages"):
        template, context = make()
        return render(request, template, context)
    whole = (*key, request.get_host(), request.get_full_path()[:200], _language(), size_of(request))
    parts = remembered(whole, lambda: _split(request, make))
    return HttpResponse("".join(_filled(request, parts)))


_TOKEN = re.compile(
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]*|(?<=name="idempotency_key" value=")[^"]*'
)


def _split(request: HttpRequest, make: Maker) -> list[str]:
    """Return the page in pieces: text, then the name of a token, then text …"""
    template, context = make()
    page = render(request, template, context).content.decode()
    parts, end = [], 0
    for found in _TOKEN.finditer(page):
        is_csrf = page.endswith('name="csrfmiddlewaretoken" value="', 0, found.start())
        parts += [page[end : found.start()], "csrf" if is_csrf else "key"]
        end = found.end()
    return [*parts, page[end:]]


def _filled(request: HttpRequest, parts: list[str]) -> Iterator[str]:
    for place, part in enumerate(parts):
        if place % 2 == 0:
            yield part
        else:
            yield get_token(request) if part == "csrf" else new_key()


def chrome_of(request: HttpRequest) -> Chrome:
    """Return the surroundings set by the portal, or those of an unknown visitor."""
    chrome: Chrome | None = getattr(request, "chrome", None)
    return anonymous(request) if chrome is None else chrome


ERRORS: dict[int, tuple[str | Promise, str | Promise]] = {
    400: (
        _("We could not read what was sent"),
        _("Please go back, check what you entered and send it once more."),
    ),
    403: (
        _("This is not open to you"),
        _(
            "If you act in several capacities, switch at the top of the page, "
            "or ask your community."
        ),
    ),
    404: (
        _("There is no such page here"),
        _("The address may be mistyped, or the page belongs to somebody else."),
    ),
    422: (
        _("This cannot be done as it stands"),
        _("Please go back, change what is marked and send it once more."),
    ),
    429: (
        _("That was too often in a short time"),
        _("Please wait a few minutes and try again. Nothing was lost."),
    ),
    500: (
        _("Something went wrong on our side"),
        _("It is not your fault, and the fault has been noted. Please try again in a few minutes."),
    ),
    503: (
        _("We are at work on the system"),
        _("Please come back in a few minutes. Urgent matters: call your community."),
    ),
}
FORM_TOO_OLD = (
    _("This form has become too old"),
    _("Please open the page again and send it once more. Nothing was saved."),
)
STRANGER_404 = (
    _("There is no such page here, or you need to sign in first"),
    _("If somebody sent you this address, sign in and it will open."),
)


def error_page(
    request: HttpRequest, status: int, *, sentence: str = "", bare: bool = False
) -> HttpResponse:
    """Return a page that says in plain words what happened and what to do next.

    `sentence` replaces the advice (a Refused, for one). `bare` leaves out everything that could ask
    the database, for answers to a failure.
    """
    chrome = anonymous(request) if bare else chrome_of(request)
    heading, advice = ERRORS[status]
    if status == 404 and not chrome.signed_in:
        heading, advice = STRANGER_404
    return _error(request, status, heading, sentence or advice, chrome)


def form_too_old(request: HttpRequest) -> HttpResponse:
    """Return the page for a form without a valid token against forgery, most often an old one."""
    return _error(request, 403, *FORM_TOO_OLD, chrome_of(request))


def _error(
    request: HttpRequest, status: int, heading: str | Promise, advice: str | Promise, chrome: Chrome
) -> HttpResponse:
    context = {
        "status": status,
        "heading": heading,
        "advice": advice,
        "chrome": chrome,
        "frame": Frame(request),
    }
    return HttpResponse(render_to_string("ui/error.html", context, request), status=status)


def _language() -> str:
    language = get_language()
    return language if language in HTML_LANGUAGES else "zh-hans"
