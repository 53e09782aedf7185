"""What may stand under what, how a path grows, and what an official code looks like.

Pure: plain values in and out. Sources: design.md "Places"; law-and-norms.md B9 (12 digits:
2+2+2+3+3).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

STEP = 4  # characters of a path per level: 36 ** 4 children under one place
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
AFTER = "~"  # sorts after every digit: `path >= p and path < p + AFTER` is the subtree


class Setting(StrEnum):
    """What a compound is like; norms and features differ by it (F02, K11-K14)."""

    OLD_BLOCK = "old_block"
    ESTATE = "estate"
    PUBLIC_RENTAL = "public_rental"
    UNMANAGED = "unmanaged"
    PERI_URBAN = "peri_urban"
    RURAL = "rural"


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return place kind -> the kinds it may stand under, from the shipped data file."""
    text = resources.files("linli.foundation.places").joinpath("data/kinds.json").read_text("utf-8")
    return {kind: frozenset(entry["under"]) for kind, entry in json.loads(text).items()}


def may_stand_under(kind: str, parent_kind: str | None) -> bool:
    """Return whether a place of `kind` may stand under one of `parent_kind` (None: at the top).

    >>> may_stand_under("street", "district"), may_stand_under("street", "city")
    (True, False)
    """
    above = kinds().get(kind)
    if above is None:
        return False
    return parent_kind in above if parent_kind else not above


def child_path(parent_path: str, ordinal: int) -> str:
    """Return the path of the `ordinal`-th child (from 0): fixed-width base 36, so text sorts as
    numbers.

    Raises ValueError outside 0 .. 36**4 - 1.

    >>> child_path("0001", 36)
    '00010010'
    """
    if not 0 <= ordinal < 36**STEP:
        raise ValueError(f"want 0 <= ordinal < {36**STEP}; got {ordinal}")
    step = ""
    for _ in range(STEP):
        ordinal, digit = divmod(ordinal, 36)
        step = _DIGITS[digit] + step
    return parent_path + step


def ordinal_of(path: str) -> int:
    """Return the ordinal of the last step of a path.

    >>> ordinal_of("00010010")
    36
    """
    return int(path[-STEP:], 36)


def ancestor_paths(path: str) -> list[str]:
    """Return the paths from the top down to `path` itself.

    >>> ancestor_paths("00010010")
    ['0001', '00010010']
    """
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def is_within(path: str, above: str) -> bool:
    """Return whether `path` is `above` or beneath it."""
    return path.startswith(above)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file of official divisions; `line` counts from 1, the heading included."""

    line: int
    code: str
    name: str
    kind: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be loaded: the reason is one of `REASONS`."""

    line: int
    code: str
    reason: str


def bad_rows(rows: list[Row], known: dict[str, str]) -> list[BadRow]:
    """Return every row that cannot be loaded, in order of its line.

    `known` maps codes that already stand in the tree to their kind. Reasons: `digits` (not 12
    digits), `name` (empty or over 100 characters), `duplicate`, `unknown_kind`, `unknown_parent`,
    `wrong_parent` (its kind may not stand under that parent), `loop` (it stands under itself).
    """
    kinds_by_code = dict(known)
    first_line: dict[str, int] = {}
    for row in rows:
        first_line.setdefault(row.code, row.line)
        kinds_by_code[row.code] = row.kind
    return [bad for row in rows if (bad := _fault(row, kinds_by_code, first_line))]


def _fault(row: Row, kinds_by_code: dict[str, str], first_line: dict[str, int]) -> BadRow | None:
    reason = ""
    if not re.fullmatch(r"[0-9]{12}", row.code):
        reason = "digits"
    elif not row.name or len(row.name) > 100:
        reason = "name"
    elif first_line[row.code] != row.line:
        reason = "duplicate"
    elif row.kind not in kinds():
        reason = "unknown_kind"
    elif row.parent_code == row.code:
        reason = "loop"
    elif row.parent_code and row.parent_code not in kinds_by_code:
        reason = "unknown_parent"
    elif not may_stand_under(row.kind, kinds_by_code.get(row.parent_code)):
        reason = "wrong_parent"
    return BadRow(row.line, row.code, reason) if reason else None
