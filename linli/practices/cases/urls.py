"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from linli.practices.cases import views

app_name = "cases"
urlpatterns = [
    path("cases/new/", views.new, name="new"),
    path("cases/<int:case_id>/", views.case, name="case"),
    path("cases/<int:case_id>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("cases/<int:case_id>/lead/", views.lead, name="lead"),
    path("cases/<int:case_id>/note/", views.note, name="note"),
    path("cases/<int:case_id>/hand/", views.hand, name="hand"),
    path("cases/<int:case_id>/answer/", views.answer, name="answer"),
    path("cases/<int:case_id>/confirm/", views.confirm, name="confirm"),
    path("cases/<int:case_id>/reopen/", views.reopen, name="reopen"),
]
