import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from linli.foundation.ui import static

FOLDER = Path(static.__file__).parent / "static" / "ui"


@pytest.mark.parametrize(
    ("name", "kilobytes"), [("app.css", 12), ("app.js", 3), ("icons.svg", 3), ("htmx.min.js", 17)]
)
def test_files_stay_within_their_budget(name, kilobytes):
    assert len(gzip.compress((FOLDER / name).read_bytes(), 9)) <= kilobytes * 1024


def test_the_stylesheet_keeps_to_what_old_phones_understand():
    css = re.sub(
        r"/\*.*?\*/", "", (FOLDER / "app.css").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    for forbidden in ("@layer", "@container", ":has(", "color-mix(", "inset:", "dvh"):
        assert forbidden not in css, forbidden
    depth = 0
    for rule in re.findall(r"[^{}]*[{}]", css):
        depth += 1 if rule.endswith("{") else -1
        assert depth <= (2 if depth else 0) or "@" in rule
    assert depth == 0


def test_no_custom_property_is_used_without_being_set():
    css = (FOLDER / "app.css").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[a-z-]+)", css))
    assert used <= set(re.findall(r"(--[a-z-]+):", css))


def test_names_are_plain_until_static_files_are_collected(tmp_path):
    storage = static.HashedStatic(location=tmp_path, base_url="/static/")
    assert storage.stored_name("ui/app.css") == "ui/app.css"


def test_names_carry_a_hash_once_static_files_are_collected(tmp_path):
    storage = static.HashedStatic(location=tmp_path, base_url="/static/")
    storage.hashed_files = {"ui/app.css": "ui/app.123.css"}
    assert storage.stored_name("ui/app.css") == "ui/app.123.css"
    assert issubclass(static.HashedStatic, ManifestStaticFilesStorage)
    with pytest.raises(ValueError, match="nothing"):
        storage.stored_name("ui/nothing.css")
