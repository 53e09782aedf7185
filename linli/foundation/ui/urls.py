"""Addresses of the screens themselves: text size, language, and the gallery of parts."""

from __future__ import annotations

from django.urls import path

from linli.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("display/", views.display, name="display"),
    path("language/", views.language, name="language"),
    path("ui/gallery/", views.gallery, name="gallery"),
]
