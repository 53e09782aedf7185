"""What a page asks of whoever looks at it: one thing to do, the button that does it, and by when.

Practices and mechanisms say what waits for an actor in this shape (`waiting_for`), so that every
first page shows it alike, the most urgent one first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that waits: `title` names the matter, `why` says in a sentence what is asked,
    `button` the result ("Agree to the plan"), `until` is the deadline, if there is one.
    """

    title: str
    why: str
    button: str
    url: str
    until: datetime | None = None


def by_urgency(asks: Iterable[Ask]) -> list[Ask]:
    """Return the asks, the nearest deadline first, those without one last."""
    return sorted(asks, key=lambda ask: ask.until or datetime.max.replace(tzinfo=UTC))
