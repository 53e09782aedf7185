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
            "CONN_MAX_AGE": None,  # as the product
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": sqlite.init_command()},
        }
    },
)

import django  # noqa: E402

django.setup()

import jinja2  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

_PAGE = jinja2.Environment(autoescape=True).from_string(
    "<!doctype html><html lang=zh><head><title>doors</title></head><body><table>"
    "{% for door in rows %}<tr>"
    "<td><a href='/doors/{{ door.id }}/'>{{ door.number }}</a></td>"
    "<td>{{ door.area }}</td><td>{{ door.row_label }}</td><td class='state'>open</td></tr>"
    "{% endfor %}"
    "</table></body></html>"
)


class Door(models.Model):
    """A door of the product's own table."""

    id = models.BigIntegerField(primary_key=True)
    number = models.CharField(max_length=20)
    area = models.PositiveIntegerField()
    row_label = models.CharField(max_length=20)

    class Meta:
        app_label = "floor"
        managed = False
        db_table = "places_household"


def doors(_request: HttpRequest) -> HttpResponse:
    """Fifty doors of a building."""
    return HttpResponse(_PAGE.render(rows=Door.objects.order_by("-id")[:50]))


urlpatterns = [path("", doors)]
application = get_wsgi_application()
