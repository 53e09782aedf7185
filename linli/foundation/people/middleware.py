"""Who acts in this request."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from linli.foundation.kernel import clock
from linli.foundation.people import queries
from linli.foundation.people.actor import Actor
from linli.foundation.people.http import LinliRequest

HAT = "hat"  # session key


class WhoActs:
    """Sets `request.actor` (a visitor without a session costs no query); keeps what a signed-in
    person sees out of every cache, and lets none give a visitor's page out without asking: it is
    in the language and size of one browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to the request."""
        ours = cast(LinliRequest, request)
        ours.actor = _actor(request) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, private=True, no_store=True)
        else:
            response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Cookie"])
        return response


def _actor(request: HttpRequest) -> Actor | None:
    if not request.user.is_authenticated:
        return None
    return queries.actor_of(request.user, request.session.get(HAT, ""), clock.today())
