"""How a topic moves: who may be heard when, what a plan needs, what comes next and who must act.

Pure: plain values in and out. Sources: report C27-C33 (a group council of five, plan and budget in
public, road show before the council of 37), K26; law-and-norms.md B3 (tell, hear everyone, form an
opinion, carry out, report back).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_LINES = 8
USUAL_MINUTES = 10
VOTE_DAYS = 3
VOTE_ENDS = time(18, 0)


class TopicStatus(StrEnum):
    """How far a topic has come."""

    OPEN = "open"
    PLANNED = "planned"
    ANNOUNCED = "announced"
    PITCHED = "pitched"
    VOTING = "voting"
    PASSED = "passed"
    REJECTED = "rejected"
    DONE = "done"


class PlanStatus(StrEnum):
    """A draft is agreed to; an adopted plan is in notice; a cleared one has stood its notice."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    CLEARED = "cleared"
    SUPERSEDED = "superseded"


class PitchStatus(StrEnum):
    """Where a pitch stands in the queue of the community council."""

    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"
    VOTING = "voting"
    PASSED = "passed"
    REJECTED = "rejected"


class Stance(StrEnum):
    """What somebody thinks of a topic."""

    FOR = "for"
    AGAINST = "against"
    OTHER = "other"


class Way(StrEnum):
    """How an opinion came: written by the person, or noted by a steward at bench or door."""

    ONLINE = "online"
    BENCH = "bench"
    DOOR = "door"


class Stage(StrEnum):
    """The six stages of the way of a topic, in order."""

    TOPIC = "topic"
    PLAN = "plan"
    NOTICE = "notice"
    ROAD_SHOW = "road_show"
    VOTE = "vote"
    WORKS = "works"


class Next(StrEnum):
    """What happens next with a topic; each has one who must act."""

    WRITE_PLAN = "write_plan"
    AGREE = "agree"
    ADOPT = "adopt"
    NOTICE_RUNS = "notice_runs"
    MEND = "mend"
    WRITE_PITCH = "write_pitch"
    SCHEDULE = "schedule"
    PUT_TO_VOTE = "put_to_vote"
    VOTE_RUNS = "vote_runs"
    WORKS_RUN = "works_run"
    IMPROVE = "improve"
    NOTHING = "nothing"


# Opinions feed plan and pitch; once the pitch is written, objections and the vote take over.
HEARING = frozenset(
    (TopicStatus.OPEN, TopicStatus.PLANNED, TopicStatus.ANNOUNCED, TopicStatus.REJECTED)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a budget: what it is for and how much, in whole fen (0.01 yuan)."""

    label: str
    fen: int

    def __post_init__(self) -> None:
        if not self.label.strip() or self.fen <= 0:
            raise ValueError(f"want a label and an amount above 0 fen; got {self}")


def total(lines: Iterable[Line]) -> int:
    """Return the sum of a budget in fen.

    >>> total([Line("门禁", 2_400_000), Line("安装", 1_200_000)])
    3600000
    """
    return sum(line.fen for line in lines)


def needs_words(stance: Stance) -> bool:
    """Return whether a stance says nothing without words: neither for nor against."""
    return stance is Stance.OTHER


def needed(seats: int) -> int:
    """Return how many seats of a group council adopt a plan: more than half of all of them.

    >>> needed(5), needed(4)
    (3, 3)
    """
    return seats // 2 + 1


def is_adoptable(*, agreed: int, seats: int) -> bool:
    """Return whether enough seats agreed; a council without seats adopts nothing."""
    return seats > 0 and agreed >= needed(seats)


def may_draft(topic: TopicStatus, *, standing: PlanStatus | None) -> bool:
    """Return whether a plan, or a better version of it, may be written.

    `standing` is the status of the plan in force, if any: once its notice has taken effect the plan
    is fixed, until the council rejects it.
    """
    if topic is TopicStatus.ANNOUNCED:
        return standing is PlanStatus.ADOPTED
    return topic in (TopicStatus.OPEN, TopicStatus.PLANNED, TopicStatus.REJECTED)


def next_step(
    topic: TopicStatus,
    *,
    standing: PlanStatus | None = None,
    has_draft: bool = False,
    agreed: int = 0,
    seats: int = 0,
    is_contested: bool = False,
    pitch: PitchStatus | None = None,
) -> Next:
    """Return what happens next.

    `agreed` and `seats` are those of the newest draft; a better draft of an announced plan comes
    first, because the notice waits for it. `is_contested`: an objection to what the notice says
    now was found right.
    """
    if has_draft:
        return Next.ADOPT if is_adoptable(agreed=agreed, seats=seats) else Next.AGREE
    if topic is TopicStatus.ANNOUNCED:
        if standing is PlanStatus.CLEARED:
            return Next.WRITE_PITCH
        return Next.MEND if is_contested else Next.NOTICE_RUNS
    if topic is TopicStatus.PITCHED:
        return Next.PUT_TO_VOTE if pitch is PitchStatus.SCHEDULED else Next.SCHEDULE
    return _PLAIN[topic]


_PLAIN = {
    TopicStatus.OPEN: Next.WRITE_PLAN,
    TopicStatus.PLANNED: Next.WRITE_PLAN,
    TopicStatus.VOTING: Next.VOTE_RUNS,
    TopicStatus.PASSED: Next.WORKS_RUN,
    TopicStatus.REJECTED: Next.IMPROVE,
    TopicStatus.DONE: Next.NOTHING,
}


def stages(topic: TopicStatus, *, is_cleared: bool = False) -> dict[Stage, str]:
    """Return stage -> done, now, todo or stopped, in the order of the way.

    `is_cleared`: the notice of the plan has taken effect.

    >>> stages(TopicStatus.ANNOUNCED)[Stage.NOTICE]
    'now'
    """
    if topic is TopicStatus.DONE:
        return dict.fromkeys(Stage, "done")
    here = Stage.ROAD_SHOW if topic is TopicStatus.ANNOUNCED and is_cleared else _HERE[topic]
    order = list(Stage)
    at = order.index(here)
    mark = "stopped" if topic is TopicStatus.REJECTED else "now"
    return {
        stage: "done" if place < at else mark if place == at else "todo"
        for place, stage in enumerate(order)
    }


_HERE = {
    TopicStatus.OPEN: Stage.TOPIC,
    TopicStatus.PLANNED: Stage.PLAN,
    TopicStatus.ANNOUNCED: Stage.NOTICE,
    TopicStatus.PITCHED: Stage.ROAD_SHOW,
    TopicStatus.VOTING: Stage.VOTE,
    TopicStatus.PASSED: Stage.WORKS,
    TopicStatus.REJECTED: Stage.VOTE,
}


def closing_time(now: datetime) -> datetime:
    """Return when a vote closes unless told otherwise: three days on, at 18:00 in China, aware."""
    day = now.astimezone(SHANGHAI).date() + timedelta(days=VOTE_DAYS)
    return datetime.combine(day, VOTE_ENDS, tzinfo=SHANGHAI)


def is_heard(held_at: datetime, now: datetime) -> bool:
    """Return whether a road show's day has come in China: then its pitches may be voted on."""
    return now.astimezone(SHANGHAI).date() >= held_at.astimezone(SHANGHAI).date()


def starts(held_at: datetime, minutes: Sequence[int]) -> list[datetime]:
    """Return when each pitch of a road show begins, one after the other.

    >>> [f"{start:%H:%M}" for start in starts(datetime(2026, 12, 15, 19), [10, 15, 5])]
    ['19:00', '19:10', '19:25']
    """
    return [held_at + timedelta(minutes=sum(minutes[:index])) for index in range(len(minutes))]
