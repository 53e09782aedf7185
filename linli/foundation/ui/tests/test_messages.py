"""Translations: collected, complete, compiled."""

from __future__ import annotations

import gettext
import os
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from linli.foundation.ui import catalogues, extraction, wording
from linli.foundation.ui.management.commands import messages
from linli.foundation.ui.wording import Message, Translation

PYTHON = """
from django.utils.translation import gettext as _, ngettext_lazy, pgettext_lazy
# Translators: on the gate
A = _("The gate")
B = ngettext_lazy("%(n)d door", "%(n)d doors", "n")
C = pgettext_lazy("verb", "Open")
D = _("%(n)d door")
"""
PAGE = """{% do things.append(1) %}
<p>{{ _("Hello %(name)s", name="x") }}</p>
{% trans %}
  Two
  lines
{% endtrans %}
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """Return the folder of an app with texts in code and page, the only one there is."""
    folder = tmp_path / "sample"
    for path, text in (
        ("words.py", PYTHON),
        ("templates/sample/page.html", PAGE),
        ("tests/test_words.py", '_("of a test")'),
        ("migrations/0001.py", '_("of a migration")'),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogues, "folders", lambda: {"sample": folder})
    return folder


def said(*words: str) -> str:
    out = StringIO()
    call_command("messages", *words, stdout=out)
    return out.getvalue()


def translate(app, **changes):
    """Fill the catalogue: each text with itself in brackets, but for the changes."""
    path = catalogues.catalogue_in(app)
    catalogue = catalogues.read(path)
    for entry in catalogue:
        text = changes.get(
            entry.msgid.replace(" ", "_"), f"【{entry.msgid_plural or entry.msgid}】"
        )
        if entry.msgid_plural:
            entry.msgstr_plural = {0: text}
        else:
            entry.msgstr = text
    catalogue.save(str(path))
    return path


def test_texts_of_code_and_pages_are_collected_once_each_and_those_of_tests_are_not(app):
    found = extraction.messages_in(app)
    assert [(m.context, m.msgid, m.plural) for m in found] == [
        ("", "%(n)d door", "%(n)d doors"),
        ("", "Hello %(name)s", ""),
        ("verb", "Open", ""),
        ("", "The gate", ""),
        ("", "Two lines", ""),
    ]
    assert found[3].comment == "on the gate"


def test_collecting_keeps_what_is_translated_and_lets_go_what_nobody_asks_for(app):
    assert "5 texts, 5 to translate" in said()
    path = translate(app)
    (app / "words.py").write_text(PYTHON.replace("The gate", "The door"), encoding="utf-8")
    out = said()
    assert "let go 'The gate' '【The gate】'" in out
    assert "5 texts, 1 to translate" in out
    kept = {entry.msgid: entry for entry in catalogues.read(path)}
    assert kept["Two lines"].msgstr == "【Two lines】"
    assert kept["%(n)d door"].msgstr_plural == {0: "【%(n)d doors】"}
    assert "python-format" in kept["Hello %(name)s"].flags


def test_collecting_twice_writes_the_same_bytes(app):
    said()
    path = translate(app)
    said()
    before = path.read_bytes()
    said()
    assert path.read_bytes() == before


def test_a_text_that_another_app_has_translated_is_taken_over(app, monkeypatch, tmp_path):
    said()
    translate(app)
    other = tmp_path / "other"
    other.mkdir()
    (other / "words.py").write_text('_("The gate")', encoding="utf-8")
    monkeypatch.setattr(catalogues, "folders", lambda: {"sample": app, "other": other})
    assert "1 texts, 0 to translate" in said("other")
    assert said("--check").startswith("6 texts in 2 apps")


def test_a_complete_catalogue_passes_and_is_compiled_once_until_it_changes(app):
    said()
    path = translate(app)
    os.utime(path, (1, 1))
    assert said("--check").startswith("5 texts in 1 apps, all translated")
    assert catalogues.compile_stale() == []
    os.utime(path)
    path.with_suffix(".mo").unlink()
    assert catalogues.compile_stale() == [path]
    with path.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("The gate") == "【The gate】"
    assert not list(path.parent.glob("*.draft"))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"The_gate": ""}, "not translated"),
        ({"Hello_%(name)s": "【Hello】"}, "other placeholders"),
        ({"Hello_%(name)s": "【%(nama)s】"}, "other placeholders"),
        ({"%(n)d_door": "一扇门"}, "other placeholders"),
        ({"The_gate": "参数错误"}, "say what to do instead"),
        ({"The_gate": "请你开门"}, "say what to do instead"),
    ],
)
def test_a_faulty_translation_fails_the_gate(app, changes, fault):
    said()
    translate(app, **changes)
    with pytest.raises(CommandError, match=fault):
        said("--check")


def test_a_new_text_an_old_text_and_a_fuzzy_one_fail_the_gate(app):
    said()
    path = translate(app)
    (app / "words.py").write_text(PYTHON.replace("The gate", "The door"), encoding="utf-8")
    catalogue = catalogues.read(path)
    entry = catalogue.find("Two lines")
    assert entry is not None
    entry.flags.append("fuzzy")
    catalogue.save(str(path))
    with pytest.raises(CommandError) as refused:
        said("--check")
    for fault in ("'The door': missing", "'The gate': obsolete", "'Two lines': fuzzy"):
        assert fault in str(refused.value)


def test_an_unknown_app_is_named(app):
    with pytest.raises(CommandError, match="no app gardening among sample"):
        said("gardening")


def test_without_the_tools_it_still_compiles_and_says_what_to_install(app, monkeypatch):
    said()
    translate(app).with_suffix(".mo").unlink()
    monkeypatch.setattr(messages, "extraction", None)
    assert said("--compile") == "sample: compiled\n"
    with pytest.raises(CommandError, match="make setup"):
        said()


def test_a_changed_plural_and_chinese_in_the_code_are_faults():
    asked = [Message("%(n)d door", plural="%(n)d doors"), Message("门")]
    held = [
        Translation(msgid="%(n)d door", plural="", context="", texts=("%(n)d 扇门",)),
        Translation(msgid="门", plural="", context="", texts=("门",)),
    ]
    reasons = [fault.reason for fault in wording.faults_of_app("sample", asked, held)]
    assert reasons == [
        "write it in English here, in Chinese in the catalogue",
        "its plural has changed: run `linli messages`",
    ]


def test_one_text_in_two_words_is_a_contradiction_unless_the_context_differs():
    def said_as(text: str, context: str = "") -> Translation:
        return Translation(msgid="Open", plural="", context=context, texts=(text,))

    two = [("a", said_as("打开")), ("b", said_as("开着的"))]
    assert [str(fault) for fault in wording.contradictions(two)] == [
        "b: 'Open': '开着的' here, '打开' in a"
    ]
    apart = [
        ("a", said_as("打开", "verb")),
        ("b", said_as("开着的", "state")),
        ("c", said_as("", "verb")),
    ]
    assert list(wording.contradictions(apart)) == []


def test_a_plain_per_cent_sign_counts_as_a_placeholder_only_when_doubled():
    assert wording.placeholders("60%") == {}
    assert wording.placeholders("60%% of %s") == {"%%": 1, "%s": 1}
