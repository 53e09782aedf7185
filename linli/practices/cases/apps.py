"""Django's registration of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "linli.practices.cases"
    label = "cases"

    def ready(self) -> None:
        """Load the deeds that cases grants."""
        from linli.practices.cases import deeds  # noqa: F401, PLC0415  registration is the import
