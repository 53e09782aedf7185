"""Invented people are nobody's neighbours."""

from __future__ import annotations

import hashlib

import pytest

from linli.interfaces.demo.data.cast import CAST
from linli.interfaces.demo.data.invention import PHONES, Inventor

# Of the people in the reports, hashed, so that their names stand nowhere.
REAL = {
    "2470f5ae95a94ff3", "ec8cc9d584ab5f45", "8b8211a429fd245b", "a9fb41ff4fffc8c0",
    "0b927321a42ab9f7", "f1b1d1d782e32c32", "99d7805e021a7e46", "b86913e3108c1258",
    "b7d2ced1c19795d3", "8bbe6e58917bde8e", "d75049aa32dc6e84",
}  # fmt: skip


def test_the_same_seed_invents_the_same_people():
    first, second = Inventor(7), Inventor(7)
    assert [first.name() for _ in range(50)] == [second.name() for _ in range(50)]
    assert [first.members(6) for _ in range(50)] == [second.members(6) for _ in range(50)]


def test_every_number_is_given_once_and_to_nobody_real():
    inventor = Inventor()
    numbers = [inventor.phone() for _ in range(PHONES)]
    assert len(set(numbers)) == PHONES
    assert all(len(number) == 11 and number.startswith("1990000") for number in numbers)
    with pytest.raises(StopIteration):
        inventor.phone()


def test_no_invented_name_is_one_of_the_reports():
    inventor = Inventor()
    names = {inventor.name() for _ in range(60_000)} | {role.name for role in CAST}
    assert {_mark(name) for name in names}.isdisjoint(REAL)


def test_a_surname_that_is_given_is_kept():
    assert Inventor().name("罗").startswith("罗")


def test_a_household_has_at_least_one_and_at_most_so_many_members():
    inventor = Inventor()
    assert {inventor.members(3) for _ in range(200)} == {1, 2, 3}


def _mark(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
