"""What happens to notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from linli.foundation.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticePublished(Fact):
    """A notice was put up; `fingerprint` is that of its first version."""

    kind: ClassVar[str] = "register.notice_published"
    notice_id: int
    notice_kind: str
    version: int
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeRevised(Fact):
    """A notice got a new version and its period began anew."""

    kind: ClassVar[str] = "register.notice_revised"
    notice_id: int
    notice_kind: str
    version: int
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionRaised(Fact):
    """Somebody objected to a notice."""

    kind: ClassVar[str] = "register.objection_raised"
    notice_id: int
    objection_id: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectionAnswered(Fact):
    """An objection was answered; upheld means: the notice must be revised."""

    kind: ClassVar[str] = "register.objection_answered"
    notice_id: int
    objection_id: int
    upheld: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeTookEffect(Fact):
    """A notice took effect after its period."""

    kind: ClassVar[str] = "register.notice_took_effect"
    notice_id: int
    notice_kind: str
