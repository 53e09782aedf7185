import pytest
from django.http import Http404
from django.test import RequestFactory

from linli.foundation.ui import views
from linli.foundation.ui.tests.build import a_request

pytestmark = pytest.mark.urls("linli.foundation.ui.tests.addresses")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param("/cases/7/?tab=2", "/cases/7/?tab=2", id="a page of ours"),
        pytest.param("", "/", id="none"),
        pytest.param("https://elsewhere.example/", "/", id="another site"),
        pytest.param("//elsewhere.example/", "/", id="another site in disguise"),
        pytest.param("javascript:alert(1)", "/", id="no page at all"),
    ],
)
def test_choosing_a_size_keeps_it_and_goes_back_within_the_site(target, expected):
    answer = views.display(RequestFactory().get("/display/", {"size": "25", "next": target}))
    assert answer.status_code == 302
    assert answer["Location"] == expected
    assert answer.cookies["size"].value == "25"
    assert answer.cookies["size"]["samesite"] == "Lax"


@pytest.mark.parametrize("size", ["", "18", "25px"])
def test_without_a_size_on_offer_the_choice_is_shown(size):
    answer = views.display(RequestFactory().get("/display/", {"size": size}))
    assert answer.status_code == 200
    assert answer.content.decode().count('class="row"') == 4
    assert "size" not in answer.cookies


def test_choosing_a_language_keeps_it(settings):
    answer = views.language(RequestFactory().get("/language/", {"to": "en", "next": "/x/"}))
    assert answer["Location"] == "/x/"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_an_unknown_language_is_not_there():
    with pytest.raises(Http404):
        views.language(RequestFactory().get("/language/", {"to": "xx"}))


def test_these_pages_change_nothing_by_post():
    assert views.display(RequestFactory().post("/display/", {"size": "25"})).status_code == 405
    assert views.language(RequestFactory().post("/language/", {"to": "en"})).status_code == 405


@pytest.mark.parametrize(
    ("demo", "debug", "there"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_the_gallery_is_there_in_demonstration_and_debugging_only(settings, demo, debug, there):
    settings.DEMO, settings.DEBUG = demo, debug
    settings.LINLI_CLOCK_FILE = None
    request = a_request("/ui/gallery/", data={"show": "parts"})
    if there:
        assert views.gallery(request).status_code == 200
    else:
        with pytest.raises(Http404):
            views.gallery(request)


def test_every_view_names_its_deed():
    deeds = [getattr(view, "deed", "") for view in (views.display, views.language, views.gallery)]
    assert deeds == ["ui.display", "ui.language", "ui.gallery"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        pytest.param(lambda r: views.bad_request(r, ValueError()), 400, id="unreadable"),
        pytest.param(lambda r: views.forbidden(r, PermissionError()), 403, id="forbidden"),
        pytest.param(views.csrf_failure, 403, id="an old form"),
        pytest.param(lambda r: views.not_found(r, Http404()), 404, id="not there"),
        pytest.param(views.server_error, 500, id="our fault"),
    ],
)
def test_failures_are_answered_with_a_page(answer, status):
    response = answer(a_request("/x/"))
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


@pytest.mark.urls("linli.config.urls")
@pytest.mark.django_db
def test_whoever_asks_for_a_host_that_is_not_ours_gets_a_page(client):
    answer = client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "<h1>" in answer.content.decode()
