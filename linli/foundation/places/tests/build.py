"""Builders: a small real-looking city to test in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linli.foundation.kernel import clock
from linli.foundation.places import actions, rules
from linli.foundation.places.models import Household, Norm, Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.queries import scope_of

LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class City:
    """One city with everything a permission can be tried against."""

    city: Place
    district: Place
    street: Place
    community: Place
    compound: Place
    building: Place
    unit: Place
    sibling_building: Place  # in the same compound
    sibling_compound: Place  # in the same community
    sibling_community: Place  # in the same street
    other_street: Place


def a_place(parent: Place | None, kind: str, name: str) -> Place:
    """Return a new place; the city at the top is made without the verb, which needs a parent."""
    if parent is None:
        row = rules.Row(2, "530100000000", name, kind, "")
        actions.load_divisions(
            rows=[row], source="test", valid_from=LONG_AGO, actor=OPERATOR, now=clock.now()
        )
        return Place.objects.get(parent=None, name=name)
    return actions.add_place(
        parent=parent, kind=kind, name=name, valid_from=LONG_AGO, actor=OPERATOR, now=clock.now()
    )


def a_city() -> City:
    """Return a city of eleven places, from the top down to a unit."""
    city = a_place(None, "city", "昆明市")
    district = a_place(city, "district", "盘龙区")
    street = a_place(district, "street", "金辰街道")
    community = a_place(street, "community", "金星社区")
    compound = a_place(community, "compound", "北苑小区")
    building = a_place(compound, "building", "1栋")
    return City(
        city=city,
        district=district,
        street=street,
        community=community,
        compound=compound,
        building=building,
        unit=a_place(building, "unit", "1单元"),
        sibling_building=a_place(compound, "building", "2栋"),
        sibling_compound=a_place(community, "compound", "南苑小区"),
        sibling_community=a_place(street, "community", "银星社区"),
        other_street=a_place(district, "street", "东华街道"),
    )


def a_household(place: Place, number: str = "101", area: int = 8817) -> Household:
    """Return a door under a building or unit; `area` in whole 0.01 m²."""
    return Household.objects.create(
        **scope_of(place), number=number, row_label="1", row_order=1, area=area, valid_from=LONG_AGO
    )


def a_norm(key: str, value: str, place: Place | None = None) -> Norm:
    """Return a norm that has held for long."""
    return actions.set_norm(
        key=key, value=value, place=place, valid_from=LONG_AGO, document="测试规则",
        article="第一条", actor=OPERATOR, now=clock.now(),
    )  # fmt: skip


def the_norms() -> None:
    """Set the norms that the loop reads, with the values that ship."""
    for key, value in (
        ("voting.council_share", "2/3"),
        ("register.plan_notice_days", "7"),
        ("register.decision_notice_days", "3"),
        ("projects.quotes_at_least", "3"),
        ("cases.acknowledge_hours", "24"),
        ("cases.answer_days", "7"),
    ):
        a_norm(key, value)
