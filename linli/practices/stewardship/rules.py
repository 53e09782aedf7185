"""Which households does each steward look after, so that the norm is met with the least harm?

Pure: plain values in and out; whole numbers only. Sources: practice.md K11 (old blocks, 30 to 50
households a steward; a block of 51 to 59 is split or not as the community decides), K12 (estates,
about 200: never refused at 201), K13 and K14 (urban fringe 10 to 20, rural 40 to 50).

A plan cuts the walk between its rows. Of all the ways to cut it, it is one with

1. the fewest beats out of norm, and these out of it by the fewest households,
2. the fewest stairwells split and then the fewest beats, or these two the other way round,
3. the fewest steps from one building to another within a beat,
4. the most even beats: the smallest sum of the squares of their households. The number of beats
   is settled before, so this is the smallest sum of squared deviations from their mean.

Of plans equal in all of that it is the one whose last beat begins latest, then the last but one,
and so on. No beat has more than one and a half times the norm, unless a single floor has: else one
floor that is too large would be an excuse for any number of its neighbours.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class Prefer(StrEnum):
    """What to spare first where both cannot be had."""

    STAIRWELLS = "stairwells"  # whole stairwells, even if it takes more stewards
    FEWEST = "fewest"  # few stewards, even if it splits stairwells


class Fit(StrEnum):
    """How a number of households stands to the norm."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Row:
    """The households of one floor of one stairwell; a floor where nobody lives has 0."""

    building: str
    unit: str
    floor: str
    households: int

    def __post_init__(self) -> None:
        if self.households < 0:
            raise ValueError(f"want households >= 0; got {self}")


@dataclass(frozen=True, slots=True)
class Norm:
    """Households a steward shall look after: from `low` to `high`, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 1 <= self.low <= self.high:
            raise ValueError(f"want 1 <= low <= high; got {self}")

    @property
    def bearable(self) -> int:
        """Return the most households of a beat of several floors: one and a half times `high`."""
        return self.high * 3 // 2

    def fit(self, households: int) -> Fit:
        """Return how this many households stand to the norm."""
        if households < self.low:
            return Fit.BELOW
        return Fit.WITHIN if households <= self.high else Fit.ABOVE

    def missed_by(self, households: int) -> int:
        """Return how many households are too few, or too many; 0 within the norm."""
        return max(self.low - households, households - self.high, 0)


def about(households: int) -> Norm:
    """Return the norm "about so many": a quarter less to a quarter more (K12).

    >>> about(200)
    Norm(low=150, high=250)
    """
    return Norm(low=households * 3 // 4, high=households * 5 // 4)


@dataclass(frozen=True, slots=True)
class Beat:
    """A piece of the walk; its rows are counted from 1, `first` and `last` included."""

    first: int
    last: int
    households: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A beat out of norm, for the community to decide on.

    `instead` is the other way to do it: a beat above the norm in two, one below it together with
    its smaller neighbour; empty if there is no bearable one.
    """

    beat: Beat
    fit: Fit
    instead: tuple[Beat, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The beats of a walk in its order, what remains to be decided, and the stairwells split."""

    beats: tuple[Beat, ...]
    out_of_norm: tuple[Doubt, ...]
    stairwells_split: int


def plan(rows: Sequence[Row], *, norm: Norm, prefer: Prefer) -> Plan:
    """Return the best plan of a walk; exact, see the head of this module.

    A stairwell that the walk leaves and comes back to counts as another one. Rows without
    households lie in the beat of their neighbours; where nobody lives at all there is no beat.
    The time grows with the rows times the rows of one beat: 100,000 households in 33,000 rows
    take a fifth of a second.

    >>> floors = [Row("1", unit, floor, 12) for unit in "12" for floor in "1234"]
    >>> plan(floors, norm=Norm(low=30, high=50), prefer=Prefer.STAIRWELLS).beats
    (Beat(first=1, last=4, households=48), Beat(first=5, last=8, households=48))
    """
    line = _Line(rows)
    cuts = _cuts(line, norm, _Weights(line, norm, prefer))
    beats = tuple(line.beat(begin, end) for begin, end in pairwise(cuts))
    return Plan(
        beats=beats,
        out_of_norm=tuple(_doubts(line, norm, cuts)),
        stairwells_split=len({line.stairwell[cut] for cut in cuts if line.is_inside(cut)}),
    )


class _Line:
    """The rows where somebody lives, `size` of them, and between each two the one best cut.

    Cut `k` lies before the k-th inhabited row (from 0), cut `size` after the last. `upto[k]` are
    the households before it, `row[k]` the rows before it, `stairwell[k]` the first inhabited row
    of the stairwell behind it. Among rows where nobody lives a cut goes between two buildings if
    it can, or else between two stairwells, so that no stairwell is split for an empty floor.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        lived_in = [at for at, row in enumerate(rows) if row.households]
        self.size = len(lived_in)
        self.upto, self.row, self.stairwell = [0], [0], [0]
        self.in_building = [False]  # whether the same building lies on both sides of the cut
        for before, after in pairwise(lived_in):
            at, kind = _best_cut(rows, before, after)
            number = len(self.row)
            self.upto.append(self.upto[-1] + rows[before].households)
            self.row.append(at)
            self.stairwell.append(self.stairwell[-1] if kind == _STAIRS else number)
            self.in_building.append(kind != _BUILDING)
        if lived_in:
            self.upto.append(self.upto[-1] + rows[lived_in[-1]].households)
            self.row.append(len(rows))
            self.stairwell.append(self.size)
            self.in_building.append(False)

    def is_inside(self, cut: int) -> bool:
        """Return whether a cut lies inside a stairwell."""
        return self.stairwell[cut] < cut

    def households(self, begin: int, end: int) -> int:
        """Return the households between two cuts."""
        return self.upto[end] - self.upto[begin]

    def beat(self, begin: int, end: int) -> Beat:
        """Return the beat between two cuts."""
        return Beat(self.row[begin] + 1, self.row[end], self.households(begin, end))


_BUILDING, _UNIT, _STAIRS = range(3)  # what a cut parts: best first


def _best_cut(rows: Sequence[Row], before: int, after: int) -> tuple[int, int]:
    # The first of the best places between two inhabited rows, as the rows before it, and its kind.
    kinds = [_parts(rows[at - 1], rows[at]) for at in range(before + 1, after + 1)]
    kind = min(kinds)
    return before + 1 + kinds.index(kind), kind


def _parts(one: Row, other: Row) -> int:
    if one.building != other.building:
        return _BUILDING
    return _UNIT if one.unit != other.unit else _STAIRS


class _Weights:
    """What each fault of a plan costs, in one whole number: the worse outweighs all the lesser.

    The squares come last and weigh 1.
    """

    def __init__(self, line: _Line, norm: Norm, prefer: Prefer) -> None:
        most, total = line.size + 1, line.upto[-1]
        self.in_building = total * total + 1
        lesser = self.in_building * most
        greater = lesser * most
        self.split, self.beat = (
            (greater, lesser) if prefer is Prefer.STAIRWELLS else (lesser, greater)
        )
        self.missed = greater * most
        self.out = self.missed * (total + norm.low * most)
        self.worst = self.out * most


def _cuts(line: _Line, norm: Norm, weights: _Weights) -> list[int]:
    """Return the cuts of the best plan, both ends included.

    cost[k] is the least cost of a plan of everything before cut k, origin[k] where its last beat
    begins. With x and y households before the two cuts a beat adds (y - x)² = x² - 2xy + y², so
    all that depends on where it begins is cost + x² - 2xy, and, out of norm, more or less x times
    the weight of a missed household.
    """
    upto = line.upto
    cost, origin = [0], [0]
    squared = [0]  # cost[k] + upto[k]²
    for end in range(1, line.size + 1):
        y = upto[end]
        # Where a beat may begin; from where on it is not above the norm; from where on it is below.
        bearable = min(bisect_left(upto, y - norm.bearable, 0, end), end - 1)
        enough = bisect_left(upto, y - norm.high, 0, end)
        small = bisect_right(upto, y - norm.low, 0, end)
        # A cut inside a stairwell splits it, unless the beat began inside it and so did before.
        door = line.stairwell[end] + 1 if line.is_inside(end) else 0
        best = _best(squared, upto, [(enough, small, -2 * y, 0)], door, weights)
        # One more beat out of norm is looked at only where it could save another.
        if best[0] + y * y > min(cost[bearable:end]) + weights.out:
            above = weights.out + weights.missed * (y - norm.high)
            below = weights.out + weights.missed * (norm.low - y)
            kinds = [
                (bearable, enough, -2 * y - weights.missed, above),
                (small, end, -2 * y + weights.missed, below),
            ]
            best = min(best, _best(squared, upto, kinds, door, weights))
        here = weights.beat + (weights.in_building if line.in_building[end] else 0)
        cost.append(best[0] + y * y + here)
        origin.append(-best[1])
        squared.append(cost[end] + y * y)
    cuts = [line.size]
    while cuts[-1]:
        cuts.append(origin[cuts[-1]])
    return cuts[::-1]


def _best(
    squared: list[int],
    upto: list[int],
    kinds: list[tuple[int, int, int, int]],
    door: int,
    weights: _Weights,
) -> tuple[int, int]:
    # The least of squared[k] + slope * upto[k] + extra, and -k; of equal ones the latest k. A kind
    # is a range of k with its slope and extra; those before the door pay for a split stairwell.
    best = (weights.worst, 0)
    for start, stop, slope, extra in kinds:
        outside = (start, min(stop, door), extra + weights.split)
        for low, high, added in (outside, (max(start, door), stop, extra)):
            if low < high:
                # Here the time goes: a list is faster than a generator.
                pairs = zip(squared[low:high], upto[low:high], strict=True)
                values = [one + slope * x for one, x in pairs]
                least = min(values)
                best = min(best, (least + added, values[::-1].index(least) + 1 - high))
    return best


def _doubts(line: _Line, norm: Norm, cuts: list[int]) -> Iterator[Doubt]:
    for number, (begin, end) in enumerate(pairwise(cuts)):
        fit = norm.fit(line.households(begin, end))
        if fit is Fit.ABOVE:
            yield Doubt(line.beat(begin, end), fit, _in_two(line, norm, begin, end))
        elif fit is Fit.BELOW:
            around = [cuts[at : at + 3 : 2] for at in (number - 1, number) if at >= 0]
            yield Doubt(line.beat(begin, end), fit, _together(line, norm, around))


def _in_two(line: _Line, norm: Norm, begin: int, end: int) -> tuple[Beat, ...]:
    # Near the norm, then at a door rather than on the stairs, then even.
    def faults(cut: int) -> tuple[int, bool, bool, int, int]:
        halves = (line.households(begin, cut), line.households(cut, end))
        missed = sum(norm.missed_by(half) for half in halves)
        squares = sum(half * half for half in halves)
        return missed, line.is_inside(cut), line.in_building[cut], squares, -cut

    cut = min(range(begin + 1, end), key=faults, default=None)
    return () if cut is None else (line.beat(begin, cut), line.beat(cut, end))


def _together(line: _Line, norm: Norm, around: list[list[int]]) -> tuple[Beat, ...]:
    joined = [line.beat(pair[0], pair[1]) for pair in around if len(pair) == 2]
    bearable = [beat for beat in joined if beat.households <= norm.bearable]
    return tuple(sorted(bearable, key=lambda beat: beat.households)[:1])
