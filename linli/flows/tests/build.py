"""Builders: a courtyard with somebody in every capacity that the flows join."""

from __future__ import annotations

from dataclasses import dataclass

from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_person, a_post, an_actor
from linli.foundation.places.models import Place
from linli.foundation.places.tests.build import City, a_city, the_norms
from linli.practices.cases import actions
from linli.practices.cases.models import Case
from linli.practices.cases.tests.build import NOON, a_case, a_neighbour, fresh


@dataclass(frozen=True, slots=True)
class Scene:
    """A city and those who act in it."""

    city: City
    resident: Actor
    steward: Actor
    worker: Actor
    leader: Actor


def the_scene() -> Scene:
    """Return a city with its norms and one person a capacity."""
    the_norms()
    city = a_city()
    return Scene(
        city=city,
        resident=a_neighbour(city.unit),
        steward=_holder(PostKind.STEWARD, city.building, "林小禾"),
        worker=_holder(PostKind.WORKER, city.community, "周文"),
        leader=_holder(PostKind.GROUP_LEADER, city.compound, "田景和"),
    )


def handed_on(scene: Scene) -> Case:
    """Return a resident's case that is with the council of the courtyard."""
    case = a_case(scene.resident, scene.city.unit)
    actions.acknowledge(case=case, actor=scene.steward, now=NOON)
    actions.hand_to_council(case=case, reason="后门装不装门禁", actor=scene.steward, now=NOON)
    return fresh(case)


def _holder(kind: PostKind, place: Place, name: str) -> Actor:
    person = a_person(name)
    a_post(person, kind, place)
    return an_actor(person, on=NOON.date())
