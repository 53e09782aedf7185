"""Plans against every other plan there is, and at the edges of the norm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.practices.stewardship import rules
from linli.practices.stewardship.rules import Beat, Doubt, Fit, Norm, Prefer, Row, plan
from linli.practices.stewardship.tests.build import a_walk, best_plan, score

OLD_BLOCK = Norm(30, 50)


def sizes(made):
    return [beat.households for beat in made.beats]


def cuts_of(made):
    return (0, *(beat.last for beat in made.beats))


@st.composite
def walks(draw, least=0):
    """Return up to eleven rows that stay in a stairwell, go to the next, or to another house."""
    rows: list[Row] = []
    building = unit = 1
    for floor in range(draw(st.integers(1, 11))):
        step = draw(st.sampled_from("ssssuub")) if rows else "s"
        building += step == "b"
        unit += step != "s"
        rows.append(Row(str(building), str(unit), str(floor), draw(st.integers(least, 9))))
    return rows


norms = st.builds(lambda low, more: Norm(low, low + more), st.integers(1, 14), st.integers(0, 8))
preferences = st.sampled_from(Prefer)


@settings(max_examples=500, deadline=None)
@given(walks(), norms, preferences)
def test_no_other_plan_is_better(rows, norm, prefer):
    made = plan(rows, norm=norm, prefer=prefer)
    if not any(row.households for row in rows):
        assert made == rules.Plan((), (), 0)
        return
    cuts = cuts_of(made)
    assert cuts[-1] == len(rows)
    assert [beat.first for beat in made.beats] == [cut + 1 for cut in cuts[:-1]]
    assert sizes(made) == [
        sum(row.households for row in rows[beat.first - 1 : beat.last]) for beat in made.beats
    ]
    found = score(rows, cuts, norm, prefer)
    assert found == best_plan(rows, norm, prefer)[0]
    assert len(made.out_of_norm) == found[0]
    assert made.stairwells_split == found[2 if prefer is Prefer.STAIRWELLS else 3]


@settings(max_examples=200, deadline=None)
@given(walks(least=1), norms, preferences)
def test_of_equal_plans_it_is_the_one_cut_latest(rows, norm, prefer):
    made = plan(rows, norm=norm, prefer=prefer)
    assert cuts_of(made) == best_plan(rows, norm, prefer)[1]
    assert plan(list(rows), norm=norm, prefer=prefer) == made


@given(walks(), norms, preferences)
def test_whatever_is_out_of_norm_can_be_done_in_another_way_or_in_none(rows, norm, prefer):
    made = plan(rows, norm=norm, prefer=prefer)
    assert [doubt.beat for doubt in made.out_of_norm] == [
        beat for beat in made.beats if norm.fit(beat.households) is not Fit.WITHIN
    ]
    for doubt in made.out_of_norm:
        if doubt.fit is Fit.ABOVE and doubt.instead:
            one, other = doubt.instead
            assert (one.first, other.last) == (doubt.beat.first, doubt.beat.last)
            assert one.last + 1 == other.first
            assert one.households + other.households == doubt.beat.households
        elif doubt.instead:
            (joined,) = doubt.instead
            assert joined.first <= doubt.beat.first <= doubt.beat.last <= joined.last
            assert norm.high < joined.households <= norm.bearable


@pytest.mark.parametrize(
    ("households", "fit", "missed"),
    [
        pytest.param(29, Fit.BELOW, 1, id="29 is one too few"),
        pytest.param(30, Fit.WITHIN, 0, id="30 is enough"),
        pytest.param(50, Fit.WITHIN, 0, id="50 is not too many"),
        pytest.param(51, Fit.ABOVE, 1, id="51 is one too many"),
    ],
)
def test_both_ends_of_a_norm_are_within_it(households, fit, missed):
    assert OLD_BLOCK.fit(households) is fit
    assert OLD_BLOCK.missed_by(households) == missed


@pytest.mark.parametrize(("low", "high"), [(50, 30), (0, 50), (-1, 1)])
def test_a_norm_that_nobody_can_meet_is_a_mistake(low, high):
    with pytest.raises(ValueError, match="want 1 <= low <= high"):
        Norm(low, high)


def test_a_floor_has_no_negative_households():
    with pytest.raises(ValueError, match="households >= 0"):
        Row("1", "1", "1", -1)


@pytest.mark.parametrize("prefer", Prefer)
def test_nobody_to_look_after_needs_no_steward(prefer):
    nothing = rules.Plan((), (), 0)
    assert plan([], norm=OLD_BLOCK, prefer=prefer) == nothing
    assert plan(a_walk(("1", "1", [0, 0])), norm=OLD_BLOCK, prefer=prefer) == nothing


def test_whole_stairwells_or_few_stewards_is_a_choice():
    rows = a_walk(*[("1", str(unit), [8, 8, 8, 8]) for unit in range(1, 5)])
    whole = plan(rows, norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS)
    assert (sizes(whole), whole.stairwells_split) == ([32, 32, 32, 32], 0)
    few = plan(rows, norm=OLD_BLOCK, prefer=Prefer.FEWEST)
    assert (sizes(few), few.stairwells_split) == ([48, 48, 32], 1)


def test_exact_multiples_are_cut_at_the_doors():
    rows = a_walk(*[("1", str(unit), [10, 10, 10, 10, 10]) for unit in range(1, 4)])
    for prefer in Prefer:
        made = plan(rows, norm=OLD_BLOCK, prefer=prefer)
        assert made == rules.Plan((Beat(1, 5, 50), Beat(6, 10, 50), Beat(11, 15, 50)), (), 0)


def test_a_stairwell_too_large_for_one_steward_is_split_and_counts_once():
    rows = a_walk(("1", "1", [12] * 10))
    for prefer in Prefer:
        made = plan(rows, norm=OLD_BLOCK, prefer=prefer)
        assert (sizes(made), made.stairwells_split) == ([48, 36, 36], 1)


def test_beats_keep_to_one_building_where_they_can():
    rows = a_walk(
        ("1", "1", [20]), ("1", "2", [20]), ("2", "1", [20]), ("2", "2", [20]), ("2", "3", [20])
    )
    made = plan(rows, norm=Norm(20, 60), prefer=Prefer.FEWEST)
    assert made.beats == (Beat(1, 2, 40), Beat(3, 5, 60))


def test_a_block_of_fifty_five_is_one_seat_and_its_halves_are_shown():
    rows = a_walk(("1", "1", [9, 9, 9]), ("1", "2", [7, 7, 7, 7]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS)
    doubt = Doubt(Beat(1, 7, 55), Fit.ABOVE, (Beat(1, 3, 27), Beat(4, 7, 28)))
    assert made == rules.Plan((Beat(1, 7, 55),), (doubt,), 0)


def test_a_yard_of_twenty_seven_is_one_beat_below_the_norm():
    made = plan(a_walk(("1", "1", [9, 9, 9])), norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS)
    assert made.out_of_norm == (Doubt(Beat(1, 3, 27), Fit.BELOW, ()),)


def test_what_is_left_over_may_join_its_smaller_neighbour():
    rows = a_walk(("1", "1", [50]), ("2", "1", [25]), ("3", "1", [48]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS)
    assert sizes(made) == [50, 25, 48]
    assert made.out_of_norm == (Doubt(Beat(2, 2, 25), Fit.BELOW, (Beat(2, 3, 73),)),)


def test_one_floor_above_the_norm_stands_alone_and_draws_nobody_in():
    rows = a_walk(("1", "1", [40]), ("2", "1", [120]), ("3", "1", [40]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.FEWEST)
    assert sizes(made) == [40, 120, 40]
    assert made.out_of_norm == (Doubt(Beat(2, 2, 120), Fit.ABOVE, ()),)


def test_three_halls_of_sixty_are_no_excuse_for_one_steward_of_180():
    rows = a_walk(("1", "1", [60]), ("2", "1", [60]), ("3", "1", [60]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.FEWEST)
    assert sizes(made) == [60, 60, 60]


def test_empty_floors_go_with_their_neighbours_and_split_no_stairwell():
    rows = a_walk(("1", "1", [0, 40, 0]), ("1", "2", [0, 0]), ("2", "1", [0, 40, 0]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.FEWEST)
    assert made == rules.Plan((Beat(1, 5, 40), Beat(6, 8, 40)), (), 0)


def test_an_empty_floor_between_two_does_not_hide_a_split():
    rows = a_walk(("1", "1", [40, 0, 40]))
    made = plan(rows, norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS)
    assert made == rules.Plan((Beat(1, 1, 40), Beat(2, 3, 40)), (), 1)


def test_a_stairwell_that_the_walk_comes_back_to_is_another_one():
    rows = a_walk(("1", "1", [40]), ("1", "2", [40]), ("1", "1", [40]))
    assert plan(rows, norm=OLD_BLOCK, prefer=Prefer.STAIRWELLS).stairwells_split == 0


def test_about_two_hundred_does_not_stop_at_two_hundred_and_one():
    norm = rules.about(200)
    assert [norm.fit(size) for size in (149, 150, 201, 250, 251)] == [
        Fit.BELOW, Fit.WITHIN, Fit.WITHIN, Fit.WITHIN, Fit.ABOVE,
    ]  # fmt: skip
