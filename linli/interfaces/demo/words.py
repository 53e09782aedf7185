"""What the seven people are told apart by, and how the one matter goes from hand to hand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CAN_DO: dict[str, str | Promise] = {
    "resident": _(
        "Lives in building 3. Reports what is broken, says what she thinks, objects, and decides "
        "in the end whether it is solved."
    ),
    "steward": _(
        "Looks after the 36 doors of building 3, at the age of 71. Receives what neighbours report "
        "and brings it to the courtyard's council, where she has a seat as well."
    ),
    "worker": _(
        "Works for the community: sees everything that is due, answers, calls the road show."
    ),
    "leader": _(
        "Leads the residents' group: writes the plan with its budget, asks for quotes and accepts "
        "the work."
    ),
    "council": _("Has one of the 37 seats of the community council, and one ballot."),
    "chair": _("Chairs the community council: puts plans to the vote and closes it."),
    "officer": _(
        "Looks at the communities from the street office: what is overdue, what was decided. "
        "Sees no names."
    ),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk: who does it (a slug, or "" for this page itself), and what."""

    who: str
    what: str | Promise


WALK = (
    Step("resident", _("Choose “Speak up” and report that the back gate does not close.")),
    Step("steward", _("Receive it, and bring it to the courtyard's council.")),
    Step("resident", _("It has become a topic: say what you think about it.")),
    Step("leader", _("Write a plan of 36,000 yuan in a few lines, and agree to it.")),
    Step(
        "",
        _(
            "Let the group council agree, on this page. Then let the leader adopt the plan: it "
            "stands in public for 7 days."
        ),
    ),
    Step(
        "",
        _(
            "Move the clock on by 7 days and 1 day. The leader puts the plan into effect and "
            "writes the pitch."
        ),
    ),
    Step("worker", _("Set the road show. Then move the clock on to its day.")),
    Step("chair", _("Put the plan to the vote, and vote.")),
    Step("council", _("Vote.")),
    Step(
        "",
        _(
            "Let the other seats vote, on this page: 25 of 37 are needed. Move the clock on past "
            "the end, and let the chair close the vote; the decision stands in public for 3 days."
        ),
    ),
    Step(
        "leader",
        _(
            "After 4 more days put the decision into effect: there is a project now. Invite quotes "
            "and register three envelopes."
        ),
    ),
    Step(
        "",
        _(
            "Let the group council declare that it has no interest in a firm, on this page, and "
            "move the clock on past the due time."
        ),
    ),
    Step(
        "leader",
        _("Declare, open the quotes, choose one, sign for 34,500 yuan, pay, accept."),
    ),
    Step("resident", _("Say that it is solved. The public board shows what was saved.")),
    Step("officer", _("Look at it from the street office.")),
)
