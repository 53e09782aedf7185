"""The outcome of the community council's vote decides the pitch, in public (C33)."""

from __future__ import annotations

from linli.foundation.kernel.facts import Recorded
from linli.mechanisms.voting.events import VoteClosed
from linli.mechanisms.voting.rules import Outcome
from linli.practices.deliberation.actions import decide_pitch
from linli.practices.deliberation.queries import awaits_vote


def decide(recorded: Recorded[VoteClosed]) -> None:
    """This will fix the pitch by its vote; votes on other things are left alone."""
    vote_id, community_id = recorded.fact.vote_id, recorded.community_id
    if awaits_vote(community_id, vote_id):
        decide_pitch(
            vote_id=vote_id,
            community_id=community_id,
            passed=recorded.fact.outcome == Outcome.PASSED,
            actor=recorded.actor,
            now=recorded.at,
        )
