"""A PostgreSQL cluster of the tests' own: made in a temporary folder, stopped and removed after.

    python tests/postgres.py [--durable] -- COMMAND…    run COMMAND with DATABASE_URL set

It listens on the loopback at a free port, asks for a password made up for the occasion, and runs
as an ordinary user even when the tests run as root (PostgreSQL refuses root). Ordinary suites run
without fsync, which is several times faster; a drill about lost writes asks for `durable`.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Self

USER = DATABASE = "linli"
START_SECONDS = 60
STOP_SECONDS = 30
TRIES = 3  # another program may take the free port first
PR_SET_PDEATHSIG = 1

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
ALWAYS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=64MB",
    "jit=off",
    "timezone=UTC",
    "log_min_messages=warning",
)


class PostgresMissing(RuntimeError):
    """No server program was found; the text says how to get one."""


class PostgresFailed(RuntimeError):
    """The server did not start; the text ends with its log."""


def server_programs() -> Path:
    """Return the folder of `initdb` and `postgres`: PG_BIN, the newest of Debian's, or the PATH."""
    if told := os.environ.get("PG_BIN"):
        return Path(told)
    debian = sorted(
        (initdb.parent for initdb in Path("/usr/lib/postgresql").glob("*/bin/initdb")),
        key=lambda folder: int(folder.parent.name),
    )
    if debian:
        return debian[-1]
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise PostgresMissing(
        "PostgreSQL's server is not installed. On Debian: apt-get install -y postgresql"
    )


def ordinary_user() -> pwd.struct_passwd | None:
    """Return the user to run the server as: None for oneself, somebody harmless for root."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def free_port() -> int:
    """Return a port nobody listened on a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _die_with_parent() -> None:
    """Ask the kernel to stop the server should the tests be killed (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


class Cluster:
    """One server with one empty database. Use as a context manager, or `start` and `stop`."""

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable
        self.port = 0
        self._password = secrets.token_urlsafe(18)
        self._folder: Path | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._owner = ordinary_user()
        self._programs = server_programs()

    @property
    def url(self) -> str:
        """The address for DATABASE_URL."""
        return f"postgresql://{USER}:{self._password}@127.0.0.1:{self.port}/{DATABASE}"

    def __enter__(self) -> Self:
        try:
            self.create()
            self.start()
            self._sql(f"CREATE DATABASE {DATABASE}", database="postgres")
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def create(self) -> None:
        """Make the folder and the files of an empty cluster."""
        self._folder = Path(tempfile.mkdtemp(prefix="linli-postgres-"))
        password = self._folder / "password"
        password.write_text(self._password)
        if self._owner:
            for path in (self._folder, password):
                os.chown(path, self._owner.pw_uid, self._owner.pw_gid)
        subprocess.run(
            [
                str(self._programs / "initdb"),
                f"--pgdata={self._folder / 'data'}",
                f"--username={USER}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
                "--no-instructions",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_owner(),
        )

    def start(self) -> None:
        """Start the server and wait until it answers; after `kill`, on the same port."""
        for _ in range(TRIES):
            if self._start_once(self.port or free_port()):
                return
        raise PostgresFailed(f"PostgreSQL did not start:\n{self._log().read_text()[-2000:]}")

    def stop(self) -> None:
        """Stop the server in order, and by force if it takes longer than half a minute."""
        if self._server is None:
            return
        self._server.send_signal(signal.SIGINT)
        try:
            self._server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._server.send_signal(signal.SIGQUIT)
            self._server.wait()
        self._server = None

    def kill(self) -> None:
        """Kill the server as a power cut would; its workers end by themselves."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def remove(self) -> None:
        """Stop the server and remove every file of it."""
        self.stop()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _start_once(self, port: int) -> bool:
        settings = (f"port={port}", *ALWAYS, *(DURABLE if self.durable else FAST))
        with self._log().open("ab") as log:
            self._server = subprocess.Popen(
                [
                    str(self._programs / "postgres"),
                    "-D",
                    str(self._log().parent / "data"),
                    *(part for setting in settings for part in ("-c", setting)),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C reaches the tests only: they stop the server when they are done with it.
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509  # no threads run yet
                **self._as_owner(),
            )
        self.port = port
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._server.poll() is None:
            if self._answers():
                return True
            time.sleep(0.05)
        self.kill()
        self.port = 0
        return False

    def _answers(self) -> bool:
        try:
            self._sql("SELECT 1", database="postgres")
        except subprocess.CalledProcessError:
            return False
        return True

    def _sql(self, statement: str, *, database: str) -> None:
        subprocess.run(
            [str(self._programs / "psql"), "--no-psqlrc", "--quiet", "-c", statement],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                "PGHOST": "127.0.0.1",
                "PGPORT": str(self.port),
                "PGUSER": USER,
                "PGPASSWORD": self._password,
                "PGDATABASE": database,
                "PGCONNECT_TIMEOUT": "5",
            },
        )

    def _log(self) -> Path:
        if self._folder is None:
            raise RuntimeError("the cluster has no folder: call create() first")
        return self._folder / "log"

    def _as_owner(self) -> dict[str, Any]:
        options: dict[str, Any] = {"cwd": self._folder}
        if self._owner:
            options |= {
                "user": self._owner.pw_uid,
                "group": self._owner.pw_gid,
                "extra_groups": [],
            }
        return options


@contextlib.contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """Return a context with a running cluster: its DATABASE_URL."""
    with Cluster(durable=durable) as running:
        yield running.url


def _exit(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    """Run a command beside a cluster; return what the command returned."""
    parser = argparse.ArgumentParser(description="Run a command with a PostgreSQL of its own.")
    parser.add_argument("--durable", action="store_true", help="write through to the disk")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _exit)
    try:
        with cluster(durable=options.durable) as url:
            return _run(options.command, {**os.environ, "DATABASE_URL": url})
    except PostgresMissing as missing:
        raise SystemExit(str(missing)) from None
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run(command: list[str], environment: dict[str, str]) -> int:
    with subprocess.Popen(command, env=environment) as running:
        try:
            return running.wait()
        except BaseException:
            # Ctrl-C has reached the command too; a SIGTERM has not.
            running.terminate()
            running.wait()
            raise


if __name__ == "__main__":
    sys.exit(main())
