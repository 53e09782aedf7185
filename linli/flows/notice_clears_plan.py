"""A plan that stood its public notice may be pitched to the community council (C29)."""

from __future__ import annotations

from linli.foundation.kernel.facts import Recorded
from linli.mechanisms.register.events import NoticeTookEffect
from linli.practices.deliberation.actions import clear_plan
from linli.practices.deliberation.queries import awaits_notice


def clear(recorded: Recorded[NoticeTookEffect]) -> None:
    """This will clear the plan whose notice took effect; notices of other things are left alone."""
    notice_id, community_id = recorded.fact.notice_id, recorded.community_id
    if awaits_notice(community_id, notice_id):
        clear_plan(
            notice_id=notice_id,
            community_id=community_id,
            actor=recorded.actor,
            now=recorded.at,
        )
