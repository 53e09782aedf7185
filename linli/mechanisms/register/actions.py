"""What people do with notices. One function = one transaction = one recorded fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.refusals import Refused
from linli.foundation.places.models import Place
from linli.foundation.places.queries import scope_of
from linli.mechanisms.register import rules
from linli.mechanisms.register.events import (
    NoticePublished,
    NoticeRevised,
    NoticeTookEffect,
    ObjectionAnswered,
    ObjectionRaised,
)
from linli.mechanisms.register.models import Notice, NoticeVersion, Objection
from linli.mechanisms.register.rules import NoticeKind, Obstacle


class NotPublished(Refused):
    """The notice or its new version cannot be put up like this."""


class NotRaised(Refused):
    """The objection was not taken."""


class NotAnswered(Refused):
    """The answer was not taken."""


class NotInEffect(Refused):
    """The notice cannot take effect now."""


class NoticeTampered(Exception):
    """The notice is not what its last version says: somebody wrote past the product."""


@transaction.atomic
def publish_notice(
    *, place: Place, kind: NoticeKind, title: str, body: str, data: dict[str, Any], days: int,
    actor: ActorLike, now: datetime,
) -> Notice:  # fmt: skip
    """This will put up a notice for `days` whole days after today.

    `data` is structured and JSON-plain, e.g. {"lines": [{"label", "fen"}], "total_fen": …}. Raises
    NotPublished without a title or text, ValueError for less than a day.
    """
    _check_words(title, body)
    kind = NoticeKind(kind)
    notice = Notice.objects.create(
        **scope_of(place),
        kind=kind,
        title=title,
        needs_effect=rules.needs_effect(kind),
        starts_at=now,
        ends_at=rules.end_of_period(now, days),
    )
    version = _write_version(notice, body, data)
    fact = NoticePublished(
        notice_id=notice.pk, notice_kind=kind, version=1, fingerprint=version.fingerprint
    )
    journal.record(fact, actor=actor, at=now, place=place, subject_id=notice.pk)
    return notice


@transaction.atomic
def revise_notice(
    *, notice: Notice, title: str, body: str, data: dict[str, Any], days: int, actor: ActorLike,
    now: datetime,
) -> Notice:  # fmt: skip
    """This will put up a new version; the earlier ones stay readable and the period begins anew.

    Locks the notice. Raises NotPublished once it is in effect, without a title or text, or when
    nothing has changed.
    """
    notice = _locked(notice)
    if notice.took_effect_at is not None:
        raise NotPublished(
            _("This notice is already in effect and can no longer be changed. Publish a new one.")
        )
    _check_words(title, body)
    present = NoticeVersion.objects.get(
        community_id=notice.community_id, notice_id=notice.pk, number=notice.version
    )
    if (present.title, present.body, present.data) == (title, body, data):
        raise NotPublished(
            _("Nothing has changed. Please change the text before you publish it anew.")
        )
    notice.title = title
    notice.version += 1
    notice.starts_at = now
    notice.ends_at = rules.end_of_period(now, days)
    notice.save(update_fields=["title", "version", "starts_at", "ends_at"])
    version = _write_version(notice, body, data)
    fact = NoticeRevised(
        notice_id=notice.pk,
        notice_kind=notice.kind,
        version=notice.version,
        fingerprint=version.fingerprint,
    )
    journal.record(fact, actor=actor, at=now, place=notice.place, subject_id=notice.pk)
    return notice


@transaction.atomic
def raise_objection(*, notice: Notice, text: str, actor: ActorLike, now: datetime) -> Objection:
    """This will file what somebody holds against the notice as it stands. Locks the notice.

    Raises NotRaised without words, after the period, and while an earlier objection of the person
    is unanswered.
    """
    notice = _locked(notice)
    if not text.strip():
        raise NotRaised(_("Please write what you object to, in your own words."))
    if now > notice.ends_at or notice.took_effect_at is not None:
        raise NotRaised(_("The period for objections is over. Please tell your community instead."))
    if _objections(notice).filter(person_id=actor.person_id, answered_at__isnull=True).exists():
        raise NotRaised(
            _("Your earlier objection is still being answered. You can add another one after that.")
        )
    objection = Objection.objects.create(
        community_id=notice.community_id,
        notice=notice,
        version=notice.version,
        person_id=actor.person_id,
        text=text.strip(),
        raised_at=now,
    )
    fact = ObjectionRaised(notice_id=notice.pk, objection_id=objection.pk)
    journal.record(fact, actor=actor, at=now, place=notice.place, subject_id=notice.pk)
    return objection


@transaction.atomic
def answer_objection(
    *, objection: Objection, answer: str, upheld: bool, actor: ActorLike, now: datetime
) -> Objection:
    """This will answer an objection in public; upheld means that the notice has to be revised.

    Locks the notice, then the objection. Raises NotAnswered without words, when it was answered
    before, and for one's own objection.
    """
    notice = _locked(objection.notice)
    objection = Objection.objects.locked(community_id=notice.community_id, pk=objection.pk)
    if objection.answered_at is not None:
        raise NotAnswered(_("This objection has already been answered."))
    if objection.person_id == actor.person_id:
        raise NotAnswered(_("This is your own objection. Please let somebody else answer it."))
    if not answer.strip():
        raise NotAnswered(_("Please write an answer that the neighbours can understand."))
    objection.answer = answer.strip()
    objection.answered_at = now
    objection.answered_by_post_id = actor.post_id
    objection.answered_by_kind = actor.post_kind
    objection.upheld = upheld
    objection.save(
        update_fields=["answer", "answered_at", "answered_by_post_id", "answered_by_kind", "upheld"]
    )
    fact = ObjectionAnswered(notice_id=notice.pk, objection_id=objection.pk, upheld=upheld)
    journal.record(fact, actor=actor, at=now, place=notice.place, subject_id=notice.pk)
    return objection


@transaction.atomic
def take_effect(*, notice: Notice, actor: ActorLike, now: datetime) -> Notice:
    """This will put the notice into effect, for good. Locks the notice, as objections do.

    Raises NotInEffect with the first obstacle: it only informs, it is in effect already, its period
    is not over, an objection is unanswered, or one was upheld against the present version;
    NoticeTampered if title, number or period are not those of the last version.
    """
    notice = _locked(notice)
    _check_version(notice)
    open_or_upheld = _objections(notice)
    obstacles = rules.obstacles(
        kind=NoticeKind(notice.kind),
        ends_at=notice.ends_at,
        in_effect=notice.took_effect_at is not None,
        unanswered=open_or_upheld.filter(answered_at__isnull=True).count(),
        upheld=open_or_upheld.filter(upheld=True, version=notice.version).count(),
        now=now,
    )
    if obstacles:
        raise NotInEffect(_obstacle_sentence(obstacles[0]))
    notice.took_effect_at = now
    notice.save(update_fields=["took_effect_at"])
    fact = NoticeTookEffect(notice_id=notice.pk, notice_kind=notice.kind)
    journal.record(fact, actor=actor, at=now, place=notice.place, subject_id=notice.pk)
    return notice


def _locked(notice: Notice) -> Notice:
    return Notice.objects.locked(community_id=notice.community_id, pk=notice.pk)


def _objections(notice: Notice) -> Any:
    return Objection.objects.filter(community_id=notice.community_id, notice_id=notice.pk)


def _check_version(notice: Notice) -> None:
    # The row must be writable until it is in effect; its versions never were.
    last = NoticeVersion.objects.filter(
        community_id=notice.community_id, notice_id=notice.pk
    ).latest("number")
    said = (last.number, last.title, last.published_at, last.ends_at)
    if said != (notice.version, notice.title, notice.starts_at, notice.ends_at):
        raise NoticeTampered(f"{notice} does not match its version {last.number}")


def _check_words(title: str, body: str) -> None:
    if not title.strip() or not body.strip():
        raise NotPublished(_("A notice needs a title and a text. Please fill in both."))


def _write_version(notice: Notice, body: str, data: dict[str, Any]) -> NoticeVersion:
    content = {
        "notice": notice.pk,
        "place": notice.place_id,
        "kind": notice.kind,
        "number": notice.version,
        "title": notice.title,
        "body": body,
        "data": data,
        "published_at": notice.starts_at.isoformat(),
        "ends_at": notice.ends_at.isoformat(),
    }
    return NoticeVersion.objects.create(
        community_id=notice.community_id,
        notice=notice,
        number=notice.version,
        title=notice.title,
        body=body,
        data=data,
        fingerprint=rules.fingerprint(content),
        published_at=notice.starts_at,
        ends_at=notice.ends_at,
    )


def _obstacle_sentence(obstacle: Obstacle) -> str:
    return {
        Obstacle.INFORMS_ONLY: _("This notice only informs; there is nothing to put into effect."),
        Obstacle.IN_EFFECT: _("This notice is already in effect."),
        Obstacle.PERIOD_RUNS: _(
            "The notice period is not over yet. Please wait until it has ended."
        ),
        Obstacle.UNANSWERED: _("An objection has not been answered yet. Please answer it first."),
        Obstacle.UPHELD: _(
            "An objection to this version was found right. Please publish a revised version first."
        ),
    }[obstacle]
