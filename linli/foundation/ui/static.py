"""Static files with the hash of their content in the name, and a compressed copy beside them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # has no types
    """Whitenoise's storage, which also works before `collectstatic` ran: then without hashes."""

    def stored_name(self, name: str) -> str:
        """Return the hashed name; strict about unknown files as soon as there is a manifest."""
        return str(super().stored_name(name)) if self.hashed_files else name
