"""Amounts as people write them in forms."""

import pytest
from django.core.exceptions import ValidationError

from linli.foundation.ui.fields import YuanField


@pytest.mark.parametrize("allow_zero", [True, False])
@pytest.mark.parametrize(
    ("text", "fen"), [("36,000.00", 3_600_000), ("３４５００", 3_450_000), ("3.45万", 3_450_000)]
)
def test_an_amount_is_cleaned_to_fen(text, fen, allow_zero):
    assert YuanField(allow_zero=allow_zero).clean(text) == fen


@pytest.mark.parametrize("text", ["十二千", "1.005", "-5", "3,60,00"])
def test_what_is_no_amount_is_named_and_an_example_given(text):
    with pytest.raises(ValidationError, match=rf"“{text}”不是金额.*36000"):
        YuanField().clean(text)


def test_zero_is_an_amount_only_where_it_is_allowed():
    assert YuanField(allow_zero=True).clean("0.00") == 0
    with pytest.raises(ValidationError, match="金额要大于 0"):
        YuanField().clean("0.00")


def test_an_empty_field_is_zero_where_zero_is_allowed_else_nothing():
    assert YuanField(allow_zero=True, required=False).clean("") == 0
    assert YuanField(required=False).clean(" ") is None
    for allow_zero in (True, False):
        with pytest.raises(ValidationError):
            YuanField(allow_zero=allow_zero).clean("")
