"""Runs the web server: granian over WSGI, in processes of their own, until it is told to stop.

On SQLite one process with four threads: writers then queue in the process, where the wait is fair
(performance.md §2). On PostgreSQL one process a core.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from multiprocessing import resource_tracker

from django.conf import settings
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 4  # a process; the pool of the settings has room for twice as many
STOP_SECONDS = 10  # for answers under way; then the process is ended


class AddressTaken(Exception):
    """Nobody can listen there; `str(error)` says why."""


def try_address(host: str, port: int) -> None:
    """This will take the address for a moment; raises AddressTaken. Granian would share it."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise AddressTaken(error.strerror or str(error)) from error


def workers_for(vendor: str) -> int:
    """Return the number of processes for a database engine."""
    return 1 if vendor == "sqlite" else os.cpu_count() or 1


def run(*, host: str, port: int, vendor: str, listening: Callable[[], None]) -> None:
    """This will serve until SIGINT or SIGTERM; `listening` is called once the address is taken.

    Raises SystemExit when the processes keep failing.
    """
    # A fresh interpreter per process: it inherits no connection, and no catalogue or list of static
    # files from before they were made ready.
    multiprocessing.set_start_method("spawn", force=True)
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    module, _, name = settings.WSGI_APPLICATION.rpartition(".")
    server = Granian(
        f"{module}:{name}",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers_for(vendor),
        blocking_threads=THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )
    server.on_startup(listening)
    _take_ctrl_c()
    try:
        server.serve()
    except SystemExit:
        # A process that ended before it was told to is no failure once everything is to end.
        if not server.interrupt_signal:
            raise


def _take_ctrl_c() -> None:
    """This will keep Ctrl-C from the server's processes, which a terminal sends it to as well.

    They inherit that it is blocked, and end when this process tells them: one told twice hangs.
    """
    resource_tracker.ensure_running()  # else it starts later, and lifts the block
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

    def wait() -> None:
        signal.sigwait({signal.SIGINT})
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
