"""What keeps the envelopes closed, in sentences that say who must act."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from linli.foundation.ui import formats
from linli.practices.projects import rules
from linli.practices.projects.models import Project
from linli.practices.projects.queries.rows import Roll
from linli.practices.projects.rules import Gap


def missing_for_opening(
    project: Project, *, envelopes: int, roll: Roll, now: datetime
) -> dict[Gap, str]:
    """Return what is missing before the envelopes may be opened, each with its sentence (no query).

    Raises ValueError for a project that has no due time yet.
    """
    if project.quotes_due is None or project.quotes_needed is None:
        raise ValueError(f"want a project that quotes were invited for; got {project.status}")
    gaps = rules.gaps_before_opening(
        now=now,
        due=project.quotes_due,
        envelopes=envelopes,
        needed=project.quotes_needed,
        declared=roll.declared,
        choosers=len(roll.choosers),
    )
    sentences = {
        Gap.QUOTES: ngettext(
            "%(n)d of %(needed)d quotes has come in. The group leader or the community office "
            "has to ask more firms.",
            "%(n)d of %(needed)d quotes have come in. The group leader or the community office "
            "has to ask more firms.",
            envelopes,
        ) % {"n": envelopes, "needed": project.quotes_needed},
        Gap.DECLARATIONS: ngettext(
            "%(n)d of %(choosers)d members of the group council has declared whether they have an "
            "interest in a firm; at least %(needed)d must. Each of them declares on this page.",
            "%(n)d of %(choosers)d members of the group council have declared whether they have an "
            "interest in a firm; at least %(needed)d must. Each of them declares on this page.",
            roll.declared,
        ) % {"n": roll.declared, "choosers": len(roll.choosers), "needed": roll.needed},
        Gap.NOT_DUE: _("The envelopes stay closed until %(due)s.")
        % {"due": formats.deadline(project.quotes_due, now=now)},
    }  # fmt: skip
    return {gap: sentences[gap] for gap in gaps}
