"""Builders: one of the seven, and a database that holds the demonstration."""

from __future__ import annotations

from linli.foundation.kernel import clock, journal
from linli.foundation.people.models import Account, Person
from linli.foundation.places.operator import OPERATOR
from linli.interfaces.demo.data.cast import CAST
from linli.interfaces.demo.data.invention import SEED
from linli.interfaces.demo.events import DemonstrationLoaded


def as_one_of_the_seven(person: Person, slug: str) -> Account:
    """Return the person's account after it became that of one of the seven."""
    role = next(role for role in CAST if role.slug == slug)
    account = Account.objects.get(person=person)
    account.handle = role.handle
    account.save(update_fields=["handle"])
    return account


def the_mark() -> None:
    """Record that this database holds the demonstration."""
    journal.record(
        DemonstrationLoaded(seed=SEED), actor=OPERATOR, at=clock.now(), place=None, subject_id=0
    )
