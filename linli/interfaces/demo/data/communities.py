"""The four communities of the demonstration (practice.md K20, K36, K37, C25-C33, F01, F02, F27)."""

from __future__ import annotations

from linli.foundation.people.models import Person
from linli.foundation.people.rules import PostKind
from linli.foundation.places.models import Grid, Place
from linli.interfaces.demo.data.houses import Block, Built, Estate, build
from linli.interfaces.demo.data.officials import Registrar

JINXING = "530103004007"  # 金星社区, 4,878 households in 28 courtyards (K36)
GUANGMING = "530103004010"  # a neighbour of it, for 光明小区
BEIYUAN = "510107062006"  # 新北社区 of 武侯区, for 北苑小区
FENGHUANGSHAN = "530111004011"  # 凤凰山社区 (F02)
CODES = (JINXING, GUANGMING, BEIYUAN, FENGHUANGSHAN)

COURTYARDS, JINXING_BUILDINGS, JINXING_HOUSEHOLDS, JINXING_STAFF = 28, 86, 4_878, 14
FENGHUANGSHAN_STAFF = 18


def jinxing() -> list[Estate]:
    """Return the 28 courtyards: 86 buildings of 56 or 57 households, together 4,878."""
    larger = JINXING_HOUSEHOLDS - JINXING_BUILDINGS * 56
    estates = []
    done = 0
    for ordinal in range(COURTYARDS):
        until = JINXING_BUILDINGS * (ordinal + 1) // COURTYARDS
        blocks = tuple(
            Block(
                name=f"{number - done + 1}栋", units=4, floors=7, doors=2, more=int(number < larger)
            )
            for number in range(done, until)
        )
        name = f"金星{ordinal + 1}号院"
        estates.append(
            Estate(kind="group", name=name, setting="old_block", blocks=blocks, members=6)
        )
        done = until
    return estates


GUANGMING_ESTATE = Estate(
    kind="compound", name="光明小区", setting="unmanaged", members=3,
    blocks=tuple(Block(name=f"{n}栋", units=2, floors=6, doors=2) for n in (1, 2)),
)  # fmt: skip
BEIYUAN_ESTATE = Estate(
    kind="compound", name="北苑小区", setting="old_block", members=3,
    blocks=tuple(Block(name=f"{n}栋", units=3, floors=6, doors=2) for n in (1, 2, 3, 4)),
)  # fmt: skip
FENGHUANGSHAN_ESTATES = (
    Estate(
        kind="compound", name="砖瓦厂小区", setting="old_block", members=3,
        blocks=tuple(Block(name=f"{n}栋", units=3, floors=7, doors=3) for n in range(1, 11)),
    ),
    Estate(
        kind="compound", name="凤栖公租房小区", setting="public_rental", members=3, rented=True,
        blocks=tuple(Block(name=f"{n}栋", units=1, floors=18, doors=6) for n in range(1, 5)),
    ),
    Estate(
        kind="compound", name="凤凰雅居", setting="estate", members=3,
        blocks=tuple(Block(name=f"{n}栋", units=2, floors=15, doors=4) for n in range(1, 5)),
    ),
)  # fmt: skip


def settle_jinxing(community: Place, registrar: Registrar) -> list[Built]:
    """This will build 金星社区: one grid, a steward and a beat for each building, 14 staff."""
    grid = Grid.objects.create(community_id=community.pk, name="金星网格")
    built = [
        build(
            estate, community=community, inventor=registrar.inventor, now=registrar.now, grid=grid
        )
        for estate in jinxing()
    ]
    for estate in built:
        registrar.stewards(_heads(estate, estate.buildings))
    registrar.staff(community, JINXING_STAFF - 1)
    return built


def settle_guangming(community: Place, registrar: Registrar) -> Built:
    """This will build 光明小区, which nobody manages: two buildings, each with a steward."""
    estate = build(
        GUANGMING_ESTATE, community=community, inventor=registrar.inventor, now=registrar.now
    )
    registrar.stewards(_heads(estate, estate.buildings))
    registrar.staff(community, 2)
    return estate


def settle_fenghuangshan(community: Place, registrar: Registrar) -> list[Built]:
    """This will build 凤凰山社区: three compounds of three kinds, 18 staff, some buildings without
    a steward, so that there is something to see for the street.
    """
    built = [
        build(estate, community=community, inventor=registrar.inventor, now=registrar.now)
        for estate in FENGHUANGSHAN_ESTATES
    ]
    old, rental, estate = built
    registrar.stewards(_heads(old, old.buildings[:8]))
    registrar.stewards(_heads(rental, rental.buildings[:1]))
    registrar.appoint(registrar.newcomer(), PostKind.PROPERTY_MANAGER, estate.place)
    registrar.staff(community, FENGHUANGSHAN_STAFF - 1)
    return built


def _heads(estate: Built, buildings: tuple[Place, ...]) -> list[tuple[Person, Place]]:
    return [(estate.head_in(building, 3), building) for building in buildings]
