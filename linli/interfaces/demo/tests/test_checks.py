"""A demonstration and real people never share a database."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from linli.foundation.people.tests.build import a_person
from linli.interfaces.demo import queries
from linli.interfaces.demo.checks import only_invented_people
from linli.interfaces.demo.management.commands import demo as command
from linli.interfaces.demo.management.commands.demo import ways_in
from linli.interfaces.demo.tests.build import the_mark

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    """Switch the demonstration on."""
    settings.DEMO = True


def test_real_people_are_refused(demo):
    a_person()
    assert [error.id for error in only_invented_people(databases=["default"])] == ["demo.E001"]
    assert queries.is_real()


def test_invented_people_and_nobody_at_all_are_welcome(demo):
    assert only_invented_people(databases=["default"]) == []
    a_person()
    the_mark()
    assert only_invented_people(databases=["default"]) == []


def test_nothing_is_asked_where_there_is_no_demonstration(settings):
    a_person()
    assert only_invented_people(databases=["default"]) == []
    settings.DEMO = True
    assert only_invented_people(databases=None) == []


def test_the_command_needs_the_demonstration_to_be_on():
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo", "--load-only")


def test_the_command_makes_ready_and_loads_once(demo, settings, tmp_path, monkeypatch):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    monkeypatch.setattr(command, "load_demonstration", lambda **_kwargs: the_mark())
    out = StringIO()
    call_command("demo", "--load-only", stdout=out)
    call_command("demo", "--load-only", stdout=out)
    assert "inventing the demonstration" in out.getvalue()
    assert out.getvalue().count("going on with the demonstration that is there") == 1


def test_the_command_refuses_real_people(demo, settings, tmp_path):
    settings.DATA, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    a_person()
    with pytest.raises(CommandError, match="real people"):
        call_command("demo", "--load-only")


def test_only_a_database_in_data_is_removed(demo):
    with pytest.raises(CommandError, match="drop and create the database"):
        call_command("demo", "--load-only", "--fresh")


def test_the_terminal_names_seven_ways_in_two_languages(demo, settings):
    settings.ROOT_URLCONF = "linli.interfaces.demo.tests.addresses"
    text = ways_in("http://localhost:8000")
    assert text.count("http://localhost:8000/demo/enter/") == 7
    assert "楼栋长" in text
    assert "building steward" in text
