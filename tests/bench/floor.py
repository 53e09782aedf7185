"""The floor: a bare Django page with one query, on the same server and the same database.

CommonMiddleware only, a Jinja2 template, fifty rows by an index: what the framework costs before
the product does anything (performance.md §2).
"""

from __future__ import annotations

import os
from pathlib import Path

from linli.foundation.kernel import sqlite

sqlite.use_bundled()

from django.conf import settings  # noqa: E402  after the engine is chosen

settings.configure(
    DEBUG=False,
    SECRET_KEY="floor",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(os.environ["DATA"]) / "linli.sqlite3"),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": sqlite.init_command()},
        }
    },
)

import django  # noqa: E402

django.setup()

import jinja2  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

_PAGE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=zh><head><title>doors</title></head><body><table>"
    "{% for id, number, area, floor in rows %}<tr>"
    "<td><a href='/doors/{{ id }}/'>{{ number }}</a></td><td>{{ area }}</td><td>{{ floor }}</td><td class='state'>open</td></tr>{% endfor %}"
    "</table></body></html>"
)


def doors(_request: HttpRequest) -> HttpResponse:
    """Fifty doors of a building."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, number, area, row_label FROM places_household ORDER BY id DESC LIMIT 50"
        )
        rows = cursor.fetchall()
    return HttpResponse(_PAGE.render(rows=rows))


urlpatterns = [path("", doors)]
application = get_wsgi_application()
