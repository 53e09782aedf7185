"""Where the tests may write; loaded by pytest before the settings (`-p` in pyproject.toml).

Tests never touch the `data` folder of whoever runs them. Workers inherit the folder of the run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_OWN = "LINLI_TESTS_DATA"

if _OWN not in os.environ:
    os.environ[_OWN] = tempfile.mkdtemp(prefix="linli-tests-")
    _made_here = True
else:
    _made_here = False
os.environ["DATA"] = os.environ[_OWN]
# Whitenoise warns about a folder that is not there, and warnings are errors.
Path(os.environ["DATA"], "static").mkdir(exist_ok=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open the loopback, and nothing else, to tests that talk to a server they started."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("drill"):
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"]))


def pytest_unconfigure() -> None:
    """Remove the folder, in the process that made it."""
    if _made_here:
        shutil.rmtree(os.environ.pop(_OWN), ignore_errors=True)
