"""Addresses for the tests of the screens alone."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("linli.foundation.ui.urls"))]
