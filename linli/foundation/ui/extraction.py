"""Collects the texts that code and pages ask for. Needs Babel, a tool of the workshop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from linli.foundation.ui.wording import Message

_PARTS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
_OPTIONS = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.do",
        "newstyle_gettext": "true",
        "silent": "false",
        "trimmed": "true",
    },
}
_KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_NOT_SHOWN = {"tests", "migrations"}
_NOTE = "Translators:"


def messages_in(folder: Path) -> list[Message]:
    """Return every text that the app in `folder` asks for, once each, by msgid.

    A comment that begins with "Translators:" above a text goes with it.
    """
    found: dict[tuple[str, str], Message] = {}
    for message in _every(folder):
        known = found.get(message.key)
        # A text may be asked for with and without its plural: the catalogue holds the fuller one.
        if known is None or (message.plural and not known.plural):
            found[message.key] = message
    return sorted(found.values(), key=lambda message: (message.msgid, message.context))


def _every(folder: Path) -> Iterator[Message]:
    rows = extract_from_dir(
        str(folder),
        method_map=_PARTS,
        options_map=_OPTIONS,
        keywords=_KEYWORDS,
        comment_tags=[_NOTE],
        strip_comment_tags=True,
        directory_filter=lambda path: Path(path).name not in _NOT_SHOWN,
    )
    for _file, _line, text, comments, context in rows:
        msgid, plural = (text[0], text[1]) if isinstance(text, tuple) else (text, "")
        yield Message(msgid, plural=plural, context=context or "", comment=" ".join(comments))
