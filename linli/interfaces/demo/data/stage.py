"""Past moments, and who acts at them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from linli.foundation.kernel import clock
from linli.foundation.people import queries as people
from linli.foundation.people.actor import Actor
from linli.foundation.people.models import Person, Post
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.interfaces.demo.data.officials import Registrar
from linli.interfaces.demo.queries import actor_in


class Stage:
    """Where the invented people act before the visitor comes."""

    def __init__(self, *, registrar: Registrar, now: datetime) -> None:
        self.registrar, self.now = registrar, now

    def at(self, days_ago: int, hour: int = 10, minute: int = 0) -> datetime:
        """Return a moment of a day gone by; at least one day ago, so never one to come."""
        day = clock.day_of(self.now) - timedelta(days=days_ago)
        return datetime.combine(day, time(hour, minute), ZoneInfo(settings.TIME_ZONE))

    def holders(self, kind: PostKind, place: Place) -> list[Post]:
        """Return the posts of a kind at a place, in the order in which they were filled."""
        return list(people.holders([kind], place, clock.day_of(self.now)))

    def acting(self, post: Post) -> Actor:
        """Return whoever holds a post, acting in it."""
        return actor_in(post.pk, post.person_id, clock.day_of(self.now))

    def holder(self, kind: PostKind, place: Place) -> Actor:
        """Return the first who holds a post of a kind at a place, acting in it."""
        return self.acting(self.holders(kind, place)[0])

    def resident(self, person: Person) -> Actor:
        """Return a person acting as the resident they are; raises LookupError if they are none."""
        account = self.registrar.account(person, f"person-{person.pk}")
        for hat in people.hats_of(account):
            if hat.kind is PostKind.RESIDENT:
                actor = people.actor_of(account, hat.key, clock.day_of(self.now))
                if actor is not None:
                    return actor
        raise LookupError(f"person {person.pk} lives nowhere")
