"""What has served its time goes, what is still needed stays, and twice changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils.crypto import get_random_string

from linli.foundation.kernel import clock, limits, writing
from linli.foundation.kernel.models import Answer, Tally
from linli.foundation.kernel.refusals import TooMany
from linli.foundation.people.models import SignInCode

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def an_answer(age):
    Answer.objects.create(
        community_id=4, account_id=1, key=get_random_string(32), fingerprint="x",
        answered_at=clock.now() - age,
    )  # fmt: skip


def a_code(age):
    SignInCode.objects.create(phone_index="x", code_hash="x", expires_at=clock.now() - age)


def a_session(age):
    Session.objects.create(
        session_key=get_random_string(32), session_data="x", expire_date=clock.unshifted() - age
    )


def tidy(capsys):
    call_command("tidy")
    return [int(line.split()[0]) for line in capsys.readouterr().out.splitlines()]


def test_only_what_has_served_its_time_is_removed_and_twice_changes_nothing(capsys):
    for age in (91 * DAY, 92 * DAY, 89 * DAY):
        an_answer(age)
    for age in (2 * DAY, 23 * DAY / 24, -DAY):
        a_code(age)
    for age in (DAY, -DAY):
        a_session(age)
    minute = timedelta(minutes=1)
    limits.count("a", at_most=1, within=minute, now=clock.now() - DAY)
    limits.count("a", at_most=1, within=timedelta(days=3), now=clock.now())
    Tally.objects.create(key="of an earlier version", window=1)
    assert tidy(capsys) == [2, 2, 1, 1]
    kept = (Answer.objects, Tally.objects, SignInCode.objects, Session.objects)
    assert [rows.count() for rows in kept] == [1, 1, 2, 1]
    assert tidy(capsys) == [0, 0, 0, 0]


def test_a_try_counts_as_before_after_tidying(capsys):
    limits.count("a", at_most=1, within=DAY, now=clock.now())
    tidy(capsys)
    with pytest.raises(TooMany):
        limits.count("a", at_most=1, within=DAY, now=clock.now())


def test_many_rows_go_in_parts(capsys, monkeypatch):
    monkeypatch.setattr(writing, "_AT_ONCE", 2)
    for _row in range(5):
        a_session(DAY)
    assert tidy(capsys) == [0, 0, 0, 5]
