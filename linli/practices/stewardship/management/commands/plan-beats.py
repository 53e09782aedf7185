"""`linli plan-beats`: propose the beats of a walk; prints JSON, changes nothing."""  # noqa: N999

from __future__ import annotations

import json
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from linli.foundation.kernel import clock
from linli.foundation.places.models import PlaceCode
from linli.foundation.places.queries import NormMissing, by_code
from linli.foundation.places.rules import Setting
from linli.practices.stewardship import queries, rules, walk_file

HELP = """\
Propose the beats of a walk: which households each steward looks after.

FILE is CSV (UTF-8 or GB 18030) with the columns building,unit,floor,households, one row a floor, in
the order in which a steward walks. The best plan is found exactly, and printed as JSON:

  beats             first and last row and households of each beat. Row 1 is the first under the
                    heading; empty lines are not counted
  out_of_norm       how many beats have fewer households than --low or more than --high
  stairwells_split  how many stairwells lie in more than one beat
  norm, prefer      what was asked for, and where the norm comes from
  to_decide         the beats out of norm, why, and how it could be done instead: a beat above the
                    norm in two, one below it together with a neighbour

A file that cannot be used is not planned: every bad line is named (line 1 is the heading), nothing
is printed, and the command ends with 1.
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks = ()  # it asks nothing of the server, and the database only with --place

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--in", dest="file", metavar="FILE", type=Path, required=True)
        parser.add_argument("--low", type=int, help="households of a beat, at least")
        parser.add_argument("--high", type=int, help="households of a beat, at most")
        parser.add_argument(
            "--prefer", choices=[prefer.value for prefer in rules.Prefer],
            default=rules.Prefer.STAIRWELLS.value,
            help="what to spare first: stairwells from being split (default), or stewards",
        )  # fmt: skip
        parser.add_argument("--place", metavar="CODE", help="12 digits: take the norm held there")
        parser.add_argument("--kind", choices=[kind.value for kind in queries.KINDS])

    def handle(self, *_args: Any, **options: Any) -> None:
        """Plan, then print; complain before anything is printed."""
        norm, source = norm_of(**{key: options[key] for key in ("low", "high", "place", "kind")})
        file, prefer = options["file"], rules.Prefer(options["prefer"])
        rows = read(file)
        for row, earlier in walk_file.repeated(rows):
            self.stderr.write(f"{file.name}: row {row} is the same floor as row {earlier}")
        plan = rules.plan(rows, norm=norm, prefer=prefer)
        self.stdout.write(json.dumps(shown(plan, norm, source, prefer), ensure_ascii=False))


def norm_of(
    *, low: int | None, high: int | None, place: str | None, kind: str | None
) -> tuple[rules.Norm, str]:
    """Return the norm asked for and its source; raises CommandError if it is none."""
    if low is not None and high is not None and place is None and kind is None:
        try:
            return rules.Norm(low, high), ""
        except ValueError as error:
            raise CommandError(f"--low {low} --high {high}: want 1 <= low <= high") from error
    if low is None and high is None and place is not None and kind is not None:
        try:
            return queries.norm_for(Setting(kind), by_code(place, clock.today()), clock.today())
        except PlaceCode.DoesNotExist as error:
            raise CommandError(f"--place {place}: no place bears this code") from error
        except NormMissing as error:
            raise CommandError(f"--place {place} --kind {kind}: {error}") from error
    raise CommandError("Give either --low and --high, or --place and --kind.")


def read(file: Path) -> list[rules.Row]:
    """Return the rows of a file; raises CommandError with every fault, each with its line."""
    try:
        return walk_file.read(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file.name}: cannot be read: {error.strerror}") from error
    except walk_file.BadWalk as bad:
        raise CommandError("\n".join(f"{file.name}: {fault}" for fault in bad.faults)) from bad


def shown(plan: rules.Plan, norm: rules.Norm, source: str, prefer: rules.Prefer) -> dict[str, Any]:
    """Return a plan as plain JSON values."""
    return {
        "beats": [_beat(beat) for beat in plan.beats],
        "out_of_norm": len(plan.out_of_norm),
        "stairwells_split": plan.stairwells_split,
        "norm": {"low": norm.low, "high": norm.high, "source": source},
        "prefer": prefer.value,
        "to_decide": [
            {
                **_beat(doubt.beat),
                "reason": doubt.fit.value,
                "instead": [_beat(beat) for beat in doubt.instead],
            }
            for doubt in plan.out_of_norm
        ],
    }


def _beat(beat: rules.Beat) -> dict[str, int]:
    return {"first": beat.first, "last": beat.last, "households": beat.households}
