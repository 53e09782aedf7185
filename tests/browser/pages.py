"""Every page that can be opened, and by whom. A new address is entered here.

What stands where comes from `world.py`; the names of its matters and papers are used below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from tests.architecture.doors import EVERY_URL, doors

World = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody opens a page. `of` names in the world what the address names, `query` what is asked.

    `hat` is the place in the list of capacities, counted from 0, in which it is opened.
    """

    door: str
    who: str = ""
    of: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    hat: int = 0

    def __str__(self) -> str:
        asked = "&".join(f"{key}={value}" for key, value in self.query.items())
        parts = [self.door, self.who or "visitor", self.of.replace(" ", "_"), asked]
        return "-".join(part for part in parts if part) + (f"-hat{self.hat}" if self.hat else "")

    def address(self, world: World, size: int) -> str:
        """Return the address; what a query names in the world is put in for it.

        The gallery shows a sample frame, whose text size is asked for in its address.
        """
        fields = doors()[self.door].fields
        kwargs: dict[str, str | int] = {
            name: self.of if name == "slug" else world[self.of] for name, _kind in fields
        }
        path = reverse(self.door, urlconf=EVERY_URL, kwargs=kwargs)
        query = {key: str(world.get(value, value)) for key, value in self.query.items()}
        if self.door == "ui:gallery":
            query["size"] = str(size)
        return f"{path}?{urlencode(query)}" if query else path


RESIDENT, STEWARD, WORKER, LEADER = "resident", "steward", "worker", "leader"
COUNCIL, CHAIR, OFFICER = "council", "chair", "officer"
SEAT = 1  # the steward's other hat: a seat in the council of the courtyard

VISITS = (
    Visit("ui:display"),
    *(Visit("ui:gallery", query={"show": show}) for show in ("home", "parts", "desk")),
    Visit("demo:people"),
    Visit("demo:enter", of=RESIDENT),
    Visit("people:sign_in"),
    Visit("people:household", RESIDENT, "household"),
    Visit("people:household", STEWARD, "household"),
    # First pages, and the board
    Visit("portal:home"),
    *(Visit("portal:home", who) for who in (RESIDENT, STEWARD, LEADER, COUNCIL, CHAIR, OFFICER)),
    Visit("portal:home", STEWARD, hat=SEAT),
    Visit("portal:home", WORKER, query={"case": "case in work"}),
    Visit("portal:home", WORKER, query={"show": "overdue"}),
    Visit("portal:board", of="compound"),
    Visit("portal:board", of="community"),
    Visit("portal:board", RESIDENT, "compound"),
    Visit("portal:decision", of="built vote"),
    Visit("portal:decision", of="open vote"),
    Visit("portal:decision", of="rejected vote"),
    # Cases
    Visit("cases:new", RESIDENT),
    Visit("cases:new", STEWARD),
    Visit("cases:new", STEWARD, query={"household": "household"}),
    Visit("cases:new", WORKER),
    Visit("cases:case", RESIDENT, "case in work"),
    Visit("cases:case", RESIDENT, "answered case"),
    Visit("cases:case", STEWARD, "new case"),
    Visit("cases:case", STEWARD, "taken case"),
    Visit("cases:case", WORKER, "case in work"),
    Visit("cases:case", WORKER, "reopened case"),
    Visit("cases:case", OFFICER, "handed case"),
    # Topics, plans and pitches
    Visit("deliberation:topic", RESIDENT, "topic"),
    Visit("deliberation:topic", STEWARD, "topic"),
    Visit("deliberation:topic", LEADER, "rejected topic"),
    Visit("deliberation:topic", OFFICER, "passed topic"),
    Visit("deliberation:plan_new", LEADER, "topic"),
    Visit("deliberation:plan_new", LEADER, "mended topic"),
    Visit("deliberation:plan", STEWARD, "draft", hat=SEAT),
    Visit("deliberation:plan", LEADER, "agreed draft"),
    Visit("deliberation:plan", RESIDENT, "cleared plan"),
    Visit("deliberation:pitch_new", LEADER, "cleared plan"),
    Visit("deliberation:pitch", WORKER, "handed-in pitch"),
    Visit("deliberation:pitch", CHAIR, "scheduled pitch"),
    Visit("deliberation:road_show_new", WORKER),
    Visit("deliberation:road_show", COUNCIL, "road show"),
    # Votes
    Visit("voting:vote", of="open vote"),
    Visit("voting:vote", COUNCIL, "open vote"),
    Visit("voting:vote", CHAIR, "vote to close"),
    Visit("voting:vote", RESIDENT, "passed vote"),
    Visit("voting:vote", of="rejected vote"),
    # Notices
    Visit("register:notice", of="standing notice"),
    Visit("register:notice", LEADER, "standing notice"),
    Visit("register:notice", LEADER, "ready notice"),
    Visit("register:notice", RESIDENT, "upheld notice"),
    Visit("register:notice", of="passed notice"),
    Visit("register:object", STEWARD, "standing notice"),
    Visit("register:answer", LEADER, "objection"),
    Visit("register:revise", CHAIR, "passed notice"),
    # Projects
    Visit("projects:project", of="built project"),
    *(
        Visit("projects:project", LEADER, f"{stage} project")
        for stage in ("opened", "quoting", "due", "read-out", "chosen", "signed")
    ),
    Visit("projects:project", STEWARD, "quoting project", hat=SEAT),
    Visit("projects:project", RESIDENT, "signed project"),
)
# Nothing to look at there, and why.
NO_PAGE = {
    "ui:language": "keeps the language and goes back",
    "portal:healthz": "answers a machine",
    "portal:readyz": "answers a machine",
    "voting:participation": "is a part of the page of a vote",
    "voting:check": "answers a sent form; asked for without one it goes back to the vote",
    "deliberation:plan_sum": "answers a sent form; asked for without one it goes back to the plan",
}


def to_be_looked_at() -> set[str]:
    """Return the name of every address that answers a GET."""
    return {name for name, door in doors().items() if "GET" in door.methods}
