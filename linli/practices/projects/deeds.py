"""Who may do which deed of projects: everybody sees the money, those of the compound handle it."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import BELOW, OWN, PostKind

_CHOOSERS = {PostKind.GROUP_LEADER: OWN, PostKind.GROUP_COUNCIL_SEAT: OWN}

grant("projects.read", public=True)
grant("projects.manage", {PostKind.GROUP_LEADER: OWN, PostKind.WORKER: OWN | BELOW})
grant("projects.declare", _CHOOSERS)
# A seat acts only in the leader's stead: see `rules.stands_in`.
grant("projects.choose", _CHOOSERS)
grant("projects.accept", _CHOOSERS)
