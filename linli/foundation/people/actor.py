"""Who acts, and in which capacity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linli.foundation.people.rules import PostKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hat:
    """One capacity a person may act in: a post, or a residence (then `post_id` is None)."""

    key: str  # "post-ID" or "home-ID"
    kind: PostKind
    post_id: int | None
    household_id: int | None
    place_id: int
    place_name: str
    path: str
    city_id: int | None
    district_id: int | None
    street_id: int | None
    community_id: int | None
    compound_id: int | None
    building_id: int | None
    building_name: str = ""
    compound_name: str = ""
    community_name: str = ""
    valid_from: date
    valid_to: date | None

    @property
    def id(self) -> int:
        """Return the id of its place: a hat can stand wherever a place is wanted (PlaceLike)."""
        return self.place_id

    def holds_on(self, day: date) -> bool:
        """Return whether the capacity holds on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A signed-in person acting in one capacity; `hats` are all those that hold today."""

    account_id: int
    person_id: int
    name: str
    hat: Hat
    hats: tuple[Hat, ...]
    facts: int = 0  # in the journals of the communities of the hats: the version of what they show

    @property
    def post_id(self) -> int | None:
        """Return the post acted as; None for a resident."""
        return self.hat.post_id

    @property
    def post_kind(self) -> PostKind:
        """Return the kind of capacity."""
        return self.hat.kind

    @property
    def place_id(self) -> int:
        """Return the place of the capacity."""
        return self.hat.place_id

    @property
    def path(self) -> str:
        """Return the path of that place."""
        return self.hat.path

    @property
    def community_id(self) -> int | None:
        """Return its community; None above communities."""
        return self.hat.community_id

    @property
    def compound_id(self) -> int | None:
        """Return its compound or courtyard, if it lies in one."""
        return self.hat.compound_id

    @property
    def building_id(self) -> int | None:
        """Return its building, if it lies in one."""
        return self.hat.building_id
