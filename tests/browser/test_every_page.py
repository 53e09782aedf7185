"""Every page, as each who opens it sees it: on phones in four sizes, in the dark, on a desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import looks
from tests.browser.conftest import PYTHON, copied
from tests.browser.pages import NO_PAGE, VISITS, Visit, World, to_be_looked_at
from tests.browser.person import DESK, PHONE, Person
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SIZES = (17, 21, 25, 30)
ELDER_FROM = 25
NARROW = (320, 360, 390)
KB = 1024
FIRST_PAGE, OTHER_PAGE, HTML = 60 * KB, 40 * KB, 25 * KB
Reader = Callable[[Visit], Person]


@pytest.fixture(scope="session")
def server(demonstration: Path) -> Iterator[Server]:
    """Return a server on which everything is in every state; nobody changes anything there."""
    with copied(demonstration) as data:
        server = Server(data, demo=True)
        (data / "world.json").write_text(server.run(PYTHON, "-m", "tests.browser.world"))
        (data / "content.json").write_text(server.run(PYTHON, "-m", "tests.browser.content"))
        with server:
            yield server


@pytest.fixture(scope="session")
def world(server: Server) -> World:
    """Return what stands where."""
    return dict(json.loads((server.data / "world.json").read_text()))


@pytest.fixture(scope="session")
def content(server: Server) -> list[str]:
    """Return what people entered, longest first."""
    return list(json.loads((server.data / "content.json").read_text()))


@pytest.fixture(scope="session")
def reader(chromium: Browser, server: Server) -> Iterator[Reader]:
    """Return a function for whoever makes a visit; each comes once and stays."""
    there: dict[tuple[str, int], Person] = {}
    with ExitStack() as stack:

        def come(visit: Visit) -> Person:
            key = (visit.who, visit.hat)
            if key not in there:
                there[key] = stack.enter_context(Person(chromium, server.address, visit.who))
                if visit.hat:
                    there[key].acts_as(visit.hat)
            return there[key]

        yield come


def test_every_address_that_answers_a_get_is_looked_at_or_said_to_be_no_page():
    registered = {visit.door for visit in VISITS}
    assert registered | NO_PAGE.keys() == to_be_looked_at()
    assert not registered & NO_PAGE.keys()


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page(visit: Visit, reader: Reader, world: World, content: list[str]):
    person = reader(visit)
    found: list[str] = []

    def note(where: str, faults: list[str]) -> None:
        found.extend(f"{where}: {fault}" for fault in faults)

    for size in SIZES:
        html = person.reads_in(visit.address(world, size), size=size)
        looks.unfold(person.page)
        for width in NARROW:
            person.turns_to(width, PHONE[1])
            note(f"{size} px at {width}", looks.misfits(person.page, elder=size >= ELDER_FROM))
        if size == SIZES[0]:
            note("weight", _overweight(visit, *looks.weight(person.page, html)))
            note("in Chinese", looks.english_words(person.page, content))
            note("dark", _in_the_dark(person))
            note("light", looks.violations(person.page))
            person.turns_to(*DESK)
            looks.unfold(person.page, menu=False)
            note("desk", looks.misfits(person.page, elder=False) + looks.violations(person.page))
    note("elder", looks.violations(person.page))
    person.reads_in(visit.address(world, SIZES[-1]), size=SIZES[-1], language="en")
    looks.unfold(person.page)
    person.turns_to(NARROW[0], PHONE[1])
    note("in English", looks.chinese_words(person.page, content))
    note("in English at 320", looks.misfits(person.page, elder=True))
    found += person.faults
    person.faults.clear()
    assert not found, "\n".join(found)


def _in_the_dark(person: Person) -> list[str]:
    person.page.emulate_media(color_scheme="dark")
    found = looks.violations(person.page)
    person.page.emulate_media(color_scheme="light")
    return found


def _overweight(visit: Visit, html: int, together: int) -> list[str]:
    most = FIRST_PAGE if visit.door == "portal:home" and not visit.who else OTHER_PAGE
    found = [f"{html} bytes of HTML, {HTML} at most"] if html > HTML else []
    return found + ([f"{together} bytes in all, {most} at most"] if together > most else [])
