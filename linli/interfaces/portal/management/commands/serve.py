"""`linli serve`: make ready, refuse what could lose a write, serve until told to stop."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from linli.interfaces.portal import serving


class Command(BaseCommand):
    help = "Serve what is in DATA, or in DATABASE_URL, on HOST and PORT."
    requires_system_checks = ()  # `prepare` looks the server over

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command; HOST and PORT hold where they are not given."""
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make ready, serve."""
        host, port = options["host"], options["port"]
        try:
            serving.try_address(host, port)
        except serving.AddressTaken as why:
            raise CommandError(
                f"Cannot listen on {host}:{port}: {why}. Choose another: PORT={port + 1}"
            ) from why
        call_command("prepare", stdout=self.stdout)
        serving.run(
            host=host,
            port=port,
            vendor=connection.vendor,
            listening=lambda: self._say(f"linli: {address_of(host, port)}  (Ctrl-C ends it)"),
        )

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def address_of(host: str, port: int) -> str:
    """Return the address to open in a browser."""
    shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)  # noqa: S104  only shown
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"
