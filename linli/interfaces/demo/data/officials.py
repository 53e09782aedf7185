"""Gives people their posts, and an account without a password to whoever holds one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from linli.foundation.people.actions import enter_person, fill_post
from linli.foundation.people.models import Account, Person, Post
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.foundation.places.operator import OPERATOR
from linli.interfaces.demo.data.invention import Inventor


class Registrar:
    """Fills posts from one day on."""

    def __init__(self, *, inventor: Inventor, since: date, now: datetime) -> None:
        self.inventor, self.since, self.now = inventor, since, now

    def newcomer(self, name: str = "", phone: str = "") -> Person:
        """Return a new person who lives somewhere else."""
        person = enter_person(name=name or self.inventor.name(), phone=phone)
        person.save(force_insert=True)
        return person

    def account(self, person: Person, handle: str) -> Account:
        """Return the person's account, made when there is none, without a usable password."""
        made, _is_new = Account.objects.get_or_create(
            person=person, defaults={"handle": handle, "password": make_password(None)}
        )
        return made

    def appoint(
        self, person: Person, kind: PostKind, place: Place, *,
        source: Post.Source = Post.Source.APPOINTED,
    ) -> Post:  # fmt: skip
        """This will give a person a post, and an account."""
        self.account(person, f"person-{person.pk}")
        return fill_post(
            person=person, kind=kind, place=place, source=source, valid_from=self.since,
            valid_to=None, actor=OPERATOR, now=self.now,
        )  # fmt: skip

    def staff(self, community: Place, workers: int) -> list[Post]:
        """This will give a community a secretary and so many workers."""
        secretary = self.appoint(self.newcomer(), PostKind.SECRETARY, community)
        return [
            secretary,
            *(self.appoint(self.newcomer(), PostKind.WORKER, community) for _ in range(workers)),
        ]

    def stewards(self, seats: Iterable[tuple[Person, Place]]) -> list[Post]:
        """This will make residents the stewards of buildings, as neighbours recommended them."""
        return [
            self.appoint(person, PostKind.STEWARD, building, source=Post.Source.RECOMMENDED)
            for person, building in seats
        ]
