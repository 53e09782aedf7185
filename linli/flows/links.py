"""Remembers which thing came of which; the deeds themselves are recorded by the practices."""

from __future__ import annotations

from datetime import datetime

from linli.flows.models import Link


def remember(
    *, community_id: int, source_kind: str, source_id: int, target_kind: str, target_id: int,
    now: datetime,
) -> Link:  # fmt: skip
    """This will link a thing to what came of it; a newer target of the kind replaces the old.

    Part of a handler, in the transaction of its deed.
    """
    link, _is_new = Link.objects.update_or_create(
        community_id=community_id,
        source_kind=source_kind,
        source_id=source_id,
        target_kind=target_kind,
        defaults={"target_id": target_id, "made_at": now},
    )
    return link
