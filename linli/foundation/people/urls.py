"""Addresses of people."""

from __future__ import annotations

from django.urls import path

from linli.foundation.people import views

app_name = "people"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/phone/", views.ask_code, name="ask_code"),
    path("sign-in/code/", views.enter_code, name="enter_code"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("acting-as/", views.change_hat, name="change_hat"),
    path("households/<int:household_id>/", views.household, name="household"),
    path("households/<int:household_id>/phone/", views.open_phone, name="open_phone"),
]
