"""Strict reading of the environment: a wrong value stops the start and says what was wanted."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class WrongSetting(Exception):
    """An environment variable has a value the server cannot start with."""


def flag(name: str, default: bool = False) -> bool:
    """Return a yes/no variable: 1 or 0; empty means not set."""
    value = os.environ.get(name) or ("1" if default else "0")
    if value not in {"0", "1"}:
        raise WrongSetting(f"{name}={value!r}: want 1 or 0.")
    return value == "1"


def text(name: str, default: str) -> str:
    """Return a variable as text."""
    return os.environ.get(name) or default


def words(name: str, default: str) -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return a folder as an absolute path; it is made when something is first written there."""
    return Path(text(name, str(default))).expanduser().resolve()


def secret(name: str, data: Path) -> str:
    """Return a secret from the environment, else from a file in `data` that is made once, readable
    by its owner alone. Raises WrongSetting where `data` cannot be written or the file
    is empty.
    """
    value = os.environ.get(name)
    if value:
        return value
    path = data / name.lower().replace("_", "-")
    try:
        if not path.exists():
            data.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(48), encoding="ascii")
        value = path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise WrongSetting(f"{path} cannot be kept there: {error.strerror}. See DATA.") from error
    if not value:  # its making was cut short
        raise WrongSetting(
            f"{path} is empty: put the secret back, or remove the file if it is new."
        )
    return value
