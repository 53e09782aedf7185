"""What makes tables fit to be distributed by community (performance.md §4), as one function."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.ids import new_id
from linli.foundation.kernel.models import CommunityModel

# Tables that every server holds whole. Whoever adds one must be sure that it stays small.
REFERENCE = {
    "places.Place": "the tree is asked by everybody",
    "places.PlaceCode": "an attribute of the tree",
    "places.Norm": "law holds across communities",
    "people.Person": "one human being, several communities",
    "people.Account": "one sign-in, several communities",
    "people.Post": "posts above communities are of the same kind as those within",
    "people.SignInCode": "before signing in nobody has a community",
    "kernel.Tally": "tries are counted before anybody is known",
}
# Distributed by their own column `community_id`, which is 0 for what lies above communities.
KEEPS_ITS_COMMUNITY_ITSELF = {
    "kernel.Entry": "the journal holds no foreign keys",
    "kernel.Head": "one row a community",
    "kernel.Answer": "the community of a request may be 0",
}
WITHOUT_LENGTH = {
    "kernel.Answer.body": "a whole answer, as it was sent",
    "people.Account.password": "Django's own field",
}


def faults_of(model: type[models.Model]) -> Iterator[str]:
    """Return what would keep the model's table from being distributed, one short text each."""
    label = model._meta.label
    business = issubclass(model, CommunityModel)
    if not business and label not in REFERENCE and label not in KEEPS_ITS_COMMUNITY_ITSELF:
        yield "neither a CommunityModel nor a listed reference table"
    yield from _faults_of_key(model)
    if model._meta.many_to_many:
        yield "many to many: the table between has no community"
    for field in model._meta.local_concrete_fields:
        for fault in _faults_of_field(model, field, business=business):
            yield f"{field.name}: {fault}"
    if business or label in KEEPS_ITS_COMMUNITY_ITSELF:
        yield from _faults_of_uniques(model, "community" if business else "community_id")


def _faults_of_key(model: type[models.Model]) -> Iterator[str]:
    key = model._meta.pk
    if isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
        yield "its key comes from a sequence of the database"
    elif model._meta.label == "kernel.Head":
        return
    elif not (isinstance(key, models.BigIntegerField) and key.default is new_id):
        yield "its key is not a single `id` made by the application"


def _faults_of_field(
    model: type[models.Model], field: models.Field, *, business: bool
) -> Iterator[str]:
    if isinstance(field, models.ForeignKey):
        yield from _faults_of_reference(model, field, business=business)
    if business and field.unique and not field.primary_key:
        yield "unique without its community"
    named = f"{model._meta.label}.{field.name}"
    is_text = isinstance(field, models.CharField | models.TextField)
    if is_text and not field.max_length and named not in WITHOUT_LENGTH:
        yield "text without a longest length"


def _faults_of_reference(
    model: type[models.Model], field: models.ForeignKey, *, business: bool
) -> Iterator[str]:
    other = field.remote_field.model
    to_business = issubclass(other, CommunityModel)
    if to_business and not business:
        yield "a reference table leans on a distributed one"
    elif to_business and not isinstance(field, CommunityForeignKey):
        yield "a key between business rows that does not carry the community"
    elif isinstance(field, CommunityForeignKey) and not to_business:
        yield "a CommunityForeignKey to what has no community"
    elif not to_business and other._meta.label not in REFERENCE:
        yield f"leans on {other._meta.label}, which is no reference table"
    if model._meta.label in KEEPS_ITS_COMMUNITY_ITSELF:
        yield "the journal leans on live rows"


def _faults_of_uniques(model: type[models.Model], community: str) -> Iterator[str]:
    if model._meta.unique_together:
        yield "unique_together: write a UniqueConstraint that begins with the community"
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and (
            constraint.expressions or constraint.fields[:1] != (community,)
        ):
            yield f"{constraint.name}: unique without its community in front"
