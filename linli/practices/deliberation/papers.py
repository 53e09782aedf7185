"""What is published in words: the body of a plan's notice and of a decision.

Papers are for everybody, so they are written in the language of the house, whatever the language
of the screen of whoever publishes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from linli.foundation.ui.formats import money
from linli.mechanisms.voting.models import Vote
from linli.mechanisms.voting.rules import needed
from linli.practices.deliberation.models import Plan, Topic
from linli.practices.deliberation.rules import Line


def figures(lines: Sequence[Line]) -> dict[str, Any]:
    """Return a budget as the structured part of a notice: labels and whole fen."""
    return {
        "lines": [{"label": line.label, "fen": line.fen} for line in lines],
        "total_fen": sum(line.fen for line in lines),
    }


def plan_title(topic: Topic) -> str:
    """Return the title of a plan's notice."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Plan: %(title)s") % {"title": topic.title}


def plan_body(topic: Topic, plan: Plan, *, agreed: int, seats: int) -> str:
    """Return the paragraphs of a plan's notice."""
    with translation.override(settings.LANGUAGE_CODE):
        return "\n\n".join(
            (
                _("The problem: %(problem)s") % {"problem": topic.problem},
                _("What shall be done: %(content)s") % {"content": plan.content},
                _("Budget: %(total)s.") % {"total": money(plan.total)},
                _(
                    "%(agreed)d of the %(seats)d seats of the group council agreed to this plan. "
                    "Whoever lives here may object until the notice ends."
                )
                % {"agreed": agreed, "seats": seats},
            )
        )


def vote_question(topic: Topic, plan: Plan) -> str:
    """Return the question put to the community council."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("Do you approve the plan “%(title)s” with a budget of %(total)s?") % {
            "title": topic.title,
            "total": money(plan.total),
        }


def decision_title(topic: Topic, *, passed: bool) -> str:
    """Return the title of the notice of a decision."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Passed: %(title)s") if passed else _("Not passed: %(title)s")
        return words % {"title": topic.title}


def count_of(vote: Vote, *, passed: bool) -> dict[str, Any]:
    """Return the count of a closed vote as the structured part of a notice."""
    return {
        "vote_id": vote.pk,
        "passed": passed,
        "needed": needed(vote.threshold, vote.eligible, vote.cast),
        "eligible": vote.eligible,
        "cast": vote.cast,
        "approve": vote.approve,
        "oppose": vote.oppose,
        "abstain": vote.abstain,
    }


def decision_body(plan: Plan, vote: Vote, *, passed: bool) -> str:
    """Return the paragraphs of the notice of a decision, with every number of the count."""
    with translation.override(settings.LANGUAGE_CODE):
        outcome = (
            _("The community council has passed this plan.")
            if passed
            else _("The community council has not passed this plan.")
        )
        count = _(
            "Of %(eligible)d seats %(approve)d approved, %(oppose)d opposed, %(abstain)d abstained "
            "and %(absent)d did not vote; %(needed)d approvals were needed (%(source)s)."
        ) % {
            "eligible": vote.eligible,
            "approve": vote.approve,
            "oppose": vote.oppose,
            "abstain": vote.abstain,
            "absent": (vote.eligible or 0) - (vote.cast or 0),
            "needed": needed(vote.threshold, vote.eligible, vote.cast),
            "source": vote.rule_source,
        }
        return "\n\n".join(
            (
                outcome,
                count,
                _("What shall be done: %(content)s") % {"content": plan.content},
                _("Budget: %(total)s.") % {"total": money(plan.total)},
            )
        )
