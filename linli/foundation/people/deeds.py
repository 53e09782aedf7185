"""Who may do which deed with people's things."""

from __future__ import annotations

from linli.foundation.people.authority import grant
from linli.foundation.people.rules import BELOW, OWN, PostKind

_LOOKING_AFTER = {
    PostKind.STEWARD: OWN | BELOW,
    PostKind.WORKER: OWN | BELOW,
    PostKind.SECRETARY: OWN | BELOW,
}

grant("people.sign_in", public=True)
grant("people.sign_out", public=True)
grant("people.change_hat", signed_in=True)
grant("people.see_household", {PostKind.RESIDENT: OWN, **_LOOKING_AFTER})
grant("people.open_phone", _LOOKING_AFTER)
grant("ui.display", public=True)
grant("ui.language", public=True)
grant("ui.gallery", public=True)
