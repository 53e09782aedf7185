"""Which thing came of which, across practices."""

from __future__ import annotations

from django.db import models

from linli.foundation.kernel.models import CommunityModel


class Link(CommunityModel):
    """A thing of one practice led to a thing of another; kinds are those of the story ("case",
    "topic").

    One source has one current target of a kind: a case handed to the council anew points to its
    new topic.
    """

    source_kind = models.CharField(max_length=20)
    source_id = models.BigIntegerField()
    target_kind = models.CharField(max_length=20)
    target_id = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "source_kind", "source_id", "target_kind"],
                name="link_one_target",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "target_kind", "target_id"], name="link_by_target"),
        ]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.source_id} -> {self.target_kind} {self.target_id}"
