"""Amounts of money as people write them, read into whole fen; a float is never involved."""

from __future__ import annotations

import re
import unicodedata

LARGEST = 10**14  # fen: a million million yuan, far inside BIGINT; more is a slip of the finger

_WAN = 10_000
_FEN = 100
# After NFKC full-width digits, commas, points and yen signs are plain ones.
_AMOUNT = re.compile(
    r"(?:¥|CNY|RMB|人民币)?"
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    r"(?:\.(?P<part>[0-9]+))?"
    r"(?P<wan>万|w)?"
    r"(?:圆|元|块|yuan)?(?:整|正)?",
    re.IGNORECASE,
)


def parse_yuan(text: str) -> int:
    """Return the amount of yuan that `text` says, in whole fen; never negative.

    Read alike: 36000 · 36,000.00 · ３６０００ · 3.6万 · ¥36,000 元. Raises ValueError for
    anything else, for parts of a fen, and for more than `LARGEST`.

    >>> parse_yuan("36,000.00"), parse_yuan("３４５００"), parse_yuan("3.45万"), parse_yuan("0.05")
    (3600000, 3450000, 3450000, 5)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("，", ",")
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise ValueError(f"not an amount in yuan: {text!r}")
    part = found["part"] or ""
    unit = _FEN * (_WAN if found["wan"] else 1)
    fen: int
    fen, rest = divmod(int(found["whole"].replace(",", "") + part) * unit, 10 ** len(part))
    if rest:
        raise ValueError(f"parts of a fen in {text!r}")
    if fen > LARGEST:
        raise ValueError(f"more than {LARGEST} fen in {text!r}")
    return fen
