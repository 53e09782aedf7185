"""Django's registration of projects."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "linli.practices.projects"
    label = "projects"

    def ready(self) -> None:
        """Load the deeds that projects grants."""
        from linli.practices.projects import deeds  # noqa: F401, PLC0415  registration is the import
