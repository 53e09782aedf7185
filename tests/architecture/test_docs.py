"""What the documents say and what the code is are the same."""

from __future__ import annotations

import ast
import json
import re
from functools import cache

import pytest
from django.apps import apps as registry
from django.utils import translation

from linli.foundation.people.rules import PostKind
from linli.foundation.people.words import name_of
from linli.foundation.places import rules as places
from tests.architecture import tree
from tests.architecture.tree import LINLI, ROOT

# How the settings, and the few modules that may, read the environment.
READERS = {"flag", "text", "words", "folder", "secret", "whole", "number"}
ENUMS = {  # vocabularies that people see, and hence words of the glossary
    "linli.foundation.people.rules.PostKind",
    "linli.foundation.places.rules.Setting",
    "linli.mechanisms.voting.rules.Choice",
    "linli.mechanisms.voting.rules.Outcome",
}
NO_WORDS = {"kernel"}  # its tables are no words of the neighbourhood


@cache
def document(name: str) -> str:
    """Return the text of a document."""
    return (ROOT / "docs" / name).read_text("utf-8")


@cache
def section(name: str) -> dict[str, list[str]]:
    """Return the rows of the tables of one section of the glossary, by the word in backticks."""
    _before, _heading, rest = document("glossary.md").partition(f"\n## {name}\n")
    rows: dict[str, list[str]] = {}
    for line in rest.partition("\n## ")[0].splitlines():
        if word := re.search(r"`([^`]+)`", line if line.startswith("|") else ""):
            rows.setdefault(word[1], []).append(line)
    return rows


def words() -> dict[str, str]:
    """Return identifier -> Chinese of every domain word; fails on a word that stands twice."""
    found: dict[str, str] = {}
    for name in re.findall(r"^## (.+)$", document("glossary.md"), re.MULTILINE):
        if name in {"Facts", "Norms"}:
            continue
        for identifier, lines in section(name).items():
            assert len(lines) == 1, f"{identifier} stands twice"
            assert identifier not in found, f"{identifier} stands twice"
            found[identifier] = lines[0].split("|")[1].strip()
    return found


def snake(name: str) -> str:
    """Return NoticeVersion as notice_version."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def settings() -> set[str]:
    """Return every variable that the product reads from the environment."""
    found: set[str] = set()
    for module in tree.modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func)
            first = node.args[0]
            reads = called in {f"env.{reader}" for reader in READERS} or called in {
                "os.environ.get", "os.getenv",
            }  # fmt: skip
            if reads and isinstance(first, ast.Constant):
                found.add(first.value)
    return found


def commands() -> set[str]:
    """Return every command of our own."""
    return {
        path.stem for path in LINLI.rglob("management/commands/*.py") if path.stem != "__init__"
    }


def facts() -> set[str]:
    """Return the kind of every fact."""
    return {
        part.value.value
        for module in tree.modules()
        if module.kind == "events"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.AnnAssign)
        and getattr(part.target, "id", "") == "kind"
        and isinstance(part.value, ast.Constant)
    }


def norms() -> set[str]:
    """Return the keys of the norms that ship."""
    text = (LINLI / "foundation/places/data/norms.json").read_text("utf-8")
    return {entry["key"] for entry in json.loads(text)}


@pytest.mark.parametrize("app", tree.apps())
def test_the_architecture_shows_every_app(app):
    assert re.search(rf"^ +{app.rpartition('.')[2]}/ ", document("ARCHITECTURE.md"), re.MULTILINE)


def test_the_architecture_is_one_page():
    assert len(document("ARCHITECTURE.md").splitlines()) <= 110


def test_every_setting_is_explained_to_whoever_runs_the_server():
    assert {name for name in settings() if f"`{name}`" not in document("operations.md")} == set()


def test_every_command_is_explained_to_whoever_runs_the_server():
    text = document("operations.md")
    assert {name for name in commands() if f"linli {name}" not in text} == set()


def test_every_fact_is_in_the_glossary_and_no_other():
    assert set(section("Facts")) == facts()


def test_every_norm_that_ships_is_in_the_glossary_and_no_other():
    assert set(section("Norms")) == norms()


def test_every_norm_the_code_asks_for_ships():
    asked = {
        node.value
        for module in tree.modules()
        if module.app.startswith(("linli.practices", "linli.mechanisms", "linli.flows"))
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"(voting|register|projects|deliberation|cases)\.[a-z_]+", node.value)
        and any(ending in node.value for ending in ("_share", "_days", "_hours", "_least"))
    }
    assert asked <= norms()
    assert asked, "no norm was found: the test looks in the wrong place"


def test_every_table_is_a_word_of_the_glossary():
    tables = {
        snake(model.__name__)
        for model in registry.get_models()
        if model.__module__.startswith("linli.") and model._meta.app_label not in NO_WORDS
    }
    assert tables - words().keys() == set()


@pytest.mark.parametrize("dotted", sorted(ENUMS))
def test_every_value_of_a_vocabulary_is_a_word_of_the_glossary(dotted):
    module, _, name = dotted.rpartition(".")
    values = {value.value for value in getattr(__import__(module, fromlist=[name]), name)}
    assert values - words().keys() == set()


def test_every_kind_of_place_is_a_word_of_the_glossary():
    assert set(places.kinds()) - words().keys() == set()


def test_a_capacity_is_called_the_same_on_the_screen_and_in_the_glossary():
    with translation.override("zh-hans"):
        shown = {kind.value: name_of(kind) for kind in PostKind}
    assert shown == {kind.value: words()[kind.value] for kind in PostKind}


def test_one_chinese_word_has_one_meaning():
    chinese = list(words().values())
    assert sorted(chinese) == sorted(set(chinese))


def test_decisions_are_numbered_without_a_gap_and_say_what_follows():
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. ")
        assert {"## Why a decision is needed", "## Decision", "## What follows"} <= set(
            text.splitlines()
        ), page.name
        assert len(text.splitlines()) <= 60, f"{page.name}: one decision a page"


def test_links_between_documents_lead_somewhere():
    broken = {
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    }
    assert broken == set()
