import re
from pathlib import Path

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import override

from linli.foundation.ui import gallery, pages
from linli.foundation.ui.chrome import Call, Chrome, Hat, Tab, anonymous, size_of
from linli.foundation.ui.tests.build import a_request

pytestmark = pytest.mark.urls("linli.foundation.ui.tests.addresses")


def body(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.parametrize(
    ("cookie", "size"),
    [
        pytest.param("", 17, id="none chosen"),
        pytest.param("25", 25, id="chosen"),
        pytest.param("26", 17, id="not on offer"),
        pytest.param("x", 17, id="nonsense"),
    ],
)
def test_the_text_size_is_one_of_four(cookie, size):
    assert size_of(a_request(cookies={"size": cookie})) == size


@pytest.mark.parametrize(("size", "elder"), [(17, False), (21, False), (25, True), (30, True)])
def test_the_two_largest_sizes_are_the_elder_view(size, elder):
    assert Chrome(size=size).elder is elder


def test_a_page_for_somebody_unknown_offers_no_menu():
    shown = body(pages.render(a_request(), "ui/display.html", {"next": "/"}))
    assert '<html lang="zh-Hans" data-size="17">' in shown
    assert "<details" not in shown
    assert 'class="tabs"' not in shown


def test_a_page_shows_place_person_tabs_and_capacities():
    request = a_request()
    request.chrome = Chrome(  # type: ignore[attr-defined]  # set by the portal
        title="Guangming",
        actor_label="Wang",
        hats=[Hat("Resident", "/h/", current=True), Hat("Steward", "/h/", key="7")],
        tabs=[Tab("Home", "/", "home", current=True), Tab("Mine", "/m/", "user", count=2)],
        signed_in=True,
        demo=True,
        demo_url="/demo/",
        size=25,
        call=Call("Call your steward", "123"),
        sign_out_url="/out/",
        complaint_url="/complain/",
    )
    shown = body(pages.render(request, "ui/display.html", {"next": "/"}))
    assert 'data-size="25" data-elder>' in shown
    assert shown.count('aria-current="page"') == 1
    assert 'name="hat" value="7"' in shown
    assert 'action="/out/"' in shown
    assert 'href="tel:123"' in shown
    assert 'href="/demo/"' in shown
    assert 'href="/complain/"' in shown


def test_a_visitor_gets_the_way_in():
    request = a_request()
    request.chrome = Chrome(sign_in_url="/in/")  # type: ignore[attr-defined]
    assert 'class="enter" href="/in/"' in body(
        pages.render(request, "ui/display.html", {"next": "/"})
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_page_speaks_one_language_and_offers_the_other(language):
    with override(language):
        shown = body(pages.render(a_request("/x/?a=1"), "ui/display.html", {"next": "/"}))
    other = {"zh-hans": "en", "en": "zh-hans"}[language]
    assert f"to={other}&amp;next=/x/%3Fa%3D1" in shown
    without_name_of_other = re.sub(r'<a [^>]*lang="[^"]+".*?</a>', "", shown)
    assert bool(re.search(r"[\u4e00-\u9fff]", without_name_of_other)) is (language == "zh-hans")


def test_an_unknown_language_falls_back_to_chinese():
    with override("fr"):
        assert pages.Frame(a_request()).language == "zh-Hans"


def test_links_of_an_answer_to_a_post_do_not_come_back_to_it():
    frame = pages.Frame(RequestFactory().post("/send/"))
    assert frame.sizes[0] == (17, "/display/?size=17")


def test_messages_are_shown_once_as_boxes():
    request = a_request()
    request._messages = said = CookieStorage(request)  # type: ignore[attr-defined]
    said.add(constants.SUCCESS, "Sent.")
    said.add(constants.ERROR, "Refused.")
    said.add(constants.INFO, "Known.")
    shown = body(pages.render(request, "ui/display.html", {"next": "/"}))
    assert [each.kind for each in pages.Frame(request).messages] == ["ok", "bad", "info"]
    assert '<div class="notice bad">' in shown


def test_the_printed_address_drops_the_query():
    assert pages.Frame(a_request("/case/7/?token=x")).address == "http://testserver/case/7/"


@pytest.mark.parametrize("status", sorted(pages.ERRORS))
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_failure_has_a_page_that_says_what_to_do(status, language):
    with override(language):
        answer = pages.error_page(a_request(), status)
    assert answer.status_code == status
    assert '<p class="lead">' in body(answer)


def test_a_refusal_is_shown_in_its_own_words():
    answer = pages.error_page(a_request(), 429, sentence="Wait five minutes.")
    assert "Wait five minutes." in body(answer)


def test_a_stranger_at_a_closed_door_is_shown_where_to_sign_in():
    request = a_request("/case/7/")
    request.chrome = Chrome(sign_in_url="/in/")  # type: ignore[attr-defined]
    shown = body(pages.error_page(request, 404))
    assert "这一页没有，或者您需要先登录" in shown
    assert 'href="/in/?next=%2Fcase%2F7%2F"' in shown


def test_somebody_signed_in_is_not_sent_to_sign_in():
    request = a_request()
    request.chrome = Chrome(signed_in=True, sign_in_url="/in/")  # type: ignore[attr-defined]
    shown = body(pages.error_page(request, 404))
    assert "/in/" not in shown
    assert "没有这一页" in shown


def test_a_failure_page_does_not_ask_for_the_chrome():
    class Broken:
        @property
        def size(self) -> int:
            raise AssertionError("asked")

    request = a_request()
    request.chrome = Broken()  # type: ignore[attr-defined]
    assert pages.error_page(request, 500, bare=True).status_code == 500


@pytest.mark.parametrize("show", gallery.SHOWS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gallery_shows_every_part_without_inline_style_or_script(show, language):
    with override(language):
        content = gallery.content({"show": show, "form": "sent", "size": "30"})
        shown = body(pages.render(a_request(), "ui/gallery.html", content))
    assert "style=" not in shown
    assert not re.search(r"<script(?![^>]*src=)", shown)
    assert not re.search(r"\son[a-z]+=", shown)
    ids = re.findall(r'\sid="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_only_icons_of_the_sprite_are_used():
    ui = Path(pages.__file__).parent
    known = set(re.findall(r'<symbol id="([^"]+)"', (ui / "static/ui/icons.svg").read_text()))
    shown = ""
    for show in gallery.SHOWS:
        shown += body(pages.render(a_request(), "ui/gallery.html", gallery.content({"show": show})))
    assert set(re.findall(r'icons\.svg#([^"]+)"', shown)) <= known


def test_htmx_is_loaded_only_where_a_page_asks_for_it():
    shown = body(pages.render(a_request(), "ui/display.html", {"next": "/"}))
    assert "htmx" not in shown
    shown = body(pages.render(a_request(), "ui/display.html", {"next": "/", "uses_htmx": True}))
    assert '"allowEval":false' in shown
    assert "ui/htmx.min.js" in shown


def test_the_chrome_of_an_unknown_visitor_is_bare():
    assert anonymous(a_request(cookies={"size": "21"})) == Chrome(size=21)


def test_a_request_for_another_host_is_told_so_on_a_page():
    asked = a_request(headers={"Host": "evil.example"})
    answer = pages.error_page(asked, 400, bare=True)
    assert answer.status_code == 400
    assert "evil.example" not in body(answer)
