"""Django's registration of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "linli.interfaces.portal"
    label = "portal"

    def ready(self) -> None:
        """Load the deeds that portal grants, and the doctor's list."""
        from linli.interfaces.portal import checks, deeds  # noqa: F401, PLC0415  registration is the import
