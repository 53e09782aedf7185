"""What a supervisor of the server asks."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor

from linli.foundation.places.models import Norm
from linli.foundation.places.tests.build import the_norms
from linli.interfaces.portal.queries import health


def test_the_process_answers_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_a_server_is_ready_once_the_norms_are_loaded(client):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": True, "norms": False}
    the_norms()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "norms": True}


@pytest.mark.django_db
def test_a_server_with_open_migrations_is_not_ready(monkeypatch):
    the_norms()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: ["one"])
    assert health.checks() == {"database": True, "migrations": False, "norms": False}


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_said_and_not_raised(monkeypatch):
    def fails() -> bool:
        raise OperationalError("gone")

    monkeypatch.setattr(Norm.objects, "exists", fails)
    assert health.checks() == {"database": False, "migrations": False, "norms": False}
