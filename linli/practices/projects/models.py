"""Projects, their budget, quotes, declarations, changes of scope and payments."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.models import CommunityModel, ScopedModel
from linli.foundation.people.models import Person
from linli.foundation.places.models import Place
from linli.practices.projects.rules import Origin, Side, Status

_ORDER = list(Status)


def _set_from(status: Status, *columns: str) -> models.CheckConstraint:
    """Return the constraint that the columns are set exactly from this status on."""
    before = Q(status__in=[s.value for s in _ORDER[: _ORDER.index(status)]])
    after = Q(status__in=[s.value for s in _ORDER[_ORDER.index(status) :]])
    for column in columns:
        before &= Q(**{f"{column}__isnull": True})
        after &= Q(**{f"{column}__isnull": False})
    return models.CheckConstraint(condition=before | after, name=f"project_{status.value}_whole")


class Project(ScopedModel):
    """Work that was decided on, with its budget in fen. `place` is the compound it is done in.

    The number of quotes and its source are copied at the invitation, the counts of declarations
    at the opening: later changes of norms or posts never change what was done.
    """

    title = models.CharField(max_length=100)
    budget = models.BigIntegerField()
    status = models.CharField(
        max_length=16, choices=[(s.value, s.value) for s in Status], default=Status.OPENED
    )
    opened_at = models.DateTimeField()
    quotes_due = models.DateTimeField(null=True)
    quotes_needed = models.PositiveSmallIntegerField(null=True)
    quotes_source = models.CharField(max_length=300, blank=True)
    quotes_opened_at = models.DateTimeField(null=True)
    witnesses = models.CharField(max_length=200, blank=True)
    choosers = models.PositiveSmallIntegerField(null=True)
    declared = models.PositiveSmallIntegerField(null=True)
    interested = models.PositiveSmallIntegerField(null=True)
    chosen_quote = CommunityForeignKey(
        "Quote", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    choice_reason = models.TextField(max_length=1000, blank=True)
    chosen_at = models.DateTimeField(null=True)
    contract_amount = models.BigIntegerField(null=True)
    contractor = models.CharField(max_length=100, blank=True)
    contracted_at = models.DateTimeField(null=True)
    changes_common_space = models.BooleanField(default=False)
    owners_decision = models.CharField(max_length=300, blank=True)
    accepted_at = models.DateTimeField(null=True)
    acceptance_note = models.TextField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(budget__gt=0), name="project_has_a_budget"),
            models.CheckConstraint(
                condition=Q(contract_amount=None)
                | Q(contract_amount__gt=0, contract_amount__lte=F("budget")),
                name="project_contract_within_budget",
            ),
            models.CheckConstraint(
                condition=Q(changes_common_space=False) | ~Q(owners_decision=""),
                name="project_common_space_needs_owners",
            ),
            _set_from(Status.QUOTING, "quotes_due", "quotes_needed"),
            _set_from(
                Status.QUOTES_OPENED, "quotes_opened_at", "choosers", "declared", "interested"
            ),
            _set_from(Status.CHOSEN, "chosen_quote", "chosen_at"),
            _set_from(Status.CONTRACTED, "contracted_at", "contract_amount"),
            _set_from(Status.ACCEPTED, "accepted_at"),
        ]
        indexes = [
            models.Index(fields=["community", "opened_at"], name="project_by_community"),
            models.Index(fields=["compound_id", "opened_at"], name="project_by_compound"),
        ]

    def __str__(self) -> str:
        return self.title


class _OfProject(CommunityModel):
    """A row that belongs to a project and lies where the project lies."""

    project = CommunityForeignKey(
        Project, on_delete=models.PROTECT, related_name="%(class)ss", db_index=False
    )

    class Meta:
        abstract = True

    @property
    def place(self) -> Place:
        """Return the project's place (a query if the project is not loaded)."""
        place: Place = self.project.place
        return place


class ProjectLine(_OfProject):
    """One line of the budget: a cost in fen, or a source in fen or hours. Only ever added."""

    side = models.CharField(max_length=8, choices=[(s.value, s.value) for s in Side])
    origin = models.CharField(
        max_length=12, choices=[(o.value, o.value) for o in Origin], blank=True
    )
    order = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=100)
    fen = models.BigIntegerField(default=0)
    hours = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "project", "side", "order"], name="project_line_in_its_place"
            ),
            models.CheckConstraint(
                condition=Q(side=Side.COST.value, origin="", fen__gt=0, hours=0)
                | Q(
                    Q(fen__gt=0) | Q(hours__gt=0), ~Q(origin=""), side=Side.SOURCE.value, fen__gte=0
                ),
                name="project_line_is_a_cost_or_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Quote(_OfProject):
    """A quote: a sealed envelope until `amount` (fen) is read out at the opening."""

    bidder = models.CharField(max_length=100)
    received_at = models.DateTimeField()
    amount = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "project", "bidder"], name="quote_one_per_bidder"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="quote_asks_for_money"
            ),
        ]

    def __str__(self) -> str:
        return self.bidder


class Declaration(_OfProject):
    """Whether a chooser has an interest in a bidder. Never public: pages show counts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    post_id = models.BigIntegerField()
    has_interest = models.BooleanField()
    bidder = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "project", "person"], name="declaration_one_per_person"
            ),
            models.CheckConstraint(
                condition=Q(has_interest=True) | Q(bidder=""), name="declaration_bidder_only_if_yes"
            ),
        ]

    def __str__(self) -> str:
        return f"declaration {self.pk}"


class ScopeChange(_OfProject):
    """Work left out (negative fen) or added (positive). Only ever added.

    `in_contract`: left out when the contract was made; its amount contains the change already.
    """

    what = models.CharField(max_length=200)
    fen = models.BigIntegerField()
    in_contract = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fen__lt=0) | Q(fen__gt=0, in_contract=False),
                name="scope_change_has_a_price",
            ),
        ]
        indexes = [models.Index(fields=["community", "project"], name="scope_change_by_project")]

    def __str__(self) -> str:
        return self.what


class Payment(_OfProject):
    """Money paid (positive fen), or the reversal of a payment entered wrongly. Only ever added."""

    fen = models.BigIntegerField()
    voucher = models.CharField(max_length=50)
    paid_on = models.DateField()
    reverses = CommunityForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="reversals", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses=None, fen__gt=0) | Q(reverses__isnull=False, fen__lt=0),
                name="payment_pays_or_reverses",
            ),
            models.UniqueConstraint(
                fields=["community", "reverses"],
                condition=Q(reverses__isnull=False),
                name="payment_reversed_once",
            ),
        ]
        indexes = [models.Index(fields=["community", "project"], name="payment_by_project")]

    def __str__(self) -> str:
        return self.voucher
