"""Posts, codes, and opening a personal field."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from linli.foundation.kernel import clock, journal
from linli.foundation.kernel.models import Entry
from linli.foundation.kernel.refusals import TooMany
from linli.foundation.people import actions, queries
from linli.foundation.people.models import Account, Ownership, Post, Residence, SignInCode
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_home,
    a_person,
    a_post,
    a_resident,
    an_actor,
    as_actor,
)
from linli.foundation.places.models import Household
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.tests.build import LONG_AGO, a_city, a_household

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 12, 15, 4, tzinfo=UTC)
PHONE = "19900001234"


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def sent(monkeypatch):
    messages = []
    monkeypatch.setattr(
        "linli.foundation.people.senders.Console.send",
        lambda _self, phone, text: messages.append((phone, text)),
    )
    return messages


def test_a_post_is_filled_recorded_and_seen_at_once(city):
    person = a_person()
    account = Account.objects.get(person=person)
    assert queries.hats_of(account) == ()
    post = a_post(person, PostKind.STEWARD, city.building)
    account.refresh_from_db()
    (hat,) = queries.hats_of(account)
    assert (hat.key, hat.kind, hat.building_id) == (
        f"post-{post.pk}",
        PostKind.STEWARD,
        city.building.pk,
    )
    entry = journal.history(city.community.pk, post.pk)[0]
    assert entry.data == {
        "post_id": post.pk, "post_kind": "steward", "holder_id": person.pk, "source": "elected",
    }  # fmt: skip


def test_the_same_post_is_not_held_twice_and_a_resident_is_no_post(city):
    person = a_person()
    a_post(person, PostKind.STEWARD, city.building)
    with pytest.raises(actions.PostRefused, match=r"already|已经"):
        a_post(person, PostKind.STEWARD, city.building, since=date(2024, 1, 1))
    with pytest.raises(actions.PostRefused, match=r"not a post|不算"):
        a_post(person, PostKind.RESIDENT, city.building)
    a_post(person, PostKind.GROUP_LEADER, city.compound)
    assert Post.objects.filter(person=person).count() == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_who_fill_a_post_at_once_the_second_waits_for_the_first(city):
    person = a_person("甲")
    with CaptureQueriesContext(connection) as made:
        a_post(person, PostKind.STEWARD, city.building)
    first, second = [each["sql"] for each in made if each["sql"].startswith("SELECT")][:2]
    assert '"people_person"' in first
    assert "FOR UPDATE" in first
    assert '"people_post"' in second


def test_an_ended_post_holds_no_longer_from_that_day_on(city):
    person = a_person()
    post = a_post(person, PostKind.STEWARD, city.building)
    ended = actions.end_post(
        post=post, day=date(2026, 6, 1), reason="任期届满", actor=OPERATOR, now=NOON
    )
    assert ended.valid_to == date(2026, 6, 1)
    account = Account.objects.get(person=person)
    assert queries.actor_of(account, "", date(2026, 5, 31)) is not None
    assert queries.actor_of(account, "", date(2026, 6, 1)) is None
    with pytest.raises(actions.PostRefused, match=r"ended|结束"):
        actions.end_post(post=post, day=date(2026, 7, 1), reason="", actor=OPERATOR, now=NOON)
    another = a_post(person, PostKind.STEWARD, city.sibling_building)
    with pytest.raises(actions.PostRefused, match=r"begins|开始"):
        actions.end_post(post=another, day=LONG_AGO, reason="", actor=OPERATOR, now=NOON)


def test_one_person_acts_in_one_of_many_hats(city):
    person = a_resident(city.unit)
    post = a_post(person, PostKind.STEWARD, city.building)
    actor = an_actor(person)
    assert [hat.kind for hat in actor.hats] == [PostKind.STEWARD, PostKind.RESIDENT]
    assert actor.post_id == post.pk
    at_home = an_actor(person, actor.hats[1].key)
    assert (at_home.post_id, at_home.post_kind, at_home.place_id) == (
        None,
        PostKind.RESIDENT,
        city.unit.pk,
    )
    assert (at_home.community_id, at_home.compound_id, at_home.building_id) == (
        city.community.pk, city.compound.pk, city.building.pk,
    )  # fmt: skip


def test_a_phone_is_opened_with_a_reason_and_its_owner_can_read_who_did(city):
    person = a_resident(city.unit, phone=PHONE)
    home = Household.objects.get()
    steward = as_actor(PostKind.STEWARD, city.building)
    (member,) = queries.members_of(home, NOON.date())
    assert (member.name, member.phone) == ("田小雨", "199****1234")
    with pytest.raises(actions.NoReason):
        actions.open_phone(
            household=home, person_id=person.pk, reason=" 看 ", actor=steward, now=NOON
        )
    phone = actions.open_phone(
        household=home, person_id=person.pk, reason="通知停水", actor=steward, now=NOON
    )
    assert phone == PHONE
    entry = Entry.objects.latest("sequence", "pk")
    assert (entry.subject_id, entry.reason, entry.person_id) == (
        person.pk,
        "通知停水",
        steward.person_id,
    )
    assert PHONE not in str(entry.data)


def test_a_phone_of_somebody_who_lives_elsewhere_is_not_opened(city):
    a_resident(city.unit, phone=PHONE)
    stranger = a_person("别处人", "19900009999")
    steward = as_actor(PostKind.STEWARD, city.building)
    with pytest.raises(Residence.DoesNotExist):
        actions.open_phone(
            household=Household.objects.get(), person_id=stranger.pk, reason="好奇看看",
            actor=steward, now=NOON,
        )  # fmt: skip


def test_the_fifty_first_phone_within_an_hour_is_refused(city):
    person = a_resident(city.unit, phone=PHONE)
    steward = as_actor(PostKind.STEWARD, city.building)
    home = Household.objects.get()
    for _ in range(50):
        actions.open_phone(
            household=home, person_id=person.pk, reason="通知停水", actor=steward, now=NOON
        )
    with pytest.raises(TooMany):
        actions.open_phone(
            household=home, person_id=person.pk, reason="通知停水", actor=steward, now=NOON
        )


def test_a_phone_is_unreadable_in_the_database_and_found_by_its_exact_number():
    person = a_person(phone=PHONE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM people_person")
        assert PHONE not in cursor.fetchone()[0]
    person.refresh_from_db()
    assert person.phone == PHONE
    assert queries.account_by_phone(PHONE) == Account.objects.get(person=person)
    assert queries.account_by_phone("19900005555") is None


def send_code(phone, now=NOON, address="192.0.2.1"):
    with transaction.atomic():
        actions.send_code(phone=phone, address=address, now=now)


def test_a_code_is_sent_once_it_signs_in_once(city, sent, django_capture_on_commit_callbacks):
    person = a_person(phone=PHONE)
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        send_code(PHONE)
    ((phone, text),) = sent
    code = next(word.strip(",") for word in text.split() if word.strip(",").isdigit())
    assert phone == PHONE
    assert actions.redeem_code(phone=PHONE, code="x" * 6, now=NOON) is None
    assert actions.redeem_code(phone=PHONE, code=code, now=NOON) == Account.objects.get(
        person=person
    )
    assert actions.redeem_code(phone=PHONE, code=code, now=NOON) is None
    assert code not in SignInCode.objects.get().code_hash


def test_a_code_dies_after_five_wrong_tries_or_five_minutes(
    sent, django_capture_on_commit_callbacks
):
    a_person(phone=PHONE)
    with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
        send_code(PHONE)
    code = next(w.strip(",") for w in sent[0][1].split() if w.strip(",").isdigit())
    late = NOON + actions.CODE_LIVES
    assert actions.redeem_code(phone=PHONE, code=code, now=late) is None
    for _ in range(actions.CODE_TRIES):
        assert actions.redeem_code(phone=PHONE, code="wrong!", now=NOON) is None
    assert actions.redeem_code(phone=PHONE, code=code, now=NOON) is None


def test_an_unknown_number_gets_no_message_and_no_hint(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send_code("19900007777")
    assert sent == []
    # A code is kept all the same: sending and trying take as long as for a known number.
    assert SignInCode.objects.count() == 1
    assert actions.redeem_code(phone="19900007777", code="123456", now=NOON) is None
    assert SignInCode.objects.get().tries == 1


def test_a_phone_is_found_after_the_sealing_key_was_changed(settings):
    person = a_person(phone=PHONE)
    settings.SEALING_KEYS = ["a new key", *settings.SEALING_KEYS]
    assert queries.account_by_phone(PHONE) == Account.objects.get(person=person)


def test_codes_are_limited_per_minute_and_per_day(sent):
    a_person(phone=PHONE)
    send_code(PHONE)
    with pytest.raises(TooMany):
        send_code(PHONE, NOON + timedelta(seconds=59))
    for minute in range(1, 5):
        send_code(PHONE, NOON + timedelta(minutes=minute))
    with pytest.raises(TooMany):
        send_code(PHONE, NOON + timedelta(minutes=9))


def test_the_database_refuses_posts_homes_and_shares_that_end_before_they_begin(city):
    person = a_person()
    home = a_household(city.unit)
    a_home(person, home)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_home(person, home)
    rows = [
        Post(
            person=person, kind="steward", place=city.building, valid_from=LONG_AGO,
            valid_to=LONG_AGO,
        ),
        Ownership(
            community_id=home.community_id, person=person, household=home, share=8817,
            valid_from=LONG_AGO, valid_to=LONG_AGO,
        ),
    ]  # fmt: skip
    for row in rows:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_printed_forms_never_hold_a_name(city):
    person = a_resident(city.unit, name="田小雨", phone=PHONE)
    post = a_post(person, PostKind.STEWARD, city.building)
    for thing in (person, Account.objects.get(person=person), post, Residence.objects.get()):
        assert "田" not in str(thing)
    assert queries.steward_of(city.building.pk, clock.today()) == post
    assert queries.steward_of(None, clock.today()) is None
