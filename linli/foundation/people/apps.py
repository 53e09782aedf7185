"""Django's registration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "linli.foundation.people"
    label = "people"

    def ready(self) -> None:
        """Load the deeds that people grant."""
        from linli.foundation.people import deeds  # noqa: F401, PLC0415  registration is the import
