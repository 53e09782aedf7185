"""The doctor's list: what does not stop a server, but will be missed, each with its remedy.

Asked together with the database, that is by `linli check`; other commands stay quiet about it.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004  Django's name

_APT = "apt-get install -y --no-install-recommends"
_BUILT_IN = 2026  # no clock that is right shows an earlier year


@register("doctor")
def doctor(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """Return what this machine lacks."""
    if not databases:
        return []
    return [found for look in _LOOKS if (found := look())]


def writable_data() -> CheckMessage | None:
    """Return an error when database and media could not be written."""
    data = Path(settings.DATA)
    if data.is_dir() and os.access(data, os.W_OK | os.X_OK):
        return None
    return Error(
        f"The folder {data} cannot be written.",
        hint=f"Make it, and give it to whoever runs the server: install -d -o USER {data}",
        id="portal.E001",
    )


def chinese_font() -> CheckMessage | None:
    """Return a warning when papers and pictures would show boxes instead of Chinese."""
    fc_list = shutil.which("fc-list")
    if fc_list:
        listed = subprocess.run(  # noqa: S603  a fixed program, fixed words
            [fc_list, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
        )
        if listed.stdout.strip():
            return None
    return Warning(
        "No Chinese font is installed: printed papers will show boxes.",
        hint=f"{_APT} fonts-noto-cjk fontconfig",
        id="portal.W001",
    )


def pango() -> CheckMessage | None:
    """Return a warning when the library that sets the type of papers is missing."""
    wanted = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
    if all(ctypes.util.find_library(name) for name in wanted):
        return None
    return Warning(
        "Pango is not installed: papers can be printed from the browser only.",
        hint=f"{_APT} libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        id="portal.W002",
    )


def time_zone() -> CheckMessage | None:
    """Return a finding when periods would end at a wrong moment."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        return Error(
            f"The time zone {settings.TIME_ZONE} is not known here.",
            hint=f"{_APT} tzdata",
            id="portal.E002",
        )
    if datetime.now(UTC).year >= _BUILT_IN:
        return None
    return Warning(
        f"The clock of this machine shows the year {datetime.now(UTC).year}.",
        hint="timedatectl set-ntp true",
        id="portal.W003",
    )


def open_port() -> CheckMessage | None:
    """Return a warning when sign-in travels unencrypted beyond this machine."""
    local = {"localhost", "127.0.0.1", "[::1]"}
    if settings.SESSION_COOKIE_SECURE or set(settings.ALLOWED_HOSTS) <= local:
        return None
    return Warning(
        "The server is open to others without https.",
        hint="Put a proxy that speaks https before it and set HTTPS=1.",
        id="portal.W004",
    )


def sms_sender() -> CheckMessage | None:
    """Return a warning when codes would reach the server's terminal instead of a phone."""
    if settings.DEMO or settings.SMS_SENDER != "linli.foundation.people.senders.Console":
        return None
    return Warning(
        "Sign-in codes are printed on the server's terminal; no phone gets one.",
        hint="Set SMS_SENDER to the class that sends through your provider: SMS_SENDER=name.Class",
        id="portal.W005",
    )


_LOOKS: tuple[Callable[[], CheckMessage | None], ...] = (
    writable_data, chinese_font, pango, time_zone, open_port, sms_sender,
)  # fmt: skip
