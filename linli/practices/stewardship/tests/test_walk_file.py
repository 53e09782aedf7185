"""Files as people save them, and what is said of those that cannot be used."""

from __future__ import annotations

import pytest

from linli.practices.stewardship import walk_file
from linli.practices.stewardship.rules import Row
from linli.practices.stewardship.walk_file import BadWalk

HEADING = "building,unit,floor,households\n"
ROWS = [Row("3栋", "1", "1", 4), Row("3栋", "", "", 0)]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param((HEADING + "3栋,1,1,4\n3栋,,,0\n").encode(), id="UTF-8"),
        pytest.param((HEADING + "3栋,1,1,4\n3栋,,,0\n").encode("utf-8-sig"), id="with a mark"),
        pytest.param((HEADING + "3栋,1,1,4\n3栋,,,0\n").encode("gb18030"), id="GB 18030"),
        pytest.param("楼栋,单元,楼层,户数\r\n3栋,1,1,4\r\n3栋,,,0".encode(), id="Chinese heading"),
        pytest.param((HEADING + "\n 3栋 ,1,1, ４\n,,,\n3栋,,,0\n\n").encode(), id="spaces, blanks"),
        pytest.param('Building,Unit,Floor,Households\r3栋,1,1,"4"\r3栋,,,0'.encode(), id="old Mac"),
    ],
)
def test_a_file_is_read_however_it_was_saved(content):
    assert walk_file.read(content) == ROWS


def test_a_file_with_a_heading_alone_is_a_walk_without_rows():
    assert walk_file.read(HEADING.encode()) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1,1,1", "want 4 columns, found 3"),
        ("1,1,1,4,5", "want 4 columns, found 5"),
        (",1,1,4", "the building is empty"),
        ("1,1,1,", "households must be a whole number from 0 on, found ''"),
        ("1,1,1,-4", "households must be a whole number from 0 on, found '-4'"),
        ("1,1,1,4.0", "households must be a whole number from 0 on, found '4.0'"),
        ("1,1,1,²", "households must be a whole number from 0 on, found '²'"),
        ("1,1,1,1000000", "more households than a floor can have: 100000…"),
    ],
)
def test_a_bad_line_is_named_with_its_reason(line, reason):
    with pytest.raises(BadWalk) as bad:
        walk_file.read(f"{HEADING}1,1,1,4\n{line}\n".encode())
    assert bad.value.faults == [f"line 3: {reason}"]


def test_every_bad_line_is_named_at_once():
    with pytest.raises(BadWalk) as bad:
        walk_file.read(f"{HEADING},1,1,4\n1,1,1,4\n\n1,1,1,x\n".encode())
    assert [fault.partition(":")[0] for fault in bad.value.faults] == ["line 2", "line 5"]


@pytest.mark.parametrize("content", [b"", b"1,1,1,4\n", b"building,unit,households,floor\n"])
def test_a_file_without_its_heading_is_refused(content):
    with pytest.raises(BadWalk, match="want the heading building,unit,floor,households"):
        walk_file.read(content)


def test_what_is_no_text_is_refused():
    with pytest.raises(BadWalk, match="neither UTF-8 nor GB 18030"):
        walk_file.read(HEADING.encode() + b"\xff\xff\xff")


def test_a_cell_without_an_end_is_named_beside_the_other_faults():
    with pytest.raises(BadWalk) as bad:
        walk_file.read(f'{HEADING},1,1,4\n1,1,1,"{"4" * 200_000}\n'.encode())
    assert bad.value.faults[0] == "line 2: the building is empty"
    assert "line 3: field larger than field limit" in bad.value.faults[1]


def test_a_floor_named_twice_is_noticed():
    rows = [Row("1", "1", "1", 4), Row("1", "1", "2", 4), Row("1", "1", "1", 4)]
    assert walk_file.repeated(rows) == [(3, 1)]
