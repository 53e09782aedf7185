"""The journal of deeds: append-only, one hash chain a community (reliability.md, write path 5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

from linli.foundation.kernel import facts
from linli.foundation.kernel.actors import ActorLike, PlaceLike
from linli.foundation.kernel.models import Entry, Head

_HASHED = (
    "community_id", "sequence", "kind", "subject_id", "place_id", "account_id", "person_id",
    "post_id", "post_kind", "on_behalf_of_id", "data", "before", "after", "reason", "previous_hash",
)  # fmt: skip
_FIELDS = Entry._meta.concrete_fields  # noqa: SLF001  Django's own name
_ADAPTED = [
    (place, field)
    for place, field in enumerate(_FIELDS)
    if isinstance(field, models.DateTimeField | models.JSONField)
]
_ADD_ENTRY = (
    f"INSERT INTO kernel_entry ({', '.join(str(f.column) for f in _FIELDS)}) "  # noqa: S608  own columns
    f"VALUES ({', '.join(['%s'] * len(_FIELDS))})"
)
_FIND_HEAD = "SELECT sequence, hash FROM kernel_head WHERE community_id = %s"
_MOVE_HEAD = "UPDATE kernel_head SET sequence = %s, hash = %s WHERE community_id = %s"


def record(
    fact: facts.Fact,
    *,
    actor: ActorLike,
    at: datetime,
    place: PlaceLike | None,
    subject_id: int,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    on_behalf_of_id: int | None = None,
) -> Entry:
    """This will append one fact to its community's chain and run the flows that listen to it.

    Call it last in an action, inside its transaction. `place` None, or a place above communities,
    files the fact under chain 0. Locks the chain's head.
    """
    community_id = (place.community_id if place else None) or 0
    sequence, previous_hash = _locked_head(community_id)
    entry = Entry(
        community_id=community_id,
        sequence=sequence + 1,
        at=at,
        kind=fact.kind,
        subject_id=subject_id,
        place_id=place.id if place else None,
        account_id=actor.account_id,
        person_id=actor.person_id,
        post_id=actor.post_id,
        post_kind=actor.post_kind,
        on_behalf_of_id=on_behalf_of_id,
        data=fact.data(),
        before=before,
        after=after,
        reason=reason,
        previous_hash=previous_hash,
    )
    entry.hash = digest(entry)
    _append(entry)
    facts.dispatch(facts.Recorded(fact=fact, actor=actor, at=at, community_id=community_id))
    return entry


def _locked_head(community_id: int) -> tuple[int, str]:
    """Return sequence and hash of the chain's end, its row locked; begins a chain that has none."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_FIND_HEAD + lock, [community_id])
        row = cursor.fetchone()
        if row is None:
            Head.objects.bulk_create([Head(community_id=community_id)], ignore_conflicts=True)
            cursor.execute(_FIND_HEAD + lock, [community_id])
            row = cursor.fetchone()
    return int(row[0]), str(row[1])


def _append(entry: Entry) -> None:
    """This will write the entry and move the chain's end.

    Written out in SQL, the one such place of the product: every deed of everybody passes here, and
    the ORM took four fifths of the time.
    """
    values = [getattr(entry, field.attname) for field in _FIELDS]
    for place, field in _ADAPTED:
        values[place] = field.get_db_prep_save(values[place], connection)
    with connection.cursor() as cursor:
        cursor.execute(_ADD_ENTRY, values)
        cursor.execute(_MOVE_HEAD, [entry.sequence, entry.hash, entry.community_id])


def digest(entry: Entry) -> str:
    """Return the SHA-256 of the entry's canonical JSON: sorted keys, UTF-8, UTC microseconds."""
    values = {name: getattr(entry, name) for name in _HASHED}
    values["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def history(community_id: int, subject_id: int) -> list[Entry]:
    """Return every entry about one subject, oldest first (one query)."""
    return list(
        Entry.objects.filter(community_id=community_id, subject_id=subject_id).order_by("sequence")
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a chain does not hold, and how."""

    community_id: int
    sequence: int
    what: str


def faults(community_id: int) -> Iterator[Fault]:
    """Return where the chain is broken: changed, missing or added entries, a cut tail."""
    previous, expected = "", 1
    for entry in Entry.objects.filter(community_id=community_id).order_by("sequence").iterator():
        if entry.sequence != expected:
            yield Fault(community_id, expected, "missing")
            expected = entry.sequence
        if entry.previous_hash != previous:
            yield Fault(community_id, entry.sequence, "not linked to the entry before")
        if digest(entry) != entry.hash:
            yield Fault(community_id, entry.sequence, "changed")
        previous, expected = entry.hash, expected + 1
    head = Head.objects.filter(community_id=community_id).first()
    end = (head.sequence, head.hash) if head else (0, "")
    if end != (expected - 1, previous):
        yield Fault(community_id, end[0], "the tail is cut or forged")
