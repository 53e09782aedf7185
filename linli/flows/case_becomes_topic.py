"""A case that concerns more than one household becomes a topic of its courtyard (K26, K39)."""

from __future__ import annotations

from linli.flows import queries
from linli.flows.links import remember
from linli.foundation.kernel.facts import Recorded
from linli.foundation.people.rules import PostKind
from linli.practices.cases.events import CaseHandedToCouncil
from linli.practices.cases.queries import brief_for_council
from linli.practices.deliberation.actions import open_topic


def put_to_courtyard(recorded: Recorded[CaseHandedToCouncil]) -> None:
    """This will open a topic with the words written for the council, and link the case to it.

    A case handed on anew keeps its topic while that is under way, else it gets a new one.
    """
    community_id, case_id = recorded.community_id, recorded.fact.case_id
    topic_id = queries.target_of(community_id, queries.CASE, case_id, queries.TOPIC)
    if topic_id is not None and queries.is_under_way(community_id, topic_id):
        return
    brief = brief_for_council(community_id, case_id)
    topic = open_topic(
        place=brief.compound,
        title=brief.title,
        problem=brief.problem,
        started_by_kind=PostKind(brief.started_by_kind),
        actor=recorded.actor,
        now=recorded.at,
    )
    remember(
        community_id=community_id,
        source_kind=queries.CASE,
        source_id=case_id,
        target_kind=queries.TOPIC,
        target_id=topic.pk,
        now=recorded.at,
    )
