"""Prints what people entered and what is called how: every text in the database, longest first.

python -m tests.browser.content
"""

from __future__ import annotations

import dataclasses
import json
import os
import re

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.config.settings")
HAN = re.compile(r"[\u3400-\u9fff]")


def entered() -> list[str]:
    """Return every text of more than one character with Chinese in it, line by line."""
    from django.apps import apps
    from django.db import models

    from linli.foundation.places.models import Norm
    from linli.foundation.places.queries import NormValue

    fields = [field.name for field in dataclasses.fields(NormValue)]
    found = {NormValue(**norm).source for norm in Norm.objects.values(*fields)}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField):
                for text in model._base_manager.values_list(field.attname, flat=True).distinct():
                    if text and HAN.search(text):
                        found.add(text.strip())
                        found.update(line.strip() for line in text.splitlines())
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


if __name__ == "__main__":
    django.setup()
    print(json.dumps(entered()))
