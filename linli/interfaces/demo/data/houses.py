"""Buildings with their doors and who lives behind them, in bulk: nobody deliberated on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F

from linli.foundation.people.actions import enter_person
from linli.foundation.people.models import Ownership, Person, Residence
from linli.foundation.places import actions as places
from linli.foundation.places.models import Beat, Grid, Household, Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.queries import scope_of
from linli.foundation.places.rules import ancestor_paths
from linli.interfaces.demo.data.invention import Inventor

BATCH = 500
SINCE = date(2023, 7, 1)  # the day after the cut-off of the official codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A building as it is built; `more` are doors on the ground floor of its first unit."""

    name: str
    units: int
    floors: int
    doors: int
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Estate:
    """A courtyard or compound with its buildings; at most `members` live in a household."""

    kind: str  # group or compound
    name: str
    setting: str
    blocks: tuple[Block, ...]
    members: int
    rented: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """A household with its head."""

    household: Household
    head: Person


@dataclass(frozen=True, slots=True)
class Built:
    """An estate as it stands in the tree."""

    place: Place
    buildings: tuple[Place, ...]
    homes: dict[int, list[Home]]  # by building

    def head_in(self, building: Place, ordinal: int) -> Person:
        """Return the head of one of the building's households, counted from the ground."""
        return self.homes[building.pk][ordinal].head


def build(
    estate: Estate, *, community: Place, inventor: Inventor, now: datetime, grid: Grid | None = None
) -> Built:
    """This will add an estate with its buildings, units, beats, households and residents."""
    compound = places.add_place(
        parent=community, kind=estate.kind, name=estate.name, setting=estate.setting,
        valid_from=SINCE, actor=OPERATOR, now=now,
    )  # fmt: skip
    buildings: list[Place] = []
    households: list[Household] = []
    for block in estate.blocks:
        building = _add(compound, "building", block.name, now)
        buildings.append(building)
        beat = Beat.objects.create(
            community_id=community.pk, name=f"{estate.name}{block.name}", valid_from=SINCE
        )
        for number in range(1, block.units + 1):
            unit = _add(building, "unit", f"{number}单元", now)
            more = block.more if number == 1 else 0
            households += [
                _household(unit, floor, door, grid=grid, beat=beat, inventor=inventor)
                for floor, door in _doors(block, more)
            ]
    Household.objects.bulk_create(households, batch_size=BATCH)
    homes = _move_in(households, estate, inventor)
    by_building: dict[int, list[Home]] = {}
    for home in homes:
        by_building.setdefault(home.household.building_id or 0, []).append(home)
    _count(compound)
    return Built(compound, tuple(buildings), by_building)


def _add(parent: Place, kind: str, name: str, now: datetime) -> Place:
    return places.add_place(
        parent=parent, kind=kind, name=name, valid_from=SINCE, actor=OPERATOR, now=now
    )


def _doors(block: Block, more: int) -> Iterator[tuple[int, int]]:
    for floor in range(1, block.floors + 1):
        for door in range(1, block.doors + 1 + (more if floor == 1 else 0)):
            yield floor, door


def _household(
    unit: Place, floor: int, door: int, *, grid: Grid | None, beat: Beat, inventor: Inventor
) -> Household:
    return Household(
        **scope_of(unit),
        number=f"{floor}{door:02d}",
        row_label=str(floor),
        row_order=floor,
        column_order=door,
        area=inventor.random.randrange(48_00, 118_00),
        grid=grid,
        beat=beat,
        valid_from=SINCE,
    )


def _move_in(households: list[Household], estate: Estate, inventor: Inventor) -> list[Home]:
    homes: list[Home] = []
    persons: list[Person] = []
    residences: list[Residence] = []
    for household in households:
        members = [
            enter_person(name=inventor.name(), phone="" if place else inventor.phone())
            for place in range(inventor.members(estate.members))
        ]
        rented = estate.rented or inventor.random.random() < 0.12
        status = Residence.Status.FLOATING if rented else Residence.Status.REGISTERED
        persons += members
        homes.append(Home(household, members[0]))
        residences += [
            Residence(
                community_id=household.community_id,
                person=person,
                household=household,
                status=status,
                is_head=person is members[0],
                is_tenant=rented,
                valid_from=SINCE,
            )
            for person in members
        ]
    Person.objects.bulk_create(persons, batch_size=BATCH)
    Residence.objects.bulk_create(residences, batch_size=BATCH)
    owned = {home.household_id for home in residences if not home.is_tenant}
    Ownership.objects.bulk_create(
        [
            Ownership(
                community_id=home.household.community_id,
                person=home.head,
                household=home.household,
                share=home.household.area,
                valid_from=SINCE,
            )
            for home in homes
            if home.household.pk in owned
        ],
        batch_size=BATCH,
    )
    return homes


def _count(compound: Place) -> None:
    """This will add the estate's households to its own counter, and to all above and below."""
    rows = Household.objects.filter(community_id=compound.community_id, compound_id=compound.pk)
    total = rows.count()
    above = Place.objects.filter(path__in=ancestor_paths(compound.path))
    above.update(households=F("households") + total)
    for column in ("building_id", "place_id"):
        for place_id, count in rows.values_list(column).annotate(count=Count("pk")):
            Place.objects.filter(pk=place_id).update(households=count)
