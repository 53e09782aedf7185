"""What a process remembers: things made from the database that hold as long as their version does.

The version comes from a row (an account's `hats_version`, the length of a community's journal), so
every process sees a change at once, and nothing has to be told to forget. What is remembered is
shared between threads: it must not be changed.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection

T = TypeVar("T")
ROOM = 2_000  # things, most of them pages of some 30 KB; the one not asked for longest goes first

_things: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(key: Hashable, make: Callable[[], T], *, at_most: int = 0) -> T:
    """Return the thing of this key, made when nobody of this process asked for it before.

    The key must name everything the thing depends on: what it is, for whom, in which language, and
    its version; what has no version is kept for `at_most` seconds. Two threads may make it at the
    same time; the result is the same.
    """
    if at_most:
        key = (key, int(time.monotonic()) // at_most)
    with _lock:
        if key in _things:
            _things.move_to_end(key)
            return cast(T, _things[key])
    made = make()
    with _lock:
        _things[key] = made
        while len(_things) > ROOM:
            _things.popitem(last=False)
    return made


def forget_all() -> None:
    """This will empty the memory: for tests, where one version number means many worlds."""
    with _lock:
        _things.clear()


def facts_of_all() -> int:
    """Return how many facts all journals hold: a version for whoever sees many communities."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(SUM(sequence), 0) FROM kernel_head")
        return int(cursor.fetchone()[0])
