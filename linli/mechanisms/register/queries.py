"""Reads of notices: one of them, its versions and objections, and what stands at a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.people.actor import Actor
from linli.foundation.people.authority import granted
from linli.foundation.people.rules import BELOW, mask_name
from linli.foundation.places.queries import at_or_under
from linli.foundation.ui.asks import Ask
from linli.mechanisms.register import rules
from linli.mechanisms.register.models import Notice, NoticeVersion, Objection
from linli.mechanisms.register.rules import LineChange, NoticeKind, Obstacle, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownObjection:
    """An objection as everybody may read it: the surname only."""

    objection_id: int
    person_id: int
    who: str
    version: int
    text: str
    raised_at: datetime
    answer: str
    answered_at: datetime | None
    answered_by_kind: str
    upheld: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One version with what it changed in the version before."""

    version: NoticeVersion
    title_before: str
    paragraphs: list[list[Piece]]
    lines: list[LineChange]

    @property
    def code(self) -> str:
        """Return the short form of the fingerprint."""
        return rules.short_code(self.version.fingerprint)


def notice_for(actor: Actor | None, notice_id: int) -> Notice:
    """Return the notice with its place (one query); it is public. Raises Notice.DoesNotExist."""
    return Notice.objects.select_related("place").get(pk=notice_id)


def objection_for(actor: Actor | None, objection_id: int) -> Objection:
    """Return the objection with its notice and place (one query). Raises Objection.DoesNotExist."""
    return Objection.objects.select_related("notice__place", "person").get(pk=objection_id)


def standing_at(place: PlaceLike, now: datetime) -> list[Notice]:
    """Return the notices that concern a place and are not settled, the first to end first.

    Those of the place, of everything under it, and of the places over it within the community. A
    notice whose period is over but which has not taken effect still stands. One query.
    """
    rows = _concerning(place).filter(
        needs_effect=True, took_effect_at__isnull=True, starts_at__lte=now
    )
    return list(rows.order_by("ends_at"))


def settled_at(place: PlaceLike, limit: int = 20) -> list[Notice]:
    """Return the notices that concern a place and are in effect, or only inform (one query), newest
    first.
    """
    rows = _concerning(place).filter(Q(took_effect_at__isnull=False) | Q(needs_effect=False))
    return list(rows.order_by("-pk")[:limit])


@dataclass(frozen=True, slots=True)
class Kept:
    """The notices somebody keeps: what they ask, and those not settled, the first to end first."""

    asks: list[Ask]
    standing: list[Notice]


def waiting_for(actor: Actor | None, now: datetime) -> list[Ask]:
    """Return what notices ask of those who keep them: answers, and putting into effect (one query).

    No query for a capacity that keeps no notices.
    """
    return kept_by(actor, now).asks


def kept_by(actor: Actor | None, now: datetime) -> Kept:
    """Return the notices at (and, where the deed reaches below, under) the place of those who keep
    them (one query, none for a capacity that keeps no notices).
    """
    if actor is None or not (allowed := granted("register.answer").by.get(actor.post_kind)):
        return Kept([], [])
    where = Q(place_id=actor.place_id)
    if allowed & BELOW:
        where |= Q(place__path__startswith=actor.path)
    unanswered = Count("objections", filter=Q(objections__answered_at__isnull=True))
    upheld = Count(
        "objections", filter=Q(objections__upheld=True, objections__version=F("version"))
    )
    # Notices that only inform stay for ever: of those, only what still waits for an answer is read.
    here = Q(community_id=actor.community_id)
    unsettled = Notice.objects.filter(here, needs_effect=True, took_effect_at__isnull=True)
    objected = Objection.objects.filter(here, answered_at__isnull=True)
    wanted = unsettled.values("pk").union(objected.values("notice_id"))
    rows = list(
        Notice.objects.filter(where, here, took_effect_at__isnull=True, pk__in=wanted)
        .annotate(unanswered=unanswered, upheld_now=upheld)
        .order_by("ends_at")
    )
    return Kept(
        asks=[
            ask
            for row in rows
            if (ask := _ask(row, row.unanswered, row.upheld_now, now)) is not None
        ],
        standing=[row for row in rows if row.needs_effect],
    )


def _ask(notice: Notice, unanswered: int, upheld: int, now: datetime) -> Ask | None:
    url = reverse("register:notice", kwargs={"notice_id": notice.pk})
    if unanswered:
        return Ask(
            title=notice.title,
            why=_("A neighbour has objected and waits for an answer."),
            button=_("Read and answer"),
            url=url,
            until=notice.ends_at,
        )
    obstacles = rules.obstacles(
        kind=NoticeKind(notice.kind),
        ends_at=notice.ends_at,
        in_effect=False,
        unanswered=unanswered,
        upheld=upheld,
        now=now,
    )
    if obstacles:
        return None
    return Ask(
        title=notice.title,
        why=_("The notice period is over and nothing stands against it."),
        button=_("Put it into effect"),
        url=url,
    )


def _concerning(place: PlaceLike) -> QuerySet[Notice]:
    over = [each for each in (place.community_id, place.compound_id, place.building_id) if each]
    above = Q(community_id=place.community_id, place_id__in=over) if over else Q(pk__in=[])
    return Notice.objects.filter(at_or_under(place) | above).select_related("place")


def must_be_revised(notice: Notice) -> bool:
    """Return whether an objection to what the notice says now was found right (one query)."""
    return Objection.objects.filter(
        community_id=notice.community_id, notice_id=notice.pk, version=notice.version, upheld=True
    ).exists()


def version_of(notice: Notice) -> NoticeVersion:
    """Return what the notice says now (one query)."""
    return NoticeVersion.objects.get(
        community_id=notice.community_id, notice_id=notice.pk, number=notice.version
    )


def versions_of(notice: Notice) -> list[Revision]:
    """Return every version with its changes, the newest first (one query)."""
    rows = list(
        NoticeVersion.objects.filter(
            community_id=notice.community_id, notice_id=notice.pk
        ).order_by("number")
    )
    revisions = [_revision(before, row) for before, row in zip([None, *rows], rows, strict=False)]
    return revisions[::-1]


def _revision(before: NoticeVersion | None, version: NoticeVersion) -> Revision:
    if before is None:
        return Revision(version=version, title_before="", paragraphs=[], lines=[])
    return Revision(
        version=version,
        title_before=before.title if before.title != version.title else "",
        paragraphs=rules.changed_paragraphs(before.body, version.body),
        lines=rules.changed_lines(before.data.get("lines", []), version.data.get("lines", [])),
    )


def objections_of(notice: Notice) -> list[ShownObjection]:
    """Return the objections to all versions, the oldest first, names masked (one query)."""
    rows = (
        Objection.objects.filter(community_id=notice.community_id, notice_id=notice.pk)
        .select_related("person")
        .order_by("pk")
    )
    return [
        ShownObjection(
            objection_id=row.pk,
            person_id=row.person_id,
            who=mask_name(row.person.name),
            version=row.version,
            text=row.text,
            raised_at=row.raised_at,
            answer=row.answer,
            answered_at=row.answered_at,
            answered_by_kind=row.answered_by_kind,
            upheld=row.upheld,
        )
        for row in rows
    ]


def obstacles_of(notice: Notice, objections: list[ShownObjection], now: datetime) -> list[Obstacle]:
    """Return what keeps the notice from taking effect now (no query)."""
    return rules.obstacles(
        kind=NoticeKind(notice.kind),
        ends_at=notice.ends_at,
        in_effect=notice.took_effect_at is not None,
        unanswered=sum(each.upheld is None for each in objections),
        upheld=sum(each.upheld is True and each.version == notice.version for each in objections),
        now=now,
    )
