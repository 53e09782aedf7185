"""`linli demo` as a person starts it: whole processes over a folder of their own, on SQLite."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.drill
SECONDS = 170


class Folder:
    """A DATA folder and the commands run on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DEMO", "FRESH"}},
            "DATA": str(path),
        }

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "linli.config.cli", *words],
            env={**self.environment, **variables},
            capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Folder:
    """Return an empty folder."""
    return Folder(tmp_path / "data")


def test_it_loads_once_goes_on_from_there_and_begins_anew_when_told(folder):
    first = folder.run("demo", "--load-only")
    assert first.returncode == 0, first.stderr
    assert "inventing" in first.stdout
    again = folder.run("demo", "--load-only")
    assert "going on" in again.stdout
    assert "inventing" not in again.stdout
    assert folder.run("check", DEMO="1").returncode == 0

    (folder.path / "media").mkdir()
    (folder.path / "media" / "gate.jpg").write_bytes(b"a picture")
    (folder.path / "clock-shift").write_text("86400")
    (folder.path / "letter.txt").write_text("not ours")
    removed = folder.run(
        "shell", "-c",
        "from linli.interfaces.demo import storage; print(storage.remove(), storage.remove())",
        DEMO="1",
    )  # fmt: skip
    assert removed.stdout.strip().endswith("True False"), removed.stderr
    left = {path.name for path in folder.path.iterdir()}
    assert {"letter.txt", "secret-key", "sealing-keys"} <= left
    assert not left & {"linli.sqlite3", "linli.sqlite3-wal", "media", "clock-shift"}


def test_real_people_are_neither_removed_nor_put_on_show(folder):
    assert folder.run("prepare").returncode == 0
    entered = folder.run(
        "shell", "-c",
        "from linli.foundation.people.models import Person; Person.objects.create(name='何大海')",
    )  # fmt: skip
    assert entered.returncode == 0, entered.stderr
    for words in (("demo", "--load-only"), ("demo", "--load-only", "--fresh")):
        refused = folder.run(*words)
        assert refused.returncode == 1
        assert "real people" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert (folder.path / "linli.sqlite3").exists()
    assert "real people" in folder.run("serve", DEMO="1", PORT="0").stderr


def test_a_database_of_somebody_else_is_left_alone(folder):
    folder.path.mkdir()
    other = sqlite3.connect(folder.path / "linli.sqlite3")
    other.execute("CREATE TABLE letters (body TEXT)")
    other.close()
    refused = folder.run("demo", "--load-only", FRESH="1")
    assert refused.returncode == 1
    assert "not a database of ours" in refused.stderr
    assert (folder.path / "linli.sqlite3").exists()


def test_a_wrong_variable_is_a_sentence(folder):
    refused = folder.run("demo", FRESH="yes")
    assert refused.returncode == 1
    assert refused.stderr == "linli: FRESH='yes': want 1 or 0.\n"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    refused = Folder(tmp_path / "file" / "data").run("serve")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "DATA" in refused.stderr
