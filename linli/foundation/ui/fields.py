"""Fields of forms that every practice reads alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from linli.foundation.kernel.money import parse_yuan


class YuanField(forms.CharField):
    """An amount in yuan as people write it; cleaned it is whole fen. What was typed is kept.

    With `allow_zero` 0 is an amount, and an empty field means it; else an empty field is None.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, allow_zero: bool = False, **options: Any) -> None:
        super().__init__(max_length=30, **options)
        self.allow_zero = allow_zero

    def clean(self, value: Any) -> int | None:
        """Return fen; raises ValidationError for what is no amount."""
        text = super().clean(value)
        if not text:
            return 0 if self.allow_zero else None
        try:
            fen = parse_yuan(text)
        except ValueError as error:
            raise forms.ValidationError(
                _("“%(text)s” is not an amount. Please write it like 36000 or 36,000.00."),
                params={"text": text},
            ) from error
        if fen == 0 and not self.allow_zero:
            raise forms.ValidationError(_("The amount must be above 0."))
        return fen
