"""A real server of the tests' own, on the loopback, as an ordinary user, that can be killed."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from tests.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
LINLI = ROOT / ".venv" / "bin" / "linli"
START_SECONDS = 90
STOP_SECONDS = 15
# The interpreter may lie under a folder only root may enter: reading is the one right that is kept.
AS_NOBODY = [
    "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups",
    "--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search",
]  # fmt: skip


class Server:
    """`linli serve` over a data folder (and a database). Use as a context manager."""

    def __init__(self, data: Path, *, database_url: str = "", demo: bool = False) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **{k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DEMO"}},
            "DATA": str(data),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "DEMO": "1" if demo else "0",
            "HOME": str(data),
            "PYTHONDONTWRITEBYTECODE": "1",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, *words: str) -> str:
        """Return what a command printed, run on the same data; raises CalledProcessError."""
        done = subprocess.run(
            self._as_nobody([str(word) for word in words]),
            env=self._environment, cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(
                f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            )
        return done.stdout

    def start(self) -> None:
        """Start serving and wait until the page of health answers."""
        with (self.data / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self._as_nobody([str(LINLI), "serve"]),
                env=self._environment, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        self.kill()
        raise AssertionError(f"the server did not start:\n{self.log()[-4000:]}")

    @property
    def group(self) -> int:
        """The process group of the server, to add up what it costs."""
        if self._process is None:
            raise AssertionError("the server does not run")
        return self._process.pid

    def stop(self) -> None:
        """Stop as Ctrl-C would."""
        if self._process is None:
            return
        self._signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Kill every process of the server at once, as a power cut would."""
        if self._process is not None:
            self._signal(signal.SIGKILL)
            self._process.wait()
            self._process = None
            self._wait_until_free()

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):  # it ended by itself
                os.killpg(self._process.pid, number)

    def _wait_until_free(self) -> None:
        """The workers of a killed server let go of the port a moment after it."""
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", self.port))
                except OSError:
                    time.sleep(0.05)
                else:
                    return

    def log(self) -> str:
        """Return what the server printed."""
        return (self.data / "server.log").read_text(errors="replace")

    def _as_nobody(self, command: list[str]) -> list[str]:
        if os.geteuid() != 0:
            return command
        nobody = pwd.getpwnam("nobody")
        for path in [self.data, *self.data.rglob("*")]:
            shutil.chown(path, nobody.pw_uid, nobody.pw_gid)
        return [*AS_NOBODY, *command]
