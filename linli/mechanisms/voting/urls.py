"""Addresses of voting."""

from __future__ import annotations

from django.urls import path

from linli.mechanisms.voting import views

app_name = "voting"
urlpatterns = [
    path("votes/<int:vote_id>/", views.vote, name="vote"),
    path("votes/<int:vote_id>/participation/", views.participation, name="participation"),
    path("votes/<int:vote_id>/ballot/check/", views.check, name="check"),
    path("votes/<int:vote_id>/ballot/", views.cast, name="cast"),
    path("votes/<int:vote_id>/close/", views.close, name="close"),
]
