"""Django's registration of places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "linli.foundation.places"
    label = "places"
