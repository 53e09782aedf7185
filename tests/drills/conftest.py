"""A server per drill, on each engine in turn: what the suite's own engine is decides which."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import Cluster
from tests.server import LINLI, Server

PYTHON = sys.executable
SEATS = 37
World = dict[str, Any]


@pytest.fixture
def database_url() -> Iterator[str]:
    """Return the address of a durable PostgreSQL of the drill's own, or nothing for SQLite."""
    if "DATABASE_URL" not in os.environ:
        yield ""
        return
    with Cluster(durable=True) as cluster:
        yield cluster.url


@pytest.fixture
def server(database_url: str) -> Iterator[Server]:
    """Return a running server over an empty, prepared database.

    Its folder is not pytest's: the server runs as nobody, and pytest shuts its folders to others.
    """
    data = Path(tempfile.mkdtemp(prefix="linli-drill-"))
    data.chmod(0o755)
    # The server runs as nobody and could not write catalogues beside the code.
    subprocess.run([str(LINLI), "messages", "--compile"], check=True, capture_output=True)
    server = Server(data, database_url=database_url)
    server.run(LINLI, "prepare")
    with server:
        yield server
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def world(server: Server) -> World:
    """Return handles and ids of a small community in the server's database."""
    return dict(json.loads(server.run(PYTHON, "-m", "tests.drills.world", str(SEATS))))


@pytest.fixture
def look(server: Server) -> Callable[[], World]:
    """Return a function that reads the database beside the server."""
    return lambda: dict(json.loads(server.run(PYTHON, "-m", "tests.drills.look")))
