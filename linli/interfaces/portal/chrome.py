"""What stands around each page, from the hat acted in.

It asks the database nothing, except in the elder view of a resident: who is my steward.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.foundation.kernel import clock
from linli.foundation.people import queries, words
from linli.foundation.people.actor import Actor, Hat
from linli.foundation.people.authority import may
from linli.foundation.people.http import LinliRequest
from linli.foundation.people.rules import PostKind
from linli.foundation.ui.chrome import ELDER_FROM, Call, Chrome, Tab, size_of
from linli.foundation.ui.chrome import Hat as ShownHat

_DESKS = (PostKind.WORKER, PostKind.SECRETARY)


def surroundings(request: LinliRequest) -> Chrome:
    """Return the chrome of a request: place, hats, tabs; for a visitor the way in."""
    actor, size = request.actor, size_of(request)
    demo_url = reverse("demo:people") if settings.DEMO else ""
    if actor is None:
        sign_in = reverse("people:sign_in")
        return Chrome(
            title=_("Linli"),
            home_url=reverse("portal:home"),
            demo=settings.DEMO,
            demo_url=demo_url,
            size=size,
            sign_in_url=sign_in,
            complaint_url=f"{sign_in}?{urlencode({'next': reverse('cases:new')})}",
            board=_board,
        )
    return Chrome(
        title=area_of(actor.hat),
        home_url=reverse("portal:home"),
        actor_label=f"{actor.name} · {label_of(actor.hat)}",
        hats=_hats(actor),
        tabs=_tabs(actor, request.path, elder=size >= ELDER_FROM),
        signed_in=True,
        demo=settings.DEMO,
        demo_url=demo_url,
        size=size,
        call=_call(actor) if size >= ELDER_FROM else None,
        sign_out_url=reverse("people:sign_out"),
        complaint_url=reverse("cases:new") if may(actor, "cases.raise", None) else "",
        board=_board,
    )


def _board(place_id: int) -> str:
    return reverse("portal:board", args=[place_id])


def area_of(hat: Hat) -> str:
    """Return the name of a hat's neighbourhood: its compound, else community, else its place."""
    return hat.compound_name or hat.community_name or hat.place_name


def where_of(hat: Hat) -> str:
    """Return where a hat is held, without the compound: 2栋1单元 1402."""
    stands_in_building = hat.building_id is not None and hat.place_id != hat.building_id
    return f"{hat.building_name}{hat.place_name}" if stands_in_building else hat.place_name


def label_of(hat: Hat) -> str:
    """Return a capacity in words: 楼栋长 · 2栋."""
    return f"{words.name_of(hat.kind)} · {where_of(hat)}"


def _hats(actor: Actor) -> list[ShownHat]:
    if len(actor.hats) == 1:
        return []
    change = reverse("people:change_hat")
    return [
        ShownHat(label_of(hat), change, current=hat.key == actor.hat.key, key=hat.key)
        for hat in actor.hats
    ]


def _tabs(actor: Actor, path: str, *, elder: bool) -> list[Tab]:
    """Return the main navigation of a capacity: at most four entries, three in the elder view."""
    entries = [(*_first(actor.post_kind), reverse("portal:home"))]
    if may(actor, "cases.raise", None):
        entries.append((_("Speak up"), "tell", reverse("cases:new")))
    board = actor.compound_id or actor.community_id
    if board is not None:
        entries.append((_("Notice board"), "board", reverse("portal:board", args=[board])))
    if actor.hat.household_id is not None and not elder:
        mine = reverse("people:household", args=[actor.hat.household_id])
        entries.append((_("My home"), "user", mine))
    if len(entries) == 1:
        return []
    return [Tab(label, url, icon, current=url == path) for label, icon, url in entries]


def _first(kind: PostKind) -> tuple[str, str]:
    if kind is PostKind.STEWARD:
        return _("My building"), "building"
    return (_("Desk"), "list") if kind in _DESKS else (_("Home"), "home")


def _call(actor: Actor) -> Call | None:
    if actor.post_kind is not PostKind.RESIDENT:
        return None
    steward = queries.steward_of(actor.building_id, clock.today())
    if steward is None or not steward.person.phone:
        return None
    return Call(_("Call your building steward"), steward.person.phone)
