"""Who may do which deed of the demonstration: everybody. Its addresses exist only when DEMO=1."""

from __future__ import annotations

from linli.foundation.people.authority import grant

grant("demo.see", public=True)
grant("demo.enter", public=True)
grant("demo.shift_clock", public=True)
grant("demo.let_others_act", public=True)
