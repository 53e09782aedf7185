"""The journal: chained, append-only, honest about tampering."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.db import DatabaseError, connection, transaction

from linli.foundation.kernel import facts, journal
from linli.foundation.kernel.facts import Fact
from linli.foundation.kernel.models import Entry, Head

NOON = datetime(2026, 12, 15, 4, 0, 0, 123456, tzinfo=UTC)
SOMEBODY = SimpleNamespace(account_id=1, person_id=2, post_id=None, post_kind="resident")
HERE = SimpleNamespace(
    id=7, path="0001", city_id=1, district_id=2, street_id=3, community_id=4, compound_id=None,
    building_id=None,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class LampLit(Fact):
    """A lamp was lit (for tests)."""

    kind: ClassVar[str] = "tests.lamp_lit"
    lamp_id: int
    note: str = "亮了"


def light(lamp_id=1, **more):
    with transaction.atomic():
        return journal.record(
            LampLit(lamp_id=lamp_id),
            actor=SOMEBODY,
            at=NOON,
            place=HERE,
            subject_id=lamp_id,
            **more,
        )


def in_raw_sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.fixture
def without_triggers():
    """Somebody with all rights in the database takes the triggers away first."""
    on = " ON kernel_entry" if connection.vendor == "postgresql" else ""
    for name in ("kernel_entry_no_update", "kernel_entry_no_delete"):
        in_raw_sql(f"DROP TRIGGER {name}{on}")


@pytest.mark.django_db
def test_an_entry_says_who_acted_as_what_where_and_why():
    entry = light(reason="天黑了", before={"lit": False}, after={"lit": True}, on_behalf_of_id=9)
    assert (entry.community_id, entry.sequence, entry.kind) == (4, 1, "tests.lamp_lit")
    assert (entry.account_id, entry.person_id, entry.post_kind, entry.on_behalf_of_id) == (
        1, 2, "resident", 9,
    )  # fmt: skip
    assert entry.data == {"lamp_id": 1, "note": "亮了"}
    assert [e.pk for e in journal.history(4, 1)] == [entry.pk]
    assert str(entry) == "4/1 tests.lamp_lit"


@pytest.mark.django_db
def test_every_community_has_a_chain_of_its_own_and_what_is_nowhere_goes_to_chain_zero():
    first, second = light(1), light(2)
    with transaction.atomic():
        apart = journal.record(
            LampLit(lamp_id=3), actor=SOMEBODY, at=NOON, place=None, subject_id=3
        )
    assert second.previous_hash == first.hash
    assert (apart.community_id, apart.sequence, apart.previous_hash) == (0, 1, "")
    assert list(journal.faults(4)) == list(journal.faults(0)) == []
    assert str(Head.objects.get(community_id=4)) == "4/2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_entry SET reason = 'x'",
        "DELETE FROM kernel_entry",
        "INSERT OR REPLACE INTO kernel_entry SELECT * FROM kernel_entry",
        "TRUNCATE kernel_entry",
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(statement):
    only = {"INSERT": "sqlite", "TRUNCATE": "postgresql"}.get(
        statement.split()[0], connection.vendor
    )
    if only != connection.vendor:
        pytest.skip(f"{only} only: {statement.split()[0]} means nothing on {connection.vendor}")
    light()
    with pytest.raises(DatabaseError, match=r"append-only|constraint|violates"):
        in_raw_sql(statement)
    assert Entry.objects.get().reason == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "sequence", "what"),
    [
        pytest.param(
            "UPDATE kernel_entry SET reason = 'x' WHERE sequence = 2", 2, "changed", id="edit"
        ),
        pytest.param("DELETE FROM kernel_entry WHERE sequence = 2", 2, "missing", id="delete"),
        pytest.param(
            "DELETE FROM kernel_entry WHERE sequence = 3", 3, "the tail is cut or forged", id="cut"
        ),
        pytest.param("DELETE FROM kernel_head", 0, "the tail is cut or forged", id="headless"),
        pytest.param(
            "UPDATE kernel_entry SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 1",
            1, "changed", id="backdate",
        ),
    ],
)  # fmt: skip
def test_tampering_by_somebody_with_all_rights_is_named(
    without_triggers, statement, sequence, what
):
    for lamp_id in (1, 2, 3):
        light(lamp_id)
    in_raw_sql(statement)
    faults = list(journal.faults(4))
    assert faults[0] == journal.Fault(4, sequence, what)


@pytest.mark.django_db
def test_a_handler_runs_in_the_transaction_and_its_error_undoes_the_deed(monkeypatch):
    monkeypatch.setattr(facts, "_handlers", {})
    seen: list[facts.Recorded[LampLit]] = []
    facts.subscribe(LampLit, seen.append)
    facts.subscribe(LampLit, seen.append)
    light(5)
    assert [(r.fact.lamp_id, r.at, r.actor.person_id) for r in seen] == [(5, NOON, 2)]

    def break_down(_recorded):
        raise RuntimeError("dark")

    facts.subscribe(LampLit, break_down)
    with pytest.raises(RuntimeError, match="dark"):
        light(6)
    assert Entry.objects.filter(subject_id=6).count() == 0
