"""The first page of each capacity, the public board, decisions, and the health of the server."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language

from linli.foundation.kernel import clock, memory
from linli.foundation.people.actor import Actor
from linli.foundation.people.guard import deed
from linli.foundation.people.http import LinliRequest
from linli.foundation.people.rules import PostKind
from linli.foundation.ui.chrome import size_of
from linli.foundation.ui.pages import render, render_remembered
from linli.interfaces.portal.chrome import where_of
from linli.interfaces.portal.queries import boards, decisions, desk, health, homes, street
from linli.mechanisms.voting import queries as voting
from linli.mechanisms.voting.models import Vote


@deed("portal.home")
def home(request: LinliRequest) -> HttpResponse:
    """Show the first page of the capacity acted in; a visitor is told what this is."""
    actor, now = request.actor, clock.now()
    if actor is None:
        demo_url = reverse("demo:people") if settings.DEMO else ""
        known = {"boards": boards.communities(), "demo_url": demo_url}
        return render(request, "portal/landing.html", known)
    if request.GET:  # narrowed to something: there are too many of these to remember
        template, context = _home_of(request, actor, now)
        return render(request, template, context)
    # Made anew when the community has done something, and each minute: deadlines come nearer.
    key = (
        "home",
        actor.account_id,
        actor.hat.key,
        _version(actor),
        now.replace(second=0, microsecond=0),
    )
    return render_remembered(request, key, lambda: _home_of(request, actor, now))


def _version(actor: Actor) -> int:
    # Above communities one sees many: their facts are counted apart.
    return actor.facts if actor.community_id else memory.facts_of_all()


def _home_of(request: LinliRequest, actor: Actor, now: datetime) -> tuple[str, dict[str, object]]:
    """Return template and context of the first page of a capacity."""
    show = request.GET.get("show", "")
    page: object
    match actor.post_kind:
        case PostKind.RESIDENT:
            name, page = "resident", homes.resident_home(actor, now)
        case PostKind.STEWARD:
            name, page = "steward", homes.steward_home(actor, now, where_of(actor.hat))
        case PostKind.WORKER | PostKind.SECRETARY:
            whole = "whole" in request.GET
            case_id = _asked_for(request)
            name, page = "desk", desk.desk(actor, now, show=show, case_id=case_id, whole=whole)
        case PostKind.STREET_OFFICER:
            name, page = "street", street.street_view(actor, now, show=show)
        case _:
            name, page = "member", homes.member_home(actor, now)
    return f"portal/{name}.html", {"page": page}


def _asked_for(request: LinliRequest) -> int | None:
    wanted = request.GET.get("case", "")
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < 19
    return int(wanted) if is_number else None


@deed("portal.board")
def board(request: LinliRequest, place_id: int) -> HttpResponse:
    """Show the public board; a browser that has it already is answered 304 after one query."""
    now = clock.now()
    mark = None if _is_personal(request) else boards.mark_of(place_id)
    if mark is None:
        return _board(request, place_id, now)
    changed_at = mark.changed_at(now)
    stamp = int(changed_at.timestamp())
    etag = quote_etag(f"{mark.sequence}-{stamp}-{get_language()}-{size_of(request)}")
    kept = get_conditional_response(request, etag, stamp)
    response = _remembered_board(request, place_id, now, etag) if kept is None else kept
    response["ETag"], response["Last-Modified"] = etag, http_date(stamp)
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def _remembered_board(
    request: LinliRequest, place_id: int, now: datetime, etag: str
) -> HttpResponse:
    if request.GET:  # anybody can think of any number of queries
        return _board(request, place_id, now)
    key = ("board", place_id, etag, request.get_host(), request.path)
    return HttpResponse(memory.remembered(key, lambda: _board(request, place_id, now).content))


def _is_personal(request: LinliRequest) -> bool:
    # Hats around the page, or a message left for this browser alone.
    return request.actor is not None or bool(request.COOKIES.get("messages"))


def _board(request: LinliRequest, place_id: int, now: datetime) -> HttpResponse:
    try:
        page = boards.board_of(place_id, now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return render(request, "portal/board.html", {"page": page})


@deed("portal.decision", find=voting.vote_for)
def decision(request: LinliRequest, vote: Vote) -> HttpResponse:
    """Show to everybody what was decided, by which rule, and what became of it."""
    page = decisions.decision_of(vote, clock.now())
    return render(request, "portal/decision.html", {"page": page, **page.count})


@deed("portal.health")
def healthz(request: LinliRequest) -> HttpResponse:
    """Say that the process answers; asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


@deed("portal.health")
def readyz(request: LinliRequest) -> HttpResponse:
    """Say whether the server can work: database reached, migrations applied, norms loaded."""
    checks = health.checks()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)
