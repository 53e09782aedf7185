"""The one clock. Views and commands read it; actions and rules get `now` as an argument.

The demonstration may run ahead of time (a notice period of seven days is over in a click): then
`LINLI_CLOCK_FILE` names a file that holds a whole number of seconds.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_cache: tuple[int, timedelta] = (-1, timedelta(0))


def now() -> datetime:
    """Return the current moment as aware UTC, shifted only where the demonstration asks for it."""
    return unshifted() + _shift()


def unshifted() -> datetime:
    """Return the current moment as aware UTC as the machine has it.

    How long a sign-in lasts must not depend on the demonstration's jumps.
    """
    return datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the calendar day of an aware moment where the neighbourhood lives, not the day in UTC:
    posts, terms and periods begin and end at local midnight.
    """
    return timezone.localtime(moment).date()


def today() -> date:
    """Return the current calendar day where the neighbourhood lives."""
    return day_of(now())


def is_far(moment: datetime, now: datetime) -> bool:
    """Return whether a moment lies more than a year ahead: a slip in the year would keep waiting,
    for ever, what can only go on after it.
    """
    return moment - now > timedelta(days=366)


def shift_by(delta: timedelta) -> None:
    """This will move the demonstration's clock ahead; raises RuntimeError outside of it."""
    path = _file()
    if path is None:
        raise RuntimeError("the clock can be shifted only when DEMO=1")
    path.parent.mkdir(parents=True, exist_ok=True)
    # Put in place whole: another thread must not read an empty file as "no shift".
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(str(int((_shift() + delta).total_seconds())), encoding="ascii")
    draft.replace(path)


def _file() -> Path | None:
    return settings.LINLI_CLOCK_FILE if settings.DEMO else None


def _shift() -> timedelta:
    global _cache  # noqa: PLW0603  re-read only when the file changed
    path = _file()
    if path is None:
        return timedelta(0)
    try:
        stamp = path.stat().st_mtime_ns
    except FileNotFoundError:
        return timedelta(0)
    if _cache[0] != stamp:
        _cache = (stamp, timedelta(seconds=int(path.read_text(encoding="ascii") or "0")))
    return _cache[1]
