"""Migration operations that make the database itself refuse what must never happen.

`AppendOnly(table)` refuses UPDATE, DELETE and (PostgreSQL) TRUNCATE; on SQLite `recursive_triggers`
makes it refuse INSERT OR REPLACE too. `FreezeColumns` refuses changes of some columns once a
condition holds, and TRUNCATE always. `RefuseInsert` refuses new rows while a condition holds. On a
distributed database, which refuses triggers, a run-time role without these rights takes their
place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

_RAISE = """
CREATE OR REPLACE FUNCTION linli_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% of % is refused: %', TG_OP, TG_TABLE_NAME, TG_ARGV[0]
  USING ERRCODE = 'integrity_constraint_violation'; END $$
"""


class _Triggers(Operation):
    """Create triggers forwards, drop them backwards; the state of the models does not change."""

    reversible = True
    atomic = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models' state alone."""

    def triggers(self, vendor: str) -> dict[str, str]:
        """Return trigger name -> the statement that creates it on this engine."""
        raise NotImplementedError  # each kind of trigger below says its own

    def table(self) -> str:
        """Return the table the triggers stand on."""
        raise NotImplementedError  # each kind of trigger below says its own

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        """This will create the triggers."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(_RAISE, params=None)
        for statement in self.triggers(schema_editor.connection.vendor).values():
            schema_editor.execute(statement, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        """This will drop the triggers."""
        vendor = schema_editor.connection.vendor
        on = f' ON "{self.table()}"' if vendor == "postgresql" else ""
        for name in self.triggers(vendor):
            schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}', params=None)


def _no_truncate(table: str, name: str, vendor: str) -> dict[str, str]:
    """Return the trigger against TRUNCATE, which SQLite does not know."""
    if vendor != "postgresql":
        return {}
    return {
        name: f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION linli_refuse('append-only')"
    }


class AppendOnly(_Triggers):
    """Rows of `table` can be added and read, never changed or removed."""

    def __init__(self, table: str) -> None:
        self.name = table

    def table(self) -> str:
        """Return the table the triggers stand on."""
        return self.name

    def describe(self) -> str:
        """Return one line for `migrate`."""
        return f"Refuse changes and deletions in {self.name}"

    def triggers(self, vendor: str) -> dict[str, str]:
        """Return one trigger per refused operation."""
        made = {}
        for operation in ("UPDATE", "DELETE"):
            name = f"{self.name}_no_{operation.lower()}"
            if vendor == "postgresql":
                body = "FOR EACH ROW EXECUTE FUNCTION linli_refuse('append-only')"
            else:
                body = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
            made[name] = f'CREATE TRIGGER "{name}" BEFORE {operation} ON "{self.name}" {body}'
        return made | _no_truncate(self.name, f"{self.name}_no_truncate", vendor)


class FreezeColumns(_Triggers):
    """Some columns of `table` never change again once `when` holds, and such rows are never
    deleted.

    `when` is SQL over the old row with the placeholder `{row}`, e.g. "{row}.opened_at IS NOT NULL".
    `label` tells two freezes of one table apart.
    """

    def __init__(
        self, table: str, columns: Sequence[str], *, when: str, label: str = "frozen"
    ) -> None:
        self.name, self.columns, self.when, self.label = table, tuple(columns), when, label

    def table(self) -> str:
        """Return the table the triggers stand on."""
        return self.name

    def describe(self) -> str:
        """Return one line for `migrate`."""
        return (
            f"Freeze {', '.join(self.columns)} of {self.name} when {self.when.format(row='a row')}"
        )

    def triggers(self, vendor: str) -> dict[str, str]:
        """Return the triggers against changes, deletion and emptying the table."""
        frozen = self.when.format(row="OLD")
        comparison = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
        changed = " OR ".join(f'OLD."{c}" {comparison} NEW."{c}"' for c in self.columns)
        if vendor == "postgresql":
            body = "EXECUTE FUNCTION linli_refuse('frozen')"
        else:
            body = "BEGIN SELECT RAISE(ABORT, 'frozen'); END"
        update, delete = f"{self.name}_{self.label}", f"{self.name}_{self.label}_delete"
        return {
            update: f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{self.name}" '
            f"FOR EACH ROW WHEN (({frozen}) AND ({changed})) {body}",
            delete: f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{self.name}" '
            f"FOR EACH ROW WHEN ({frozen}) {body}",
        } | _no_truncate(self.name, f"{update}_no_truncate", vendor)


class RefuseInsert(_Triggers):
    """No row is added to `table` while `when` holds, whoever writes it.

    `when` is SQL over the new row with the placeholder `{row}`; it may look into other tables. It
    sees the rows that the same statement has added before. `label` is what the refusal says.
    """

    def __init__(self, table: str, *, when: str, label: str) -> None:
        self.name, self.when, self.label = table, when, label

    def table(self) -> str:
        """Return the table the triggers stand on."""
        return self.name

    def describe(self) -> str:
        """Return one line for `migrate`."""
        return f"Refuse new rows in {self.name} that are {self.label}"

    def triggers(self, vendor: str) -> dict[str, str]:
        """Return the trigger against new rows."""
        name, when = self._trigger(), self.when.format(row="NEW")
        before = f'CREATE TRIGGER "{name}" BEFORE INSERT ON "{self.name}" FOR EACH ROW '
        if vendor == "postgresql":
            return {name: f'{before}EXECUTE FUNCTION "{name}"()'}
        return {name: f"{before}WHEN {when} BEGIN SELECT RAISE(ABORT, '{self.label}'); END"}

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        """This will create the trigger; PostgreSQL looks into other tables only in a function."""
        if schema_editor.connection.vendor == "postgresql":
            when = self.when.format(row="NEW")
            schema_editor.execute(
                f'CREATE OR REPLACE FUNCTION "{self._trigger()}"() RETURNS trigger '
                f"LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN "
                f"RAISE EXCEPTION 'INSERT of {self.name} is refused: {self.label}' "
                "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
                params=None,
            )
        super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        """This will drop the trigger and its function."""
        super().database_backwards(app_label, schema_editor, from_state, to_state)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f'DROP FUNCTION IF EXISTS "{self._trigger()}"()', params=None)

    def _trigger(self) -> str:
        return f"{self.name}_{self.label}".replace(" ", "_")
