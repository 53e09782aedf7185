"""Reads of people: hats, holders of posts, households as somebody may see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from linli.foundation.kernel import journal, sealing
from linli.foundation.kernel.memory import remembered
from linli.foundation.people import rules, words
from linli.foundation.people.actor import Actor, Hat
from linli.foundation.people.events import PersonalFieldOpened
from linli.foundation.people.models import Account, Post, Residence
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place


def holds_on(day: date) -> Q:
    """Return the condition of a dated row that holds on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def hats_of(account: Account) -> tuple[Hat, ...]:
    """Return every hat of an account, past and to come included: posts first, then residences.

    Two queries, then from this worker's memory until a post or residence of the person changes.
    """
    return remembered(
        ("hats", account.pk, account.hats_version),
        lambda: _read_hats(account.person_id),
        at_most=300,  # places have no version: a renamed one shows after five minutes
    )


def _read_hats(person_id: int) -> tuple[Hat, ...]:
    posts = (
        Post.objects.filter(person_id=person_id)
        .select_related("place")
        .annotate(
            building_name=_place_name("place__building_id"),
            compound_name=_place_name("place__compound_id"),
            community_name=_place_name("place__community_id"),
        )
        .order_by("pk")
    )
    homes = (
        Residence.objects.filter(person_id=person_id)
        .select_related("household__place")
        .annotate(
            building_name=_place_name("household__building_id"),
            compound_name=_place_name("household__compound_id"),
            community_name=_place_name("household__community_id"),
        )
        .order_by("pk")
    )
    return (
        *(
            _hat(
                f"post-{p.pk}", PostKind(p.kind), p.place, p, post_id=p.pk,
                names=(p.building_name, p.compound_name, p.community_name),
            )
            for p in posts
        ),
        *(
            _hat(
                f"home-{h.pk}", PostKind.RESIDENT, h.household.place, h, household=h.household,
                names=(h.building_name, h.compound_name, h.community_name),
            )
            for h in homes
        ),
    )  # fmt: skip


def _place_name(of: str) -> Coalesce:
    named = Subquery(Place.objects.filter(pk=OuterRef(of)).values("name")[:1])
    return Coalesce(named, Value(""), output_field=CharField())


def _hat(
    key: str, kind: PostKind, place: Place, dated: Post | Residence, *, names: tuple[str, str, str],
    post_id: int | None = None, household: Household | None = None,
) -> Hat:  # fmt: skip
    return Hat(
        key=key,
        kind=kind,
        post_id=post_id,
        household_id=household.pk if household else None,
        place_id=place.pk,
        place_name=f"{place.name} {household.number}" if household else place.name,
        path=place.path,
        city_id=place.city_id,
        district_id=place.district_id,
        street_id=place.street_id,
        community_id=place.community_id,
        compound_id=place.compound_id,
        building_id=place.building_id,
        building_name=names[0],
        compound_name=names[1],
        community_name=names[2],
        valid_from=dated.valid_from,
        valid_to=dated.valid_to,
    )


def actor_of(account: Account, hat_key: str, day: date) -> Actor | None:
    """Return the account's actor in the hat asked for (else the first that holds on `day`).

    None when no capacity holds: such an account may only sign out.
    """
    hats = tuple(hat for hat in hats_of(account) if hat.holds_on(day))
    if not hats:
        return None
    chosen = next((hat for hat in hats if hat.key == hat_key), hats[0])
    return Actor(
        account_id=account.pk,
        person_id=account.person_id,
        name=account.person.name,
        hat=chosen,
        hats=hats,
        facts=account.facts,
    )


def account_by_phone(phone: str) -> Account | None:
    """Return the active account of the person with this phone, if there is exactly one."""
    found = list(
        Account.objects.filter(
            person__phone_index__in=sealing.blind_indexes(phone), is_active=True
        )[:2]
    )
    return found[0] if len(found) == 1 else None


def holders(kinds: Iterable[PostKind], place: Place | int, day: date) -> QuerySet[Post]:
    """Return the posts of these kinds held at a place on a day, with their persons."""
    place_id = place if isinstance(place, int) else place.pk
    return (
        Post.objects.filter(holds_on(day), place_id=place_id, kind__in=list(kinds))
        .select_related("person")
        .order_by("pk")
    )


def steward_of(building_id: int | None, day: date) -> Post | None:
    """Return the post of the building's steward on a day, with the person."""
    return holders([PostKind.STEWARD], building_id, day).first() if building_id else None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household, as shown to those who look after it: phone masked."""

    person_id: int
    name: str
    phone: str
    status: str
    is_head: bool
    is_tenant: bool


def household_for(actor: Actor | None, household_id: int) -> Household:
    """Return the household with its place; raises Household.DoesNotExist.

    The deed and the place of the household decide who may see it; a resident sees only their own.
    """
    rows = Household.objects.select_related("place")
    if actor is not None and actor.post_kind is PostKind.RESIDENT:
        rows = rows.filter(pk=actor.hat.household_id or 0)
    return rows.get(pk=household_id)


def members_of(household: Household, day: date) -> list[Member]:
    """Return who lives in a household on a day, the head first, phones masked (one query)."""
    rows = (
        Residence.objects.filter(
            holds_on(day), community_id=household.community_id, household_id=household.pk
        )
        .select_related("person")
        .order_by("-is_head", "pk")
    )
    return [
        Member(
            person_id=row.person_id,
            name=row.person.name,
            phone=rules.mask_phone(row.person.phone) if row.person.phone else "",
            status=row.status,
            is_head=row.is_head,
            is_tenant=row.is_tenant,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody opened a personal field: when, in what capacity (no name), and why."""

    at: datetime
    who: str
    reason: str


def looks_at(actor: Actor) -> list[Look]:
    """Return who opened the actor's own phone within the community, newest first (one query)."""
    entries = journal.history(actor.community_id or 0, actor.person_id)
    return [
        Look(entry.at, words.name_of(entry.post_kind), entry.reason)
        for entry in reversed(entries)
        if entry.kind == PersonalFieldOpened.kind
    ]
