"""Who may do which deed of voting."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import BELOW, OWN, PostKind

grant("voting.read", public=True)
grant("voting.cast", {PostKind.COUNCIL_SEAT: OWN, PostKind.COUNCIL_CHAIR: OWN})
grant("voting.close", {PostKind.COUNCIL_CHAIR: OWN})
# Who has not voted yet, by name: for those who remind them.
grant("voting.see_roll", {PostKind.COUNCIL_CHAIR: OWN, PostKind.WORKER: OWN | BELOW})
