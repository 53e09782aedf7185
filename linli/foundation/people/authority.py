"""Who may do what: one table of deeds, read by one function (design.md, "Who may do what").

Each app grants its deeds in its `deeds.py`; `linli deeds` prints the whole table. What is not
granted is refused, and an unknown deed is a programmer's error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.foundation.kernel.actors import PlaceLike
from linli.foundation.people import rules
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind, Relation


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may do one deed: post kind -> relations; `public` = everybody, signed in or not;
    `signed_in` = whoever is signed in, about their own things (the object's finder decides which).
    """

    by: Mapping[PostKind, Relation]
    public: bool = False
    signed_in: bool = False


_table: dict[str, Grant] = {}


def grant(
    deed: str, by: Mapping[PostKind, Relation] | None = None, *, public: bool = False,
    signed_in: bool = False,
) -> None:  # fmt: skip
    """This will let posts do a deed at places in a relation to theirs; ValueError if twice."""
    if deed in _table:
        raise ValueError(f"deed {deed} is granted twice")
    _table[deed] = Grant(dict(by or {}), public=public, signed_in=signed_in)


def granted(deed: str) -> Grant:
    """Return the row of the table; raises LookupError for a deed nobody granted."""
    try:
        return _table[deed]
    except KeyError:
        raise LookupError(
            f"deed {deed} is granted nowhere: add it to the deeds.py of its app"
        ) from None


def table() -> dict[str, Grant]:
    """Return the whole table, by deed."""
    return dict(sorted(_table.items()))


def may(actor: Actor | None, deed: str, place: PlaceLike | None) -> bool:
    """Return whether `actor`, in the capacity acted in, may do `deed` at `place` (no query).

    `place` None means the actor's own place.
    """
    row = granted(deed)
    if row.public:
        return True
    if actor is None:
        return False
    if row.signed_in:
        return True
    allowed = row.by.get(actor.post_kind, Relation.NONE)
    if place is None:
        return bool(allowed & Relation.OWN)
    seen = rules.relation(
        post_path=actor.path,
        post_community=actor.community_id,
        deed_path=place.path,
        deed_community=place.community_id,
    )
    return bool(allowed & seen)
