"""The request as our views see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from linli.foundation.people.actor import Actor
    from linli.foundation.ui.chrome import Chrome


class LinliRequest(HttpRequest):
    """A request with whoever acts (None: not signed in), the page's surroundings, htmx's."""

    actor: Actor | None
    chrome: Chrome
    htmx: HtmxDetails


class ActorRequest(LinliRequest):
    """A request of somebody signed in: behind a deed that is not public."""

    actor: Actor


def address_of(request: HttpRequest) -> str:
    """Return the network address a request came from.

    Behind a proxy (HTTPS=1) every connection is the proxy's; of X-Forwarded-For only the last entry
    is its word, those before it are whatever the visitor sent.
    """
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.HTTPS else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
