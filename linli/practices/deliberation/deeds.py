"""Who may do which deed of deliberation."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import ABOVE, BELOW, OWN, PostKind

# A road show stands at the community: whoever pitches there must be able to read its agenda.
grant(
    "deliberation.read",
    {
        PostKind.RESIDENT: OWN | ABOVE,
        PostKind.STEWARD: OWN | ABOVE,
        PostKind.GROUP_LEADER: OWN | ABOVE,
        PostKind.GROUP_COUNCIL_SEAT: OWN | ABOVE,
        PostKind.COUNCIL_SEAT: OWN | BELOW,
        PostKind.COUNCIL_CHAIR: OWN | BELOW,
        PostKind.WORKER: OWN | BELOW,
        PostKind.SECRETARY: OWN | BELOW,
        PostKind.STREET_OFFICER: BELOW,
    },
)
grant(
    "deliberation.say",
    {
        PostKind.RESIDENT: OWN | ABOVE,
        PostKind.STEWARD: OWN | ABOVE,
        PostKind.GROUP_LEADER: OWN,
        PostKind.GROUP_COUNCIL_SEAT: OWN,
    },
)
grant("deliberation.plan", {PostKind.GROUP_LEADER: OWN})
grant("deliberation.agree", {PostKind.GROUP_LEADER: OWN, PostKind.GROUP_COUNCIL_SEAT: OWN})
grant("deliberation.adopt", {PostKind.GROUP_LEADER: OWN})
grant("deliberation.pitch", {PostKind.GROUP_LEADER: OWN})
grant("deliberation.schedule", {PostKind.WORKER: OWN | BELOW, PostKind.COUNCIL_CHAIR: OWN | BELOW})
grant("deliberation.put_to_vote", {PostKind.COUNCIL_CHAIR: OWN | BELOW})
