"""Time-ordered 63-bit ids made by the application, unique across servers.

41 bits of milliseconds since 2025, 4 bits of server (`LINLI_SERVER`, 0-15), 6 bits of process, 12
bits of counter. The ids sort by time, fit BIGINT on both engines, and need no sequence in the
database, so a community can move between servers with its rows (design.md, "Places").
"""

from __future__ import annotations

import os
import threading
import time

EPOCH_MS = 1_735_689_600_000  # 2025-01-01T00:00:00Z
_COUNTER_BITS = 12
_NODE_BITS = 10
_lock = threading.Lock()
_last = (0, 0)


def _node() -> int:
    # Read at each call: a forked worker has another process number than its parent.
    return (int(os.environ.get("LINLI_SERVER", "0")) & 0xF) << 6 | (os.getpid() & 0x3F)


def new_id() -> int:
    """Return a new id, greater than every earlier one of this process.

    When 4,096 ids are drawn within a millisecond, or the clock steps back, the time part runs
    ahead.
    """
    global _last  # noqa: PLW0603  the one counter of the process, guarded by the lock
    with _lock:
        moment, counter = _last
        current = int(time.time() * 1000) - EPOCH_MS
        if current > moment:
            moment, counter = current, 0
        elif counter + 1 < 1 << _COUNTER_BITS:
            counter += 1
        else:
            moment, counter = moment + 1, 0
        _last = (moment, counter)
    return (moment << _NODE_BITS | _node()) << _COUNTER_BITS | counter
