"""What the tests of several apps at once share: a browser and a server that can lose its power."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.postgres import Cluster


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium, started once; a test opens `new_context()`, one per person.

    Pages come from a server in another process: while the browser runs, Django takes this process
    for an asynchronous one and refuses to query from it.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(Path(__file__).with_name("chromium.sh")),
            args=["--disable-dev-shm-usage", "--font-render-hinting=none"],
        )
        yield browser
        browser.close()


@pytest.fixture
def durable_postgres() -> Iterator[Cluster]:
    """Return a cluster that writes through to the disk; a drill may `kill()` and `start()` it."""
    with Cluster(durable=True) as cluster:
        yield cluster
