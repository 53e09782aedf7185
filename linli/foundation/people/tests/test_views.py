"""Sign-in, hats and the page of a household, as a browser without scripts sees them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from linli.foundation.kernel import memory, sealing
from linli.foundation.kernel.models import Entry
from linli.foundation.people import queries
from linli.foundation.people.models import Account, Person, SignInCode
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import (
    a_holder,
    a_home,
    a_person,
    a_post,
    a_resident,
    sign_in,
)
from linli.foundation.places.models import Household
from linli.foundation.places.tests.build import City, a_city, a_household

pytestmark = pytest.mark.django_db
PHONE = "13800005678"


class Outbox:
    """A sender of short messages that keeps them."""

    sent: list[tuple[str, str]]

    def send(self, phone: str, text: str) -> None:
        """This will keep the message."""
        Outbox.sent.append((phone, text))


@pytest.fixture
def city() -> City:
    return a_city()


@pytest.fixture
def outbox(settings) -> list[tuple[str, str]]:
    settings.SMS_SENDER = f"{__name__}.Outbox"
    Outbox.sent = []
    return Outbox.sent


def an_account(person: Person, password: str) -> Account:
    account = Account.objects.get(person=person)
    account.set_password(password)
    account.save(update_fields=["password"])
    return account


def the_home_of(person: Person) -> Household:
    return Household.objects.get(residences__person=person)


def test_the_sign_in_page_offers_a_code_first_and_a_password_in_a_fold(client):
    page = client.get("/sign-in/?next=/cases/new/").content.decode()
    assert "给我发验证码" in page
    assert '<details class="fold"><summary>用用户名和密码登录' in page
    assert page.count('name="next" value="/cases/new/"') == 2


def test_a_password_signs_in_and_leads_where_one_wanted_to_go(client, city):
    account = an_account(a_resident(city.building), "long enough 7")
    sent = {"handle": account.handle, "password": "long enough 7", "next": "/cases/new/"}
    answer = client.post("/sign-in/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/cases/new/")
    assert client.session["_auth_user_id"] == str(account.pk)
    entry = Entry.objects.get(kind="people.signed_in")
    assert (entry.subject_id, entry.data) == (account.pk, {"way": "password"})


def test_sign_in_never_leads_to_another_site(client, city):
    account = an_account(a_resident(city.building), "long enough 7")
    sent = {"handle": account.handle, "password": "long enough 7", "next": "//example.org/"}
    assert client.post("/sign-in/", sent)["Location"] == "/"


def test_a_wrong_password_keeps_the_name_and_says_what_else_one_can_do(client, city):
    account = an_account(a_resident(city.building), "long enough 7")
    answer = client.post("/sign-in/", {"handle": account.handle, "password": "wrong"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{account.handle}"' in page
    assert "也可以用手机验证码登录" in page
    assert '<details class="fold" open><summary>用用户名和密码登录' in page
    assert "wrong" not in re.sub(r'class="[^"]*"', "", page)


def test_an_empty_form_says_what_is_missing(client):
    answer = client.post("/sign-in/", {})
    assert answer.status_code == 422
    assert "请改好 2 处" in answer.content.decode()


def test_the_eleventh_try_within_ten_minutes_is_refused(client, city):
    account = an_account(a_resident(city.building), "long enough 7")
    tries = [
        client.post("/sign-in/", {"handle": account.handle, "password": "wrong"}).status_code
        for _try in range(11)
    ]
    assert tries == [422] * 10 + [429]


def test_one_address_cannot_try_one_password_on_every_name(client, city):
    def tried(number: int, address: str = "192.0.2.1") -> int:
        sent = {"handle": f"name-{number}", "password": "123456"}
        return int(client.post("/sign-in/", sent, REMOTE_ADDR=address).status_code)

    with time_machine.travel(datetime(2026, 12, 15, 4, tzinfo=UTC), tick=False):
        assert {tried(number) for number in range(60)} == {422}
        assert tried(60) == 429
        assert tried(60, "192.0.2.2") == 422


def test_behind_a_proxy_tries_are_counted_by_the_address_the_proxy_saw(client, city, settings):
    settings.HTTPS = True
    account = an_account(a_resident(city.building), "long enough 7")

    def tried(forwarded: str) -> int:
        sent = {"handle": account.handle, "password": "wrong"}
        answer = client.post("/sign-in/", sent, headers={"X-Forwarded-For": forwarded})
        return int(answer.status_code)

    for n in range(10):  # what the visitor claims in front changes nothing
        assert tried(f"203.0.113.{n}, 192.0.2.1") == 422
    assert tried("203.0.113.77, 192.0.2.1") == 429
    assert tried("192.0.2.2") == 422


def test_pages_are_kept_by_no_cache(client, city):
    page = client.get("/sign-in/")
    assert (page["Cache-Control"], page["Vary"]) == (
        "no-cache",
        "Cookie, Accept-Encoding",
    )
    sign_in(client, a_resident(city.building))
    assert "no-store" in client.get("/")["Cache-Control"]


def test_whoever_holds_no_home_or_post_is_told_whom_to_call(client):
    account = an_account(a_person(), "long enough 7")
    sent = {"handle": account.handle, "password": "long enough 7"}
    page = client.post("/sign-in/", sent, follow=True).content.decode()
    assert "请打电话给居委会" in page
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_a_code_is_sent_to_a_known_phone_and_signs_in(
    client, city, outbox, django_capture_on_commit_callbacks
):
    person = a_resident(city.building, phone=PHONE)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/sign-in/phone/", {"phone": "138 0000 5678", "next": "/cases/new/"})
    assert "138****5678" in page.content.decode()
    [(phone, text)] = outbox
    code = re.findall(r"\d{6}", text)[0]
    sent = {"phone": PHONE, "code": code, "next": "/cases/new/"}
    answer = client.post("/sign-in/code/", sent)
    assert (phone, answer.status_code, answer["Location"]) == (PHONE, 302, "/cases/new/")
    assert client.session["_auth_user_id"] == str(Account.objects.get(person=person).pk)


def test_the_page_does_not_say_whether_somebody_has_the_number(client, city, outbox):
    a_resident(city.building, phone=PHONE)
    pages = [
        client.post("/sign-in/phone/", {"phone": phone}).content.decode()
        for phone in (PHONE, "13911115678")
    ]
    known, unknown = (re.sub(r'value="[^"]*"', "", page) for page in pages)
    assert known.replace("138****", "139****") == unknown
    kept = set(SignInCode.objects.values_list("phone_index", flat=True))
    assert kept == {sealing.blind_index(PHONE), sealing.blind_index("13911115678")}


def test_what_is_no_mobile_number_comes_back_as_it_was_entered(client, outbox):
    answer = client.post("/sign-in/phone/", {"phone": "12345"})
    assert answer.status_code == 422
    assert 'value="12345"' in answer.content.decode()
    assert "请填 11 位数字" in answer.content.decode()


def test_a_second_code_within_a_minute_is_refused_with_the_time_to_wait(client, city, outbox):
    a_resident(city.building, phone=PHONE)
    answers = [client.post("/sign-in/phone/", {"phone": PHONE}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert "1 分钟后再试" in answers[1].content.decode()


def test_a_wrong_code_says_so_and_offers_another(client, city, outbox):
    a_resident(city.building, phone=PHONE)
    client.post("/sign-in/phone/", {"phone": PHONE})
    answer = client.post("/sign-in/code/", {"phone": PHONE, "code": "abcdef"})
    assert answer.status_code == 422
    assert "请重新要一个" in answer.content.decode()
    assert "再发一个验证码" in answer.content.decode()


def test_a_code_that_is_too_short_is_not_tried(client, city, outbox):
    a_resident(city.building, phone=PHONE)
    client.post("/sign-in/phone/", {"phone": PHONE})
    assert client.post("/sign-in/code/", {"phone": PHONE, "code": "12"}).status_code == 422
    assert SignInCode.objects.get().tries == 0


def test_a_code_without_a_phone_leads_back_to_the_start(client):
    answer = client.post("/sign-in/code/", {"code": "123456"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")


def test_signing_out_ends_the_session(client, city):
    sign_in(client, a_resident(city.building))
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_a_person_acts_in_the_hat_chosen_and_in_no_other(client, city):
    person = a_resident(city.building, name="吕清和")
    post = a_post(person, PostKind.STEWARD, city.sibling_building)
    other = a_post(a_person(), PostKind.WORKER, city.community)
    home = the_home_of(person)
    sign_in(client, person)
    page = f"/households/{home.pk}/"
    assert client.get(page).status_code == 404  # as steward of the other building
    residence = queries.hats_of(Account.objects.get(person=person))[1]
    client.post("/acting-as/", {"hat": residence.key})
    assert client.get(page).status_code == 200
    client.post("/acting-as/", {"hat": f"post-{other.pk}"})
    assert client.get(page).status_code == 200  # still the resident
    client.post("/acting-as/", {"hat": f"post-{post.pk}"})
    assert client.get(page).status_code == 404


def test_a_visitor_cannot_change_hats(client):
    assert client.post("/acting-as/", {"hat": "post-1"}).status_code == 404


@pytest.fixture
def home(city: City) -> Household:
    return the_home_of(a_resident(city.building, name="王秀兰", number="302", phone=PHONE))


def test_a_household_shows_its_people_with_masked_phones_to_its_steward(client, city, home):
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    client.get(f"/households/{home.pk}/")
    page = client.get(f"/households/{home.pk}/").content.decode()
    assert "北苑小区 1栋 302" in page
    assert "王秀兰" in page
    assert "138****5678" in page
    assert PHONE not in page


def test_the_page_of_a_household_asks_at_most_eight_times(
    client, city, home, django_assert_max_num_queries
):
    for name in ("田小雨", "田小雪"):
        a_home(a_person(name), home)
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    with django_assert_max_num_queries(8):
        client.get(f"/households/{home.pk}/")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        pytest.param((PostKind.STEWARD, "building"), 200, id="its steward"),
        pytest.param((PostKind.WORKER, "community"), 200, id="its worker"),
        pytest.param((PostKind.SECRETARY, "community"), 200, id="its secretary"),
        pytest.param((PostKind.STEWARD, "sibling_building"), 404, id="the steward next door"),
        pytest.param((PostKind.WORKER, "sibling_community"), 404, id="a worker next door"),
        pytest.param((PostKind.RESIDENT, "building"), 404, id="a neighbour"),
        pytest.param((PostKind.GROUP_LEADER, "compound"), 404, id="the leader of the group"),
        pytest.param((PostKind.COUNCIL_CHAIR, "community"), 404, id="the chair"),
        pytest.param((PostKind.STREET_OFFICER, "street"), 404, id="an officer of the street"),
    ],
)
def test_who_sees_a_household(client, city, home, who, status):
    kind, where = who
    sign_in(client, a_holder(kind, getattr(city, where)))
    assert client.get(f"/households/{home.pk}/").status_code == status


def test_a_stranger_gets_the_same_404_for_a_door_that_exists_and_one_that_does_not(client, home):
    answers = [client.get(f"/households/{number}/") for number in (home.pk, 1)]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_post_that_has_ended_opens_nothing(client, city, home):
    person = a_person()
    a_post(person, PostKind.STEWARD, city.building, until=date(2021, 1, 1))
    sign_in(client, person)
    assert client.get(f"/households/{home.pk}/").status_code == 404


def test_opening_a_phone_without_a_reason_shows_nothing_and_asks_for_one(client, city, home):
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    person_id = home.residences.get().person_id
    for reason in ("", "急"):
        sent = {"person_id": person_id, "reason": reason}
        answer = client.post(f"/households/{home.pk}/phone/", sent)
        assert answer.status_code == 422
        assert PHONE not in answer.content.decode()
    assert f'value="{reason}"' in answer.content.decode()
    assert not Entry.objects.filter(kind="people.personal_field_opened").exists()


def test_an_opened_phone_is_shown_once_and_its_owner_reads_who_and_why(client, city, home):
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    owner = home.residences.get().person
    sent = {"person_id": owner.pk, "reason": "通知停水"}
    page = client.post(f"/households/{home.pk}/phone/", sent).content.decode()
    assert PHONE in page
    assert PHONE not in client.get(f"/households/{home.pk}/").content.decode()
    own = sign_in(Client(), owner).get(f"/households/{home.pk}/").content.decode()
    assert "楼栋长" in own
    assert "通知停水" in own


def test_a_resident_reads_that_nobody_has_looked_and_cannot_open_numbers(client, home):
    owner = home.residences.get().person
    sign_in(client, owner)
    page = client.get(f"/households/{home.pk}/").content.decode()
    assert "还没有人看过" in page
    assert f"/households/{home.pk}/phone/" not in page
    sent = {"person_id": owner.pk, "reason": "自己看看"}
    assert client.post(f"/households/{home.pk}/phone/", sent).status_code == 404


def test_somebody_who_lives_elsewhere_cannot_be_looked_up_through_a_door(client, city, home):
    elsewhere = a_resident(city.sibling_building, phone="13900001234")
    sign_in(client, a_holder(PostKind.STEWARD, city.building))
    sent = {"person_id": elsewhere.pk, "reason": "通知停水"}
    answer = client.post(f"/households/{home.pk}/phone/", sent)
    assert answer.status_code == 404
    assert "13900001234" not in answer.content.decode()


def test_an_empty_household_says_so(client, city):
    home = a_household(city.building, "101")
    sign_in(client, a_holder(PostKind.WORKER, city.community))
    assert "还没有登记" in client.get(f"/households/{home.pk}/").content.decode()


def test_hats_know_the_names_of_the_places_around_them_without_more_queries(
    city, django_assert_num_queries
):
    person = a_resident(city.unit, number="1402")
    a_post(person, PostKind.WORKER, city.community)
    memory.forget_all()
    with django_assert_num_queries(2):
        worker, resident = queries.hats_of(Account(person=person, pk=1))
    assert (worker.building_name, worker.compound_name, worker.community_name) == (
        "",
        "",
        "金星社区",
    )
    assert (resident.building_name, resident.compound_name) == ("1栋", "北苑小区")
