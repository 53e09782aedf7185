"""`linli places load FILE …`: load official divisions (code,name,kind,parent_code)."""

from __future__ import annotations

import csv
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.foundation.kernel import clock
from linli.foundation.kernel.writing import writing
from linli.foundation.places import actions, rules
from linli.foundation.places.operator import OPERATOR

HEADING = ["code", "name", "kind", "parent_code"]
REASONS = {
    "digits": "the code is not 12 digits",
    "name": "the name is empty or longer than 100 characters",
    "duplicate": "the code stands in the file more than once",
    "unknown_kind": "this kind of place is not known",
    "loop": "the place stands under itself",
    "unknown_parent": "its parent is neither in the file nor in the tree",
    "wrong_parent": "a place of this kind cannot stand under that parent",
}


class Command(BaseCommand):
    help = "Load official divisions (CSV: code,name,kind,parent_code). Twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument(
            "--from", dest="valid_from", type=date.fromisoformat, default=date(2023, 6, 30),
            help="the day from which the codes hold (default: the 2023 cut-off)",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load each file by itself; stop at the first that has bad rows."""
        for file in options["files"]:
            started = time.monotonic()
            rows = read(file)
            try:
                with writing():
                    done = actions.load_divisions(
                        rows=rows, source=file.name, valid_from=options["valid_from"],
                        actor=OPERATOR, now=clock.now(),
                    )  # fmt: skip
            except actions.BadDivisions as refusal:
                lines = [
                    f"{file.name}:{bad.line}: {bad.code}: {REASONS[bad.reason]}"
                    for bad in refusal.rows
                ]
                raise CommandError("\n".join([str(refusal), *lines])) from refusal
            spent = time.monotonic() - started
            self.stdout.write(
                f"{file.name}: {len(rows)} rows, {done.added} added, "
                f"{done.renamed} renamed, {spent:.1f} s"
            )


def read(file: Path) -> list[rules.Row]:
    """Return the rows of a file; raises CommandError if unreadable or of another heading."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines)
            heading = next(reader, [])
            if heading != HEADING:
                raise CommandError(f"{file.name}:1: want the heading {','.join(HEADING)}")
            rows = []
            for cells in reader:
                if len(cells) != len(HEADING):
                    raise CommandError(
                        f"{file.name}:{reader.line_num}: want {len(HEADING)} columns"
                    )
                rows.append(rules.Row(reader.line_num, *(cell.strip() for cell in cells)))
            return rows
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file.name}: cannot be read: {error}") from error
