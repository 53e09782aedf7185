"""`linli norms`: print every norm with place, dates and source; `linli norms load`: the shipped."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from importlib import resources
from typing import Any

from django.core.management.base import BaseCommand

from linli.foundation.kernel import clock
from linli.foundation.kernel.writing import writing
from linli.foundation.places import actions, queries
from linli.foundation.places.models import Norm
from linli.foundation.places.operator import OPERATOR


class Command(BaseCommand):
    help = "Print the norms in force, each with its source; `norms load` loads those that ship."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("verb", nargs="?", choices=["list", "load"], default="list")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print or load."""
        if options["verb"] == "load":
            self.stdout.write(f"{load_shipped()} norms loaded")
            return
        for norm in Norm.objects.select_related("place").order_by("key", "place_id", "valid_from"):
            until = norm.valid_to or "…"
            where = norm.place.name if norm.place else "*"
            source = f"{norm.document} {norm.article}".strip()
            self.stdout.write(
                f"{norm.key}\t{norm.value}\t{where}\t{norm.valid_from}/{until}\t{source}"
            )


def load_shipped() -> int:
    """This will load the norms that ship; those of a place that is not in the tree are left out."""
    text = resources.files("linli.foundation.places").joinpath("data/norms.json").read_text("utf-8")
    loaded = 0
    entries = json.loads(text)
    places = queries.codes_on(clock.today(), [entry["at"] for entry in entries if entry["at"]])
    with writing():
        for entry in entries:
            if entry["at"] and entry["at"] not in places:
                continue
            actions.set_norm(
                key=entry["key"], value=entry["value"],
                place=places[entry["at"]] if entry["at"] else None,
                valid_from=date.fromisoformat(entry["from"]),
                document=entry["document"], article=entry["article"],
                actor=OPERATOR, now=clock.now(),
            )  # fmt: skip
            loaded += 1
    return loaded
