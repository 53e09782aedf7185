"""Prints what the database holds, as JSON: read beside the server, not through it.

python -m tests.drills.look
"""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")


def look() -> dict[str, object]:
    """Return texts of all cases, the number of ballots, and the faults of the journal."""
    from linli.foundation.kernel import journal
    from linli.foundation.kernel.models import Head
    from linli.mechanisms.voting.models import Ballot
    from linli.practices.cases.models import Case

    heads = Head.objects.values_list("community_id", flat=True)
    return {
        "cases": sorted(Case.objects.values_list("text", flat=True)),
        "ballots": Ballot.objects.count(),
        "faults": [str(fault) for community in heads for fault in journal.faults(community)],
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(look()))
