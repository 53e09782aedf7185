"""Django's registration of stewardship."""

from django.apps import AppConfig


class StewardshipConfig(AppConfig):
    name = "linli.practices.stewardship"
    label = "stewardship"
