"""The Jinja2 environment of every product page: strict about missing names, safe by default.

Globals: `static()`, `url()`, `new_key()`, `countdown_words()`. Filters: those of `formats`; the
ones that need the present moment read the one clock, because pages are made at the edge of the
product.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from linli.foundation.kernel import clock
from linli.foundation.ui import formats

Written = TypeVar("Written", str, int)


class Templates(Jinja2):
    """Django's Jinja2 backend over each app's `templates` folder, where everybody looks first."""

    app_dirname = "templates"


def environment(**options: Any) -> Environment:
    """Return the environment; Django's backend passes its loader and switches as `options`."""
    options.pop("autoescape", None)  # not to be switched off
    options.update(
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env = Environment(autoescape=True, **options)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(
        static=static if options.get("auto_reload") else cache(static),
        url=url,
        new_key=new_key,
        countdown_words=formats.countdown_words,
    )
    env.filters.update(
        number=formats.number,
        money=formats.money,
        money_prose=formats.money_prose,
        area=formats.area,
        percent=formats.percent,
        date=formats.day,
        weekday=formats.weekday,
        when=_at_present(formats.when),
        deadline=_at_present(formats.deadline),
        ago=_at_present(formats.ago),
        left=_at_present(formats.left),
        seconds_left=_at_present(formats.seconds_left),
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page; raises NoReverseMatch for an unknown one."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def new_key() -> str:
    """Return a fresh idempotency key: 24 characters, 144 random bits."""
    return secrets.token_urlsafe(18)


def _at_present(write: Callable[..., Written]) -> Callable[[datetime], Written]:
    def written(moment: datetime) -> Written:
        return write(moment, now=clock.now())

    return written
