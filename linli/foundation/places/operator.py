"""The operator of the server, as an actor: a technician's commands are recorded under it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """Nobody of the neighbourhood: an account of the machine, without person or post."""

    account_id: int = 0
    person_id: int = 0
    post_id: int | None = None
    post_kind: str = "operator"


OPERATOR = Operator()
