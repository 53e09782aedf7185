"""A worker's desk: what is due, one matter beside it, what else waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.ui.asks import Ask, by_urgency
from linli.interfaces.portal.queries import lines
from linli.interfaces.portal.queries.lines import Line
from linli.mechanisms.register import queries as register
from linli.mechanisms.voting import queries as voting
from linli.practices.cases import queries as cases
from linli.practices.cases import words
from linli.practices.cases.models import Case
from linli.practices.cases.queries import CaseRow
from linli.practices.cases.rules import Channel, Status
from linli.practices.deliberation import queries as deliberation
from linli.practices.projects import queries as projects

SHOWN = 30  # lines of the list
_READ = 300  # open matters looked through for the figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A worker's first page; `show` is overdue, today, new or "" for all."""

    show: str
    heading: str
    figures: list[dict[str, Any]]
    due: list[tuple[str, CaseRow]]
    more: int
    all_url: str  # the same list, to its end
    case: Case | None
    way: str
    leads: str
    asks: list[Ask]
    notices: list[Line]
    votes: list[Line]


def desk(
    actor: Actor, now: datetime, *, show: str, case_id: int | None, whole: bool = False
) -> Desk:
    """Return the desk: the open matters, the longest overdue first, narrowed to `show` and, unless
    the `whole` list is wanted, to its beginning; the matter asked for, if the actor may find it,
    else the first of the list; what waits from councils, projects and votes (six queries).
    """
    matters = cases.open_cases_of(actor, now, _READ)
    lists = {
        "overdue": [matter for matter in matters if matter.overdue is not None],
        "today": [matter for matter in matters if _is_due_today(matter, now)],
        "new": [matter for matter in matters if matter.status is Status.RAISED],
    }
    show = show if show in lists else ""
    chosen = lists.get(show, matters)
    length = len(chosen) if whole else SHOWN
    area = lines.neighbourhood(actor)
    case = _case(actor, case_id or (chosen[0].id if chosen else None))
    kept = register.kept_by(actor, now)
    return Desk(
        show=show,
        heading={
            "overdue": _("Overdue"),
            "today": _("Due today"),
            "new": _("New, not taken on yet"),
            "": _("Due, the longest overdue first"),
        }[show],
        figures=[
            _figure("overdue", len(lists["overdue"]), _("overdue"), "bad"),
            _figure("today", len(lists["today"]), _("due today"), "warn"),
            _figure("new", len(lists["new"]), _("new"), ""),
        ],
        due=[(_beside(matter, show, whole=whole), matter) for matter in chosen[:length]],
        more=max(0, len(chosen) - length),
        all_url=f"{reverse('portal:home')}?{urlencode({'show': show, 'whole': 1})}#due",
        case=case,
        way=str(words.CHANNELS[Channel(case.channel)]) if case else "",
        leads=_leads(case) if case else "",
        asks=by_urgency(
            [
                *deliberation.waiting_for(actor, now),
                *projects.waiting_for(actor, now),
                *kept.asks,
            ]
        ),
        notices=lines.notices(kept.standing, now),
        votes=lines.votes(voting.open_at(area), now) if area else [],
    )


def _is_due_today(matter: CaseRow, now: datetime) -> bool:
    if matter.overdue is not None or matter.due_at is None:
        return False
    return clock.day_of(matter.due_at) == clock.day_of(now)


def _figure(show: str, value: int, label: str, state: str) -> dict[str, Any]:
    url = f"{reverse('portal:home')}?{urlencode({'show': show})}#due"
    return {"value": value, "label": label, "url": url, "state": state if value else ""}


def _beside(matter: CaseRow, show: str, *, whole: bool) -> str:
    """Return the address of the desk with a matter beside the list as it is narrowed now."""
    query: dict[str, Any] = {"show": show} if show else {}
    if whole:
        query["whole"] = 1
    query["case"] = matter.id
    return f"{reverse('portal:home')}?{urlencode(query)}#matter"


def _case(actor: Actor, case_id: int | None) -> Case | None:
    try:
        return cases.case_for(actor, case_id) if case_id else None
    except Case.DoesNotExist:
        return None


def _leads(case: Case) -> str:
    return words.lead(case.lead_kind, case.lead_person.name if case.lead_person else "")
