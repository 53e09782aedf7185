"""Loading divisions, adding places, setting norms."""

import time
from datetime import date
from importlib import resources
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.models import Entry
from linli.foundation.places import actions, queries
from linli.foundation.places.models import Household, Norm, Place, PlaceCode
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.rules import Row
from linli.foundation.places.tests.build import LONG_AGO, a_city, a_household, a_norm, a_place

pytestmark = pytest.mark.django_db
SHIPPED = resources.files("linli.foundation.places").joinpath("data")


def load(*rows, on=LONG_AGO):
    return actions.load_divisions(
        rows=list(rows), source="test", valid_from=on, actor=OPERATOR, now=clock.now()
    )


CITY = Row(2, "530100000000", "昆明市", "city", "")
DISTRICT = Row(3, "530103000000", "盘龙区", "district", "530100000000")


def test_the_three_shipped_cities_load_in_time_and_twice_changes_nothing(capsys):
    files = [str(SHIPPED / f"divisions-{name}.csv") for name in ("kunming", "chengdu", "xuzhou")]
    started = time.monotonic()
    call_command("places", "load", *files)
    assert time.monotonic() - started < 60, "even on a busy machine"
    assert Place.objects.count() == PlaceCode.objects.count() == 8242
    entries = Entry.objects.count()
    call_command("places", "load", *files)
    assert (Place.objects.count(), Entry.objects.count()) == (8242, entries)
    jinxing = queries.by_code("530103004007", date(2026, 1, 1))
    assert jinxing.name == "金星社区居委会"
    assert [place.kind for place in queries.breadcrumbs(jinxing)] == [
        "city", "district", "street", "community",
    ]  # fmt: skip
    assert "0 added" in capsys.readouterr().out


def test_a_later_file_grows_the_tree_and_renames():
    load(CITY, DISTRICT)
    street = Row(3, "530103004000", "金辰街道", "street", "530103000000")
    done = load(Row(2, "530103000000", "盘龙新区", "district", "530100000000"), street)
    assert (done.added, done.renamed) == (1, 1)
    district = queries.by_code("530103000000", LONG_AGO)
    assert district.name == "盘龙新区"
    assert [p.name for p in queries.subtree(district)] == ["盘龙新区", "金辰街道"]


def test_bad_rows_load_nothing_at_all_and_each_is_named(tmp_path):
    file = tmp_path / "bad.csv"
    file.write_text(
        "code,name,kind,parent_code\n530100000000,昆明市,city,\n53,盘龙区,district,530100000000\n"
        "530111000000,官渡区,district,999999999999\n",
        encoding="utf-8",
    )
    with pytest.raises(CommandError) as refusal:
        call_command("places", "load", str(file))
    assert "bad.csv:3: 53: the code is not 12 digits" in str(refusal.value)
    assert "bad.csv:4: 530111000000: its parent is neither" in str(refusal.value)
    assert not Place.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "want the heading"),
        ("code,name,kind,parent_code\n530100000000,昆明市\n", "bad.csv:2: want 4 columns"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_file_that_is_no_such_file_is_refused_with_a_sentence(tmp_path, text, message):
    file = tmp_path / "bad.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CommandError, match=message):
        call_command("places", "load", str(file))


def test_a_missing_file_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("places", "load", str(Path("nowhere.csv")))


def test_a_place_carries_the_places_above_it():
    city = a_city()
    unit = city.unit
    assert (unit.city_id, unit.district_id, unit.street_id) == (
        city.city.pk, city.district.pk, city.street.pk,
    )  # fmt: skip
    assert (unit.community_id, unit.compound_id, unit.building_id) == (
        city.community.pk, city.compound.pk, city.building.pk,
    )  # fmt: skip
    assert journal.history(city.community.pk, unit.pk)[0].kind == "places.place_added"
    courtyard = a_place(city.community, "group", "东院")
    assert courtyard.compound_id == courtyard.pk


def test_a_unit_cannot_stand_under_a_city():
    city = a_place(None, "city", "昆明市")
    with pytest.raises(actions.WrongPlace):
        a_place(city, "unit", "1单元")
    assert Place.objects.count() == 1


def test_business_rows_need_a_place_within_a_community():
    city = a_city()
    with pytest.raises(ValueError, match="within a community"):
        queries.scope_of(city.street)


def test_a_place_ends_after_it_begins():
    city = a_place(None, "city", "昆明市")
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=city.pk).update(valid_to=LONG_AGO)


def test_one_door_has_one_number():
    city = a_city()
    a_household(city.unit, "101")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_household(city.unit, "101")


def test_households_are_found_by_compound_building_and_unit():
    city = a_city()
    inside, beside = a_household(city.unit, "101"), a_household(city.sibling_building, "101")
    assert list(queries.households_of(city.unit)) == [inside]
    assert list(queries.households_of(city.building)) == [inside]
    assert {*queries.households_of(city.compound)} == {inside, beside}
    assert {*queries.households_of(city.community)} == {inside, beside}
    assert not queries.households_of(city.sibling_compound).exists()
    assert str(inside) == "101"


def test_the_nearest_norm_wins_on_the_day_of_the_deed():
    city = a_city()
    a_norm("share", "2/3")
    a_norm("share", "3/4", city.district)
    assert queries.norm_at("share", city.street, LONG_AGO).share.denominator == 4
    assert queries.norm_at("share", city.city, LONG_AGO).value == "2/3"
    actions.set_norm(
        key="share", value="1/2", place=city.district, valid_from=date(2025, 1, 1), document="新规",
        article="", actor=OPERATOR, now=clock.now(),
    )  # fmt: skip
    assert queries.norm_at("share", city.street, date(2024, 12, 31)).value == "3/4"
    later = queries.norm_at("share", city.street, date(2025, 1, 1))
    assert (later.value, later.source) == ("1/2", "新规")
    coded = queries.NormValue("share", "2/3", "成都议事会规则（C33）", "三分之二", LONG_AGO)
    assert coded.source == "成都议事会规则 三分之二"  # our own numbers are not for residents
    with pytest.raises(queries.NormMissing, match="days"):
        queries.norm_at("days", city.street, LONG_AGO)
    with pytest.raises(queries.NormMissing):
        queries.norm_at("share", city.street, date(2019, 1, 1))


def test_the_same_norm_twice_changes_nothing_and_a_correction_is_recorded():
    a_norm("days", "7")
    entries = Entry.objects.count()
    a_norm("days", "7")
    assert Entry.objects.count() == entries
    a_norm("days", "8")
    assert Norm.objects.get(key="days").value == "8"
    assert Entry.objects.latest("pk").before == {"value": "7", "document": "测试规则"}
    assert queries.norm_at("days", a_city().unit, LONG_AGO).whole == 8


def test_the_shipped_norms_load_twice_and_print_with_their_source(capsys):
    call_command("norms", "load")
    loaded = Norm.objects.count()
    call_command("norms", "load")
    assert Norm.objects.count() == loaded > 5
    call_command("norms")
    assert "voting.council_share\t2/3\t*" in capsys.readouterr().out


def test_names_of_the_tree_print_as_themselves():
    city = a_city()
    assert str(city.community) == "金星社区"
    assert str(PlaceCode.objects.get(place=city.city)) == "530100000000"
    assert str(a_norm("days", "7")) == "days = 7"
    assert not Household.objects.exists()
