"""Who may do which deed of portal: its pages are open; each shows only what its reader may see."""

from __future__ import annotations

from linli.foundation.people.authority import grant

grant("portal.home", public=True)
grant("portal.board", public=True)
grant("portal.decision", public=True)
grant("portal.health", public=True)
