"""Builders: walks of made-up houses, and a slow plan to compare with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, pairwise

from linli.practices.stewardship.rules import Norm, Prefer, Row

Score = tuple[int, ...]


def a_walk(*stairwells: tuple[str, str, Sequence[int]]) -> list[Row]:
    """Return the rows of stairwells, each given as building, unit and households by floor."""
    return [
        Row(building, unit, str(floor), households)
        for building, unit, floors in stairwells
        for floor, households in enumerate(floors, start=1)
    ]


def score(rows: Sequence[Row], cuts: Sequence[int], norm: Norm, prefer: Prefer) -> Score | None:
    """Return what a plan is judged by, smaller is better, straight from the words of the rule.

    `cuts` are the rows before each cut, both ends included. None if a beat is unbearable.
    """
    passed, passages = 0, []
    for at, row in enumerate(rows):
        if at and (row.building, row.unit) != (rows[at - 1].building, rows[at - 1].unit):
            passed += 1
        passages.append(passed)
    beats = [rows[begin:end] for begin, end in pairwise(cuts)]
    sizes = [sum(row.households for row in beat) for beat in beats]
    for beat, size in zip(beats, sizes, strict=True):
        if 2 * size > 3 * norm.high and sum(row.households > 0 for row in beat) > 1:
            return None
    out = [size for size in sizes if not norm.low <= size <= norm.high]
    missed = sum(norm.low - size if size < norm.low else size - norm.high for size in out)
    split = len({passages[cut] for cut in cuts[1:-1] if passages[cut] == passages[cut - 1]})
    steps = sum(one.building != other.building for beat in beats for one, other in pairwise(beat))
    two = (split, len(beats)) if prefer is Prefer.STAIRWELLS else (len(beats), split)
    return (len(out), missed, *two, steps, sum(size * size for size in sizes))


def all_plans(rows: Sequence[Row]) -> Iterator[tuple[int, ...]]:
    """Return every way to cut a walk: 2 ** (rows - 1) of them."""
    inner = range(1, len(rows))
    for chosen in chain.from_iterable(combinations(inner, size) for size in range(len(rows))):
        yield (0, *chosen, len(rows))


def best_plan(rows: Sequence[Row], norm: Norm, prefer: Prefer) -> tuple[Score, tuple[int, ...]]:
    """Return the best of all plans with its score; of equal ones the one that is cut latest."""
    judged = [
        (value, [-cut for cut in reversed(cuts)], cuts)
        for cuts in all_plans(rows)
        if (value := score(rows, cuts, norm, prefer)) is not None
    ]
    value, _order, cuts = min(judged)
    return value, cuts
