"""Only the verbs of an app write its tables (style.md, "Who may import whom", rule 3)."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.tree import Module, modules

MANAGER = {
    "bulk_create", "bulk_update", "create", "get_or_create", "update_or_create", "acreate",
    "abulk_create", "aget_or_create", "aupdate_or_create",
}  # fmt: skip
ROWS = {"update", "delete", "save", "aupdate", "adelete", "asave"}
# module -> why it writes although it is no `actions`.
WRITERS = {
    "linli.flows.links": "keeps which thing came of which; the practices record the deeds",
    "linli.foundation.kernel.journal": "the kernel has no verbs: it is what verbs are made of",
    "linli.foundation.kernel.limits": "counts tries, also those that are refused",
    "linli.foundation.kernel.writing": "keeps the answer of a key",
}
DEMO = "linli.interfaces.demo"  # makes what has happened before the demonstration begins


def writes(tree: ast.Module) -> list[tuple[int, str]]:
    """Return line and receiver of every call that writes rows: `Case.objects.create`, `row.save` …

    `update` and `delete` count on anything but plain names (`row.delete()` is told apart from
    `cache.delete()` by its arguments, `values.update()` from a queryset by its chain).
    """
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        verb, receiver = node.func.attr, ast.unparse(node.func.value)
        queryset = "objects" in receiver.split(".") or ".filter(" in receiver
        row = verb in {"save", "asave"} or (verb in {"delete", "adelete"} and not node.args)
        if (verb in MANAGER and queryset) or (verb in ROWS and (queryset or row)):
            found.append((node.lineno, receiver))
    return found


def models_of_others(module: Module) -> set[str]:
    """Return the names under which a module knows models of other apps."""
    return {
        name
        for source, name, _line in module.imports()
        if source.startswith("linli.") and source.endswith(".models")
        if not source.startswith(f"{module.app}.")
    }


@pytest.mark.parametrize(
    ("line", "is_write"),
    [
        ("Case.objects.create(title=t)", True),
        ("Case.objects.filter(pk=1).update(status=s)", True),
        ("case.save(update_fields=['status'])", True),
        ("case.notes.filter(pk=2).delete()", True),
        ("case.delete()", True),
        ("cache.delete(key)", False),
        ("values.update(more)", False),
        ("Case.objects.filter(pk=1).first()", False),
    ],
)
def test_what_counts_as_a_write(line, is_write):
    assert bool(writes(ast.parse(line))) is is_write


def test_nothing_but_verbs_writes():
    found = {
        f"{module.name}:{line} {receiver}"
        for module in modules()
        if module.kind != "actions" and module.name not in WRITERS and module.app != DEMO
        for line, receiver in writes(module.tree)
    }
    assert found == set()


def test_verbs_write_the_tables_of_their_own_app_only():
    found = {
        f"{module.name}:{line} {receiver}"
        for module in modules()
        if module.app != DEMO
        for line, receiver in writes(module.tree)
        if receiver.split(".")[0].split("(")[0] in models_of_others(module)
    }
    assert found == set()


def test_rows_are_saved_field_by_field():
    """A whole save would write back what somebody else has changed meanwhile."""
    found = {
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.app != DEMO
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "save"
        and not {word.arg for word in node.keywords} & {"update_fields", "force_insert"}
    }
    assert found == set()
