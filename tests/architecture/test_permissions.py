"""Who gets through which door: every address, every post, from every side of the tree.

What is expected is worked out here from the table of deeds and the parents of places, never by
asking `may`. A door that should stay shut answers 404, as if there were nothing behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from linli.foundation.people.authority import table
from linli.foundation.people.rules import ABOVE, BELOW, OWN, PostKind, Relation
from linli.foundation.people.tests.build import key, sign_in
from linli.foundation.places.models import Place
from tests.architecture.doors import EVERY_URL, Door, doors
from tests.architecture.world import CANARIES, World

pytestmark = [pytest.mark.django_db, pytest.mark.urls(EVERY_URL)]

Address = Callable[[World], tuple[dict[str, Any], Place | None]]


def of(made: str, argument: str, place: str) -> Address:
    """Return the address of something made in the world, and the place where it lies."""
    return lambda world: ({argument: world.made[made].pk}, getattr(world.here, place))


def plain(**arguments: Any) -> Address:
    """Return an address that names no object."""
    return lambda _world: (arguments, None)


# Every address: what it names in the world, and where that lies. A new address is entered here.
ADDRESSES: dict[str, Address] = {
    "ui:display": plain(),
    "ui:language": plain(),
    "ui:gallery": plain(),
    "people:sign_in": plain(),
    "people:ask_code": plain(),
    "people:enter_code": plain(),
    "people:sign_out": plain(),
    "people:change_hat": plain(),
    "people:household": lambda world: ({"household_id": world.household.pk}, world.here.unit),
    "people:open_phone": lambda world: ({"household_id": world.household.pk}, world.here.unit),
    "register:notice": of("notice", "notice_id", "compound"),
    "register:object": of("notice", "notice_id", "compound"),
    "register:take_effect": of("notice", "notice_id", "compound"),
    "register:revise": of("notice", "notice_id", "compound"),
    "register:answer": of("objection", "objection_id", "compound"),
    "voting:vote": of("vote", "vote_id", "community"),
    "voting:participation": of("vote", "vote_id", "community"),
    "voting:check": of("vote", "vote_id", "community"),
    "voting:cast": of("vote", "vote_id", "community"),
    "voting:close": of("vote", "vote_id", "community"),
    "cases:new": plain(),
    "cases:case": of("case", "case_id", "unit"),
    "cases:acknowledge": of("case", "case_id", "unit"),
    "cases:lead": of("case", "case_id", "unit"),
    "cases:note": of("case", "case_id", "unit"),
    "cases:hand": of("case", "case_id", "unit"),
    "cases:answer": of("case", "case_id", "unit"),
    "cases:confirm": of("case", "case_id", "unit"),
    "cases:reopen": of("case", "case_id", "unit"),
    "deliberation:topic": of("topic", "topic_id", "compound"),
    "deliberation:opinion": of("open topic", "topic_id", "compound"),
    "deliberation:plan_new": of("open topic", "topic_id", "compound"),
    "deliberation:plan_sum": of("open topic", "topic_id", "compound"),
    "deliberation:plan": of("plan", "plan_id", "compound"),
    "deliberation:agree": of("plan", "plan_id", "compound"),
    "deliberation:adopt": of("plan", "plan_id", "compound"),
    "deliberation:pitch_new": of("plan", "plan_id", "compound"),
    "deliberation:pitch": of("pitch", "pitch_id", "compound"),
    "deliberation:put_to_vote": of("pitch", "pitch_id", "compound"),
    "deliberation:road_show_new": plain(),
    "deliberation:road_show": of("road_show", "road_show_id", "community"),
    "projects:project": of("project", "project_id", "compound"),
    "projects:source": of("project", "project_id", "compound"),
    "projects:invite": of("project", "project_id", "compound"),
    "projects:register": of("project", "project_id", "compound"),
    "projects:declare": of("project", "project_id", "compound"),
    "projects:open": of("sealed", "project_id", "compound"),
    "projects:choose": of("project", "project_id", "compound"),
    "projects:contract": of("project", "project_id", "compound"),
    "projects:scope": of("project", "project_id", "compound"),
    "projects:payment": of("project", "project_id", "compound"),
    "projects:accept": of("project", "project_id", "compound"),
    "projects:reverse": of("payment", "payment_id", "compound"),
    "portal:home": plain(),
    "portal:board": lambda world: ({"place_id": world.here.compound.pk}, world.here.compound),
    "portal:decision": of("vote", "vote_id", "community"),
    "portal:healthz": plain(),
    "portal:readyz": plain(),
    "demo:people": plain(),
    "demo:shift_clock": plain(),
    "demo:others_vote": of("vote", "vote_id", "community"),
    "demo:council_agrees": of("plan", "plan_id", "compound"),
    "demo:council_declares": of("sealed", "project_id", "compound"),
}
# Not to be asked without more, and why.
APART = {
    "demo:enter": "it names one of the seven, who are not in this world: tested by the demo",
}
# Finders that let fewer through than the deed: only those concerned, here the world's resident.
ALL = frozenset(PostKind)
CONCERNED: dict[str, frozenset[PostKind]] = {
    "people:household": frozenset({PostKind.RESIDENT}),
    "cases:case": frozenset({PostKind.RESIDENT}),
    "cases:confirm": ALL,
    "cases:reopen": ALL,
}
# Public, but shut outside of the demonstration.
ONLY_IN_DEMO = {"ui:gallery"}
# Doors without an object where a resident of anywhere is at home.
OWN_PLACE = {"cases:new"}
# What an address needs to be asked for.
QUERY = {"ui:language": {"to": "en"}}


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody at a door: who, how they are called in a failure, and whether they get through."""

    who: str
    client: Client
    passes: bool


def relation(post: Place, deed: Place) -> Relation:
    """Return where the deed's place lies, seen from the post's, by walking up the parents."""
    if post.pk == deed.pk:
        return OWN
    if post.pk in above(deed):
        return BELOW
    same_community = community(post) is not None and community(post) == community(deed)
    return ABOVE if same_community and deed.pk in above(post) else Relation.NONE


def above(place: Place) -> list[int]:
    """Return the ids of the places over one."""
    return [] if place.parent is None else [place.parent.pk, *above(place.parent)]


def community(place: Place) -> int | None:
    """Return the community a place lies in."""
    if place.kind == "community":
        return place.pk
    return None if place.parent is None else community(place.parent)


def positions(world: World, place: Place) -> dict[str, Place]:
    """Return the places to come from: the object's own, and those around it."""
    here = world.here
    around = {"own": place, "parent": place.parent, "street": here.street, "city": here.city}
    children = Place.objects.filter(parent=place).order_by("pk")
    siblings = Place.objects.filter(parent=place.parent, kind=place.kind).exclude(pk=place.pk)
    around |= {"child": children.first(), "sibling": siblings.order_by("pk").first()}
    around |= {"elsewhere": world.elsewhere[place.kind], "street over": here.other_street}
    return {name: found for name, found in around.items() if found is not None}


def tries(world: World, door: Door, place: Place | None) -> Iterator[Try]:
    """Return everybody who is sent to a door."""
    grant = table()[door.deed]
    open_to_all = grant.public and door.name not in ONLY_IN_DEMO
    finds_own = grant.signed_in and door.name not in CONCERNED
    yield Try("visitor", Client(), open_to_all)
    yield Try("account without capacity", world.nobody(), open_to_all)
    yield Try("stranger", world.stranger(), open_to_all or finds_own or door.name in OWN_PLACE)
    for kind in PostKind:
        if grant.public or grant.signed_in or place is None:
            own = grant.by.get(kind, Relation.NONE) & OWN
            passes = open_to_all or finds_own or bool(own)
            yield Try(f"{kind} of the community", world.client(kind, world.here.community), passes)
            continue
        allowed = grant.by.get(kind, Relation.NONE)
        concerned = kind in CONCERNED.get(door.name, frozenset())
        for name, post in positions(world, place).items():
            if kind is PostKind.RESIDENT and community(post) is None:
                continue  # nobody lives in a street office
            passes = bool(allowed & relation(post, place)) and not concerned
            yield Try(f"{kind} at {name}", world.client(kind, post), passes)
        if kind is not PostKind.RESIDENT:
            yield Try(f"{kind} expired", world.client(kind, place, expired=True), False)


def knock(client: Client, door: Door, arguments: dict[str, Any], method: str = "") -> HttpResponse:
    """Return the answer of a door; what was written is undone, so that the next one finds it so."""
    address = reverse(door.name, urlconf=EVERY_URL, kwargs=arguments)
    cookies = client.cookies.copy()  # signing out and changing hats give new ones
    with transaction.atomic():
        if (method or door.method) == "GET":
            response = client.get(address, QUERY.get(door.name))
        else:
            response = client.post(address, key())
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def test_every_address_is_in_the_world():
    assert {*ADDRESSES, *APART} == set(doors())


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_door_opens_to_those_the_table_names_and_to_nobody_else(world, name):
    door = doors()[name]
    arguments, place = ADDRESSES[name](world)
    wrong = []
    for attempt in tries(world, door, place):
        response = knock(attempt.client, door, arguments)
        if (response.status_code != 404) is not attempt.passes or response.status_code >= 500:
            wrong.append(f"{attempt.who}: {response.status_code}, passes: {attempt.passes}")
    assert wrong == []


@pytest.mark.parametrize(
    "name", [name for name in ADDRESSES if {"GET", "POST"} <= doors()[name].methods]
)
def test_a_form_is_not_taken_from_those_who_do_not_get_to_see_it(world, name):
    door = doors()[name]
    arguments, place = ADDRESSES[name](world)
    wrong = {
        f"{attempt.who}: {response.status_code}"
        for attempt in tries(world, door, place)
        if not attempt.passes
        and (response := knock(attempt.client, door, arguments, "POST")).status_code != 404
    }
    assert wrong == set()


@pytest.mark.parametrize("name", CONCERNED)
def test_those_concerned_get_through(world, name):
    arguments, _place = ADDRESSES[name](world)
    response = knock(sign_in(Client(), world.resident), doors()[name], arguments)
    assert response.status_code in {200, 302, 422}


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_page_for_everybody_holds_a_resident_s_name_number_or_words(world, name):
    arguments, _place = ADDRESSES[name](world)
    for client in (Client(), world.nobody(), world.stranger()):
        response = knock(client, doors()[name], arguments)
        text = response.content.decode() + str(response.headers)
        assert [canary for canary in CANARIES if canary in text] == []


def test_those_who_look_after_a_household_do_see_names(world):
    """The canaries sing: a page that may show them does, so that the test above means something."""
    steward = world.client(PostKind.STEWARD, world.here.building)
    for name in ("people:household", "cases:case"):
        arguments, _place = ADDRESSES[name](world)
        assert CANARIES[0] in knock(steward, doors()[name], arguments).content.decode()
