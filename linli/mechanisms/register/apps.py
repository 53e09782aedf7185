"""Django's registration of register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "linli.mechanisms.register"
    label = "register"

    def ready(self) -> None:
        """Load the deeds that register grants."""
        from linli.mechanisms.register import deeds  # noqa: F401, PLC0415  registration is the import
