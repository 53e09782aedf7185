"""Durable ballots through the product's verb, against raw commits of the same engine file.

    python -m tests.bench.ballots SECONDS     on DATA; prints two rates as JSON

Both write with `synchronous=FULL`: a ballot is counted only once it is on the disk.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
SEATS = 6_000  # more than can be cast within the time


def raw_commits(seconds: float) -> float:
    """Return single-row commits a second of one connection, with one index: the floor."""
    import pysqlite3

    from linli.foundation.kernel.sqlite import init_command

    path = Path(os.environ["DATA"]) / "raw.sqlite3"
    connection = pysqlite3.connect(str(path), isolation_level=None)
    connection.executescript(init_command())
    connection.execute(
        "CREATE TABLE ballot (id INTEGER PRIMARY KEY, vote INT, seat INT, choice TEXT)"
    )
    connection.execute("CREATE UNIQUE INDEX once ON ballot (vote, seat)")
    count, begun = 0, time.monotonic()
    while time.monotonic() - begun < seconds:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO ballot (vote, seat, choice) VALUES (1, ?, 'approve')", (count,)
        )
        connection.execute("COMMIT")
        count += 1
    return count / (time.monotonic() - begun)


def ballots(seconds: float) -> float:
    """Return ballots a second through `voting.actions.cast_ballot`: lock, checks, row, journal."""
    from linli.foundation.kernel import clock
    from linli.foundation.people.models import Person, Post
    from linli.foundation.people.rules import PostKind
    from linli.foundation.people.tests.build import a_person, a_post, an_actor
    from linli.foundation.places.tests.build import LONG_AGO, a_city
    from linli.mechanisms.voting import actions
    from linli.mechanisms.voting.rules import Choice, Seat, Threshold

    city = a_city()
    chair = a_person()
    a_post(chair, PostKind.COUNCIL_CHAIR, city.community)
    persons = Person.objects.bulk_create(Person(name=f"议员{n}") for n in range(SEATS))
    posts = Post.objects.bulk_create(
        Post(person=p, kind="council_seat", place=city.community, valid_from=LONG_AGO)
        for p in persons
    )
    seats = [Seat(post_id=p.pk, person_id=p.person_id, label=str(n)) for n, p in enumerate(posts)]
    actor = an_actor(chair)
    vote = actions.open_vote(
        place=city.community, title="表决", question="同意吗？",
        threshold=Threshold(approval=Fraction(2, 3), of_cast=False), rule_source="规则",
        seats=seats,
        closes_at=clock.now() + timedelta(days=1), actor=actor, now=clock.now(),
    )  # fmt: skip
    count, begun = 0, time.monotonic()
    for post in posts:
        if time.monotonic() - begun >= seconds:
            break
        voter = _Voter(post.person_id, post.person_id, post.pk)
        actions.cast_ballot(vote=vote, choice=Choice.APPROVE, actor=voter, now=clock.now())
        count += 1
    return count / (time.monotonic() - begun)


class _Voter:
    """A member of the council, without the cost of building hats for twenty thousand."""

    post_kind = "council_seat"

    def __init__(self, account_id: int, person_id: int, post_id: int) -> None:
        self.account_id, self.person_id, self.post_id = account_id, person_id, post_id


if __name__ == "__main__":
    django.setup()
    lasting = float(sys.argv[1])
    # Interleaved, so that a busy neighbour slows both alike.
    raw = raw_commits(lasting)
    print(json.dumps({"raw": raw, "ballots": ballots(lasting)}))
