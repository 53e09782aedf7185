"""Builders for the tests of the screens."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory

SHANGHAI = ZoneInfo("Asia/Shanghai")


def moment(*parts: int) -> datetime:
    """Return a moment by the clocks of Shanghai."""
    return datetime(*parts, tzinfo=SHANGHAI)  # type: ignore[arg-type,misc]


def a_request(path: str = "/", **options: Any) -> HttpRequest:
    """Return a GET by somebody of whom nothing is known."""
    cookies = options.pop("cookies", {})
    request = RequestFactory().get(path, **options)
    request.COOKIES.update(cookies)
    return request


def markup(source: str, **context: Any) -> str:
    """Return what a template makes of every part, which it imports under the name `ui`."""
    template = engines["jinja"].from_string(
        '{% import "ui/components.html" as ui with context %}' + source
    )
    return template.render(context, a_request())
