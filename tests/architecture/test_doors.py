"""Every address has a door: a deed that is granted, methods it names, a key for what it writes."""

from __future__ import annotations

import ast

import pytest
from django.test import Client
from django.urls import reverse

from linli.foundation.people.authority import table
from tests.architecture.doors import EVERY_URL, SAFE, doors
from tests.architecture.tree import modules

pytestmark = pytest.mark.urls(EVERY_URL)

# Open to everybody, and why. Whoever opens one more door to the street writes it here.
PUBLIC = {
    "ui.display": "the size of the text",
    "ui.language": "the language",
    "ui.gallery": "invented content, only in the demonstration",
    "people.sign_in": "nobody is signed in yet",
    "people.sign_out": "changes nothing for a visitor",
    "portal.home": "a visitor is told what this is",
    "portal.board": "what is on the board is public already",
    "portal.decision": "a decision is public with its rule and its counts",
    "portal.health": "asked by machines",
    "register.read": "a public notice is public",
    "voting.read": "how many took part, and once closed the outcome",
    "projects.read": "money is public, people are not",
    "demo.see": "the demonstration is for everybody",
    "demo.enter": "the demonstration is for everybody",
    "demo.shift_clock": "the demonstration is for everybody",
    "demo.let_others_act": "the demonstration is for everybody",
}
# Open to whoever is signed in; the object's finder gives everybody only their own.
SIGNED_IN = {
    "people.change_hat": "one's own capacities",
    "cases.confirm": "only the one who asked says that it is solved",
    "cases.reopen": "only the one who asked says that it is not",
}
# Written to without an idempotency key, and why.
KEYLESS = {
    "people:sign_in": "changes nothing of the community; its answer must not be kept",
    "people:ask_code": "limited by count; its answer must not be kept",
    "people:enter_code": "a code works once; its answer must not be kept",
    "people:sign_out": "twice is the same as once",
    "people:change_hat": "twice is the same as once",
    "people:open_phone": "the number must be kept nowhere, and every look is recorded",
    "voting:check": "changes nothing, and what somebody is about to vote must not be kept",
    "deliberation:plan_sum": "changes nothing; a page of neighbours' words must not be kept",
    "demo:enter": "twice is the same as once",
}
# Granted, but asked within pages instead of at a door.
WITHIN_PAGES = {
    "voting.see_roll": "who has not voted yet, on the page of the vote",
}


@pytest.mark.parametrize("name", doors())
def test_a_view_names_a_deed_that_is_granted(name):
    assert doors()[name].deed in table()


def test_every_granted_deed_has_a_door():
    used = {door.deed for door in doors().values()}
    assert set(table()) - used == set(WITHIN_PAGES)


def test_every_deed_asked_for_in_the_code_is_granted():
    asked = {
        node.args[1].value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] == "may"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
    }
    assert asked - set(table()) == set()
    assert set(WITHIN_PAGES) <= asked


def test_what_is_open_to_everybody_is_listed_with_a_reason():
    assert {deed for deed, grant in table().items() if grant.public} == set(PUBLIC)


def test_what_is_open_to_whoever_is_signed_in_is_listed_with_a_reason():
    assert {deed for deed, grant in table().items() if grant.signed_in} == set(SIGNED_IN)


def test_a_deed_is_granted_in_one_way_only():
    double = {
        deed
        for deed, grant in table().items()
        if bool(grant.by) + grant.public + grant.signed_in != 1
    }
    assert double == set()


def test_what_writes_without_a_key_is_listed_with_a_reason():
    keyless = {
        name
        for name, door in doors().items()
        if door.methods - SAFE and not getattr(door.view, "keyed", False)
    }
    assert keyless == set(KEYLESS)


@pytest.mark.parametrize("name", doors())
def test_no_view_is_exempt_from_the_check_against_forgery(name):
    assert not getattr(doors()[name].view, "csrf_exempt", False)


@pytest.mark.parametrize("name", doors())
def test_a_method_the_view_does_not_name_is_refused(name):
    """Refused before anything is looked for: no object is needed, and none is given away."""
    door = doors()[name]
    address = reverse(name, urlconf=EVERY_URL, kwargs=door.anything)
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - door.methods:
        assert Client().generic(method, address).status_code == 405, method
