"""Work that was accepted finishes its topic and answers whoever raised the matter (C35, K42)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from linli.flows import queries
from linli.foundation.kernel.facts import Recorded
from linli.foundation.ui.formats import money_prose
from linli.practices.cases import rules
from linli.practices.cases.actions import add_note, answer
from linli.practices.cases.rules import Move, Status
from linli.practices.deliberation.actions import finish_topic
from linli.practices.projects.events import ProjectAccepted
from linli.practices.projects.models import Project
from linli.practices.projects.queries import project_for, settlement_of


def give_answer(recorded: Recorded[ProjectAccepted]) -> None:
    """This will finish the topic and answer the case with what was built and what it cost.

    A case that was answered in the meantime gets a note instead; a project without a topic stands
    alone.
    """
    community_id = recorded.community_id
    project = project_for(None, recorded.fact.project_id)
    topic_id = queries.source_of(community_id, queries.TOPIC, queries.PROJECT, project.pk)
    if topic_id is None:
        return
    finish_topic(
        topic_id=topic_id, community_id=community_id, actor=recorded.actor, now=recorded.at
    )
    case = queries.case_of_topic(community_id, topic_id)
    if case is None:
        return
    text = _told(project, recorded.fact.saved)
    if rules.may_move(Move.ANSWER, Status(case.status)):
        answer(case=case, text=text, actor=recorded.actor, now=recorded.at)
    else:
        add_note(
            case=case, text=text, shown_to_reporter=True, actor=recorded.actor, now=recorded.at
        )


def _told(project: Project, saved: int) -> str:
    text = (
        _(
            "“%(title)s” is finished and accepted. Planned: %(budget)s, cost: %(final)s, "
            "saved: %(saved)s. Please look at it and say whether it is solved."
        )
        if saved > 0
        else _(
            "“%(title)s” is finished and accepted. Planned: %(budget)s, cost: %(final)s. "
            "Please look at it and say whether it is solved."
        )
    )
    return text % {
        "title": project.title,
        "budget": money_prose(project.budget),
        "final": money_prose(settlement_of(project).final or 0),
        "saved": money_prose(saved),
    }
