"""An unsafe request acts once per key."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from linli.foundation.kernel.models import Answer, Tally
from linli.foundation.kernel.refusals import KeyReused, Refused
from linli.foundation.kernel.writing import answer_once, fingerprint, tried_again, writing

NOON = datetime(2026, 12, 15, 4, tzinfo=UTC)
KEY = "0123456789abcdef0123456789abcdef"


def post(text="门坏了", key=KEY, **more):
    return RequestFactory().post("/cases/new/", {"text": text, "idempotency_key": key, **more})


def send(request, act, account_id=1):
    with writing():
        return answer_once(request, community_id=4, account_id=account_id, now=NOON, act=act)


def write_and(response):
    def act():
        Tally.objects.create(key="effect", window=Tally.objects.count())
        return response

    return act


@pytest.mark.django_db
def test_the_same_key_and_body_act_once_and_get_the_same_answer():
    act = write_and(HttpResponseRedirect("/cases/7/"))
    first, second = send(post(), act), send(post(), act)
    assert first.headers["Location"] == second.headers["Location"] == "/cases/7/"
    assert second.status_code == 302
    assert Tally.objects.count() == 1
    assert str(Answer.objects.get()) == f"1 {KEY} 302"


@pytest.mark.django_db
def test_a_page_is_answered_again_word_for_word():
    act = write_and(HttpResponse("<p>记下了</p>"))
    send(post(), act)
    again = send(post(), act)
    assert again.content.decode() == "<p>记下了</p>"


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused():
    send(post(), write_and(HttpResponse("ok")))
    with pytest.raises(KeyReused, match=r"sent before|已经"):
        send(post("灯坏了"), write_and(HttpResponse("ok")))
    assert Tally.objects.count() == 1


@pytest.mark.django_db
def test_another_account_may_use_the_same_key():
    send(post(), write_and(HttpResponse("ok")))
    send(post(), write_and(HttpResponse("ok")), account_id=2)
    assert Tally.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "short", "x" * 65, "x" * 20 + "\0", "键" * 20])
def test_a_form_without_a_proper_key_is_refused(key):
    with pytest.raises(Refused):
        send(post(key=key), write_and(HttpResponse("ok")))
    assert Tally.objects.count() == 0


@pytest.mark.django_db
def test_a_key_in_the_header_serves_as_well():
    request = RequestFactory().post("/x/", {}, headers={"Idempotency-Key": KEY})
    assert send(request, write_and(HttpResponse("ok"))).status_code == 200


@pytest.mark.django_db
def test_an_answer_that_refuses_keeps_nothing_so_the_form_can_be_sent_again():
    assert send(post(), write_and(HttpResponse("缺字", status=422))).status_code == 422
    assert (Tally.objects.count(), Answer.objects.count()) == (0, 0)
    assert send(post(), write_and(HttpResponse("ok"))).status_code == 200
    assert Tally.objects.count() == 1


def test_the_fingerprint_covers_fields_and_files_but_neither_key_nor_token():
    same = fingerprint(post(key="a" * 32, csrfmiddlewaretoken="1"))
    assert same == fingerprint(post(key="b" * 32, csrfmiddlewaretoken="2"))
    assert same != fingerprint(post("别的话"))
    photo = SimpleUploadedFile("门.jpg", b"12")
    assert fingerprint(post(photo=photo)) != fingerprint(
        post(photo=SimpleUploadedFile("门.jpg", b"13"))
    )


class Deadlock(Exception):
    """What psycopg raises in whoever is undone."""

    sqlstate = "40P01"


@pytest.mark.parametrize(
    ("undone", "why", "done"),
    [
        pytest.param(0, Deadlock(), True, id="nothing in the way"),
        pytest.param(2, Deadlock(), True, id="undone twice, then done"),
        pytest.param(3, Deadlock(), False, id="not for ever"),
        pytest.param(1, OSError(), False, id="a lost server is no deadlock"),
    ],
)
def test_what_a_deadlock_undid_is_tried_again(undone, why, done):
    tries = []

    def act():
        tries.append(1)
        if len(tries) <= undone:
            raise OperationalError("undone") from why
        return "done"

    if done:
        assert tried_again(act) == "done"
        assert len(tries) == undone + 1
    else:
        with pytest.raises(OperationalError):
            tried_again(act)
        assert len(tries) == undone
