"""A demonstration to click through, loaded once and copied for whoever changes it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.server import LINLI, Server

PYTHON = sys.executable
People = Callable[..., Person]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the demonstration loaded; both workers wait for the first to do it."""
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    for folder in (ours, *ours.parents):
        if folder.name.startswith("pytest-"):
            folder.chmod(0o755)  # the server runs as nobody
    data = shared / "demonstration"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "loaded").exists():
            data.mkdir()
            # The server runs as nobody and could not write catalogues beside the code.
            subprocess.run([str(LINLI), "messages", "--compile"], check=True, capture_output=True)
            Server(data, demo=True).run(LINLI, "demo", "--load-only")
            (data / "loaded").touch()
    return data


@pytest.fixture
def demo(demonstration: Path, tmp_path: Path) -> Iterator[Server]:
    """Return a server over a demonstration of the test's own."""
    with Server(copied(demonstration, tmp_path), demo=True) as server:
        yield server


def copied(demonstration: Path, folder: Path) -> Path:
    """Return a copy of the demonstration's data below a folder that the server may enter."""
    folder.chmod(0o755)
    return shutil.copytree(demonstration, folder / "data")


@pytest.fixture
def person(chromium: Browser, demo: Server) -> Iterator[People]:
    """Return a function that lets one of the seven sit down at a screen of their own."""
    with ExitStack() as stack:

        def sit_down(slug: str = "", **how: Any) -> Person:
            return stack.enter_context(Person(chromium, demo.address, slug, **how))

        yield sit_down
