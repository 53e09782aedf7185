"""A walk as a file: `building,unit,floor,households`, one row a floor, in the order of the stairs.

The file is what a spreadsheet saves as CSV: UTF-8 with or without a mark, or GB 18030.
"""

from __future__ import annotations

import csv
import io

from linli.practices.stewardship.rules import Row

HEADINGS = (
    ["building", "unit", "floor", "households"],
    ["楼栋", "单元", "楼层", "户数"],
)
DIGITS = 6  # more than 999,999 households on one floor are a slip of the keyboard


class BadWalk(ValueError):
    """The file cannot be used; one sentence a fault, each with its line (the heading is line 1)."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(content: bytes) -> list[Row]:
    """Return the rows of a walk; lines without any text are passed over.

    Raises BadWalk with every fault there is.

    >>> read(b"building,unit,floor,households\\n1,1,1,4\\n")
    [Row(building='1', unit='1', floor='1', households=4)]
    """
    rows, faults = [], []
    lines = csv.reader(io.StringIO(_text(content), newline=""))
    try:
        if [cell.strip().lower() for cell in next(lines, [])] not in HEADINGS:
            raise BadWalk([f"line 1: want the heading {','.join(HEADINGS[0])}"])
        for cells in lines:
            stripped = [cell.strip() for cell in cells]
            if not any(stripped):
                continue
            if fault := _fault(stripped):
                faults.append(f"line {lines.line_num}: {fault}")
            else:
                building, unit, floor, households = stripped
                rows.append(Row(building, unit, floor, int(households)))
    except csv.Error as error:
        raise BadWalk([*faults, f"line {lines.line_num}: {error}"]) from error
    if faults:
        raise BadWalk(faults)
    return rows


def repeated(rows: list[Row]) -> list[tuple[int, int]]:
    """Return each row that names the same floor as an earlier one, with that row; from 1.

    A long corridor may well have two rows; the same households counted twice look no different.
    """
    first: dict[tuple[str, str, str], int] = {}
    found = []
    for number, row in enumerate(rows, start=1):
        earlier = first.setdefault((row.building, row.unit, row.floor), number)
        if earlier != number:
            found.append((number, earlier))
    return found


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadWalk(["the text is neither UTF-8 nor GB 18030: save it as CSV UTF-8"])


def _fault(cells: list[str]) -> str:
    if len(cells) != len(HEADINGS[0]):
        return f"want {len(HEADINGS[0])} columns, found {len(cells)}"
    building, _unit, _floor, households = cells
    if not building:
        return "the building is empty"
    if not households.isdecimal():
        return f"households must be a whole number from 0 on, found {households!r}"
    if len(households) > DIGITS:
        return f"more households than a floor can have: {households[:DIGITS]}…"
    return ""
