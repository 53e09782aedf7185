"""Where the translations of each app lie, and how they are read and compiled.

Each app carries `locale/zh_Hans/LC_MESSAGES/django.po`; the compiled `.mo` beside it is what Django
reads. polib compiles them: neither GNU gettext nor Babel is needed to run the product.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polib
from django.apps import apps
from django.utils.translation.reloader import translation_file_changed

LANGUAGE = "zh_Hans"
_OURS = "linli."


def folders() -> dict[str, Path]:
    """Return app label -> folder of each of our apps."""
    return {
        config.label: Path(config.path)
        for config in apps.get_app_configs()
        if config.name.startswith(_OURS)
    }


def catalogue_in(folder: Path) -> Path:
    """Return where the app in `folder` keeps its translations, whether or not it has any."""
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def existing() -> Iterator[Path]:
    """Return the catalogues that are there."""
    for folder in folders().values():
        path = catalogue_in(folder)
        if path.exists():
            yield path


def read(path: Path) -> polib.POFile:
    """Return a catalogue; an empty one, with its heading, when there is no file yet."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=0)
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "Linli",
        "Language": LANGUAGE,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    return catalogue


def compile_stale() -> list[Path]:
    """This will compile every catalogue that is newer than its `.mo`, and return those.

    Raises OSError where the folder cannot be written.
    """
    done = []
    for path in existing():
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
            continue
        # Two servers may start at once: each writes a file of its own and puts it in place whole.
        draft = compiled.with_suffix(f".{path.stat().st_ino}.draft")
        read(path).save_as_mofile(str(draft))
        draft.replace(compiled)
        translation_file_changed(None, compiled)  # what this process has read is out of date
        done.append(path)
    return done
