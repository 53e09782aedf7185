"""The door of every view: which deed it is, whose object, and once only.

A view without `@deed` fails the build (tests/architecture). Whoever may not do the deed at the
object's place gets the same 404 as for an object that does not exist.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from linli.foundation.kernel import clock
from linli.foundation.kernel.refusals import Refused
from linli.foundation.kernel.writing import answer_once, tried_again, writing
from linli.foundation.people.actor import Actor
from linli.foundation.people.authority import may
from linli.foundation.people.http import LinliRequest

SAFE = ("GET", "HEAD", "OPTIONS")


Finder = Callable[..., Any]


class Door(Protocol):
    """A view behind its deed; tests/architecture reads what it asks for."""

    deed: str
    find: Finder | None
    methods: tuple[str, ...]
    keyed: bool

    def __call__(self, request: HttpRequest, **kwargs: Any) -> HttpResponse: ...


def deed(
    name: str, *, find: Finder | None = None, methods: tuple[str, ...] = ("GET", "HEAD"),
    keyed: bool = True,
) -> Callable[[Callable[..., HttpResponse]], Door]:  # fmt: skip
    """Return a decorator that lets only those through who may do `name`.

    `find(actor, **url_kwargs)` returns the object (with `.place`) or raises DoesNotExist; it
    replaces the URL's arguments in the call of the view. Without it the deed is at the actor's own
    place. An unsafe request runs in one transaction with its idempotency key (`keyed=False` only
    for sign-in and the like: they change nothing of the community, their answer must not be kept,
    and they open their own transactions); a Refused that the view does not catch becomes a message
    on the page it came from.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Door:
        @functools.wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            ours = cast(LinliRequest, request)

            def act() -> HttpResponse:
                with writing():
                    found = _found(ours, name, find, kwargs)
                    return answer_once(
                        ours,
                        community_id=_community(ours.actor, found),
                        account_id=ours.actor.account_id if ours.actor else 0,
                        now=clock.now(),
                        act=lambda: view(ours, *found),
                    )

            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            try:
                if request.method in SAFE or not keyed:
                    return view(ours, *_found(ours, name, find, kwargs))
                return tried_again(act)
            except Refused as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(_back(request))

        door = cast(Door, guarded)
        door.deed, door.find, door.methods, door.keyed = name, find, methods, keyed
        return door

    return decorate


def _found(
    request: LinliRequest, name: str, find: Finder | None, kwargs: dict[str, Any]
) -> tuple[Any, ...]:
    if find is None:
        allowed, found = may(request.actor, name, None), tuple(kwargs.values())
    else:
        try:
            thing = find(request.actor, **kwargs)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        allowed, found = may(request.actor, name, thing.place), (thing,)
    if not allowed:
        raise Http404
    return found


def _community(actor: Actor | None, found: tuple[Any, ...]) -> int:
    for thing in found:
        place = getattr(thing, "place", None)
        if place is not None and place.community_id:
            return int(place.community_id)
    return (actor.community_id if actor else None) or 0


def _back(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    host = {request.get_host()}
    if not url_has_allowed_host_and_scheme(came_from, host, require_https=request.is_secure()):
        return "/"
    path = urlsplit(came_from).path
    if _can_be_opened(path):
        return came_from
    # A form that came back stands at the address it was sent to: the page is the one above.
    while not _can_be_opened(path):
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return path


def _can_be_opened(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return True  # not ours to know
    return "GET" in getattr(view, "methods", ("GET",))
