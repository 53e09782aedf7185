"""Builders: notices and objections."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from linli.foundation.kernel import clock
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.foundation.places.models import Place
from linli.mechanisms.register import actions
from linli.mechanisms.register.models import Notice, Objection
from linli.mechanisms.register.rules import NoticeKind

NOON = datetime(2026, 12, 8, 4, 0, tzinfo=UTC)  # noon in China
LAST = datetime(2026, 12, 15, 15, 59, 59, 999999, tzinfo=UTC)  # the end of the seventh day after
AFTER = LAST + timedelta(microseconds=1)
BODY = "后门坏了三个月。\n\n换一扇带门禁的新门。"
DATA: dict[str, Any] = {
    "lines": [{"label": "门和门禁", "fen": 2_800_000}, {"label": "安装", "fen": 800_000}],
    "total_fen": 3_600_000,
}


def a_notice(
    place: Place,
    *,
    kind: NoticeKind = NoticeKind.PLAN,
    data: dict[str, Any] | None = None,
    days: int = 7,
    now: datetime = NOON,
) -> Notice:
    """Return a notice put up by a community worker."""
    assert place.community_id is not None
    worker = as_actor(PostKind.WORKER, Place.objects.get(pk=place.community_id))
    return actions.publish_notice(
        place=place,
        kind=kind,
        title="方案公示：北苑小区后门",
        body=BODY,
        data=DATA if data is None else data,
        days=days,
        actor=worker,
        now=now,
    )


def a_notice_now(
    place: Place, kind: NoticeKind = NoticeKind.PLAN, data: dict[str, Any] | None = None
) -> Notice:
    """Return a notice put up an hour ago by the clock of the views."""
    return a_notice(place, kind=kind, data=data, now=clock.now() - timedelta(hours=1))


def an_objection(notice: Notice, *, name: str = "田新禾", at: datetime | None = None) -> Objection:
    """Return an objection of a resident of the notice's place."""
    return actions.raise_objection(
        notice=notice,
        text="门禁太贵，我不同意。",
        actor=as_actor(PostKind.RESIDENT, notice.place, name=name),
        now=at or notice.starts_at,
    )


def an_answer(objection: Objection, *, upheld: bool, at: datetime | None = None) -> Objection:
    """Return the objection answered by the leader of the residents' group."""
    return actions.answer_objection(
        objection=objection,
        answer="比过三家，这是最便宜的。",
        upheld=upheld,
        actor=as_actor(PostKind.GROUP_LEADER, objection.place),
        now=at or objection.raised_at,
    )
