"""Things of several apps as lines of a list: where each leads, what it is, how it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.foundation.kernel.memory import remembered
from linli.foundation.people.actor import Actor
from linli.foundation.places.models import Place
from linli.foundation.ui import formats
from linli.mechanisms.register.models import Notice
from linli.mechanisms.voting.models import Vote
from linli.practices.deliberation.models import RoadShow, Topic
from linli.practices.deliberation.queries import Decided
from linli.practices.deliberation.rules import TopicStatus
from linli.practices.projects.queries import Row as ProjectRow
from linli.practices.projects.rules import Status as ProjectStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a list; `state` and `word` make its tag (states of `ui/components.html`)."""

    url: str
    title: str
    note: str = ""
    state: str = "none"
    word: str = ""


def place(place_id: int) -> Place:
    """Return a place, from this worker's memory if it was asked for lately.

    Raises Place.DoesNotExist.
    """
    return remembered(("place", place_id), lambda: Place.objects.get(pk=place_id), at_most=60)


def neighbourhood(actor: Actor) -> Place | None:
    """Return the compound of an actor, else the community; None above communities."""
    place_id = actor.compound_id or actor.community_id
    return place(place_id) if place_id else None


def notices(rows: Iterable[Notice], now: datetime) -> list[Line]:
    """Return notices as lines: until when one may object, or since when they hold."""
    return [_notice(row, now) for row in rows]


def _notice(row: Notice, now: datetime) -> Line:
    url = reverse("register:notice", kwargs={"notice_id": row.pk})
    if row.took_effect_at is not None:
        note = _("In effect since %(moment)s.") % {"moment": formats.day(row.took_effect_at)}
        return Line(url=url, title=row.title, note=note, state="ok", word=_("in effect"))
    if not row.needs_effect:
        note = _("Posted on %(moment)s.") % {"moment": formats.day(row.starts_at)}
        return Line(
            url=url, title=row.title, note=note, state="info", word=_("for your information")
        )
    if now <= row.ends_at:
        until = formats.deadline(row.ends_at, now=now)
        note = _("You may object until %(moment)s.") % {"moment": until}
        left = formats.left(row.ends_at, now=now)
        return Line(url=url, title=row.title, note=note, state="wait", word=left)
    note = _("The time for objections is over; it is not in effect yet.")
    return Line(url=url, title=row.title, note=note, state="info", word=_("being settled"))


_TOPIC_STATES = {
    TopicStatus.OPEN: "info",
    TopicStatus.PLANNED: "wait",
    TopicStatus.ANNOUNCED: "wait",
    TopicStatus.PITCHED: "wait",
    TopicStatus.VOTING: "wait",
    TopicStatus.PASSED: "ok",
    TopicStatus.REJECTED: "none",
    TopicStatus.DONE: "ok",
}


def _topic_word(status: TopicStatus) -> str:
    return {
        TopicStatus.OPEN: pgettext("topic", "opinions wanted"),
        TopicStatus.PLANNED: pgettext("topic", "plan being agreed"),
        TopicStatus.ANNOUNCED: pgettext("topic", "plan posted"),
        TopicStatus.PITCHED: pgettext("topic", "before the council"),
        TopicStatus.VOTING: pgettext("topic", "being voted on"),
        TopicStatus.PASSED: pgettext("topic", "passed"),
        TopicStatus.REJECTED: pgettext("topic", "not passed"),
        TopicStatus.DONE: pgettext("topic", "carried out"),
    }[status]


def topics(rows: Iterable[Topic]) -> list[Line]:
    """Return topics of `open_topics_near` as lines: how many spoke, and how far each has come."""
    found = []
    for row in rows:
        heard: int = row.heard  # type: ignore[attr-defined]  # annotated by the query
        status = TopicStatus(row.status)
        found.append(
            Line(
                url=reverse("deliberation:topic", kwargs={"topic_id": row.pk}),
                title=row.title,
                note=ngettext("%(n)d person has spoken.", "%(n)d people have spoken.", heard)
                % {"n": heard}
                if heard
                else _("Nobody has spoken yet."),
                state=_TOPIC_STATES[status],
                word=_topic_word(status),
            )
        )
    return found


_PROJECT_STATES = {ProjectStatus.OPENED: "info", ProjectStatus.ACCEPTED: "ok"}


def _project_word(status: ProjectStatus) -> str:
    return {
        ProjectStatus.OPENED: pgettext("project", "to begin"),
        ProjectStatus.QUOTING: pgettext("project", "quotes invited"),
        ProjectStatus.QUOTES_OPENED: pgettext("project", "quotes opened"),
        ProjectStatus.CHOSEN: pgettext("project", "firm chosen"),
        ProjectStatus.CONTRACTED: pgettext("project", "work under way"),
        ProjectStatus.ACCEPTED: pgettext("project", "accepted"),
    }[status]


def projects(rows: Iterable[ProjectRow]) -> list[Line]:
    """Return projects as lines: budget, contract, paid and saved."""
    return [
        Line(
            url=reverse("projects:project", kwargs={"project_id": row.id}),
            title=row.title,
            note=_money_of(row),
            state=_PROJECT_STATES.get(row.status, "wait"),
            word=_project_word(row.status),
        )
        for row in rows
    ]


def _money_of(row: ProjectRow) -> str:
    parts = [_("Budget %(amount)s") % {"amount": formats.money_prose(row.budget)}]
    if row.contract_amount is not None:
        parts += [
            _("contract %(amount)s") % {"amount": formats.money_prose(row.contract_amount)},
            _("paid %(amount)s") % {"amount": formats.money_prose(row.paid)},
        ]
    if row.saved is not None and row.saved > 0:
        saved = {"amount": formats.money_prose(row.saved), "share": row.saved_percent}
        parts.append(_("saved %(amount)s (%(share)s %%)") % saved)
    return " · ".join(parts)


def decided(rows: Iterable[Decided]) -> list[Line]:
    """Return decisions as lines: the day, the count and the amount."""
    return [
        Line(
            url=reverse("portal:decision", kwargs={"vote_id": row.vote_id}),
            title=row.title,
            note=_("%(day)s · %(approve)d of %(eligible)d seats in favour · %(amount)s")
            % {
                "day": formats.day(row.closed_at),
                "approve": row.approve,
                "eligible": row.eligible,
                "amount": formats.money_prose(row.total_fen),
            },
            state="ok" if row.passed else "none",
            word=pgettext("topic", "passed") if row.passed else pgettext("topic", "not passed"),
        )
        for row in rows
    ]


def votes(rows: Iterable[Vote], now: datetime) -> list[Line]:
    """Return open votes as lines with their deadlines."""
    return [
        Line(
            url=reverse("voting:vote", kwargs={"vote_id": row.pk}),
            title=row.title,
            note=_("Until %(moment)s.") % {"moment": formats.deadline(row.closes_at, now=now)},
            state="wait" if now < row.closes_at else "info",
            word=formats.left(row.closes_at, now=now),
        )
        for row in rows
    ]


def papers(rows: Iterable[Vote]) -> list[Line]:
    """Return what to read before voting as lines: plan, budget and how it came to this."""
    return [
        Line(
            url=reverse("portal:decision", kwargs={"vote_id": row.pk}),
            title=row.title,
            note=_("The plan, its budget, and how it came to this"),
        )
        for row in rows
    ]


def road_shows(rows: Iterable[RoadShow], now: datetime) -> list[Line]:
    """Return road shows as lines: when and where."""
    return [
        Line(
            url=reverse("deliberation:road_show", kwargs={"road_show_id": row.pk}),
            title=formats.deadline(row.held_at, now=now),
            note=row.venue,
        )
        for row in rows
    ]
