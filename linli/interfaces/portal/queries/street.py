"""A street's view: what needs attention by community; numbers with their bases, no names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.kernel.models import Entry, Head
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Post
from linli.foundation.people.queries import holds_on
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.practices.cases import queries as cases

SILENT_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunityLine:
    """One community: overdue of its open matters, bare (without a steward) of its buildings."""

    community_id: int
    name: str
    url: str
    open: int
    overdue: int
    buildings: int
    bare: int
    last_at: datetime | None
    silent: bool

    @property
    def in_use(self) -> bool:
        """Return whether anything has ever been recorded there."""
        return self.last_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetView:
    """A street officer's first page; `show` is overdue, bare, silent or "" for all communities."""

    show: str
    heading: str
    figures: list[dict[str, Any]]
    rows: list[CommunityLine]
    silent_days: int
    counted_at: datetime


def street_view(actor: Actor, now: datetime, *, show: str) -> StreetView:
    """Return the exceptions of the communities under a street (four queries)."""
    rows = _communities(actor, now)
    lists = {
        "overdue": [row for row in rows if row.overdue],
        "bare": [row for row in rows if row.bare],
        "silent": [row for row in rows if row.silent],
    }
    show = show if show in lists else ""
    return StreetView(
        show=show,
        heading={
            "overdue": _("Communities with overdue matters"),
            "bare": _("Communities with buildings without a steward"),
            "silent": _("Communities that have been silent"),
            "": _("All communities, exceptions first"),
        }[show],
        figures=[
            _figure(
                "overdue",
                sum(row.overdue for row in rows),
                _("overdue, of %(n)d open matters") % {"n": sum(row.open for row in rows)},
                "bad",
            ),
            _figure(
                "bare",
                sum(row.bare for row in rows),
                _("buildings without a steward, of %(n)d") % {"n": sum(r.buildings for r in rows)},
                "warn",
            ),
            _figure(
                "silent",
                len(lists["silent"]),
                _("silent communities, of %(n)d in use") % {"n": sum(r.in_use for r in rows)},
                "warn",
            ),
        ],
        rows=lists.get(show, rows),
        silent_days=SILENT_AFTER.days,
        counted_at=now,
    )


def _figure(show: str, value: int, label: str, state: str) -> dict[str, Any]:
    url = f"{reverse('portal:home')}?{urlencode({'show': show})}#communities"
    return {"value": value, "label": label, "url": url, "state": state if value else ""}


def _communities(actor: Actor, now: datetime) -> list[CommunityLine]:
    counts = {row.community_id: row for row in cases.counts_for_street(actor.place_id, now)}
    buildings = _buildings(actor.place_id, clock.day_of(now))
    rows = []
    for community in _with_last_deed(actor.place_id):
        count = counts.get(community.pk)
        whole, bare = buildings.get(community.pk, (0, 0))
        last_at: datetime | None = community.last_at  # type: ignore[attr-defined]  # annotated
        rows.append(
            CommunityLine(
                community_id=community.pk,
                name=community.name,
                url=reverse("portal:board", kwargs={"place_id": community.pk}),
                open=count.open if count else 0,
                overdue=count.overdue if count else 0,
                buildings=whole,
                bare=bare,
                last_at=last_at,
                silent=last_at is not None and now - last_at > SILENT_AFTER,
            )
        )
    return sorted(rows, key=_exceptions_first)


def _exceptions_first(row: CommunityLine) -> tuple[int, int, bool, bool, str]:
    return -row.overdue, -row.bare, not row.silent, not row.in_use, row.name


def _with_last_deed(street_id: int) -> list[Place]:
    """Return the communities of a street, each with `last_at`, when its journal last grew."""
    last = Entry.objects.filter(
        community_id=OuterRef("pk"),
        sequence=Subquery(
            Head.objects.filter(community_id=OuterRef("community_id")).values("sequence")[:1]
        ),
    )
    rows = Place.objects.filter(street_id=street_id, kind="community", valid_to__isnull=True)
    return list(rows.annotate(last_at=Subquery(last.values("at")[:1])))


def _buildings(street_id: int, day: date) -> dict[int, tuple[int, int]]:
    """Return community -> (buildings, those in whose place nobody is steward on a day)."""
    steward = Post.objects.filter(holds_on(day), kind=PostKind.STEWARD, place_id=OuterRef("pk"))
    rows: Any = (
        Place.objects.filter(
            street_id=street_id, kind="building", valid_to__isnull=True, community_id__isnull=False
        )
        .values("community_id")
        .annotate(whole=Count("pk"), bare=Count("pk", filter=~Q(Exists(steward))))
        .order_by()
    )
    return {row["community_id"]: (row["whole"], row["bare"]) for row in rows}
