"""Plans of beats against CP-SAT, an exact solver, on walks too long to try every plan.

    python -m venv SOMEWHERE && SOMEWHERE/bin/pip install ortools==9.15.6755
    SOMEWHERE/bin/python -m tests.bench.solver 200

Apart from the tests: the solver brings 270 MB, and the tests try every plan of short walks.
"""

from __future__ import annotations

import random
import sys
from itertools import pairwise

from ortools.sat.python import cp_model

from linli.practices.stewardship.rules import Norm, Prefer, Row, plan
from linli.practices.stewardship.tests.build import Score, score


def a_random_walk(dice: random.Random) -> list[Row]:
    """Return 12 to 60 rows of 0 to 9 households; a tenth of them nobody lives on."""
    rows, building, unit = [], 1, 1
    for floor in range(dice.randint(12, 60)):
        step = dice.random()
        building += step < 0.08
        unit += step < 0.3
        doors = 0 if dice.random() < 0.1 else dice.randint(1, 9)
        rows.append(Row(str(building), str(unit), str(floor), doors))
    return rows


def solved(rows: list[Row], norm: Norm, prefer: Prefer) -> Score:
    """Return the score of the best plan; one level after the other, each held when found."""
    size, model = len(rows), cp_model.CpModel()
    upto = [0]
    for row in rows:
        upto.append(upto[-1] + row.households)
    beats = {}
    for begin in range(size):
        for end in range(begin + 1, size + 1):
            lived_in = sum(row.households > 0 for row in rows[begin:end])
            if 2 * (upto[end] - upto[begin]) <= 3 * norm.high or lived_in <= 1:
                beats[begin, end] = model.new_bool_var(f"beat_{begin}_{end}")
    for row in range(size):
        model.add_exactly_one(x for (b, e), x in beats.items() if b <= row < e)
    split, passage = {}, 0
    for at in range(1, size):
        before, after = rows[at - 1], rows[at]
        if (before.building, before.unit) != (after.building, after.unit):
            passage += 1
            continue
        split.setdefault(passage, model.new_bool_var(f"split_{passage}"))
        for (begin, _end), x in beats.items():
            if begin == at:
                model.add_implication(x, split[passage])
    held = {key: upto[key[1]] - upto[key[0]] for key in beats}
    missed = {key: max(norm.low - n, n - norm.high, 0) for key, n in held.items()}
    steps = {
        key: sum(a.building != b.building for a, b in pairwise(rows[slice(*key)])) for key in beats
    }
    two = [sum(split.values()), sum(beats.values())]
    levels = [
        sum(x for key, x in beats.items() if missed[key]),
        sum(missed[key] * x for key, x in beats.items()),
        *(two if prefer is Prefer.STAIRWELLS else two[::-1]),
        sum(steps[key] * x for key, x in beats.items()),
        sum(held[key] ** 2 * x for key, x in beats.items()),
    ]
    found = []
    for level in levels:
        model.minimize(level)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        found.append(round(solver.objective_value))
        model.add(level == found[-1])
    return tuple(found)


def main(count: int) -> None:
    """Compare so many random walks; stop at the first that differs."""
    dice, doubtful, longest = random.Random(20200101), 0, 0
    for _ in range(count):
        rows, prefer = a_random_walk(dice), dice.choice(list(Prefer))
        low = dice.randint(3, 30)
        norm = Norm(low, low + dice.randint(0, 15))
        made = plan(rows, norm=norm, prefer=prefer)
        cuts = [0, *(beat.last for beat in made.beats)]
        ours, theirs = score(rows, cuts, norm, prefer), solved(rows, norm, prefer)
        assert ours == theirs, (rows, norm, prefer, ours, theirs)
        doubtful += bool(made.out_of_norm)
        longest = max(longest, len(rows))
    print(f"{count} walks of up to {longest} rows, {doubtful} of them out of norm: all the same")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
