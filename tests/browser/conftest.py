"""A demonstration to click through, loaded once and copied for whoever changes it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person
from tests.server import LINLI, Server

PYTHON = sys.executable
People = Callable[..., Person]


@pytest.fixture(scope="session")
def demonstration() -> Path:
    """Return a folder with the demonstration loaded; both workers wait for the first to do it."""
    run = _folder_of_the_run()
    data = run / "demonstration"
    with (run / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (data / "loaded").exists():
            data.mkdir()
            # The server runs as nobody and could not write catalogues beside the code.
            subprocess.run([str(LINLI), "messages", "--compile"], check=True, capture_output=True)
            Server(data, demo=True).run(str(LINLI), "demo", "--load-only")
            (data / "loaded").touch()
    return data


@contextmanager
def copied(demonstration: Path) -> Iterator[Path]:
    """Give a copy of the demonstration's data, and remove it."""
    data = Path(tempfile.mkdtemp(dir=_folder_of_the_run()))
    shutil.copytree(demonstration, data, dirs_exist_ok=True)
    yield data
    shutil.rmtree(data)


def _folder_of_the_run() -> Path:
    # Not pytest's own: whatever pytest starts next shuts that to the server, which is nobody.
    folder = Path(os.environ["DATA"])
    folder.chmod(0o711)
    return folder


@pytest.fixture
def demo(demonstration: Path) -> Iterator[Server]:
    """Return a server over a demonstration of the test's own."""
    with copied(demonstration) as data, Server(data, demo=True) as server:
        yield server


@pytest.fixture
def person(chromium: Browser, demo: Server) -> Iterator[People]:
    """Return a function that lets one of the seven sit down at a screen of their own."""
    with ExitStack() as stack:

        def sit_down(slug: str = "", **how: Any) -> Person:
            return stack.enter_context(Person(chromium, demo.address, slug, **how))

        yield sit_down
