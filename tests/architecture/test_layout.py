"""Every folder and module of the package stands where the design puts it, and says what it is."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.tree import LINLI, ROOT, apps, functions, modules, modules_of

# The blueprint: floor -> what may stand on it. Whoever adds an app places it here and in the docs.
BLUEPRINT = {
    "config": set(),
    "interfaces": {"portal", "demo", "dashboards", "api", "messaging"},
    "flows": set(),
    "practices": {
        "activities", "care", "cases", "deliberation", "fees", "honours", "notices", "party",
        "projects", "services", "stewardship", "volunteering",
    },
    "mechanisms": {"bookings", "ledger", "register", "rounds", "voting"},
    "foundation": {"documents", "kernel", "people", "places", "ui"},
}  # fmt: skip
APART = {  # what an app holds beside modules
    "data", "locale", "management", "migrations", "static", "templates", "tests", "__pycache__",
}  # fmt: skip
LONGEST = 400
ANATOMY = ("rules", "events", "queries", "actions")
# app -> what it does not have, and why.
WITHOUT = {
    ("linli.foundation.kernel", "rules"): "no domain word, hence no law",
    ("linli.foundation.kernel", "events"): "it keeps everybody's facts and has none of its own",
    ("linli.foundation.kernel", "queries"): "the journal and the limits are its doors",
    ("linli.foundation.kernel", "actions"): "it is what actions are made of",
    ("linli.flows", "rules"): "a flow decides nothing: the practices it joins do",
    ("linli.flows", "events"): "a flow reacts to facts",
    ("linli.flows", "actions"): "a flow calls the verbs of the practices it joins",
}
JUNK = re.compile(r"^(utils?|helpers?|common|misc|base|core|shared|lib|tools?)$")
# action -> why it has no `actor`, or no `now`.
NO_ACTOR = {
    "linli.foundation.people.actions.enter_person": "a part of larger verbs, records nothing",
    "linli.foundation.people.actions.move_in": "a part of larger verbs, records nothing",
    "linli.foundation.people.actions.send_code": "nobody is signed in yet",
    "linli.foundation.people.actions.redeem_code": "nobody is signed in yet",
    "linli.foundation.people.actions.forget_codes": "the server tidies up, records nothing",
    "linli.foundation.people.actions.forget_sessions": "the server tidies up, records nothing",
}
NO_NOW = {
    "linli.foundation.people.actions.enter_person": "a part of larger verbs, records nothing",
    "linli.foundation.people.actions.move_in": "takes the day on which it begins",
}
TOLD_THE_TIME = {"rules", "events", "models", "queries", "actions", "forms", "deeds"}
CLOCKS = re.compile(
    r"(datetime\.(now|utcnow|today)|date\.today|timezone\.now|time\.time(_ns)?)\("
    r"|timezone\.(localtime|localdate)\(\)"  # with a moment they only convert
)
READS_A_CLOCK = {
    "linli.foundation.kernel.clock": "the one clock",
    "linli.foundation.kernel.ids": "ids are ordered by real time, also in the demonstration",
    "linli.interfaces.portal.checks": "asks whether the clock of the machine was ever set",
}
UTC_DAY = re.compile(r"\b(now(\(\))?|localtime\(.*\))\.date\(\)$")


def verbs() -> dict[str, ast.FunctionDef]:
    """Return the verbs of every app by dotted name; a package shows its verbs in `__init__`."""
    found = {}
    for app in apps():
        parts = modules_of(app, "actions")
        shown = {
            name
            for module in parts
            if module.path.name == "__init__.py"
            for _source, name, _line in module.imports()
        }
        for module in parts:
            for node in functions(module):
                if not shown or node.name in shown:
                    found[f"{app}.actions.{node.name}"] = node
    return found


def test_every_folder_stands_where_the_blueprint_puts_it():
    floors = {path.name for path in LINLI.iterdir() if path.is_dir()} - {"__pycache__"}
    assert floors == set(BLUEPRINT)
    for floor in ("interfaces", "practices", "mechanisms", "foundation"):
        standing = {path.name for path in (LINLI / floor).iterdir() if path.is_dir()}
        assert standing - {"__pycache__"} <= BLUEPRINT[floor], f"{floor} has a folder without place"


@pytest.mark.parametrize("app", apps())
def test_an_app_says_what_it_promises_and_has_its_parts(app):
    folder = apps()[app]
    docstring = ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8"))) or ""
    assert 3 <= len(docstring.splitlines()) <= 15, "promise, words and invariants in <= 15 lines"
    parts = {module.kind for module in modules() if module.app == app}
    assert "apps" in parts
    assert (folder / "tests" / "__init__.py").exists()
    assert list((folder / "tests").glob("test_*.py")), "an app without a test"
    if "models" in parts:
        missing = {part for part in ANATOMY if part not in parts and (app, part) not in WITHOUT}
        assert not missing
        assert (folder / "migrations" / "0001_initial.py").exists()


def test_packages_of_an_app_are_parts_that_outgrew_one_file():
    for app, folder in apps().items():
        for path in folder.iterdir():
            if path.is_dir() and path.name not in APART:
                assert path.name in {*ANATOMY, "models", "views", "forms"}, f"{app}: {path.name}"


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {
        module.name: len(module.path.read_text("utf-8").splitlines())
        for module in modules(tests=True)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_module_is_a_junk_drawer():
    named = [m.name for m in modules(tests=True) if JUNK.match(m.name.rpartition(".")[2])]
    assert named == []


def test_every_module_class_and_public_function_says_what_it_is():
    silent = []
    for module in modules():
        if not module.path.read_text("utf-8").strip():
            continue
        nodes = [module.tree, *functions(module)]
        nodes += [node for node in module.tree.body if isinstance(node, ast.ClassDef)]
        apart = {"Command", "Meta"} if ".management." in module.name else set()
        apart |= {f"{module.app.rpartition('.')[2].title()}Config"}
        silent += [
            f"{module.name}.{getattr(node, 'name', '')}"
            for node in nodes
            if not ast.get_docstring(node) and getattr(node, "name", "") not in apart
        ]
    assert silent == []


def test_docstrings_of_verbs_say_what_will_be_done_and_those_of_reads_what_is_returned():
    wrong = []
    for kind, openings in (("actions", ("This will ", "Return ")), ("queries", ("Return ",))):
        for app in apps():
            for module in modules_of(app, kind):
                wrong += [
                    f"{module.name}.{node.name}"
                    for node in functions(module)
                    if not (ast.get_docstring(node) or "").startswith(openings)
                ]
    assert wrong == []


def test_verbs_are_told_who_acts_and_when_by_keyword():
    wrong = set()
    for name, node in verbs().items():
        keywords = {argument.arg for argument in node.args.kwonlyargs}
        if node.args.args or node.args.posonlyargs or node.args.vararg:
            wrong.add(f"{name}: positional arguments")
        if "actor" not in keywords and name not in NO_ACTOR:
            wrong.add(f"{name}: no actor")
        if "now" not in keywords and name not in NO_NOW:
            wrong.add(f"{name}: no now")
    assert wrong == set()


def test_the_exceptions_still_exist():
    assert {*NO_ACTOR, *NO_NOW} <= set(verbs())
    assert set(READS_A_CLOCK) <= {module.name for module in modules()}
    assert {app for app, _part in WITHOUT} <= set(apps())


def test_only_the_kernel_reads_a_clock():
    readers = {
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in READS_A_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and CLOCKS.match(ast.unparse(node))
    }
    assert readers == set()


def test_rules_verbs_and_reads_are_told_the_time():
    """A finder (`case_for`) may ask for the day: it is called by the door, with ids alone."""
    readers = {
        f"{module.name}.{getattr(part, 'name', '')}"
        for module in modules()
        if module.kind in TOLD_THE_TIME
        for part in module.tree.body
        if not getattr(part, "name", "").endswith("_for")
        and re.search(r"\bclock\.(now|today)\(", ast.unparse(part))
    }
    assert readers == set()


def test_a_day_is_that_of_the_neighbourhood_not_of_greenwich():
    found = {
        f"{module.name}:{node.lineno}"
        for module in modules()
        if module.name not in READS_A_CLOCK
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and UTC_DAY.search(ast.unparse(node))
    }
    assert found == set(), "use clock.day_of(moment) or clock.today()"


def test_no_app_imports_the_screens_of_another():
    reached = {
        f"{module.name} imports {source} {name}"
        for module in modules()
        if module.app.startswith("linli.") and module.app != "linli.config"
        for source, name, _line in module.imports()
        for other in apps()
        if other != module.app
        and (
            re.match(rf"{re.escape(other)}\.(views|forms)\b", source)
            or (source == other and name in {"views", "forms"})
        )
    }
    assert reached == set()


def test_no_import_hides_inside_a_function():
    hidden = {
        f"{module.name}.{node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and not (module.kind == "apps" and node.name == "ready")
        and any(isinstance(part, ast.Import | ast.ImportFrom) for part in ast.walk(node))
    }
    assert hidden == set(), "an import inside a function hides an arrow that points up"


INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[:a-z-]*)\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "a mark that text is safe": re.compile(r"\|\s*safe\b|autoescape false"),
}


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color:red">', "<style>p{}</style>", "<script>go()</script>",
        '<a onclick="go()">', '<a hx-on:click="go()">', '<a href="javascript:go()">',
        "{{ text|safe }}",
    ],
)  # fmt: skip
def test_what_the_security_policy_forbids_is_recognised(planted):
    assert [what for what, pattern in INLINE.items() if pattern.search(planted)]


def test_no_template_carries_what_the_security_policy_forbids():
    found = [
        f"{path.relative_to(ROOT)}: {what}"
        for path in sorted(LINLI.rglob("templates/**/*.html"))
        for what, pattern in INLINE.items()
        if pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_templates_lie_under_the_name_of_their_app():
    for app, folder in apps().items():
        own = {app.rpartition(".")[2]}
        lie = {path.name for path in (folder / "templates").glob("*")}
        assert lie <= own, f"{app}: {lie - own}"
