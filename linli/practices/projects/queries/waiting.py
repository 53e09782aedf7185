"""What waits for somebody in projects."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel.clock import day_of
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Post
from linli.foundation.people.queries import holds_on
from linli.foundation.people.rules import PostKind
from linli.foundation.ui.asks import Ask
from linli.practices.projects import rules
from linli.practices.projects.models import Declaration, Project
from linli.practices.projects.queries.rows import CHOOSERS
from linli.practices.projects.rules import Standing, Status


def waiting_for(actor: Actor, now: datetime) -> list[Ask]:
    """Return what waits for this actor in projects (at most one query).

    The leader moves a project on; a seat declares, and steps in when the leader has an interest; a
    worker is asked only where no free leader is left.
    """
    kind = actor.post_kind
    if kind in CHOOSERS:
        rows = Project.objects.filter(community_id=actor.community_id, place_id=actor.place_id)
    elif kind is PostKind.WORKER:
        rows = Project.objects.filter(community_id=actor.community_id)
    else:
        return []
    own = Declaration.objects.filter(
        community_id=OuterRef("community_id"), project_id=OuterRef("pk"), person_id=actor.person_id
    )
    found = (
        rows.exclude(status=Status.ACCEPTED)
        .annotate(
            leader_free=_free_leader(now),
            has_interest=Subquery(own.values("has_interest")[:1]),
            declared_at=Subquery(own.values("at")[:1]),
            envelopes=Count("quotes"),
            last_at=Max("quotes__received_at"),
        )
        .order_by("opened_at", "pk")
    )
    return [ask for project in found if (ask := _ask(project, kind, now)) is not None]


def _free_leader(now: datetime) -> Exists:
    interested = Declaration.objects.filter(
        community_id=OuterRef(OuterRef("community_id")),
        project_id=OuterRef(OuterRef("pk")),
        person_id=OuterRef("person_id"),
        has_interest=True,
    )
    leaders = Post.objects.filter(
        holds_on(day_of(now)), ~Exists(interested), kind=PostKind.GROUP_LEADER
    )
    return Exists(leaders.filter(place_id=OuterRef("place_id")))


def _ask(project: Project, kind: PostKind, now: datetime) -> Ask | None:
    """Return what an annotated project asks of somebody of this kind, if anything."""
    stands = rules.standing(
        has_interest=project.has_interest,  # type: ignore[attr-defined]  # annotated, as below
        declared_at=project.declared_at,  # type: ignore[attr-defined]
        last_envelope_at=project.last_at,  # type: ignore[attr-defined]
    )
    if stands is Standing.INTERESTED:
        return None
    leader_free: bool = project.leader_free  # type: ignore[attr-defined]
    leads = kind is PostKind.GROUP_LEADER
    manages = leads or (kind is PostKind.WORKER and not leader_free)
    decides = leads or (kind is PostKind.GROUP_COUNCIL_SEAT and not leader_free)
    status = Status(project.status)
    if status is Status.QUOTING:
        words = _quoting(project, manages, stands, kind, now)
    else:
        words = {
            Status.OPENED: (
                manages,
                _("The budget is decided. Firms wait to be invited."),
                _("Invite quotes"),
            ),
            Status.QUOTES_OPENED: (
                decides,
                _("The quotes are open. One has to be chosen."),
                _("Choose a quote"),
            ),
            Status.CHOSEN: (
                manages,
                _("A firm is chosen. The contract is next."),
                _("Enter the contract"),
            ),
            Status.CONTRACTED: (
                decides,
                _("Work is under way. When it is done, look at it and accept it."),
                _("Open the project"),
            ),
        }[status]
    concerned, why, button = words
    if not concerned:
        return None
    url = reverse("projects:project", kwargs={"project_id": project.pk})
    return Ask(title=project.title, why=why, button=button, url=url)


def _quoting(
    project: Project, manages: bool, stands: Standing, kind: PostKind, now: datetime
) -> tuple[bool, str, str]:
    """Return whether, why and how somebody acts on envelopes: nobody before they are all in."""
    if project.quotes_due is None or now < project.quotes_due:
        return False, "", ""
    envelopes: int = project.envelopes  # type: ignore[attr-defined]  # annotated
    if envelopes < (project.quotes_needed or 0):
        return manages, _("Too few quotes came. More time is needed."), _("Set a new due time")
    if stands is Standing.UNDECLARED and kind in CHOOSERS:
        return (
            True,
            _(
                "Say whether you have an interest in one of the firms. Then the quotes can be "
                "opened."
            ),
            _("Declare"),
        )
    return (
        manages,
        _("The due time has passed: the envelopes can be opened."),
        _("Open the quotes"),
    )
