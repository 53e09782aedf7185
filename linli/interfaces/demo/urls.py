"""Addresses of the demonstration, under /demo/ and only when DEMO=1."""

from __future__ import annotations

from django.urls import path

from linli.interfaces.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.people, name="people"),
    path("enter/<slug:slug>/", views.enter, name="enter"),
    path("clock/", views.shift_clock, name="shift_clock"),
    path("votes/<int:vote_id>/", views.others_vote, name="others_vote"),
    path("plans/<int:plan_id>/", views.council_agrees, name="council_agrees"),
    path("projects/<int:project_id>/", views.council_declares, name="council_declares"),
]
