"""Facts about the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class DemonstrationLoaded(Fact):
    """This database holds the demonstration: its fact is what tells it from a real community's."""

    kind: ClassVar[str] = "demo.demonstration_loaded"
    seed: int
