"""A bounded load on a server of our own, and what it cost the server."""

from __future__ import annotations

import http.client
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one page took: pages per second, and CPU milliseconds of the server per page."""

    per_second: float
    cpu_ms: float
    p99_ms: float
    bytes: int
    status: int


def cpu_seconds(group: int) -> float:
    """Return the CPU seconds so far of every process in a process group."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            spent += int(fields[11]) + int(fields[12])
    return spent / TICKS


def measure(
    port: int, path: str, *, group: int, headers: dict[str, str], seconds: float, clients: int = 4
) -> Cost:
    """Return the cost of `path` under a load of a few keep-alive clients for some seconds."""
    _fetch(port, path, headers, count=30)  # warm
    took: list[float] = []
    last: list[tuple[int, int]] = []
    stop = time.monotonic() + seconds
    begun, before = time.monotonic(), cpu_seconds(group)

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < stop:
            started = time.monotonic()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = response.read()
            took.append(time.monotonic() - started)
            last[:] = [(response.status, len(body))]

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, lasted = cpu_seconds(group) - before, time.monotonic() - begun
    took.sort()
    status, size = last[0]
    return Cost(
        per_second=len(took) / lasted,
        cpu_ms=spent * 1000 / len(took),
        p99_ms=took[int(len(took) * 0.99)] * 1000,
        bytes=size,
        status=status,
    )


def _fetch(port: int, path: str, headers: dict[str, str], *, count: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(count):
        connection.request("GET", path, headers=headers)
        connection.getresponse().read()
