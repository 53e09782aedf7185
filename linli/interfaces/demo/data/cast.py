"""The seven people one can go in as; together they carry one matter all the way (C25-C36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from linli.foundation.people.models import Person, Post
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Place
from linli.interfaces.demo.data.communities import BEIYUAN_ESTATE
from linli.interfaces.demo.data.houses import Built, build
from linli.interfaces.demo.data.officials import Registrar

COUNCIL_SEATS = 36  # and the chair: 37
GROUP_SEATS = 4  # and the leader: 5 (C27)
HANDLE = "demo-"


@dataclass(frozen=True, slots=True)
class Role:
    """One of the seven: slug of the link, invented name, what they are in both languages."""

    slug: str
    name: str
    chinese: str
    english: str

    @property
    def handle(self) -> str:
        """Return the sign-in name of the account."""
        return f"{HANDLE}{self.slug}"


CAST = (
    Role("resident", "何晓岚", "居民", "resident"),
    Role("steward", "罗玉珍", "楼栋长、院落议事会成员", "building steward, group council"),
    Role("worker", "唐思远", "社区工作人员", "community worker"),
    Role("leader", "邓国梁", "居民小组组长", "leader of the residents' group"),
    Role("council", "苏文静", "社区议事会成员", "member of the community council"),
    Role("chair", "汪永康", "社区议事会召集人", "chair of the community council"),
    Role("officer", "邱明哲", "街道工作人员", "street officer"),
)


def settle_beiyuan(community: Place, street: Place, registrar: Registrar) -> Built:
    """This will build 北苑小区 with its two councils, and give the seven their homes and posts."""
    estate = build(
        BEIYUAN_ESTATE, community=community, inventor=registrar.inventor, now=registrar.now
    )
    _name_the_seven(estate, community, street, registrar)
    for ordinal, building in enumerate(estate.buildings, start=1):
        if ordinal != 3:  # 3栋 is the steward's of the cast
            registrar.stewards([(estate.head_in(building, 3), building)])
    for number, home in ((0, 10), (1, 20), (3, 7)):
        seat = estate.head_in(estate.buildings[number], home)
        registrar.appoint(
            seat, PostKind.GROUP_COUNCIL_SEAT, estate.place, source=Post.Source.ELECTED
        )
    for _ in range(COUNCIL_SEATS - 1):
        registrar.appoint(
            registrar.newcomer(), PostKind.COUNCIL_SEAT, community, source=Post.Source.ELECTED
        )
    registrar.staff(community, 5)
    return estate


def _name_the_seven(estate: Built, community: Place, street: Place, registrar: Registrar) -> None:
    third = estate.buildings[2]
    persons: Mapping[str, Person] = {
        "resident": estate.head_in(third, 21),
        "steward": estate.head_in(third, 2),
        "leader": estate.head_in(estate.buildings[0], 5),
    }
    elected, recommended = Post.Source.ELECTED, Post.Source.RECOMMENDED
    posts: Mapping[str, list[tuple[PostKind, Place, Post.Source]]] = {
        "steward": [
            (PostKind.STEWARD, third, recommended),
            (PostKind.GROUP_COUNCIL_SEAT, estate.place, elected),
        ],
        "worker": [(PostKind.WORKER, community, Post.Source.APPOINTED)],
        "leader": [(PostKind.GROUP_LEADER, estate.place, elected)],
        "council": [(PostKind.COUNCIL_SEAT, community, elected)],
        "chair": [(PostKind.COUNCIL_CHAIR, community, elected)],
        "officer": [(PostKind.STREET_OFFICER, street, Post.Source.APPOINTED)],
    }
    for role in CAST:
        person = persons.get(role.slug) or registrar.newcomer(phone=registrar.inventor.phone())
        person.name = role.name
        person.save(update_fields=["name"])
        registrar.account(person, role.handle)
        for kind, place, source in posts.get(role.slug, []):
            registrar.appoint(person, kind, place, source=source)
