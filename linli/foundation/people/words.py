"""What a capacity is called: the one list of names of post kinds."""

from __future__ import annotations

from django.utils.translation import pgettext, pgettext_lazy

from linli.foundation.people.rules import PostKind

_NAMES = {
    PostKind.RESIDENT: pgettext_lazy("post", "Resident"),
    PostKind.STEWARD: pgettext_lazy("post", "Building steward"),
    PostKind.GROUP_LEADER: pgettext_lazy("post", "Leader of the residents' group"),
    PostKind.GROUP_COUNCIL_SEAT: pgettext_lazy("post", "Member of the group council"),
    PostKind.COUNCIL_SEAT: pgettext_lazy("post", "Member of the community council"),
    PostKind.COUNCIL_CHAIR: pgettext_lazy("post", "Chair of the community council"),
    PostKind.WORKER: pgettext_lazy("post", "Community worker"),
    PostKind.SECRETARY: pgettext_lazy("post", "Community secretary"),
    PostKind.PROPERTY_MANAGER: pgettext_lazy("post", "Property manager"),
    PostKind.STREET_OFFICER: pgettext_lazy("post", "Street officer"),
    PostKind.DISTRICT_OFFICER: pgettext_lazy("post", "District officer"),
}


def name_of(kind: str) -> str:
    """Return the name of a post kind; "operator" is the technician of the server."""
    if kind in _NAMES:
        return str(_NAMES[PostKind(kind)])
    return pgettext("post", "Operator of the server")
