"""The whole demonstration, loaded once for all tests of this file."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Count

from linli.flows.queries import PROJECT, TOPIC, ends_of, source_of
from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.models import Head
from linli.foundation.people.models import Account, Person, Post, Residence
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Grid, Household, Place
from linli.foundation.places.queries import by_code
from linli.interfaces.demo import queries
from linli.interfaces.demo.data import communities
from linli.interfaces.demo.data.cast import CAST
from linli.interfaces.demo.data.loading import load_demonstration
from linli.mechanisms.register.queries import standing_at
from linli.mechanisms.voting.models import Vote
from linli.practices.cases.models import Case
from linli.practices.cases.rules import Status
from linli.practices.deliberation.models import Topic
from linli.practices.projects.models import Project


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup, django_db_blocker):
    """Load the demonstration and take it back after the last test of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demonstration(now=clock.now())
        yield
        transaction.set_rollback(True)


def at(code: str) -> Place:
    return by_code(code, clock.today())


def posts(code: str) -> dict[str, int]:
    rows = Post.objects.filter(place__path__startswith=at(code).path)
    return dict(rows.values_list("kind").annotate(n=Count("pk")).order_by("kind"))


def test_it_bears_its_mark_and_holds_nobody_real():
    assert queries.is_loaded()
    assert not queries.is_real()


def test_jinxing_has_the_size_of_the_report():
    place = at(communities.JINXING)
    assert place.name.startswith("金星社区")
    assert place.households == Household.objects.filter(community_id=place.pk).count() == 4_878
    assert Place.objects.filter(parent=place, kind="group").count() == 28
    assert Place.objects.filter(community_id=place.pk, kind="building").count() == 86
    assert posts(communities.JINXING) == {"secretary": 1, "steward": 86, "worker": 13}
    assert Residence.objects.filter(community_id=place.pk).count() > 20_000
    grid = Grid.objects.get(community_id=place.pk)
    assert Household.objects.filter(grid=grid).count() == 4_878
    beats = Household.objects.filter(community_id=place.pk).values("beat").annotate(n=Count("pk"))
    assert len(beats) == 86
    assert {row["n"] for row in beats} == {56, 57}


def test_beiyuan_has_its_two_councils():
    held = posts(communities.BEIYUAN)
    assert held["council_seat"] + held["council_chair"] == 37
    assert held["group_council_seat"] + held["group_leader"] == 5
    assert held["steward"] == 4


def test_the_other_two_have_the_compounds_of_the_reports():
    fenghuangshan = at(communities.FENGHUANGSHAN)
    settings = Place.objects.filter(parent=fenghuangshan, kind="compound").order_by("path")
    assert [place.setting for place in settings] == ["old_block", "public_rental", "estate"]
    held = posts(communities.FENGHUANGSHAN)
    assert held["secretary"] + held["worker"] == 18
    guangming = Place.objects.get(community_id=at(communities.GUANGMING).pk, kind="compound")
    assert guangming.setting == "unmanaged"
    assert Place.objects.filter(parent=guangming, kind="building").count() == 2


def test_counters_of_households_add_up_from_the_unit_to_the_city():
    kunming = Place.objects.get(parent=None, name="昆明市")
    assert kunming.households == Household.objects.filter(city_id=kunming.pk).count()
    unit = Place.objects.filter(kind="unit").order_by("path")[0]
    assert unit.households == Household.objects.filter(place=unit).count()


def test_nobody_can_sign_in_with_a_password_and_phones_lie_in_the_range_of_nobody():
    assert not any(account.has_usable_password() for account in Account.objects.all())
    numbers = {person.phone for person in Person.objects.exclude(phone="")}
    assert all(number.startswith("1990000") for number in numbers)


def test_the_seven_are_there_and_one_of_them_wears_three_hats():
    seven = {member.slug: member for member in queries.cast(clock.today())}
    assert list(seven) == [role.slug for role in CAST]
    assert len(seven["steward"].posts) == 3
    assert all(member.posts for member in seven.values())
    resident = Account.objects.get(handle="demo-resident").person
    steward = Post.objects.get(person__account__handle="demo-steward", kind=PostKind.STEWARD)
    home = Residence.objects.get(person=resident).household
    assert home.building_id == steward.place_id


def test_boards_and_desks_are_not_empty_and_the_back_gate_is_left_to_the_visitor():
    beiyuan = at(communities.BEIYUAN)
    court = Place.objects.get(community_id=beiyuan.pk, kind="compound")
    assert [notice.title for notice in standing_at(court, clock.now())]
    assert Vote.objects.get(community_id=beiyuan.pk).outcome == "passed"
    project = Project.objects.get(community_id=beiyuan.pk)
    assert project.status == "accepted"
    assert {topic.status for topic in Topic.objects.all()} == {"done", "announced", "open"}
    for code in communities.CODES:
        stages = set(Case.objects.filter(community_id=at(code).pk).values_list("status", flat=True))
        assert Status.RAISED in stages, code
    assert not Case.objects.filter(text__contains="后门").exists()
    topic_id = source_of(beiyuan.pk, TOPIC, PROJECT, project.pk)
    assert topic_id is not None
    assert ends_of(beiyuan.pk, topic_id)[PROJECT] == project.pk


def test_every_chain_of_the_journal_holds():
    for community_id in Head.objects.values_list("community_id", flat=True):
        assert list(journal.faults(community_id)) == []
