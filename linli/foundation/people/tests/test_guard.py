"""The door of every view, and the table behind it."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from linli.foundation.kernel.models import Tally
from linli.foundation.kernel.refusals import Refused
from linli.foundation.people import authority
from linli.foundation.people.authority import grant, may
from linli.foundation.people.guard import deed
from linli.foundation.people.rules import ABOVE, BELOW, OWN, PostKind
from linli.foundation.people.tests.build import as_actor, key
from linli.foundation.places.models import Place
from linli.foundation.places.tests.build import a_city


class Thing:
    """Something at a place."""

    def __init__(self, place):
        self.place = place


@pytest.fixture
def deeds(monkeypatch):
    monkeypatch.setattr(authority, "_table", {})
    grant("test.read", {PostKind.STEWARD: OWN | BELOW, PostKind.RESIDENT: ABOVE})
    grant("test.public", public=True)
    grant("test.mine", signed_in=True)


@pytest.fixture
def city(db):
    return a_city()


def request_of(actor, method="get", **data):
    request = getattr(RequestFactory(), method)("/thing/", data)
    request.actor = actor
    request._messages = CookieStorage(request)
    return request


def test_a_deed_is_allowed_only_in_the_relation_that_was_granted(deeds, city):
    steward = as_actor(PostKind.STEWARD, city.building)
    assert may(steward, "test.read", city.building)
    assert may(steward, "test.read", city.unit)
    assert not may(steward, "test.read", city.compound)
    assert not may(steward, "test.read", city.sibling_building)
    assert may(steward, "test.read", None)
    resident = as_actor(PostKind.RESIDENT, city.unit)
    assert may(resident, "test.read", city.compound)
    assert not may(resident, "test.read", city.street)
    assert not may(resident, "test.read", None)
    worker = as_actor(PostKind.WORKER, city.community)
    assert not may(worker, "test.read", city.building)


def test_public_and_own_things(deeds, city):
    assert may(None, "test.public", city.unit)
    assert not may(None, "test.read", city.unit)
    assert not may(None, "test.mine", city.unit)
    assert may(as_actor(PostKind.WORKER, city.community), "test.mine", city.street)


def test_a_deed_is_granted_once_and_never_guessed(deeds):
    with pytest.raises(ValueError, match="twice"):
        grant("test.read")
    with pytest.raises(LookupError, match=r"deeds\.py"):
        may(None, "test.unheard_of", None)
    assert list(authority.table()) == ["test.mine", "test.public", "test.read"]


def test_the_stranger_gets_the_same_404_as_for_nothing(deeds, city):
    def find(_actor, thing_id):
        if thing_id == 0:
            raise Place.DoesNotExist
        return Thing(city.building)

    view = deed("test.read", find=find)(lambda _request, thing: HttpResponse(thing.place.name))
    steward = as_actor(PostKind.STEWARD, city.building)
    assert view(request_of(steward), thing_id=1).content.decode() == "1栋"
    for actor, thing_id in (
        (steward, 0),
        (None, 1),
        (as_actor(PostKind.STEWARD, city.sibling_building), 1),
    ):
        with pytest.raises(Http404):
            view(request_of(actor), thing_id=thing_id)
    assert view(request_of(steward, "post"), thing_id=1).status_code == 405


def test_an_unsafe_request_acts_once_and_a_refusal_becomes_a_message(deeds, city):
    steward = as_actor(PostKind.STEWARD, city.building)
    calls = []

    @deed("test.read", find=lambda _actor: Thing(city.building), methods=("POST",))
    def act(request, thing):
        calls.append(thing)
        if request.POST["text"] == "no":
            Tally.objects.create(key="undone", window=1)
            raise Refused("不行，请换一个日子。")
        return HttpResponseRedirect("/done/")

    fields = {"text": "yes", **key()}
    for _ in range(2):
        assert act(request_of(steward, "post", **fields)).headers["Location"] == "/done/"
    assert len(calls) == 1
    refused = request_of(steward, "post", text="no", **key())
    refused.META["HTTP_REFERER"] = "http://testserver/thing/7/"
    assert act(refused).headers["Location"] == "http://testserver/thing/7/"
    assert [str(message) for message in get_messages(refused)] == ["不行，请换一个日子。"]
    assert not Tally.objects.exists()
    elsewhere = request_of(steward, "post", text="no", **key())
    elsewhere.META["HTTP_REFERER"] = "https://evil.example/"
    assert act(elsewhere).headers["Location"] == "/"
    assert act(request_of(steward, "post", text="yes")).headers["Location"] == "/"


def test_a_deed_without_an_object_is_at_the_own_place(deeds, city):
    view = deed("test.mine", methods=("POST",))(lambda _request: HttpResponse("ok"))
    worker = as_actor(PostKind.STREET_OFFICER, city.street)
    assert view(request_of(worker, "post", **key())).status_code == 200
    assert (view.deed, view.find, view.methods) == ("test.mine", None, ("POST",))


@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("/cases/7/?show=all", "http://testserver/cases/7/?show=all"),
        ("/cases/7/answer/", "/cases/7/"),
        ("/votes/7/ballot/", "/votes/7/"),
        ("/acting-as/", "/"),
    ],
)
def test_a_refusal_leads_back_to_a_page_that_can_be_opened(deeds, city, came_from, back):
    @deed("test.mine", methods=("POST",))
    def act(_request):
        raise Refused("现在不行。")

    sent = request_of(as_actor(PostKind.WORKER, city.community), "post", **key())
    sent.META["HTTP_REFERER"] = f"http://testserver{came_from}"
    assert act(sent).headers["Location"] == back
