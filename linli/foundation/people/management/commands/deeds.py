"""`linli deeds`: who may do what, the whole table."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from linli.foundation.people.authority import Grant, table
from linli.foundation.people.rules import Relation


class Command(BaseCommand):
    help = "Print every deed with the posts that may do it, and where: own, below or above."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print one line a deed and post."""
        for deed, grant in table().items():
            for who, where in _rows(grant):
                self.stdout.write(f"{deed}\t{who}\t{where}")


def _rows(grant: Grant) -> list[tuple[str, str]]:
    if grant.public:
        return [("everybody", "everywhere")]
    if grant.signed_in:
        return [("whoever is signed in", "their own things")]
    return [(kind.value, _words(relation)) for kind, relation in sorted(grant.by.items())]


def _words(relation: Relation) -> str:
    return ", ".join(str(part.name).lower() for part in relation)
