"""Verbs of people: enter persons and homes, fill and end posts, sign in, open a personal field."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock, journal, limits, sealing
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.refusals import Refused
from linli.foundation.kernel.writing import removed
from linli.foundation.people import queries
from linli.foundation.people.actor import Actor
from linli.foundation.people.events import PersonalFieldOpened, PostEnded, PostFilled, SignedIn
from linli.foundation.people.models import Account, Person, Post, Residence, SignInCode
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place

CODE_LIVES = timedelta(minutes=5)
CODE_TRIES = 5
CODES_KEPT = timedelta(days=1)  # after they expired: long enough to look into a complaint


class NoReason(Refused):
    """A personal field is opened only with a reason."""


class PostRefused(Refused):
    """The post cannot be filled or ended like this."""


class SmsSender(Protocol):
    """Whatever can send a short message; `settings.SMS_SENDER` names the one in use."""

    def send(self, phone: str, text: str) -> None:
        """This will send `text` to an 11-digit mobile number."""


def enter_person(*, name: str, phone: str = "") -> Person:
    """Return a new person, not saved; `phone` is 11 digits or empty. A part: records nothing."""
    return Person(name=name, phone=phone, phone_index=sealing.blind_index(phone) if phone else "")


@transaction.atomic
def fill_post(
    *, person: Person, kind: PostKind, place: Place, source: Post.Source, valid_from: date,
    valid_to: date | None, actor: ActorLike, now: datetime,
) -> Post:  # fmt: skip
    """This will give a person a post at a place from a day on; raises PostRefused if it is held.

    Locks the person's row: of two who fill the same post at once the second sees the first.
    """
    if kind is PostKind.RESIDENT:
        raise PostRefused(
            _("Being a resident is not a post; enter where the person lives instead.")
        )
    person = Person.objects.select_for_update().get(pk=person.pk)
    if Post.objects.filter(
        queries.holds_on(valid_from), person=person, kind=kind, place=place
    ).exists():
        raise PostRefused(_("This person already holds this post."))
    post = Post.objects.create(
        person=person,
        kind=kind,
        place=place,
        source=source,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _hats_changed(person.pk)
    fact = PostFilled(post_id=post.pk, post_kind=kind, holder_id=person.pk, source=source)
    journal.record(fact, actor=actor, at=now, place=place, subject_id=post.pk)
    return post


@transaction.atomic
def end_post(*, post: Post, day: date, reason: str, actor: ActorLike, now: datetime) -> Post:
    """This will end a post on a day (the first on which it no longer holds). Locks the post.

    Raises PostRefused if the day lies before the post began or it ended before.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("place").get(pk=post.pk)
    if post.valid_to is not None and post.valid_to <= day:
        raise PostRefused(_("This post has already ended."))
    if day <= post.valid_from:
        raise PostRefused(_("A post cannot end before it begins. Please choose a later day."))
    post.valid_to = day
    post.save(update_fields=["valid_to"])
    _hats_changed(post.person_id)
    fact = PostEnded(post_id=post.pk, day=day.isoformat())
    journal.record(fact, actor=actor, at=now, place=post.place, subject_id=post.pk, reason=reason)
    return post


def move_in(
    *,
    person: Person,
    household: Household,
    status: Residence.Status,
    is_head: bool,
    valid_from: date,
) -> Residence:
    """Return a person's residence in a household, saved. A part: records nothing itself."""
    home = Residence.objects.create(
        community_id=household.community_id,
        person=person,
        household=household,
        status=status,
        is_head=is_head,
        valid_from=valid_from,
    )
    _hats_changed(person.pk)
    return home


def _hats_changed(person_id: int) -> None:
    Account.objects.filter(person_id=person_id).update(hats_version=F("hats_version") + 1)


@transaction.atomic
def open_phone(
    *, household: Household, person_id: int, reason: str, actor: Actor, now: datetime
) -> str:
    """Return the full phone of somebody of a household, after recording who asked and why.

    Raises NoReason without a reason, Residence.DoesNotExist if the person does not live there. At
    most 50 an hour per account (reliability.md, threat 2).
    """
    if len(reason.strip()) < 4:
        raise NoReason(
            _("Please say in a few words why you need this number. The person can read it.")
        )
    limits.count(f"open/{actor.account_id}", at_most=50, within=timedelta(hours=1), now=now)
    home = Residence.objects.select_related("person").get(
        queries.holds_on(clock.day_of(now)),
        community_id=household.community_id,
        household_id=household.pk,
        person_id=person_id,
    )
    fact = PersonalFieldOpened(
        subject_person_id=person_id, field="phone", household_id=household.pk
    )
    journal.record(
        fact,
        actor=actor,
        at=now,
        place=household.place,
        subject_id=person_id,
        reason=reason.strip(),
    )
    return str(home.person.phone)


def send_code(*, phone: str, address: str, now: datetime) -> None:
    """This will send a sign-in code to a phone (11 digits), if somebody has it; it never says
    whether.

    Raises TooMany beyond one a minute and five a day per phone, or 30 an hour per network address.
    """
    limits.count(f"code/minute/{phone}", at_most=1, within=timedelta(minutes=1), now=now)
    limits.count(f"code/day/{phone}", at_most=5, within=timedelta(days=1), now=now)
    limits.count(f"code/address/{address}", at_most=30, within=timedelta(hours=1), now=now)
    code = f"{secrets.randbelow(10**6):06d}"
    # Kept for a known and an unknown phone alike, so that the time of this and of trying a code
    # tells nothing.
    SignInCode.objects.create(
        phone_index=sealing.blind_index(phone),
        code_hash=_hashed(phone, code),
        expires_at=now + CODE_LIVES,
    )
    if queries.account_by_phone(phone) is None:
        return
    sender: SmsSender = import_string(settings.SMS_SENDER)()
    text = _("Linli sign-in code %(code)s, valid for 5 minutes. Tell it to nobody.") % {
        "code": code
    }
    transaction.on_commit(lambda: sender.send(phone, text))


def _hashed(phone: str, code: str) -> str:
    return sealing.blind_index(f"{phone}/{code}")


@transaction.atomic
def redeem_code(*, phone: str, code: str, now: datetime) -> Account | None:
    """Return the account of the phone and use up the newest code sent to it; None if it does not
    fit.

    A wrong try is counted; after five the code is dead. Locks the code.
    """
    newest = (
        SignInCode.objects.select_for_update()
        .filter(phone_index=sealing.blind_index(phone), used_at=None, expires_at__gt=now)
        .order_by("-pk")
        .first()
    )
    if newest is None or newest.tries >= CODE_TRIES:
        return None
    if not constant_time_compare(_hashed(phone, code), newest.code_hash):
        newest.tries += 1
        newest.save(update_fields=["tries"])
        return None
    newest.used_at = now
    newest.save(update_fields=["used_at"])
    return queries.account_by_phone(phone)


@transaction.atomic
def record_sign_in(*, account: Account, way: str, actor: Actor, now: datetime) -> None:
    """This will record that an account signed in by a password, a code or a demonstration link."""
    journal.record(SignedIn(way=way), actor=actor, at=now, place=None, subject_id=account.pk)


def forget_codes(*, now: datetime) -> int:
    """This will remove sign-in codes, used or not, that expired more than a day ago; returns how
    many. A code is used before it expires.
    """
    return removed(SignInCode.objects.filter(expires_at__lt=now - CODES_KEPT))


def forget_sessions(*, now: datetime) -> int:
    """This will remove sessions that have expired by the clock of the machine (`clock.unshifted`);
    returns how many.
    """
    return removed(Session.objects.filter(expire_date__lte=now))
