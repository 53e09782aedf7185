"""Paths, kinds and the rows of a file of divisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.places import rules
from linli.foundation.places.rules import BadRow, Row


@pytest.mark.parametrize(
    ("kind", "parent", "allowed"),
    [
        ("city", None, True),
        ("city", "city", False),
        ("district", None, False),
        ("unit", "building", True),
        ("unit", "compound", False),
        ("building", "group", True),
        ("castle", "city", False),
    ],
)
def test_which_kinds_may_stand_under_which(kind, parent, allowed):
    assert rules.may_stand_under(kind, parent) is allowed


@given(st.integers(0, 36**4 - 2))
def test_paths_sort_like_numbers_and_stay_within_their_parent(ordinal):
    parent = rules.child_path("", 7)
    first, second = rules.child_path(parent, ordinal), rules.child_path(parent, ordinal + 1)
    assert parent < first < second < parent + rules.AFTER
    assert rules.ordinal_of(first) == ordinal
    assert rules.is_within(first, parent)
    assert not rules.is_within(parent, first)


@pytest.mark.parametrize("ordinal", [-1, 36**4])
def test_a_parent_has_room_for_so_many_children_and_no_more(ordinal):
    with pytest.raises(ValueError, match="ordinal"):
        rules.child_path("", ordinal)


GOOD = Row(2, "530100000000", "昆明市", "city", "")
DISTRICT = Row(3, "530103000000", "盘龙区", "district", "530100000000")


def test_a_good_file_has_no_bad_rows_in_whatever_order():
    assert rules.bad_rows([DISTRICT, GOOD], {}) == []
    assert rules.bad_rows([DISTRICT], {"530100000000": "city"}) == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (Row(3, "53010300000", "盘龙区", "district", "530100000000"), "digits"),
        (Row(3, "５３0103000000", "盘龙区", "district", "530100000000"), "digits"),
        (Row(3, "530103000000", "", "district", "530100000000"), "name"),
        (Row(3, "530103000000", "长" * 101, "district", "530100000000"), "name"),
        (Row(3, "530100000000", "昆明市", "city", ""), "duplicate"),
        (Row(3, "530103000000", "盘龙区", "galaxy", "530100000000"), "unknown_kind"),
        (Row(3, "530103000000", "盘龙区", "district", "530103000000"), "loop"),
        (Row(3, "530103000000", "盘龙区", "district", "999999999999"), "unknown_parent"),
        (Row(3, "530103000000", "盘龙区", "street", "530100000000"), "wrong_parent"),
        (Row(3, "530103000000", "盘龙区", "district", ""), "wrong_parent"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_reason(row, reason):
    assert rules.bad_rows([GOOD, row], {}) == [BadRow(3, row.code, reason)]
