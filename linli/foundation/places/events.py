"""Facts about places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class DivisionsLoaded(Fact):
    """A file of official divisions was loaded into the tree."""

    kind: ClassVar[str] = "places.divisions_loaded"
    source: str
    added: int
    renamed: int


@dataclass(frozen=True, kw_only=True, slots=True)
class PlaceAdded(Fact):
    """One place was added under another."""

    kind: ClassVar[str] = "places.place_added"
    place_id: int
    parent_id: int
    place_kind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NormSet(Fact):
    """A norm holds from a date on."""

    kind: ClassVar[str] = "places.norm_set"
    key: str
    value: str
    document: str
