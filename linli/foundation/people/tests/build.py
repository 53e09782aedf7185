"""Builders: people with homes and posts, and how they sign in."""

from __future__ import annotations

import itertools
from datetime import date

from django.test import Client

from linli.foundation.kernel import clock
from linli.foundation.kernel.writing import KEY_FIELD
from linli.foundation.people import actions, queries
from linli.foundation.people.actor import Actor
from linli.foundation.people.middleware import HAT
from linli.foundation.people.models import Account, Person, Post, Residence
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.tests.build import LONG_AGO, a_household

_numbers = itertools.count(1)


def a_person(name: str = "林小禾", phone: str = "") -> Person:
    """Return a saved person with an account to sign in with."""
    person = actions.enter_person(name=name, phone=phone)
    person.save()
    Account.objects.create(handle=f"account-{next(_numbers)}", person=person, password="!")
    return person


def a_post(
    person: Person,
    kind: PostKind,
    place: Place,
    *,
    since: date = LONG_AGO,
    until: date | None = None,
) -> Post:
    """Return a post that the person holds at a place."""
    return actions.fill_post(
        person=person, kind=kind, place=place, source=Post.Source.ELECTED, valid_from=since,
        valid_to=until, actor=OPERATOR, now=clock.now(),
    )  # fmt: skip


def a_resident(place: Place, *, name: str = "田小雨", number: str = "", phone: str = "") -> Person:
    """Return a person who lives behind a new door under `place`."""
    person = a_person(name, phone)
    a_home(person, a_household(place, number or f"{next(_numbers)}"))
    return person


def a_home(person: Person, household: Household) -> Residence:
    """Return the person's residence in a household."""
    return actions.move_in(
        person=person, household=household, status=Residence.Status.REGISTERED, is_head=True,
        valid_from=LONG_AGO,
    )  # fmt: skip


def a_holder(kind: PostKind, place: Place, *, name: str = "林小禾") -> Person:
    """Return a new person in a capacity at a place (a resident gets a door there)."""
    if kind is PostKind.RESIDENT:
        return a_resident(place, name=name)
    person = a_person(name)
    a_post(person, kind, place)
    return person


def an_actor(person: Person, hat_key: str = "", *, on: date | None = None) -> Actor:
    """Return the person acting (in their first hat unless told); fails if none holds on the day."""
    account = Account.objects.get(person=person)
    actor = queries.actor_of(account, hat_key, on or clock.today())
    assert actor is not None, "the person holds no hat on that day"
    return actor


def as_actor(kind: PostKind, place: Place, *, name: str = "林小禾") -> Actor:
    """Return a new person acting in a capacity at a place."""
    return an_actor(a_holder(kind, place, name=name))


def sign_in(client: Client, person: Person, hat_key: str = "") -> Client:
    """Return the client signed in as the person, acting in a hat."""
    client.force_login(Account.objects.get(person=person))
    if hat_key:
        session = client.session
        session[HAT] = hat_key
        session.save()
    return client


def key() -> dict[str, str]:
    """Return the hidden field that every form carries, with a fresh key."""
    return {KEY_FIELD: f"test-key-{next(_numbers):016d}"}
