"""Django's registration of the screens."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "linli.foundation.ui"
    label = "ui"
