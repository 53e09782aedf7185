"""`linli demo`: make ready, load the demonstration once, print the ways in, serve."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import override

from linli.foundation.kernel import clock
from linli.foundation.kernel.writing import writing
from linli.interfaces.demo import queries, storage
from linli.interfaces.demo.data.cast import CAST
from linli.interfaces.demo.data.loading import load_demonstration


class Command(BaseCommand):
    help = "Serve the demonstration: invented people on a real tree of places."
    requires_system_checks = ()  # `serve` looks the server over

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command; HOST and PORT hold where they are not given."""
        parser.add_argument("--fresh", action="store_true", help="begin anew (FRESH=1)")
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
        parser.add_argument("--load-only", action="store_true", help="load, and do not serve")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load what is not there yet, say how to get in, serve."""
        if not settings.DEMO:
            raise CommandError("The demonstration needs DEMO=1; `linli demo` sets it.")
        if options["fresh"]:
            self._remove()
        call_command("prepare", stdout=self.stdout)
        self._load()
        if options["load_only"]:
            return
        address = f"http://{_shown(options['host'])}:{options['port']}"
        self.stdout.write(ways_in(address))
        call_command("serve", host=options["host"], port=options["port"], stdout=self.stdout)

    def _remove(self) -> None:
        try:
            removed = storage.remove()
        except storage.NotOurs as why:
            raise CommandError(str(why)) from why
        if removed:
            self.stdout.write("linli: the old demonstration is removed")

    def _load(self) -> None:
        if queries.is_real():
            raise CommandError(
                "This database holds real people; the demonstration wants its own: DATA=./demo"
            )
        if queries.is_loaded():
            self.stdout.write(
                "linli: going on with the demonstration that is there (FRESH=1: anew)"
            )
            return
        self.stdout.write("linli: inventing the demonstration …")
        started = time.monotonic()
        with override(settings.LANGUAGE_CODE), writing():
            load_demonstration(now=clock.now())
        self.stdout.write(f"linli: done in {time.monotonic() - started:.0f} s")


def ways_in(address: str) -> str:
    """Return the address and the seven links, in both languages."""
    links = {role: address + reverse("demo:enter", kwargs={"slug": role.slug}) for role in CAST}
    width = max(map(len, links.values()))
    lines = [
        f"  {link:<{width}}  {role.chinese} {role.name} · {role.english}"
        for role, link in links.items()
    ]
    return "\n".join(
        ["", f"  {address}/demo/", "  选一个人进去 · choose who to go in as", "", *lines, ""]
    )


def _shown(host: str) -> str:
    return "localhost" if host in {"0.0.0.0", "::"} else host  # noqa: S104  only shown
