"""Facts about people: ids only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class PostFilled(Fact):
    """A person took up a post at a place."""

    kind: ClassVar[str] = "people.post_filled"
    post_id: int
    post_kind: str
    holder_id: int
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PostEnded(Fact):
    """A post ended on a day."""

    kind: ClassVar[str] = "people.post_ended"
    post_id: int
    day: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalFieldOpened(Fact):
    """Somebody looked at a personal field in full; its owner can read this."""

    kind: ClassVar[str] = "people.personal_field_opened"
    subject_person_id: int
    field: str
    household_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedIn(Fact):
    """An account signed in."""

    kind: ClassVar[str] = "people.signed_in"
    way: str  # password, code, demo
