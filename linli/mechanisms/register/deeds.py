"""Who may do which deed of the register."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import ABOVE, BELOW, OWN, PostKind

_KEEPING = {
    PostKind.GROUP_LEADER: OWN,
    PostKind.WORKER: OWN | BELOW,
    PostKind.COUNCIL_CHAIR: OWN | BELOW,
}

grant("register.read", public=True)
grant(
    "register.object",
    {
        PostKind.RESIDENT: OWN | ABOVE,
        PostKind.STEWARD: OWN | ABOVE,
        PostKind.GROUP_COUNCIL_SEAT: OWN | ABOVE,
        PostKind.GROUP_LEADER: OWN | ABOVE,
        PostKind.COUNCIL_SEAT: OWN | ABOVE,
    },
)
grant("register.answer", _KEEPING)
grant("register.take_effect", _KEEPING)
grant("register.revise", _KEEPING)
