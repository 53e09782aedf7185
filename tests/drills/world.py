"""Fills an empty database for the drills and prints what is in it; run on the server's data.

python -m tests.drills.world SEATS
"""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from fractions import Fraction

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
PASSWORD = "eine-lange-probe"


def build(seats: int) -> dict[str, object]:
    """Return handles and ids after making a city, residents, and an open vote of `seats` seats."""
    from linli.foundation.kernel import clock
    from linli.foundation.people.models import Account
    from linli.foundation.people.rules import PostKind
    from linli.foundation.people.tests.build import a_person, a_post, a_resident, an_actor
    from linli.foundation.places.tests.build import a_city, the_norms
    from linli.mechanisms.voting import actions as voting
    from linli.mechanisms.voting.rules import Threshold

    city = a_city()
    the_norms()

    def handle_of(person):
        account = Account.objects.get(person=person)
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        return account.handle

    residents = [handle_of(a_resident(city.building, name=f"田{n}")) for n in range(4)]
    a_post(a_person("楼栋长"), PostKind.STEWARD, city.building)
    a_post(a_person("社工"), PostKind.WORKER, city.community)
    chair = a_person("主任")
    chair_post = a_post(chair, PostKind.COUNCIL_CHAIR, city.community)
    roll = [voting.Seat(post_id=chair_post.pk, person_id=chair.pk, label="1")]
    members = []
    for n in range(2, seats + 1):
        person = a_person(f"议员{n}")
        post = a_post(person, PostKind.COUNCIL_SEAT, city.community)
        roll.append(voting.Seat(post_id=post.pk, person_id=person.pk, label=str(n)))
        members.append(person)
    vote = voting.open_vote(
        place=city.community, title="修后门", question="同意吗？",
        threshold=Threshold(approval=Fraction(2, 3), of_cast=False), rule_source="测试规则",
        seats=roll,
        closes_at=clock.now() + timedelta(days=1), actor=an_actor(chair), now=clock.now(),
    )  # fmt: skip
    return {
        "residents": residents,
        "members": [handle_of(person) for person in members[:3]],
        "vote": vote.pk,
        "community": city.community.pk,
        "compound": city.compound.pk,
        "building": city.building.pk,
        "password": PASSWORD,
    }


if __name__ == "__main__":
    django.setup()
    print(json.dumps(build(int(sys.argv[1]))))
