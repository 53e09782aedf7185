"""Amounts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.foundation.kernel.money import LARGEST, parse_yuan

FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
amounts = st.integers(0, LARGEST)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("36000", 3_600_000),
        ("36,000.00", 3_600_000),
        ("３４５００", 3_450_000),
        ("３４，５００．５０", 3_450_050),
        ("3.45万", 3_450_000),
        ("3.45 万元", 3_450_000),
        ("3.6w", 3_600_000),
        ("¥36,000 元", 3_600_000),
        ("￥36000元整", 3_600_000),
        ("人民币36000圆", 3_600_000),
        ("0.5", 50),
        ("0.05", 5),
        ("1.500", 150),
        ("1.00001万", 1_000_010),
        (" 12 \n", 1_200),
        ("0", 0),
        ("007", 700),
    ],
)
def test_an_amount_is_read_in_every_usual_way(text, fen):
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "abc", "-5", "+5", "1.005", "1..5", ".5", "5.", "3,60,00", "36 千", "1e5", "NaN",
        "½", "1,2345", "0.0000001万", "1" + "0" * 13, "12万5", "九百",
    ],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"yuan|fen"):
        parse_yuan(text)


@given(amounts)
def test_an_amount_written_out_in_full_is_read_back(fen):
    yuan, rest = divmod(fen, 100)
    for text in (f"{yuan}.{rest:02d}", f"{yuan:,}.{rest:02d}", f"¥{yuan:,}.{rest:02d}元"):
        assert parse_yuan(text) == fen
        assert parse_yuan(text.translate(FULL_WIDTH)) == fen


@given(st.integers(0, LARGEST // 1_000_000), st.integers(0, 999_999))
def test_an_amount_in_wan_is_read_to_the_fen(wan, rest):
    if wan * 1_000_000 + rest <= LARGEST:
        assert parse_yuan(f"{wan}.{rest:06d}万") == wan * 1_000_000 + rest


@given(st.text(max_size=20))
def test_any_text_gives_fen_or_a_refusal(text):
    try:
        fen = parse_yuan(text)
    except ValueError:
        return
    assert 0 <= fen <= LARGEST
