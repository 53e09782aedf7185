"""Django's registration of voting."""

from django.apps import AppConfig


class VotingConfig(AppConfig):
    name = "linli.mechanisms.voting"
    label = "voting"

    def ready(self) -> None:
        """Load the deeds that voting grants."""
        from linli.mechanisms.voting import deeds  # noqa: F401, PLC0415  registration is the import
