"""What the database itself refuses about notices, by the ORM and by plain SQL."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.register import actions
from linli.mechanisms.register.models import Notice, NoticeVersion, Objection
from linli.mechanisms.register.rules import NoticeKind
from linli.mechanisms.register.tests.build import (
    AFTER,
    LAST,
    NOON,
    a_notice,
    an_answer,
    an_objection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def notice(city):
    return a_notice(city.compound)


def in_raw_sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("column", ["title", "body", "data", "fingerprint", "published_at"])
def test_a_version_is_never_changed(notice, column):
    assert notice.version == 1
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql(f'UPDATE register_noticeversion SET "{column}" = "{column}"')  # noqa: S608
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        NoticeVersion.objects.update(number=2)


def test_a_version_is_never_removed(notice):
    assert notice.version == 1
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql("DELETE FROM register_noticeversion")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite only")
def test_a_version_is_never_replaced(notice):
    assert notice.version == 1
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql(
            "INSERT OR REPLACE INTO register_noticeversion SELECT * FROM register_noticeversion"
        )


def test_a_version_number_is_given_once(notice):
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeVersion.objects.create(
            community_id=notice.community_id, notice=notice, number=1, title="x", body="x",
            fingerprint="0" * 64, published_at=NOON, ends_at=LAST,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "别的"),
        ("version", 2),
        ("starts_at", NOON - timedelta(days=1)),
        ("ends_at", LAST - timedelta(days=1)),
        ("took_effect_at", AFTER + timedelta(days=1)),
    ],
)
def test_what_is_in_effect_never_changes(notice, city, column, value):
    leader = as_actor(PostKind.GROUP_LEADER, city.compound)
    actions.take_effect(notice=notice, actor=leader, now=AFTER)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Notice.objects.filter(pk=notice.pk).update(**{column: value})
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql(f'UPDATE register_notice SET "{column}" = %s', value)  # noqa: S608


def test_the_kind_and_place_of_a_notice_never_change_and_it_is_never_removed(notice, city):
    for change in ({"kind": "result"}, {"needs_effect": False}, {"place": city.community}):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            Notice.objects.filter(pk=notice.pk).update(**change)
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql("DELETE FROM register_notice")


def test_what_was_objected_never_changes_and_is_never_removed(notice):
    an_objection(notice)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Objection.objects.update(text="没意见")
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql("DELETE FROM register_objection")


@pytest.mark.parametrize(
    ("column", "value"),
    [("answer", "改口"), ("upheld", True), ("answered_at", AFTER), ("answered_by_post_id", 7)],
)
def test_an_answer_never_changes(notice, column, value):
    an_answer(an_objection(notice), upheld=False)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Objection.objects.update(**{column: value})


def test_a_person_has_one_open_objection_to_a_notice(notice):
    first = an_objection(notice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.create(
            community_id=notice.community_id, notice=notice, version=1, person_id=first.person_id,
            text="再说一遍", raised_at=NOON,
        )  # fmt: skip


@pytest.mark.parametrize(
    "part", [{"answer": "答"}, {"answered_at": NOON}, {"upheld": True}, {"answered_by_post_id": 7}]
)
def test_an_answer_is_whole_or_not_there(notice, part):
    objection = an_objection(notice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(**part)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"kind": "?"}, id="an unknown kind"),
        pytest.param({"ends_at": NOON}, id="over when it begins"),
        pytest.param({"took_effect_at": LAST}, id="in effect within its period"),
        pytest.param(
            {"took_effect_at": AFTER, "needs_effect": False}, id="in effect though it only informs"
        ),
    ],
)
def test_nonsense_notices_are_refused(notice, change):
    row = {
        field.attname: getattr(notice, field.attname)
        for field in Notice._meta.concrete_fields
        if not field.primary_key
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**row | change)


def test_a_result_is_a_notice_like_any_other(city):
    assert a_notice(city.compound, kind=NoticeKind.RESULT).version == 1


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["register_objection", "register_noticeversion"])
def test_a_table_is_not_emptied_at_one_go(table):
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql(f"TRUNCATE {table}")
