"""How long the planning of beats takes for a district of 100,000 households."""

from __future__ import annotations

import random
import time

from linli.practices.stewardship.rules import Norm, Plan, Prefer, Row, about, plan

HOUSEHOLDS = 100_000
SECONDS = 10.0  # issue 3
SEED = 20200101


def old_blocks() -> list[Row]:
    """Return buildings of two to five stairwells, six or seven floors, two to four doors each."""
    return _walk(units=(2, 5), floors=(6, 7), doors=(2, 4))


def towers() -> list[Row]:
    """Return towers of one or two stairwells, eighteen to thirty-three floors, four to eight."""
    return _walk(units=(1, 2), floors=(18, 33), doors=(4, 8))


def houses() -> list[Row]:
    """Return village houses, a row each: the most rows there can be."""
    return _walk(units=(1, 1), floors=(1, 1), doors=(1, 1))


def with_a_hall(rows: list[Row]) -> list[Row]:
    """Return the walk with one floor too large for any norm: every way out of it is looked at."""
    return [*rows, Row("hall", "", "1", 400)]


CASES = (
    ("old blocks", old_blocks, Norm(30, 50)),
    ("towers", towers, about(200)),
    ("houses", houses, Norm(40, 50)),
    ("houses, about 200, one hall", lambda: with_a_hall(houses()), about(200)),
)


def report() -> bool:
    """Print the seconds of every case; return whether one of them takes too long."""
    title = f"beats of {HOUSEHOLDS:,} households"
    print(f"\n{title:<42}{'rows':>7}{'beats':>8}{'out':>5}{'split':>7}{'s':>8}")
    missed = False
    for name, make, norm in CASES:
        rows = make()
        for prefer in Prefer:
            made, took = timed(rows, norm, prefer)
            missed |= took > SECONDS
            print(
                f"  {name + ', ' + prefer:<40}{len(rows):>7}{len(made.beats):>8}"
                f"{len(made.out_of_norm):>5}{made.stairwells_split:>7}{took:>8.2f}"
                f"{'   missed' if took > SECONDS else ''}"
            )
    print(f"  wanted: each under {SECONDS:.0f} s")
    return missed


def timed(rows: list[Row], norm: Norm, prefer: Prefer) -> tuple[Plan, float]:
    """Return the plan of a walk and the seconds it took."""
    begun = time.monotonic()
    return plan(rows, norm=norm, prefer=prefer), time.monotonic() - begun


def _walk(*, units: tuple[int, int], floors: tuple[int, int], doors: tuple[int, int]) -> list[Row]:
    dice, rows, households, building = random.Random(SEED), [], 0, 0
    while households < HOUSEHOLDS:
        building += 1
        for unit in range(dice.randint(*units)):
            for floor in range(dice.randint(*floors)):
                rows.append(Row(str(building), str(unit), str(floor), dice.randint(*doors)))
                households += rows[-1].households
    return rows


if __name__ == "__main__":
    report()
