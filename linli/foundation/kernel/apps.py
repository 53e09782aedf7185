"""Django's registration of the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "linli.foundation.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks (they import Django's registry, hence here)."""
        from linli.foundation.kernel import checks  # noqa: F401, PLC0415  registration is the import
