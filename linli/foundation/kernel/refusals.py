"""Refusals: errors whose text can be shown to a resident as it stands."""

from __future__ import annotations


class Refused(Exception):
    """A deed that cannot be done now; `str(error)` says in a whole sentence why, and what to do."""

    status = 422


class TooMany(Refused):
    """Refused because it came too often; `str(error)` says when to try again."""

    status = 429


class KeyReused(Refused):
    """An idempotency key came back with another body: the form changed after it was sent."""
