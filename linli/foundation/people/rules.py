"""Kinds of posts, masking of personal fields, and the relation between a post's place and a deed's.

Pure: plain values in and out. Sources: law-and-norms.md B7 (masking), design.md "Who may do what".
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntFlag, StrEnum


class PostKind(StrEnum):
    """In what capacity somebody acts. RESIDENT comes from a residence, the rest from a post."""

    RESIDENT = "resident"
    STEWARD = "steward"
    GROUP_LEADER = "group_leader"
    GROUP_COUNCIL_SEAT = "group_council_seat"
    COUNCIL_SEAT = "council_seat"
    COUNCIL_CHAIR = "council_chair"
    WORKER = "worker"
    SECRETARY = "secretary"
    PROPERTY_MANAGER = "property_manager"
    STREET_OFFICER = "street_officer"
    DISTRICT_OFFICER = "district_officer"


class Relation(IntFlag):
    """Where the deed's place lies, seen from the post's place."""

    NONE = 0
    OWN = 1  # the same place
    BELOW = 2  # under it
    ABOVE = 4  # over it, within the same community


OWN, BELOW, ABOVE = Relation.OWN, Relation.BELOW, Relation.ABOVE


def relation(
    *, post_path: str, post_community: int | None, deed_path: str, deed_community: int | None
) -> Relation:
    """Return where the deed's place lies, seen from the post's place (paths of `places.rules`)."""
    if post_path == deed_path:
        return Relation.OWN
    if deed_path.startswith(post_path):
        return Relation.BELOW
    within = deed_community is not None and deed_community == post_community
    return Relation.ABOVE if within and post_path.startswith(deed_path) else Relation.NONE


def mask_phone(phone: str) -> str:
    """Return a phone with its middle hidden.

    >>> mask_phone("13800005678")
    '138****5678'
    """
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 8 else "****"


def mask_name(name: str) -> str:
    """Return the surname and stars, as public pages show a private person.

    >>> mask_name("田新禾"), mask_name("欧阳静")
    ('田**', '欧阳*')
    """
    surname = 2 if name[:2] in _DOUBLE_SURNAMES else 1
    return name[:surname] + "*" * max(1, len(name) - surname)


_DOUBLE_SURNAMES = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "夏侯", "慕容", "令狐")
)


def clean_phone(text: str) -> str:
    """Return a mainland mobile number as 11 digits, or "" if `text` is none.

    Full-width digits, blanks, dashes and a leading +86 are accepted.

    >>> clean_phone("＋86 138-0000-5678")
    '13800005678'
    """
    digits = re.sub(r"[\s\-()]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(\+?86)(?=1[3-9]\d{9}$)", "", digits)
    return digits if re.fullmatch(r"1[3-9][0-9]{9}", digits) else ""
