"""The request as our views see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
