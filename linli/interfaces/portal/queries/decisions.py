"""A decision as everybody may read it: what, by which rule, the count, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.flows import queries as flows
from linli.interfaces.portal.queries.lines import Line
from linli.mechanisms.voting import queries as voting
from linli.mechanisms.voting import rules
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import Outcome
from linli.practices.deliberation import queries as deliberation
from linli.practices.deliberation.models import BudgetLine, Pitch
from linli.practices.projects import queries as projects
from linli.practices.projects.queries import Row
from linli.practices.projects.rules import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision; `count` are the variables of the parts that `voting` shows of a vote."""

    vote: Vote
    state: str
    word: str
    count: dict[str, Any]
    lines: list[BudgetLine]
    total: int
    project: Row | None
    steps: list[dict[str, Any]]
    links: list[Line]
    counted_at: datetime


def decision_of(vote: Vote, now: datetime) -> Decision:
    """Return the decision a vote makes or made (at most five queries)."""
    pitch = deliberation.pitch_of_vote(vote.community_id, vote.pk)
    raised, project = None, None
    if pitch is not None:
        ends = flows.ends_of(vote.community_id, pitch.plan.topic_id)
        if flows.CASE in ends:
            raised = flows.raised(vote.community_id, ends[flows.CASE])
        if flows.PROJECT in ends:
            project = projects.row_for(vote.community_id, ends[flows.PROJECT])
    state, word = _standing(vote, now)
    return Decision(
        vote=vote,
        state=state,
        word=word,
        count=_count(vote),
        lines=list(pitch.plan.lines.all()) if pitch else [],
        total=pitch.plan.total if pitch else 0,
        project=project,
        steps=_steps(vote, pitch, raised, project),
        links=_links(pitch, project),
        counted_at=now,
    )


def _standing(vote: Vote, now: datetime) -> tuple[str, str]:
    if vote.closed_at is None:
        if now < vote.closes_at:
            return "wait", pgettext("topic", "being voted on")
        return "info", pgettext("topic", "being counted")
    return {
        Outcome.PASSED: ("ok", pgettext("topic", "passed")),
        Outcome.REJECTED: ("none", pgettext("topic", "not passed")),
        Outcome.NO_QUORUM: ("none", pgettext("topic", "too few voted")),
    }[Outcome(vote.outcome)]


def _count(vote: Vote) -> dict[str, Any]:
    """Return the variables of voting's parts; one query while the vote is open."""
    threshold, count = vote.threshold, voting.participation(vote)
    return {
        "vote": vote,
        "cast": count.cast,
        "eligible": count.eligible,
        "least": rules.least_cast(threshold, count.eligible),
        "quorum": rules.quorum(threshold, count.eligible),
        "threshold": threshold,
        "needed": rules.needed(threshold, count.eligible, vote.cast),
        "code": vote.code,
    }


def _steps(
    vote: Vote, pitch: Pitch | None, raised: flows.Raised | None, project: Row | None
) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = []

    def done(text: str, at: datetime | None) -> None:
        steps.append({"state": "done", "text": text, "at": at})

    if raised is not None:
        done(_("A resident raised the matter"), raised.raised_at)
    if pitch is not None:
        done(_("It became a topic of the compound"), pitch.plan.topic.opened_at)
        done(_("A plan with a budget was written"), pitch.plan.drafted_at)
        done(_("The plan was handed in to the community council"), pitch.submitted_at)
    done(_("The vote was opened: roll and rule were fixed"), vote.opened_at)
    if vote.closed_at is None:
        steps.append({"state": "now", "text": _("The seats vote"), "at": vote.closes_at})
        return steps
    done(_("The vote was counted"), vote.closed_at)
    if project is not None:
        is_done = project.status is Status.ACCEPTED
        text = _("Carried out and accepted") if is_done else _("It is carried out as a project")
        steps.append({"state": "done" if is_done else "now", "text": text})
    return steps


def _links(pitch: Pitch | None, project: Row | None) -> list[Line]:
    if pitch is None:
        return []
    found = []
    if pitch.plan.notice_id:
        found.append((_("The plan as it was posted"), "register:notice", pitch.plan.notice_id))
    if pitch.decision_notice_id:
        found.append(
            (_("The decision as it was posted"), "register:notice", pitch.decision_notice_id)
        )
    if project is not None:
        found.append((_("The project and its money"), "projects:project", project.id))
    return [Line(url=reverse(name, args=[number]), title=title) for title, name, number in found]
