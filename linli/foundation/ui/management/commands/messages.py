"""`linli messages`: collect the texts of each app for translation; `--check`, `--compile`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError

from linli.foundation.ui import catalogues, wording

try:
    from linli.foundation.ui import extraction
except ModuleNotFoundError as missing:  # a server without the tools of the workshop
    if missing.name != "babel":
        raise
    extraction = None  # type: ignore[assignment]


class Command(BaseCommand):
    help = "Collect the texts of each app into its catalogue, keep what is translated, compile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the words of the command."""
        parser.add_argument("apps", nargs="*", help="labels of apps (default: all)")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--check", action="store_true", help="change nothing; fail on faults")
        what.add_argument("--compile", action="store_true", help="compile only; needs no tools")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Check, compile, or collect and compile."""
        if not options["compile"]:
            if extraction is None:
                raise CommandError("Collecting texts needs Babel: run `make setup`.")
            chosen = self._chosen(options["apps"])
            if options["check"]:
                self._check(chosen)
            else:
                self._update(chosen)
        for path in catalogues.compile_stale():
            self.stdout.write(f"{app_of(path)}: compiled")

    def _chosen(self, labels: list[str]) -> dict[str, Path]:
        folders = catalogues.folders()
        unknown = sorted(set(labels) - set(folders))
        if unknown:
            raise CommandError(f"no app {', '.join(unknown)} among {', '.join(sorted(folders))}")
        return {label: folder for label, folder in folders.items() if not labels or label in labels}

    def _check(self, folders: dict[str, Path]) -> None:
        faults: list[wording.Fault] = []
        held: list[tuple[str, wording.Translation]] = []
        for label, folder in folders.items():
            translations = translations_in(catalogues.read(catalogues.catalogue_in(folder)))
            faults += wording.faults_of_app(label, extraction.messages_in(folder), translations)
            held += [(label, translation) for translation in translations]
        faults += wording.contradictions(held)
        if faults:
            lines = [str(fault) for fault in faults]
            raise CommandError("\n".join([*lines, f"{len(faults)} texts need a hand."]))
        self.stdout.write(f"{len(held)} texts in {len(folders)} apps, all translated")

    def _update(self, folders: dict[str, Path]) -> None:
        known = {
            translation.key: translation
            for path in catalogues.existing()
            for translation in translations_in(catalogues.read(path))
            if all(translation.texts)
        }
        for label, folder in folders.items():
            path = catalogues.catalogue_in(folder)
            messages = extraction.messages_in(folder)
            if not messages and not path.exists():
                continue
            catalogue = catalogues.read(path)
            kept = {(entry.msgctxt or "", entry.msgid): entry for entry in catalogue}
            entries = [entry_for(each, kept.pop(each.key, None), known) for each in messages]
            for entry in kept.values():
                self.stdout.write(f"{label}: let go {entry.msgid!r} {entry.msgstr!r}")
            catalogue.clear()
            catalogue.extend(entries)
            write(catalogue, path)
            waiting = sum(not entry.translated() for entry in entries)
            self.stdout.write(f"{label}: {len(entries)} texts, {waiting} to translate")


def app_of(path: Path) -> str:
    """Return the label of the app a catalogue belongs to."""
    return path.parents[3].name


def entry_for(
    message: wording.Message, kept: polib.POEntry | None,
    known: dict[wording.Key, wording.Translation],
) -> polib.POEntry:  # fmt: skip
    """Return the entry of a text: translated as it was, else as in another app, else empty."""
    entry = polib.POEntry(
        msgid=message.msgid,
        msgid_plural=message.plural,
        msgctxt=message.context or None,
        comment=message.comment,
        tcomment=kept.tcomment if kept else "",
        flags=["python-format"] if set(wording.placeholders(message.msgid)) - {"%%"} else [],
    )
    texts: Iterable[str] = ()
    if kept is not None and not kept.obsolete:
        texts = texts_of(kept)
        entry.flags += [flag for flag in kept.flags if flag == "fuzzy"]
    if not all(texts) or not texts:
        other = known.get(message.key)
        texts = other.texts if other else ("",)
    if message.plural:
        entry.msgstr_plural = dict(enumerate(texts))
    else:
        entry.msgstr = next(iter(texts))
    return entry


def texts_of(entry: polib.POEntry) -> tuple[str, ...]:
    """Return the translation of an entry: one text, or one per plural form."""
    if entry.msgid_plural:
        return tuple(text for _form, text in sorted(entry.msgstr_plural.items()))
    return (entry.msgstr,)


def translations_in(catalogue: polib.POFile) -> list[wording.Translation]:
    """Return the entries of a catalogue as plain values."""
    return [
        wording.Translation(
            msgid=entry.msgid,
            plural=entry.msgid_plural,
            context=entry.msgctxt or "",
            texts=texts_of(entry),
            fuzzy=entry.fuzzy,
            obsolete=bool(entry.obsolete),
        )
        for entry in catalogue
    ]


def write(catalogue: polib.POFile, path: Path) -> None:
    """This will write a catalogue, unless the very same is there."""
    text = f"{catalogue}".rstrip("\n") + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
