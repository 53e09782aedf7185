"""Ids in what is sent: somebody who may send a form cannot reach with it what is not theirs.

Each form is sent twice by the same person: as it should be, which does something, and with one id
changed to a row of another household, project or city, which does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from linli.foundation.kernel import clock
from linli.foundation.people.actor import Actor
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import key, sign_in
from linli.foundation.places.models import Place
from linli.practices.projects import actions as projects
from linli.practices.projects.models import Project, Quote
from tests.architecture.doors import EVERY_URL, doors
from tests.architecture.test_permissions import ADDRESSES
from tests.architecture.world import DAY, World

pytestmark = [pytest.mark.django_db, pytest.mark.urls(EVERY_URL)]


@dataclass(frozen=True, slots=True)
class Crafted:
    """One form: who sends it, what is right, and what is changed in it."""

    what: str
    door: str
    sender: Callable[[World], Client]
    right: Callable[[World], dict[str, Any]]
    wrong: Callable[[World], dict[str, Any]]


def holder(kind: PostKind, place: str) -> Callable[[World], Client]:
    """Return how to find somebody who holds a post in our city."""
    return lambda world: world.client(kind, getattr(world.here, place))


def resident(world: World) -> Client:
    """Return the resident of the world, signed in."""
    return sign_in(Client(), world.resident)


def a_stranger(world: World) -> int:
    """Return the id of somebody who lives elsewhere."""
    return acting(world.stranger()).person_id


def acting(client: Client) -> Actor:
    """Return as whom somebody acts."""
    actor: Actor = client.get("/healthz").wsgi_request.actor
    return actor


def a_report(spot: Place) -> dict[str, Any]:
    """Return what the form of a report sends."""
    return {"category": "noise", "spot": spot.pk, "spot_detail": "", "text": "夜里很吵。"}


def an_entered_report(world: World, **changed: Any) -> dict[str, Any]:
    """Return what a steward sends for somebody of a household."""
    return {
        **a_report(world.here.compound), "household": world.household.pk,
        "reporter": world.resident.pk, "channel": "door", **changed,
    }  # fmt: skip


def an_agenda(pitch_id: int) -> dict[str, Any]:
    """Return what calls a session with one pitch."""
    return {
        "held_at": f"{clock.today() + 5 * DAY} 19:00", "venue": "议事厅", f"order_{pitch_id}": "1",
        f"minutes_{pitch_id}": "10",
    }  # fmt: skip


def a_worker_elsewhere(world: World) -> Client:
    """Return a worker of the other city."""
    return world.client(PostKind.WORKER, world.elsewhere["community"])


def quotes(project: Project) -> list[Quote]:
    """Return the quotes of a project."""
    return list(Quote.objects.filter(project=project).order_by("pk"))


def prices(of: Project) -> dict[str, Any]:
    """Return what the form of an opening sends."""
    return {"witnesses": "两位邻居", **{f"amount_{each.pk}": "34500" for each in quotes(of)}}


FORMS = [
    Crafted(
        "a phone of somebody who lives elsewhere", "people:open_phone",
        holder(PostKind.STEWARD, "building"),
        right=lambda world: {"person_id": world.resident.pk, "reason": "漏水要联系"},
        wrong=lambda world: {"person_id": a_stranger(world), "reason": "漏水要联系"},
    ),
    Crafted(
        "a spot in another city", "cases:new", resident,
        right=lambda world: a_report(world.here.compound),
        wrong=lambda world: a_report(world.elsewhere["compound"]),
    ),
    Crafted(
        "a reporter of another household", "cases:new", holder(PostKind.STEWARD, "building"),
        right=an_entered_report,
        wrong=lambda world: an_entered_report(world, reporter=a_stranger(world)),
    ),
    Crafted(
        "a household of another city", "cases:new", holder(PostKind.STEWARD, "building"),
        right=an_entered_report,
        wrong=lambda world: an_entered_report(world, household=world.foreign_household.pk),
    ),
    Crafted(
        "a building of another city", "cases:new", holder(PostKind.WORKER, "community"),
        right=an_entered_report,
        wrong=lambda world: {"building": world.elsewhere["building"].pk},
    ),
    Crafted(
        "a door of another city", "deliberation:opinion", holder(PostKind.STEWARD, "building"),
        right=lambda world: {"door": world.household.pk, "way": "door", "stance": "for"},
        wrong=lambda world: {"door": world.foreign_household.pk, "way": "door", "stance": "for"},
    ),
    Crafted(
        "a pitch that is on an agenda already", "deliberation:road_show_new",
        holder(PostKind.WORKER, "community"),
        right=lambda world: an_agenda(world.made["waiting"].pk),
        wrong=lambda world: an_agenda(world.made["pitch"].pk),
    ),
    Crafted(
        "the quotes of another project", "projects:open", holder(PostKind.WORKER, "community"),
        right=lambda world: prices(world.made["sealed"]),
        wrong=lambda world: prices(world.made["project"]),
    ),
]  # fmt: skip
# Doors whose forms carry words, numbers and choices, but no id of a row.
NO_IDS = {
    "people:sign_in", "people:ask_code", "people:enter_code", "people:sign_out",
    "register:object", "register:answer", "register:take_effect", "register:revise",
    "voting:check", "voting:cast", "voting:close",
    "cases:acknowledge", "cases:lead", "cases:note", "cases:hand", "cases:answer", "cases:confirm",
    "cases:reopen",
    "deliberation:plan_new", "deliberation:plan_sum", "deliberation:agree", "deliberation:adopt",
    "deliberation:pitch_new", "deliberation:put_to_vote",
    "projects:source", "projects:invite", "projects:register", "projects:declare",
    "projects:contract", "projects:scope", "projects:payment", "projects:accept",
    "projects:reverse",
    "demo:enter", "demo:shift_clock", "demo:others_vote", "demo:council_agrees",
    "demo:council_declares",
}  # fmt: skip
APART = {"people:change_hat", "projects:choose"}  # each has a test of its own below


def rows() -> dict[str, int]:
    """Return how many rows every table holds; answers and tries are no deeds."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model.__module__.startswith("linli.") and model.__name__ not in {"Answer", "Tally"}
    }


def send(world: World, client: Client, door: str, body: dict[str, Any], **arguments: Any) -> int:
    """Return the status a form is answered with, at the address of the world unless told."""
    address = reverse(door, urlconf=EVERY_URL, kwargs=arguments or ADDRESSES[door](world)[0])
    return client.post(address, {**body, **key()}).status_code


def test_every_door_that_takes_a_form_is_here():
    takes = {name for name, door in doors().items() if "POST" in door.methods}
    assert takes == {form.door for form in FORMS} | NO_IDS | APART


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.what)
def test_the_form_does_something_when_it_is_right(world, form):
    before = rows()
    assert send(world, form.sender(world), form.door, form.right(world)) in {200, 302}
    assert rows() != before


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.what)
def test_an_id_of_something_else_is_refused_and_changes_nothing(world, form):
    client, body = form.sender(world), form.wrong(world)
    before = rows()
    assert send(world, client, form.door, body) in {404, 422}
    assert rows() == before


def test_a_pitch_of_another_community_is_not_called_to_a_session(world):
    before = rows()
    status = send(
        world, a_worker_elsewhere(world), "deliberation:road_show_new",
        an_agenda(world.made["waiting"].pk),
    )  # fmt: skip
    assert (status, rows()) == (422, before)


def test_a_quote_of_another_project_is_not_chosen(world):
    """The envelopes of the second project are opened first, so that there is a choice."""
    sealed, leader = world.made["sealed"], world.client(PostKind.GROUP_LEADER, world.here.compound)
    projects.declare_interest(
        project=sealed, has_interest=False, bidder="", actor=acting(leader), now=clock.now()
    )
    assert send(world, leader, "projects:open", prices(sealed)) == 302
    foreign, own = quotes(world.made["project"])[1], quotes(sealed)[0]
    body = {"reason": "这一家的价钱最低，做工也好。"}
    for quote, status in ((foreign, 422), (own, 302)):
        body |= {"quote": quote.pk}
        assert send(world, leader, "projects:choose", body, project_id=sealed.pk) == status
    assert Project.objects.get(pk=sealed.pk).chosen_quote_id == own.pk


def test_nobody_puts_on_the_hat_of_somebody_else(world):
    client = resident(world)
    chair = world.client(PostKind.COUNCIL_CHAIR, world.here.community)
    assert send(world, client, "people:change_hat", {"hat": acting(chair).hat.key}) == 302
    actor = acting(client)
    assert (actor.person_id, actor.post_kind) == (world.resident.pk, PostKind.RESIDENT)
