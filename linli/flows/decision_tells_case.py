"""Whoever raised the matter hears what the council decided (K39: every hop answers)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from linli.flows import queries
from linli.foundation.kernel.facts import Recorded
from linli.practices.cases.actions import add_note
from linli.practices.deliberation.events import PitchDecided


def tell(recorded: Recorded[PitchDecided]) -> None:
    """This will note the decision on the case the topic came of, for its reporter to see."""
    topic_id = queries.topic_of_plan(recorded.community_id, recorded.fact.plan_id)
    case = queries.case_of_topic(recorded.community_id, topic_id)
    if case is None:
        return
    if recorded.fact.passed:
        text = _("The community council has voted: the plan is passed. The count is on the board.")
    else:
        text = _(
            "The community council has voted: the plan did not pass. The count is on the board."
        )
    add_note(case=case, text=text, shown_to_reporter=True, actor=recorded.actor, now=recorded.at)
