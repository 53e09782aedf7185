"""Where a case stands, what may be done with it, by when, and who sees how much of it.

Pure: plain values in and out. Sources: law-and-norms.md B4 (order shows a time limit; the first
receiver leads; answer within the limit; call back), practice.md K01, K39, K42, F23; deadlines are
norms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median

from linli.foundation.people.rules import PostKind

TITLE_LENGTH = 80


class Status(StrEnum):
    """How far a case has come; `deliberating` = with the council of the courtyard."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    IN_HAND = "in_hand"
    DELIBERATING = "deliberating"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"


class Category(StrEnum):
    """What it is about; the first three are the questions everybody asks (K01)."""

    PARKING = "parking"
    ACCESS = "access"
    HYGIENE = "hygiene"
    PROPERTY = "property"
    NOISE = "noise"
    UTILITIES = "utilities"
    OTHER = "other"


class Channel(StrEnum):
    """How the community heard of it; all but PAGE are entered by a steward or worker."""

    PAGE = "page"
    DOOR = "door"
    PHONE = "phone"
    PAPER = "paper"
    CHAT = "chat"


class NoteKind(StrEnum):
    """What a note on a case is: a remark, words for the council, an answer, or why it is not
    solved.
    """

    NOTE = "note"
    HAND = "hand"
    ANSWER = "answer"
    REOPEN = "reopen"


class Move(StrEnum):
    """What can be done with a case."""

    ACKNOWLEDGE = "acknowledge"
    LEAD = "lead"
    HAND = "hand"
    ANSWER = "answer"
    CONFIRM = "confirm"
    REOPEN = "reopen"


OPEN = frozenset(Status) - {Status.ANSWERED, Status.CONFIRMED}

_AT_WORK = frozenset((Status.ACKNOWLEDGED, Status.IN_HAND, Status.REOPENED))
_FROM: Mapping[Move, frozenset[Status]] = {
    Move.ACKNOWLEDGE: frozenset((Status.RAISED,)),
    Move.LEAD: _AT_WORK,
    Move.HAND: _AT_WORK,
    Move.ANSWER: OPEN,  # also at once: the first who is asked may settle it (F23)
    Move.CONFIRM: frozenset((Status.ANSWERED,)),
    Move.REOPEN: frozenset((Status.ANSWERED,)),
}


def may_move(move: Move, status: Status) -> bool:
    """Return whether a case in this status can be moved so."""
    return status in _FROM[move]


def due(status: Status, *, acknowledge_by: datetime, answer_by: datetime) -> datetime | None:
    """Return by when the neighbourhood must do the next thing; None once it waits for the
    reporter.
    """
    if status is Status.RAISED:
        return acknowledge_by
    return answer_by if status in OPEN else None


def overdue_by(due_at: datetime | None, now: datetime) -> timedelta | None:
    """Return how long ago something was due; None if nothing is, or the moment itself has not
    passed.
    """
    if due_at is None or now <= due_at:
        return None
    return now - due_at


def title(spot: str, detail: str, subject: str) -> str:
    """Return a title made of the place and the kind only: it holds no words of the reporter about
    people.

    >>> title("北苑小区", "后门", "外来人员进出")
    '北苑小区后门 · 外来人员进出'
    """
    return f"{where(spot, detail)[: TITLE_LENGTH - len(subject) - 3]} · {subject}"


def where(spot: str, detail: str) -> str:
    """Return where something is: the place and what was said of it, the place named once.

    >>> where("3栋", "3栋3单元门禁")
    '3栋3单元门禁'
    """
    return detail if detail.startswith(spot) else spot + detail


class Circle(StrEnum):
    """How much of a case somebody sees."""

    ALL = "all"  # who looks after the building: everything
    OWN = "own"  # the reporter: all but notes kept among those who work on it
    COUNCIL = "council"  # the leader of the group: what was handed on, and the answer; no reporter
    STATE = "state"  # from above: title, dates and state; no words of residents, no names


def circle(post_kind: PostKind, *, is_reporter: bool) -> Circle:
    """Return how much somebody who may read the case sees of it."""
    if is_reporter:
        return Circle.OWN
    if post_kind in (PostKind.STEWARD, PostKind.WORKER, PostKind.SECRETARY):
        return Circle.ALL
    return Circle.COUNCIL if post_kind is PostKind.GROUP_LEADER else Circle.STATE


def shows(seen: Circle, kind: NoteKind, *, to_reporter: bool) -> bool:
    """Return whether a note is shown to somebody of this circle."""
    if seen is Circle.ALL:
        return True
    if seen is Circle.OWN:
        return to_reporter
    return seen is Circle.COUNCIL and kind in (NoteKind.HAND, NoteKind.ANSWER)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case on its way: `state` is done, now or todo; `at` when it was reached."""

    status: Status
    state: str
    at: datetime | None


def steps(status: Status, reached: Mapping[Status, datetime | None]) -> tuple[Step, ...]:
    """Return the way of a case: steps reached with their times, then those still to come.

    Council and "not solved" appear only if it came to them; a step that was skipped on the way to
    where it stands is left out. What is asked of somebody now is `now`: once answered, the
    reporter's word.
    """
    now = Status.CONFIRMED if status is Status.ANSWERED else status
    told = []
    for step in _WAY:
        at = reached.get(step)
        was_skipped = step in _DETOURS or _WAY.index(step) < _WAY.index(now)
        if at is None and step is not now and was_skipped:
            continue
        if step is now and status is not Status.CONFIRMED:
            told.append(Step(step, "now", at))
        else:
            told.append(Step(step, "todo" if at is None else "done", at))
    return tuple(told)


_WAY = (
    Status.RAISED, Status.ACKNOWLEDGED, Status.IN_HAND, Status.DELIBERATING, Status.REOPENED,
    Status.ANSWERED, Status.CONFIRMED,
)  # fmt: skip
_DETOURS = frozenset((Status.DELIBERATING, Status.REOPENED))


def median_of(durations: Iterable[timedelta]) -> timedelta | None:
    """Return the median of durations, None of none: half of the cases took no longer (K42)."""
    seconds = [duration.total_seconds() for duration in durations]
    return timedelta(seconds=median(seconds)) if seconds else None
