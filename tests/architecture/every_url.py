"""Every address of the product, those of the demonstration included."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from linli.config import urls

urlpatterns = [
    *(known for known in urls.urlpatterns if getattr(known, "app_name", "") != "demo"),
    path("demo/", include("linli.interfaces.demo.urls")),
]


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer without the page: thousands are asked for here, and the page has tests of its own."""
    return HttpResponse(status=404)
