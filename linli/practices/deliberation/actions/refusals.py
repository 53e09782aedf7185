"""Why a deed of deliberation is refused."""

from __future__ import annotations

from linli.foundation.kernel.refusals import Refused


class OpinionRefused(Refused):
    """The opinion cannot be taken now, or lacks words."""


class PlanRefused(Refused):
    """The plan cannot be written, agreed to, adopted or finished like this."""


class PitchRefused(Refused):
    """The pitch cannot be handed in, scheduled, voted on or decided now."""


class EmptyField(PitchRefused):
    """A pitch with a field left empty is not handed in (C32); `field` names it."""

    field = ""


class EmptyOpinions(EmptyField):
    """A pitch says what the owners think."""

    field = "opinions"


class EmptyFunding(EmptyField):
    """A pitch says where the money comes from."""

    field = "funding_sources"
