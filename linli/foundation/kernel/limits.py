"""Limits on how often something may be tried, counted in the database: exact over all workers."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.db.models import F, Q
from django.utils.translation import ngettext

from linli.foundation.kernel.models import Tally
from linli.foundation.kernel.refusals import TooMany
from linli.foundation.kernel.writing import removed


def count(key: str, *, at_most: int, within: timedelta, now: datetime) -> None:
    """This will count one try of `key`; raises TooMany beyond `at_most` within a fixed window.

    The key is stored hashed: a phone number or an address in it cannot be read back.
    """
    seconds = int(within.total_seconds())
    window = int(now.timestamp()) // seconds
    hashed = hashlib.sha256(f"{key}/{seconds}".encode()).hexdigest()
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    tally = Tally(key=hashed, window=window, ends_at=ends_at)
    Tally.objects.bulk_create([tally], ignore_conflicts=True)
    Tally.objects.filter(key=hashed, window=window).update(count=F("count") + 1)
    if Tally.objects.get(key=hashed, window=window).count > at_most:
        minutes = max(1, ((window + 1) * seconds - int(now.timestamp()) + 59) // 60)
        raise TooMany(
            ngettext(
                "That was too often. Please try again in %(minutes)d minute.",
                "That was too often. Please try again in %(minutes)d minutes.",
                minutes,
            )
            % {"minutes": minutes}
        )


def forget_past(*, now: datetime) -> int:
    """This will remove the counts of windows that are over; returns how many there were."""
    past = Q(ends_at__lte=now) | Q(ends_at__isnull=True)
    return removed(Tally.objects.filter(past))
