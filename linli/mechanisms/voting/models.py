"""Votes, their rolls and their ballots."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import F, Q

from linli.foundation.kernel.fields import CommunityForeignKey
from linli.foundation.kernel.models import CommunityModel, ScopedModel
from linli.foundation.people.models import Person
from linli.mechanisms.voting.rules import Choice, Outcome, Threshold

_COUNTS_ABSENT = Q(
    cast__isnull=True, approve__isnull=True, oppose__isnull=True, abstain__isnull=True
)
# Named one by one: a comparison with NULL would let an empty count through.
_COUNTS_ADD_UP = Q(
    cast__isnull=False,
    approve__isnull=False,
    oppose__isnull=False,
    abstain__isnull=False,
    cast=F("approve") + F("oppose") + F("abstain"),
    cast__lte=F("eligible"),
)


class Vote(ScopedModel):
    """One question put to a frozen roll under a frozen rule; counts are empty until it is closed.

    Triggers refuse a change of what is frozen (migration 0002), and ballots and seats that come too
    late (migration 0003).
    """

    title = models.CharField(max_length=200)
    question = models.TextField(max_length=500)
    approval_numerator = models.PositiveIntegerField()
    approval_denominator = models.PositiveIntegerField()
    quorum_numerator = models.PositiveIntegerField(default=0)
    quorum_denominator = models.PositiveIntegerField(default=1)
    of_cast = models.BooleanField()
    strict = models.BooleanField()
    rule_source = models.CharField(max_length=320)
    eligible = models.PositiveIntegerField()
    roll_digest = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=12, blank=True, choices=[(each.value, each.value) for each in Outcome]
    )
    cast = models.PositiveIntegerField(null=True)
    approve = models.PositiveIntegerField(null=True)
    oppose = models.PositiveIntegerField(null=True)
    abstain = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(eligible__gt=0), name="vote_has_seats"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="vote_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(
                    approval_numerator__gt=0,
                    approval_numerator__lte=F("approval_denominator"),
                    quorum_denominator__gt=0,
                    quorum_numerator__lte=F("quorum_denominator"),
                ),
                name="vote_shares_within_the_whole",
            ),
            models.CheckConstraint(
                condition=(Q(closed_at__isnull=True, outcome="") & _COUNTS_ABSENT)
                | (
                    Q(closed_at__isnull=False, outcome__in=[each.value for each in Outcome])
                    & _COUNTS_ADD_UP
                ),
                name="vote_counted_exactly_when_closed",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(closed_at__gte=F("closes_at"))
                | Q(cast=F("eligible")),
                name="vote_closed_in_time",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "closed_at"], name="vote_by_community"),
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"

    @property
    def threshold(self) -> Threshold:
        """Return the frozen rule."""
        return Threshold(
            quorum=Fraction(self.quorum_numerator, self.quorum_denominator),
            approval=Fraction(self.approval_numerator, self.approval_denominator),
            of_cast=self.of_cast,
            strict=self.strict,
        )

    @property
    def code(self) -> str:
        """Return the beginning of the digest of what is frozen, easy to compare aloud."""
        return f"{self.roll_digest[:4]}-{self.roll_digest[4:8]}".upper()


class RollEntry(CommunityModel):
    """One seat of a vote's roll: the post, who held it at the opening, what the seat is called."""

    vote = CommunityForeignKey(Vote, on_delete=models.PROTECT, related_name="roll")
    post_id = models.BigIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "vote", "post_id"], name="roll_one_seat_per_post"
            ),
            models.UniqueConstraint(
                fields=["community", "vote", "person"], name="roll_one_seat_per_person"
            ),
            models.UniqueConstraint(
                fields=["community", "vote", "label"], name="roll_one_seat_per_label"
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.pk}"


class Ballot(CommunityModel):
    """One seat's answer; `cast_at` is the moment the server received it.

    It names its seat: no page shows the choice, but this row does (ADR 0009).
    """

    vote = CommunityForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    entry = CommunityForeignKey(RollEntry, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Choice])
    cast_at = models.DateTimeField()
    account_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "vote", "entry"], name="ballot_one_per_seat"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=[each.value for each in Choice]), name="ballot_choice_known"
            ),
        ]

    def __str__(self) -> str:
        return f"ballot {self.pk}"  # never the choice: this string ends up in logs
