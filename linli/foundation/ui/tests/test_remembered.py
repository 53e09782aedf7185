"""A page that is remembered: made once, with fresh tokens in its forms, for one person only."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import SessionBase
from django.test import RequestFactory

from linli.foundation.kernel import memory
from linli.foundation.ui.pages import render_remembered


@pytest.fixture(autouse=True)
def _empty():
    memory.forget_all()
    yield
    memory.forget_all()


def a_request(path="/", **cookies):
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    request.session = SessionBase()
    return request


class Maker:
    """Counts how often the page was made."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return "ui/display.html", {"next": "/"}


def tokens(response):
    return re.findall(r'name="idempotency_key" value="([^"]*)"', response.content.decode())


def test_a_page_is_made_once_per_key_and_again_for_another():
    make = Maker()
    first = render_remembered(a_request(), ("home", 1), make)
    second = render_remembered(a_request(), ("home", 1), make)
    assert first.content == second.content
    assert make.times == 1
    render_remembered(a_request(), ("home", 2), make)
    render_remembered(a_request("/?show=late"), ("home", 1), make)
    render_remembered(a_request(size="25"), ("home", 1), make)
    assert make.times == 4


def test_every_form_of_a_remembered_page_gets_tokens_of_its_own():
    def make():
        return "ui/gallery.html", sample

    from linli.foundation.ui import gallery

    sample = gallery.content({"show": "parts"})
    pages = [render_remembered(a_request(), ("gallery",), make) for _ in range(2)]
    keys = [key for page in pages for key in tokens(page)]
    assert len(keys) > 2
    assert len(set(keys)) == len(keys)
    for page in pages:
        csrf = re.findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', page.content.decode())
        assert csrf
        assert all(len(token) == 64 for token in csrf)


def test_a_message_for_this_browser_is_shown_and_not_remembered():
    make = Maker()
    render_remembered(a_request(messages="something"), ("home", 1), make)
    render_remembered(a_request(messages="something"), ("home", 1), make)
    assert make.times == 2


def test_a_remembered_page_says_by_when_it_held_not_when_it_was_asked_for():
    made = datetime(2026, 12, 15, 4, tzinfo=UTC)
    for later in (timedelta(0), timedelta(hours=3)):
        with time_machine.travel(made + later, tick=False):
            page = render_remembered(a_request(), ("board", 1), Maker()).content.decode()
        assert "内容截至 12月15日 12:00" in page
