"""Django's registration of demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "linli.interfaces.demo"
    label = "demo"

    def ready(self) -> None:
        """Load the deeds that demo grants, and the check that nobody real is on show."""
        from linli.interfaces.demo import checks, deeds  # noqa: F401, PLC0415  registration is the import
