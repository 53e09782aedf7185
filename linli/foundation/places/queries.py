"""Reads of the tree: subtrees, breadcrumbs, scopes, codes and norms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.places import rules
from linli.foundation.places.models import Household, Norm, Place, PlaceCode

_PRACTICE = re.compile("（[A-Z][0-9]{2}）")


class NormMissing(LookupError):
    """No norm with this key holds there on that date: load those shipped (`linli norms load`)."""


def subtree(place: PlaceLike) -> QuerySet[Place]:
    """Return the place and everything under it: one range of the path's index."""
    return Place.objects.filter(path__gte=place.path, path__lt=place.path + rules.AFTER)


def breadcrumbs(place: PlaceLike) -> list[Place]:
    """Return the places from the city down to `place` (one query)."""
    return list(Place.objects.filter(path__in=rules.ancestor_paths(place.path)).order_by("path"))


def scope_of(place: Place) -> dict[str, Any]:
    """Return the columns of a ScopedModel row at `place` (no query).

    Raises ValueError above a community: business rows belong to one.
    """
    if place.community_id is None:
        raise ValueError(
            f"a business row needs a place within a community; got {place.kind} {place.pk}"
        )
    return {
        "place": place,
        "community_id": place.community_id,
        "city_id": place.city_id,
        "district_id": place.district_id,
        "street_id": place.street_id,
        "compound_id": place.compound_id,
        "building_id": place.building_id,
    }


def at_or_under(place: PlaceLike) -> Q:
    """Return the condition of ScopedModel rows at a place or under it (no query, no join)."""
    for level in ("city", "district", "street", "community", "compound", "building"):
        if getattr(place, f"{level}_id") == place.id:
            return Q(**{f"{level}_id": place.id})
    return Q(place_id=place.id, community_id=place.community_id)


def by_code(code: str, on: date) -> Place:
    """Return the place that bore this official code on a day; raises Place.DoesNotExist."""
    return PlaceCode.objects.select_related("place").get(_dated(on), code=code).place


def codes_on(on: date, codes: list[str]) -> dict[str, Place]:
    """Return code -> place for those of `codes` that held on a day."""
    found: dict[str, Place] = {}
    for start in range(0, len(codes), 500):
        rows = PlaceCode.objects.filter(_dated(on), code__in=codes[start : start + 500])
        found |= {row.code: row.place for row in rows.select_related("place")}
    return found


def households_of(place: Place) -> QuerySet[Household]:
    """Return the households under a compound, building or unit, by door."""
    rows = Household.objects.filter(community_id=place.community_id, valid_to__isnull=True)
    if place.kind == "unit":
        rows = rows.filter(place=place)
    elif place.building_id:
        rows = rows.filter(building_id=place.building_id)
    elif place.compound_id:
        rows = rows.filter(compound_id=place.compound_id)
    return rows.order_by("place_id", "-row_order", "column_order", "number")


@dataclass(frozen=True, slots=True)
class NormValue:
    """A norm as it holds at a place on a day, with its source for the screen that shows it."""

    key: str
    value: str
    document: str
    article: str
    valid_from: date

    @property
    def whole(self) -> int:
        """Return the value as a whole number; raises ValueError if it is none."""
        return int(self.value)

    @property
    def share(self) -> Fraction:
        """Return the value as an exact fraction, e.g. 2/3."""
        return Fraction(self.value)

    @property
    def source(self) -> str:
        """Return document and article in one line, without our number of the practice (C33)."""
        return f"{_PRACTICE.sub('', self.document)} {self.article}".strip()


def norms_at(keys: list[str], place: PlaceLike, on: date) -> dict[str, NormValue]:
    """Return the norms that hold at `place` on a day (one query); the nearest place up the tree
    wins.

    Raises NormMissing for a key that holds nowhere above.
    """
    here = Q(place__isnull=True) | Q(place__path__in=rules.ancestor_paths(place.path))
    rows = Norm.objects.filter(_dated(on), here, key__in=keys).select_related("place")
    found: dict[str, tuple[int, NormValue]] = {}
    for row in rows:
        near = len(row.place.path) if row.place else 0
        if row.key not in found or near > found[row.key][0]:
            value = NormValue(row.key, row.value, row.document, row.article, row.valid_from)
            found[row.key] = (near, value)
    missing = sorted(set(keys) - found.keys())
    if missing:
        raise NormMissing(f"no norm {', '.join(missing)} holds at {place.path} on {on}")
    return {key: value for key, (_near, value) in found.items()}


def norm_at(key: str, place: PlaceLike, on: date) -> NormValue:
    """Return one norm that holds at `place` on a day (one query); raises NormMissing."""
    return norms_at([key], place, on)[key]


def _dated(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
