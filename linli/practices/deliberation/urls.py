"""Addresses of deliberation."""

from __future__ import annotations

from django.urls import path

from linli.practices.deliberation import views

app_name = "deliberation"
urlpatterns = [
    path("topics/<int:topic_id>/", views.topic, name="topic"),
    path("topics/<int:topic_id>/opinion/", views.opinion, name="opinion"),
    path("topics/<int:topic_id>/plan/new/", views.plan_new, name="plan_new"),
    path("topics/<int:topic_id>/plan/sum/", views.plan_sum, name="plan_sum"),
    path("plans/<int:plan_id>/", views.plan, name="plan"),
    path("plans/<int:plan_id>/agree/", views.agree, name="agree"),
    path("plans/<int:plan_id>/adopt/", views.adopt, name="adopt"),
    path("plans/<int:plan_id>/pitch/", views.pitch_new, name="pitch_new"),
    path("pitches/<int:pitch_id>/", views.pitch, name="pitch"),
    path("pitches/<int:pitch_id>/vote/", views.put_to_vote, name="put_to_vote"),
    path("road-shows/new/", views.road_show_new, name="road_show_new"),
    path("road-shows/<int:road_show_id>/", views.road_show, name="road_show"),
]
