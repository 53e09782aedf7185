"""Facts of deliberation: ids and counts, never who thinks what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicOpened(Fact):
    """A problem was put to those concerned."""

    kind: ClassVar[str] = "deliberation.topic_opened"
    topic_id: int
    started_by_kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionSaid(Fact):
    """Somebody said what they think, or said it anew."""

    kind: ClassVar[str] = "deliberation.opinion_said"
    topic_id: int
    opinion_id: int
    way: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDrafted(Fact):
    """A version of a plan was written; `total` in fen."""

    kind: ClassVar[str] = "deliberation.plan_drafted"
    topic_id: int
    plan_id: int
    version: int
    total: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAgreed(Fact):
    """A seat of the group council agreed to a plan."""

    kind: ClassVar[str] = "deliberation.plan_agreed"
    plan_id: int
    agreed: int
    seats: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanAdopted(Fact):
    """A plan was adopted and put into public notice."""

    kind: ClassVar[str] = "deliberation.plan_adopted"
    plan_id: int
    notice_id: int
    agreed: int
    seats: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanCleared(Fact):
    """The notice of a plan took effect: it may go to the community council."""

    kind: ClassVar[str] = "deliberation.plan_cleared"
    plan_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PitchSubmitted(Fact):
    """The sheet that introduces a plan was handed in."""

    kind: ClassVar[str] = "deliberation.pitch_submitted"
    pitch_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class RoadShowScheduled(Fact):
    """A session of the community council will hear these pitches, in this order."""

    kind: ClassVar[str] = "deliberation.road_show_scheduled"
    road_show_id: int
    pitch_ids: list[int]


@dataclass(frozen=True, kw_only=True, slots=True)
class PitchPutToVote(Fact):
    """The community council votes on a pitch."""

    kind: ClassVar[str] = "deliberation.pitch_put_to_vote"
    pitch_id: int
    vote_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PitchDecided(Fact):
    """The vote on a pitch is counted and its result in public notice."""

    kind: ClassVar[str] = "deliberation.pitch_decided"
    pitch_id: int
    plan_id: int
    passed: bool
    notice_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicFinished(Fact):
    """What was decided has been carried out."""

    kind: ClassVar[str] = "deliberation.topic_finished"
    topic_id: int
