"""Projects on a public board: what was planned, agreed, paid and saved."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.places.queries import at_or_under
from linli.practices.projects import rules
from linli.practices.projects.models import Payment, Project, ScopeChange
from linli.practices.projects.rules import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A project on a public board; amounts in fen, None before there is a contract."""

    id: int
    title: str
    place_name: str
    status: Status
    budget: int
    contract_amount: int | None
    final: int | None
    paid: int
    saved: int | None
    saved_by_scope_cut: int | None
    saved_percent: str


def projects_at(place: PlaceLike, limit: int = 20) -> list[Row]:
    """Return the projects at a place or anywhere under it, newest first (one query).

    `saved` is net: work that was only left out is shown apart.
    """
    rows = _with_sums(Project.objects.filter(at_or_under(place)))
    return [_row(project) for project in rows.order_by("-opened_at", "-pk")[:limit]]


def row_for(community_id: int, project_id: int) -> Row:
    """Return one project as boards show it (one query); raises Project.DoesNotExist."""
    rows = _with_sums(Project.objects.filter(community_id=community_id))
    return _row(rows.get(pk=project_id))


def _with_sums(rows: QuerySet[Project]) -> QuerySet[Project]:
    return rows.select_related("place").annotate(
        paid=_sum_of(Payment.objects.all()),
        changed=_sum_of(ScopeChange.objects.filter(in_contract=False)),
        left_out=_sum_of(ScopeChange.objects.filter(fen__lt=0)),
    )


def _sum_of(rows: QuerySet[Payment] | QuerySet[ScopeChange]) -> Coalesce:
    of_project = rows.filter(community_id=OuterRef("community_id"), project_id=OuterRef("pk"))
    total = of_project.order_by().values("project_id").annotate(total=Sum("fen")).values("total")
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())


def _row(project: Project) -> Row:
    contract = project.contract_amount
    paid, changed = project.paid, project.changed  # type: ignore[attr-defined]  # annotated
    cut = -project.left_out  # type: ignore[attr-defined]  # annotated
    final = None if contract is None else contract + changed
    saved = None if final is None else project.budget - final - cut
    return Row(
        id=project.pk,
        title=project.title,
        place_name=project.place.name,
        status=Status(project.status),
        budget=project.budget,
        contract_amount=contract,
        final=final,
        paid=paid,
        saved=saved,
        saved_by_scope_cut=None if saved is None else cut,
        saved_percent="" if saved is None else rules.percent(saved, project.budget),
    )
