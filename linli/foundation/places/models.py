"""The tree of places, its codes, the households in it, and norms."""

from __future__ import annotations

from django.db import models

from linli.foundation.kernel.fields import CommunityForeignKey, PathField
from linli.foundation.kernel.ids import new_id
from linli.foundation.kernel.models import CommunityModel, ScopedModel


class Place(models.Model):
    """A node of the tree, from the city down to the unit. A reference table: no community key.

    The ids of the places above (itself included) are copied at insert, so that a row at a place
    takes its scope without a walk up the tree.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    setting = models.CharField(max_length=20, blank=True)
    path = PathField(max_length=48, unique=True)
    city_id = models.BigIntegerField(null=True)
    district_id = models.BigIntegerField(null=True)
    street_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    compound_id = models.BigIntegerField(null=True)
    building_id = models.BigIntegerField(null=True)
    households = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="place_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["parent", "kind"], name="place_by_parent")]

    def __str__(self) -> str:
        return self.name


class PlaceCode(models.Model):
    """An official 12-digit code of a place, for as long as it held (they change yearly)."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="code_names_one_place_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Norm(models.Model):
    """A number of law or policy: what, where, from when, and who says so."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80)
    value = models.CharField(max_length=80)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="norms")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.CharField(max_length=200)
    article = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "place", "valid_from"], name="norm_one_value_at_a_place_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=models.Q(place=None),
                name="norm_one_value_for_all_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


class Grid(CommunityModel):
    """A grid of the community's grid management; it overlays the tree (K15)."""

    name = models.CharField(max_length=100)
    code = models.CharField(max_length=15, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "name"], name="grid_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Beat(CommunityModel):
    """The households one steward looks after; who holds it is a post."""

    name = models.CharField(max_length=100)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Household(ScopedModel):
    """A dwelling: a door with a number under a building or unit. `place` is what it stands in.

    Rows and columns of the building board are stored, never computed from the number: real
    buildings skip floors and join flats (ux.md §2). `area` is in whole 0.01 m².
    """

    number = models.CharField(max_length=20)
    row_label = models.CharField(max_length=20, blank=True)
    row_order = models.SmallIntegerField(default=0)
    column_order = models.SmallIntegerField(default=0)
    area = models.PositiveIntegerField(default=0)
    grid = CommunityForeignKey(Grid, on_delete=models.PROTECT, null=True, related_name="households")
    beat = CommunityForeignKey(Beat, on_delete=models.PROTECT, null=True, related_name="households")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "place", "number", "valid_from"], name="household_one_per_door"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "building_id"], name="household_by_building"),
        ]

    def __str__(self) -> str:
        return self.number
