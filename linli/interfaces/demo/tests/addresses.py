"""Every address of the product, those of the demonstration included."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("linli.config.urls")),
    path("demo/", include("linli.interfaces.demo.urls")),
]
handler404 = "linli.foundation.ui.views.not_found"
