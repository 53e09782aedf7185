"""How long a notice stands, what must happen before it takes effect, and what changed between
versions.

Pure: plain values in and out. Sources: Civil Code of the PRC art. 201 (a period counted in days
does not count the day it begins) and art. 203 (it ends with its last day); practice C29 (notice
with objections).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


class NoticeKind(StrEnum):
    """What a notice is about. A result only informs; a plan and a decision take effect later."""

    PLAN = "plan"
    DECISION = "decision"
    RESULT = "result"


def needs_effect(kind: NoticeKind) -> bool:
    """Return whether a notice of this kind has something to put into effect."""
    return kind is not NoticeKind.RESULT


def end_of_period(starts_at: datetime, days: int) -> datetime:
    """Return the last moment of a period of whole days; the day it begins is not counted.

    Raises ValueError for less than one day.

    >>> end_of_period(datetime(2026, 12, 8, 1, tzinfo=UTC), 7).astimezone(CHINA).isoformat()
    '2026-12-15T23:59:59.999999+08:00'
    """
    if days < 1:
        raise ValueError(f"want days >= 1; got {days}")
    last_day = starts_at.astimezone(CHINA).date() + timedelta(days=days)
    return datetime.combine(last_day, time.max, CHINA).astimezone(UTC)


def days_of(starts_at: datetime, ends_at: datetime) -> int:
    """Return how many whole days a period counts."""
    return (ends_at.astimezone(CHINA).date() - starts_at.astimezone(CHINA).date()).days


class Obstacle(StrEnum):
    """What keeps a notice from taking effect."""

    INFORMS_ONLY = "informs_only"
    IN_EFFECT = "in_effect"
    PERIOD_RUNS = "period_runs"
    UNANSWERED = "unanswered"
    UPHELD = "upheld"


def obstacles(
    *,
    kind: NoticeKind,
    ends_at: datetime,
    in_effect: bool,
    unanswered: int,
    upheld: int,
    now: datetime,
) -> list[Obstacle]:
    """Return everything that keeps a notice from taking effect now; nothing left: it may.

    `upheld` counts the objections upheld against the version that stands now.
    """
    if not needs_effect(kind):
        return [Obstacle.INFORMS_ONLY]
    if in_effect:
        return [Obstacle.IN_EFFECT]
    standing = {
        Obstacle.PERIOD_RUNS: now <= ends_at,
        Obstacle.UNANSWERED: unanswered > 0,
        Obstacle.UPHELD: upheld > 0,
    }
    return [obstacle for obstacle, holds in standing.items() if holds]


def fingerprint(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of the canonical JSON: sorted keys, UTF-8, no blanks.

    >>> fingerprint({"b": 1, "a": "门"}) == fingerprint({"a": "门", "b": 1})
    True
    """
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def short_code(whole: str) -> str:
    """Return the beginning of a fingerprint, easy to compare aloud.

    >>> short_code("8f3ka1b2c3")
    '8F3K-A1B2'
    """
    return f"{whole[:4]}-{whole[4:8]}".upper()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: `kind` is same, gone or new."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line of the money table that differs: amounts in fen, None where the line is not there."""

    label: str
    before: int | None
    after: int | None


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def changed_paragraphs(before: str, after: str) -> list[list[Piece]]:
    """Return every paragraph that differs, each as pieces that are the same, gone or new.

    A paragraph is compared with the one in its place, character by character, since Chinese has no
    blanks between words; paragraphs with nothing much in common are shown as gone and new.
    """
    old, new = paragraphs(before), paragraphs(after)
    changed: list[list[Piece]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[i1:i2], new[j1:j2]
        pairs = min(len(gone), len(come))
        for left, right in zip(gone[:pairs], come[:pairs], strict=True):
            changed.extend(_pieces(left, right))
        changed.extend([Piece("gone", text)] for text in gone[pairs:])
        changed.extend([Piece("new", text)] for text in come[pairs:])
    return changed


def _pieces(before: str, after: str) -> list[list[Piece]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.5:
        return [[Piece("gone", before)], [Piece("new", after)]]
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", before[i1:i2]))
            continue
        if i2 > i1:
            pieces.append(Piece("gone", before[i1:i2]))
        if j2 > j1:
            pieces.append(Piece("new", after[j1:j2]))
    return [pieces]


def changed_lines(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> list[LineChange]:
    """Return the lines of two money tables that differ, in the order of the later one, then what is
    gone.

    >>> changed_lines([{"label": "门", "fen": 300}], [{"label": "门", "fen": 200}])
    [LineChange(label='门', before=300, after=200)]
    """
    old = {str(line["label"]): int(line["fen"]) for line in before}
    new = {str(line["label"]): int(line["fen"]) for line in after}
    labels = [*new, *(label for label in old if label not in new)]
    return [
        LineChange(label, old.get(label), new.get(label))
        for label in labels
        if old.get(label) != new.get(label)
    ]
