"""Reads of stewardship: how many households a steward shall look after at a place."""

from __future__ import annotations

from datetime import date

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.places.queries import norm_at, norms_at
from linli.foundation.places.rules import Setting
from linli.practices.stewardship import rules

KINDS = (Setting.OLD_BLOCK, Setting.ESTATE, Setting.PERI_URBAN, Setting.RURAL)


def norm_for(kind: Setting, place: PlaceLike, on: date) -> tuple[rules.Norm, str]:
    """Return the norm of a kind of compound at a place on a day, with its source (one query).

    Raises NormMissing where none holds.
    """
    if kind is Setting.ESTATE:
        value = norm_at("stewardship.estate.about", place, on)
        return rules.about(value.whole), value.source
    low, high = f"stewardship.{kind}.low", f"stewardship.{kind}.high"
    held = norms_at([low, high], place, on)
    return rules.Norm(held[low].whole, held[high].whole), held[low].source
