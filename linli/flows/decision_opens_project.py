"""A decision that stood its notice becomes a project with the decided budget (C33, C34)."""

from __future__ import annotations

from linli.flows import queries
from linli.flows.links import remember
from linli.foundation.kernel.facts import Recorded
from linli.mechanisms.register.events import NoticeTookEffect
from linli.practices.deliberation.queries import decision_of_notice
from linli.practices.projects.actions import open_project


def open_works(recorded: Recorded[NoticeTookEffect]) -> None:
    """This will open the project of a passed decision and link the topic to it.

    No decision is carried out before its notice took effect; other notices are left alone.
    """
    community_id = recorded.community_id
    decision = decision_of_notice(community_id, recorded.fact.notice_id)
    if decision is None or not decision.passed:
        return
    project = open_project(
        place=decision.place,
        title=decision.title,
        lines=decision.lines,
        actor=recorded.actor,
        now=recorded.at,
    )
    remember(
        community_id=community_id,
        source_kind=queries.TOPIC,
        source_id=decision.topic_id,
        target_kind=queries.PROJECT,
        target_id=project.pk,
        now=recorded.at,
    )
