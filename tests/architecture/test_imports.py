"""The floors hold: each contract of pyproject.toml is broken by what it forbids, and kept now."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

# contract -> the file an import is planted in, and the import.
PLANTED = [
    pytest.param(
        "floors", "foundation/places/rules.py", "import linli.flows.apps", id="from the ground up"
    ),
    pytest.param(
        "floors", "mechanisms/voting/rules.py", "import linli.practices.cases.apps", id="a floor up"
    ),
    pytest.param(
        "floors", "attic/__init__.py", "", id="a folder that has no place among the floors yet"
    ),
    pytest.param(
        "interfaces", "interfaces/portal/apps.py", "import linli.interfaces.demo.apps",
        id="an interface leans on another",
    ),
    pytest.param(
        "practices", "practices/cases/apps.py", "import linli.practices.projects.apps",
        id="a practice leans on another",
    ),
    pytest.param(
        "mechanisms", "mechanisms/voting/apps.py", "import linli.mechanisms.register.apps",
        id="a mechanism leans on another",
    ),
    pytest.param(
        "foundation", "foundation/kernel/money.py", "import linli.foundation.people.rules",
        id="the kernel leans on people",
    ),
    pytest.param(
        "foundation", "foundation/cellar/__init__.py", "", id="a foundation without a place yet"
    ),
    pytest.param(
        "app", "practices/cases/models.py", "import linli.practices.cases.actions",
        id="models call verbs",
    ),
    pytest.param(
        "app", "mechanisms/voting/events.py", "import linli.mechanisms.voting.rules",
        id="facts lean on rules",
    ),
    pytest.param(
        "rules", "mechanisms/voting/rules.py", "import django.conf", id="a rule asks Django"
    ),
    pytest.param(
        "tests", "practices/cases/apps.py", "import linli.practices.cases.tests",
        id="the product leans on a test",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package with its contracts, shared by the tests of this file."""
    folder = tmp_path_factory.mktemp("house")
    left_out = shutil.ignore_patterns("__pycache__", "locale", "static", "data", "templates")
    shutil.copytree(ROOT / "linli", folder / "linli", ignore=left_out)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture
def planted(house: Path, file: str, line: str) -> Iterator[None]:
    """Plant one line at the end of a file of the copy, and take it out again."""
    path = house / "linli" / file
    before = path.read_text("utf-8") if path.exists() else None
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{before or ''}\n{line}\n", "utf-8")
    yield
    if before is None:
        shutil.rmtree(path.parent)
    else:
        path.write_text(before, "utf-8")


def lint(house: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Return how the import linter judges the copy."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo", *options],
        cwd=house,
        env={"PYTHONPATH": str(house), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )


def contracts() -> set[str]:
    """Return the ids of all contracts."""
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["id"] for contract in configuration["tool"]["importlinter"]["contracts"]}


def test_the_house_as_it_stands_keeps_every_contract(house):
    done = lint(house)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(contracts())} kept, 0 broken." in done.stdout


def test_every_contract_has_a_planted_violation():
    assert contracts() == {case.values[0] for case in PLANTED}


@pytest.mark.parametrize(("contract", "file", "line"), PLANTED)
def test_a_planted_import_breaks_its_contract(house, planted, contract):
    done = lint(house, "--contract", contract)
    assert done.returncode == 1, done.stdout
    assert "Contracts: 0 kept, 1 broken." in done.stdout
