"""Limits count exactly and reopen with the next window."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.foundation.kernel import limits
from linli.foundation.kernel.models import Tally
from linli.foundation.kernel.refusals import TooMany

NOON = datetime(2026, 12, 15, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_the_try_beyond_the_limit_is_refused_with_the_minutes_to_wait():
    for _ in range(3):
        limits.count("code/19900001234", at_most=3, within=timedelta(minutes=10), now=NOON)
    with pytest.raises(TooMany, match="10"):
        limits.count("code/19900001234", at_most=3, within=timedelta(minutes=10), now=NOON)
    limits.count(
        "code/19900001234",
        at_most=3,
        within=timedelta(minutes=10),
        now=NOON + timedelta(minutes=10),
    )
    limits.count("code/19900009999", at_most=3, within=timedelta(minutes=10), now=NOON)


@pytest.mark.django_db
def test_the_key_cannot_be_read_back():
    limits.count("code/19900001234", at_most=3, within=timedelta(minutes=10), now=NOON)
    assert "1990" not in Tally.objects.get().key
    assert str(Tally.objects.get()).endswith(" 1")
