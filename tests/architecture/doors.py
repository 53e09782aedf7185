"""The doors of the product: every address, read from the resolver."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, get_resolver

EVERY_URL = "tests.architecture.every_url"
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Door:
    """One address: its full name, its view, and the methods the view takes."""

    name: str
    view: Callable[..., Any]
    fields: tuple[tuple[str, str], ...]  # of its address: name and converter

    @property
    def deed(self) -> str:
        """Return the deed it asks for; empty if it asks for none."""
        return str(getattr(self.view, "deed", ""))

    @property
    def methods(self) -> set[str]:
        """Return the declared methods; a view without them may only be read."""
        return set(getattr(self.view, "methods", ("GET", "HEAD")))

    @property
    def finds(self) -> bool:
        """Return whether it looks for an object; otherwise the deed is at the actor's own place."""
        return getattr(self.view, "find", None) is not None

    @property
    def anything(self) -> dict[str, Any]:
        """Return arguments that fit the address and name nothing that exists."""
        return {field: 1 if kind == "IntConverter" else "nobody" for field, kind in self.fields}

    @property
    def method(self) -> str:
        """Return the method to try it with: a page is asked for, a verb is sent."""
        return "GET" if "GET" in self.methods else "POST"


@cache
def doors() -> dict[str, Door]:
    """Return every address by name."""
    return {door.name: door for door in _walk(get_resolver(EVERY_URL).url_patterns, "")}


def _walk(patterns: list[Any], prefix: str) -> Iterator[Door]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters.items()
            fields = tuple((field, type(kind).__name__) for field, kind in converters)
            yield Door(f"{prefix}{pattern.name}", pattern.callback, fields)
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, inner)
