"""Facts and who listens to them.

A fact is a frozen dataclass of plain values with a dotted `kind`. Flows subscribe; their handlers
run in the order of registration, inside the transaction of the deed, and an error in one undoes the
deed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

    from linli.foundation.kernel.actors import ActorLike


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something that was done: ids, numbers, plain strings; never a name, phone or address."""

    kind: ClassVar[str]

    def data(self) -> dict[str, Any]:
        """Return the fact's fields as plain values for the journal."""
        return asdict(self)


F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, kw_only=True)
class Recorded(Generic[F]):
    """A fact as its handlers receive it: what, by whom, when, in which community (0: above)."""

    fact: F
    actor: ActorLike
    at: datetime
    community_id: int


Handler = Callable[[Recorded[Any]], None]
_handlers: dict[str, list[Handler]] = {}


def subscribe(fact: type[Fact], handler: Handler) -> None:
    """This will run `handler` after every fact of this type; twice registered is once."""
    listeners = _handlers.setdefault(fact.kind, [])
    if handler not in listeners:
        listeners.append(handler)


def dispatch(recorded: Recorded[Any]) -> None:
    """This will call every handler of the fact, in order, in the caller's transaction."""
    for handler in _handlers.get(recorded.fact.kind, []):
        handler(recorded)


def subscriptions() -> dict[str, tuple[str, ...]]:
    """Return fact kind -> dotted names of its handlers, for `linli flows`."""
    return {
        kind: tuple(f"{h.__module__}.{h.__qualname__}" for h in handlers)
        for kind, handlers in sorted(_handlers.items())
    }
