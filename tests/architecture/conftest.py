"""The world of the permission tests, built once for all tests of a file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from linli.foundation.kernel import memory
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from tests.architecture.world import World, a_world


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Return the world, in one transaction for a whole file; what a test changes in it is undone.

    Everybody who knocks at a door is let in here: a session made in a test would end with it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        world = a_world()
        for place in Place.objects.exclude(kind="district").order_by("pk"):
            for kind in PostKind:
                if kind is not PostKind.RESIDENT or place.community_id:
                    world.client(kind, place)
        for place in (world.here.unit, world.here.compound, world.here.community):
            for kind in PostKind:
                if kind is not PostKind.RESIDENT:
                    world.client(kind, place, expired=True)
        world.nobody()
        yield world
        transaction.set_rollback(True)
    memory.forget_all()
