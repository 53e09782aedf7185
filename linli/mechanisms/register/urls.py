"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

from linli.mechanisms.register import views

app_name = "register"
urlpatterns = [
    path("notices/<int:notice_id>/", views.notice, name="notice"),
    path("notices/<int:notice_id>/object/", views.raise_objection, name="object"),
    path("notices/<int:notice_id>/take-effect/", views.take_effect, name="take_effect"),
    path("notices/<int:notice_id>/revise/", views.revise, name="revise"),
    path("objections/<int:objection_id>/answer/", views.answer, name="answer"),
]
