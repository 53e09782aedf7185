"""Django's registration of deliberation."""

from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    name = "linli.practices.deliberation"
    label = "deliberation"

    def ready(self) -> None:
        """Load the deeds that deliberation grants."""
        from linli.practices.deliberation import deeds  # noqa: F401, PLC0415  registration is the import
