"""Language and surroundings of every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from linli.foundation.people.http import LinliRequest
from linli.foundation.ui.chrome import Chrome
from linli.interfaces.portal.chrome import surroundings


class ChosenLanguage:
    """The language the browser chose by the switch, else Chinese; its Accept-Language is not asked,
    since phones handed down to parents are often set to English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PageChrome:
    """Gives every page its surroundings: place, hats, tabs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the answer to the request."""
        ours = cast(LinliRequest, request)
        # Made only if a page asks for it: redirects and machine answers do not.
        ours.chrome = cast(Chrome, SimpleLazyObject(lambda: surroundings(ours)))
        return self.get_response(request)
