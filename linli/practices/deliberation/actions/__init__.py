"""What people do with topics, plans and pitches: one function, one transaction, one fact."""

from linli.practices.deliberation.actions.pitches import (
    decide_pitch,
    put_to_vote,
    schedule_road_show,
    submit_pitch,
)
from linli.practices.deliberation.actions.plans import (
    adopt_plan,
    agree_to_plan,
    clear_plan,
    draft_plan,
)
from linli.practices.deliberation.actions.refusals import (
    EmptyField,
    EmptyFunding,
    EmptyOpinions,
    OpinionRefused,
    PitchRefused,
    PlanRefused,
)
from linli.practices.deliberation.actions.topics import finish_topic, open_topic, say_opinion

__all__ = [
    "EmptyField",
    "EmptyFunding",
    "EmptyOpinions",
    "OpinionRefused",
    "PitchRefused",
    "PlanRefused",
    "adopt_plan",
    "agree_to_plan",
    "clear_plan",
    "decide_pitch",
    "draft_plan",
    "finish_topic",
    "open_topic",
    "put_to_vote",
    "say_opinion",
    "schedule_road_show",
    "submit_pitch",
]
