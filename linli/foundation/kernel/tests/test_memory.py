"""What a process remembers."""

import pytest

from linli.foundation.kernel import memory
from linli.foundation.kernel.models import Head


@pytest.fixture(autouse=True)
def _empty():
    memory.forget_all()
    yield
    memory.forget_all()


def test_a_thing_is_made_once_per_key_and_version():
    made = []

    def make():
        made.append(1)
        return len(made)

    assert memory.remembered(("home", 1), make) == memory.remembered(("home", 1), make) == 1
    assert memory.remembered(("home", 2), make) == 2


def test_what_nobody_asks_for_goes_first(monkeypatch):
    monkeypatch.setattr(memory, "ROOM", 2)
    for key in ("a", "b"):
        memory.remembered(key, lambda: 1)
    memory.remembered("a", lambda: 1)
    memory.remembered("c", lambda: 1)
    assert memory.remembered("a", lambda: 2) == 1
    assert memory.remembered("b", lambda: 2) == 2


def test_what_has_no_version_is_made_again_after_its_time(monkeypatch):
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    assert memory.remembered("place", lambda: "old name", at_most=60) == "old name"
    assert memory.remembered("place", lambda: "new name", at_most=60) == "old name"
    monkeypatch.setattr("time.monotonic", lambda: 161.0)
    assert memory.remembered("place", lambda: "new name", at_most=60) == "new name"


@pytest.mark.django_db
def test_the_facts_of_all_journals_are_counted():
    assert memory.facts_of_all() == 0
    Head.objects.create(community_id=4, sequence=7)
    Head.objects.create(community_id=5, sequence=2)
    assert memory.facts_of_all() == 9
