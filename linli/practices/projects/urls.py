"""Addresses of projects."""

from __future__ import annotations

from django.urls import path

from linli.practices.projects import views

app_name = "projects"
urlpatterns = [
    path("projects/<int:project_id>/", views.project, name="project"),
    path("projects/<int:project_id>/source/", views.source, name="source"),
    path("projects/<int:project_id>/invite/", views.invite, name="invite"),
    path("projects/<int:project_id>/quotes/", views.register, name="register"),
    path("projects/<int:project_id>/declare/", views.declare, name="declare"),
    path("projects/<int:project_id>/open/", views.open_envelopes, name="open"),
    path("projects/<int:project_id>/choose/", views.choose, name="choose"),
    path("projects/<int:project_id>/contract/", views.contract, name="contract"),
    path("projects/<int:project_id>/scope/", views.scope, name="scope"),
    path("projects/<int:project_id>/payments/", views.pay, name="payment"),
    path("projects/<int:project_id>/accept/", views.accept, name="accept"),
    path("projects/payments/<int:payment_id>/reverse/", views.reverse, name="reverse"),
]
