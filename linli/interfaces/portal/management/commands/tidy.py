"""`linli tidy`: remove what has served its time, so that tables do not grow for ever."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from linli.foundation.kernel import clock, limits, writing
from linli.foundation.people import actions as people


class Command(BaseCommand):
    help = "Remove old answers, past counts, dead sign-in codes and sessions; run it once a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print one line for each kind of row; run twice, the second finds nothing."""
        now = clock.now()
        removed = {
            f"answers to forms older than {writing.ANSWERS_KEPT.days} days": (
                writing.forget_old_answers(now=now)
            ),
            "counts of tries that are over": limits.forget_past(now=now),
            "sign-in codes that expired over a day ago": people.forget_codes(now=now),
            "sessions that have expired": people.forget_sessions(now=clock.unshifted()),
        }
        for what, count in removed.items():
            self.stdout.write(f"{count} {what}: removed")
