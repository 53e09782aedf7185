"""`linli flows`: the table of facts and the handlers that run in the same transaction."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from linli.foundation.kernel.facts import subscriptions


class Command(BaseCommand):
    help = "Print every fact that leads to something, with its handlers in the order they run."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print one line a handler."""
        for kind, handlers in subscriptions().items():
            for handler in handlers:
                self.stdout.write(f"{kind}\t{handler}")
