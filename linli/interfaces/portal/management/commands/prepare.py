"""`linli prepare`: look the server over and make ready what is not, as every start does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.interfaces.portal import preparing


class Command(BaseCommand):
    help = "Look the server over, then make ready: translations, tables, norms, static files."
    requires_system_checks = ()  # looked over below, with the database

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Refuse what could lose a write; say what was done."""
        faults = preparing.faults()
        if faults:
            raise CommandError("\n".join(["The server does not start:", *faults]))
        try:
            for line in preparing.prepare():
                self.stdout.write(f"linli: {line}")
        except OSError as error:
            raise CommandError(f"Cannot write {error.filename}: {error.strerror}.") from error
