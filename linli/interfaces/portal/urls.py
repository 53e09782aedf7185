"""Addresses of portal."""

from __future__ import annotations

from django.urls import path

from linli.interfaces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("boards/<int:place_id>/", views.board, name="board"),
    path("decisions/<int:vote_id>/", views.decision, name="decision"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
