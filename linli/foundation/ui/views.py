"""How the pages look to this browser, and what it sees when something fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from linli.foundation.ui import gallery as samples
from linli.foundation.ui import pages
from linli.foundation.ui.chrome import SIZE_COOKIE, SIZES

YEAR = 365 * 24 * 3600
View = TypeVar("View", bound=Callable[..., HttpResponse])


def public(deed: str) -> Callable[[View], View]:
    """Return a decorator that names the deed of a view open to all (authority stands above)."""

    def mark(view: View) -> View:
        view.deed = deed  # type: ignore[attr-defined]  # read by the permission matrix
        return view

    return mark


@public("ui.display")
@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """Keep the text size of this browser and go back; without a size, show the choice."""
    chosen = request.GET.get("size", "")
    if chosen not in {str(size) for size in SIZES}:
        return pages.render(request, "ui/display.html", {"next": _back(request)})
    answer = HttpResponseRedirect(_back(request))
    _keep(answer, SIZE_COOKIE, chosen)
    return answer


@public("ui.language")
@require_safe
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of this browser and go back; raises Http404 for an unknown language."""
    chosen = request.GET.get("to", "")
    if chosen not in dict(settings.LANGUAGES):
        raise Http404
    answer = HttpResponseRedirect(_back(request))
    _keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


@public("ui.gallery")
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every part once with invented content; raises Http404 outside DEMO and DEBUG."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return pages.render(request, "ui/gallery.html", samples.content(request.GET))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that could not be read (handler400)."""
    return pages.error_page(request, 400, bare=True)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not do this (handler403)."""
    return pages.error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that is not there, or not for this person (handler404)."""
    return pages.error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the product failed (handler500); asks nothing of the database."""
    return pages.error_page(request, 500, bare=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a valid token against forgery (CSRF_FAILURE_VIEW)."""
    return pages.form_too_old(request)


def _back(request: HttpRequest) -> str:
    target = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else "/"


def _keep(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
