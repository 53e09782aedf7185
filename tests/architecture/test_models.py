"""Every table could be distributed by community; each rule is proven by a model that breaks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.ids import new_id
from linli.foundation.kernel.models import CommunityModel
from linli.foundation.people.models import Account, Person
from linli.foundation.places.models import Household, Place
from tests.architecture.model_rules import (
    KEEPS_ITS_COMMUNITY_ITSELF,
    REFERENCE,
    WITHOUT_LENGTH,
    faults_of,
)


def ours() -> list[type[models.Model]]:
    """Return every model of the product."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("linli.")
    ]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_table_could_be_distributed_by_community(model):
    assert list(faults_of(model)) == []


def test_the_lists_name_what_exists():
    labels = {model._meta.label for model in ours()}
    assert {*REFERENCE, *KEEPS_ITS_COMMUNITY_ITSELF} <= labels
    for named in WITHOUT_LENGTH:
        label, _, field = named.rpartition(".")
        apps.get_model(label)._meta.get_field(field)


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_a_row_never_takes_another_with_it_when_it_goes(model):
    """History stays true: rows end, and nothing is deleted by being leaned on."""
    going = {
        field.name
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is not models.PROTECT
    }
    assert going == set()


@pytest.fixture
def planted() -> Iterator[Apps]:
    """Return a registry of its own for models made by a test; real ones can be leaned on."""
    with isolate_apps("linli.foundation.kernel", "linli.foundation.places") as registry:
        for model in (Place, Household, Person, Account):
            registry.register_model(model._meta.app_label, model)
        yield registry


def a_model(base: type[models.Model], options: dict[str, object], **fields: object) -> type:
    """Return a model made for this test."""
    meta = type("Meta", (), {"app_label": "kernel", **options})
    return type("Planted", (base,), {"Meta": meta, "__module__": __name__, **fields})


def a_business_model(options: dict[str, object] | None = None, **fields: object) -> type:
    """Return a business model made for this test."""
    return a_model(CommunityModel, options or {}, **fields)


def a_key(to: str, kind: type[models.ForeignKey] = models.ForeignKey) -> models.ForeignKey:
    """Return a key to a model."""
    return kind(to, on_delete=models.PROTECT, related_name="+")


def test_a_sound_business_model_has_no_fault(planted):
    once = models.UniqueConstraint(fields=["community", "person"], name="once")
    model = a_business_model(
        {"constraints": [once]},
        person=a_key("people.Person"),
        household=a_key("places.Household", CommunityForeignKey),
        text=models.CharField(max_length=10),
    )
    assert list(faults_of(model)) == []


def test_a_model_that_belongs_nowhere_is_named(planted):
    key = models.BigIntegerField(primary_key=True, default=new_id)
    assert list(faults_of(a_model(models.Model, {}, id=key))) == [
        "neither a CommunityModel nor a listed reference table"
    ]


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (models.BigAutoField(primary_key=True), "its key comes from a sequence of the database"),
        (models.BigIntegerField(primary_key=True), "its key is not a single `id` made by the"),
        (models.UUIDField(primary_key=True), "its key is not a single `id` made by the"),
    ],
)
def test_a_key_not_made_by_the_application_is_named(planted, key, fault):
    assert [found for found in faults_of(a_business_model(id=key)) if found.startswith(fault)]


@pytest.mark.parametrize(
    "constraint",
    [
        models.UniqueConstraint(fields=["number"], name="alone"),
        models.UniqueConstraint(fields=["number", "community"], name="behind"),
        models.UniqueConstraint(fields=["number"], condition=Q(number__gt=0), name="partly"),
        models.UniqueConstraint("community", "number", name="as_expressions"),
    ],
    ids=lambda constraint: constraint.name,
)
def test_a_unique_constraint_without_its_community_in_front_is_named(planted, constraint):
    model = a_business_model({"constraints": [constraint]}, number=models.IntegerField())
    assert list(faults_of(model)) == [f"{constraint.name}: unique without its community in front"]


def test_the_older_ways_to_be_unique_are_named(planted):
    model = a_business_model(
        {"unique_together": {("community", "number")}}, number=models.IntegerField()
    )
    assert [fault.partition(":")[0] for fault in faults_of(model)] == ["unique_together"]


@pytest.mark.parametrize(
    "field",
    [
        models.IntegerField(unique=True),
        models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+"),
    ],
    ids=["unique", "one to one"],
)
def test_a_field_that_is_unique_by_itself_is_named(planted, field):
    assert list(faults_of(a_business_model(one=field))) == ["one: unique without its community"]


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (
            a_key("places.Household"),
            "a key between business rows that does not carry the community",
        ),
        (
            a_key("people.Person", CommunityForeignKey),
            "a CommunityForeignKey to what has no community",
        ),
    ],
)
def test_keys_that_do_not_keep_to_their_community_are_named(planted, key, fault):
    assert list(faults_of(a_business_model(key=key))) == [f"key: {fault}"]


def test_what_leans_on_local_tables_is_named(planted, monkeypatch):
    from django.contrib.sessions.models import Session

    planted.register_model("sessions", Session)
    assert list(faults_of(a_business_model(session=a_key("sessions.Session")))) == [
        "session: leans on sessions.Session, which is no reference table"
    ]


def test_a_reference_table_that_leans_on_business_rows_is_named(planted, monkeypatch):
    monkeypatch.setitem(REFERENCE, "kernel.Planted", "for this test")
    key = models.BigIntegerField(primary_key=True, default=new_id)
    model = a_model(models.Model, {}, id=key, home=a_key("places.Household"))
    assert list(faults_of(model)) == ["home: a reference table leans on a distributed one"]


def test_a_journal_that_leans_on_live_rows_is_named(planted, monkeypatch):
    monkeypatch.setitem(KEEPS_ITS_COMMUNITY_ITSELF, "kernel.Planted", "for this test")
    key = models.BigIntegerField(primary_key=True, default=new_id)
    model = a_model(models.Model, {}, id=key, who=a_key("people.Person"))
    assert list(faults_of(model)) == ["who: the journal leans on live rows"]


def test_many_to_many_is_named(planted):
    people = models.ManyToManyField("people.Person", related_name="+")
    assert "many to many: the table between has no community" in list(
        faults_of(a_business_model(people=people))
    )


@pytest.mark.parametrize("field", [models.TextField(), models.CharField()], ids=["text", "char"])
def test_text_without_a_longest_length_is_named(planted, field):
    assert list(faults_of(a_business_model(text=field))) == ["text: text without a longest length"]
