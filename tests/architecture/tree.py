"""The package as the other tests of this folder read it: apps, modules, and what they say."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINLI = ROOT / "linli"
FLOORS_OF_APPS = ("foundation", "mechanisms", "practices", "interfaces")


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the product: its dotted name and its syntax tree."""

    name: str
    path: Path

    @property
    def app(self) -> str:
        """Return the dotted name of the app it belongs to; of the package itself outside apps."""
        parts = self.name.split(".")
        return ".".join(parts[: 3 if parts[1:2] and parts[1] in FLOORS_OF_APPS else 2])

    @property
    def kind(self) -> str:
        """Return what it is within its app: `actions` for actions.py and for actions/ballots.py."""
        inside = self.name.removeprefix(self.app).strip(".").split(".")
        return inside[0] or "__init__"

    @property
    def tree(self) -> ast.Module:
        """Return its syntax tree (read once)."""
        return parsed(self.path)

    def imports(self) -> Iterator[tuple[str, str, int]]:
        """Return every import as (module, name, line); `import a.b` has the name ""."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, "", node.lineno
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    yield node.module or "", alias.name, node.lineno


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


@cache
def apps() -> dict[str, Path]:
    """Return dotted name -> folder of every app: those of each floor, and flows."""
    folders = [
        folder
        for floor in FLOORS_OF_APPS
        for folder in sorted((LINLI / floor).iterdir())
        if folder.is_dir() and folder.name != "__pycache__"
    ]
    folders.append(LINLI / "flows")
    return {".".join(folder.relative_to(ROOT).parts): folder for folder in folders}


@cache
def modules(*, tests: bool = False, migrations: bool = False) -> tuple[Module, ...]:
    """Return the product's modules; its tests and migrations only when asked for."""
    found = []
    for path in sorted(LINLI.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if ("tests" in parts and not tests) or ("migrations" in parts and not migrations):
            continue
        found.append(Module(".".join(part for part in parts if part != "__init__"), path))
    return tuple(found)


def modules_of(app: str, kind: str) -> list[Module]:
    """Return the modules of one kind of an app, e.g. its actions."""
    return [module for module in modules() if module.app == app and module.kind == kind]


def functions(module: Module) -> list[ast.FunctionDef]:
    """Return the public functions of a module."""
    return [
        node
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
