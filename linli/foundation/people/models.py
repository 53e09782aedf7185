"""Persons, accounts, residences, ownerships, posts and sign-in codes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from linli.foundation.kernel.fields import CommunityForeignKey, SealedTextField
from linli.foundation.kernel.ids import new_id
from linli.foundation.kernel.models import CommunityModel
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Household, Place


def _ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")),
        name=name,
    )


class Person(models.Model):
    """A human being. A reference table; what a community may see of one goes through its
    residences.

    `phone` is sealed at rest; `phone_index` finds an exact number. Names are shown within one's
    scope, masked in public.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=50)
    phone = SealedTextField(max_length=400, blank=True)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"person {self.pk}"  # never the name: this string ends up in logs


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by sign-in name, each with its person: every page needs the name."""

    def get_queryset(self) -> models.QuerySet[Account]:
        """Return accounts with their persons joined."""
        return super().get_queryset().select_related("person")


class Account(AbstractBaseUser):
    """What a person signs in with. `hats_version` changes with every post and residence of the
    person, so that a worker's cached hats are never out of date.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    handle = models.CharField(max_length=50, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    hats_version = models.PositiveIntegerField(default=1)

    facts = 0  # facts in the journals of the person's communities, set where a page is asked for

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return f"account {self.pk}"


class Residence(CommunityModel):
    """A person lives in a household, as it is counted: registered, living or floating (C06)."""

    class Status(models.TextChoices):
        REGISTERED = "registered"
        LIVING = "living"
        FLOATING = "floating"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    household = CommunityForeignKey(Household, on_delete=models.PROTECT, related_name="residences")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.REGISTERED)
    is_head = models.BooleanField(default=False)
    is_tenant = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "household", "person", "valid_from"], name="residence_once"
            ),
            _ends_after_it_begins("residence_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["person"], name="residence_by_person")]

    def __str__(self) -> str:
        return f"residence {self.pk}"


class Ownership(CommunityModel):
    """A person owns a share of a household's exclusive area; `share` in whole 0.01 m²."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ownerships")
    household = CommunityForeignKey(Household, on_delete=models.PROTECT, related_name="ownerships")
    share = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "household", "person", "valid_from"], name="ownership_once"
            ),
            _ends_after_it_begins("ownership_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"ownership {self.pk}"


class Post(models.Model):
    """A person holds a post at a place, from a day until (not including) another. A reference
    table.

    `source` says how it was filled: recommendation (推选) is not election (K35).
    """

    class Source(models.TextChoices):
        ELECTED = "elected"
        RECOMMENDED = "recommended"
        APPOINTED = "appointed"

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=24, choices=[(kind.value, kind.value) for kind in PostKind])
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="posts")
    source = models.CharField(max_length=12, choices=Source.choices, default=Source.APPOINTED)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "place", "valid_from"], name="post_held_once"
            ),
            _ends_after_it_begins("post_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["place", "kind"], name="post_by_place")]

    def __str__(self) -> str:
        return f"post {self.pk} {self.kind}"


class SignInCode(models.Model):
    """A six-digit code sent to a phone; only its hash is kept."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    phone_index = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=128)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code {self.pk}"
