"""How an account is found again on every page."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.db import DEFAULT_DB_ALIAS, connection

from linli.foundation.people.models import Account, Person

# In the order of the models' columns, as `from_db` wants them.
_ACCOUNT = ["password", "id", "handle", "person_id", "is_active", "hats_version"]
_PERSON = ["id", "name"]
_COLUMNS = ", ".join([*(f"a.{name}" for name in _ACCOUNT), *(f"p.{name}" for name in _PERSON)])
_FIND = f"""
SELECT {_COLUMNS}, (
  SELECT COALESCE(SUM(h.sequence), 0) FROM kernel_head h WHERE h.community_id IN (
    SELECT at.community_id FROM people_post o JOIN places_place at ON at.id = o.place_id
    WHERE o.person_id = p.id
    UNION SELECT r.community_id FROM people_residence r WHERE r.person_id = p.id))
FROM people_account a JOIN people_person p ON p.id = a.person_id
WHERE a.id = %s AND a.is_active
"""  # noqa: S608  own columns


class Accounts(ModelBackend):
    """Signs in by Django's rules; finds a signed-in account by one written-out query."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the active account with its person, and how many facts its communities know.

        The phone is loaded only when asked for.
        """
        with connection.cursor() as cursor:
            cursor.execute(_FIND, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        account = Account.from_db(DEFAULT_DB_ALIAS, _ACCOUNT, row[: len(_ACCOUNT)])
        account.person = Person.from_db(DEFAULT_DB_ALIAS, _PERSON, row[len(_ACCOUNT) : -1])
        account.facts = int(row[-1])
        return account
