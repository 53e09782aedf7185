"""Sessions in Django's own table, read by one written-out query: every page begins here."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection

from linli.foundation.kernel import clock

_FIND = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's database sessions with a short way to read one."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or expired one is empty and gets a new key."""
        row = self._row(self.session_key or "")
        if row is None:
            self._session_key = None
            return {}
        return dict(self.decode(row[0]))

    def _row(self, key: str) -> Any:
        if not key.isalnum():  # none of ours; PostgreSQL takes no NUL byte
            return None
        with connection.cursor() as cursor:
            until = connection.ops.adapt_datetimefield_value(clock.unshifted())
            cursor.execute(_FIND, [key, until])
            return cursor.fetchone()
