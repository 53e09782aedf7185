"""Who may do which deed of cases."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import ABOVE, BELOW, OWN, PostKind

_WORKING_ON_IT = {PostKind.STEWARD: OWN | BELOW, PostKind.WORKER: OWN | BELOW}

grant(
    "cases.raise",
    {
        PostKind.RESIDENT: OWN | ABOVE,
        PostKind.STEWARD: OWN | BELOW | ABOVE,
        PostKind.WORKER: OWN | BELOW,
    },
)
# The finder narrows this: a resident sees only their own, a group leader only what was handed on.
grant(
    "cases.read",
    {
        PostKind.RESIDENT: OWN | ABOVE,
        PostKind.STEWARD: OWN | BELOW,
        PostKind.WORKER: OWN | BELOW,
        PostKind.SECRETARY: OWN | BELOW,
        PostKind.GROUP_LEADER: OWN | BELOW,
        PostKind.STREET_OFFICER: BELOW,
    },
)
for _deed in ("acknowledge", "lead", "note", "hand", "answer"):
    grant(f"cases.{_deed}", _WORKING_ON_IT)
# Only the one who asked, in whatever capacity they act: the finder sees to it.
grant("cases.confirm", signed_in=True)
grant("cases.reopen", signed_in=True)
