"""Loads the demonstration: the official tree, invented people in it, and what they did lately."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from importlib import resources

from django.core.management import call_command
from django.db import transaction

from linli.foundation.kernel import clock, journal
from linli.foundation.people.rules import PostKind
from linli.foundation.places import actions as places
from linli.foundation.places import queries as place_queries
from linli.foundation.places.models import Place
from linli.foundation.places.operator import OPERATOR
from linli.foundation.places.rules import Row
from linli.interfaces.demo.data import communities, everyday, matters
from linli.interfaces.demo.data.cast import settle_beiyuan
from linli.interfaces.demo.data.invention import SEED, Inventor
from linli.interfaces.demo.data.officials import Registrar
from linli.interfaces.demo.data.stage import Stage
from linli.interfaces.demo.events import DemonstrationLoaded

DIVISIONS = ("divisions-kunming.csv", "divisions-chengdu.csv", "divisions-xuzhou.csv")
CUT_OFF = date(2023, 6, 30)  # of the official codes
FOUNDED = timedelta(days=730)  # before today: when the invented people took up their posts


@transaction.atomic
def load_demonstration(*, now: datetime) -> None:
    """This will add the official tree of three cities, four communities in it with their people,
    and what they did before today; all of it or nothing.
    """
    since = now - FOUNDED
    day = clock.day_of(since)
    for file in DIVISIONS:
        places.load_divisions(
            rows=shipped(file), source=file, valid_from=CUT_OFF, actor=OPERATOR, now=since
        )
    call_command("norms", "load", stdout=io.StringIO())
    at = place_queries.codes_on(day, list(communities.CODES))
    registrar = Registrar(inventor=Inventor(SEED), since=day, now=since)
    jinxing = communities.settle_jinxing(at[communities.JINXING], registrar)
    guangming = communities.settle_guangming(at[communities.GUANGMING], registrar)
    fenghuangshan = communities.settle_fenghuangshan(at[communities.FENGHUANGSHAN], registrar)
    beiyuan = settle_beiyuan(
        at[communities.BEIYUAN], _street_of(at[communities.BEIYUAN]), registrar
    )
    for code in (communities.JINXING, communities.FENGHUANGSHAN):
        officer = registrar.newcomer()
        registrar.appoint(officer, PostKind.STREET_OFFICER, _street_of(at[code]))
    stage = Stage(registrar=registrar, now=now)
    matters.play(stage, beiyuan)
    everyday.report(stage, [beiyuan], everyday.BEIYUAN)
    everyday.report(stage, [guangming], everyday.GUANGMING)
    everyday.report(stage, fenghuangshan, everyday.FENGHUANGSHAN)
    everyday.report(stage, jinxing, everyday.JINXING)
    journal.record(DemonstrationLoaded(seed=SEED), actor=OPERATOR, at=now, place=None, subject_id=0)


def _street_of(community: Place) -> Place:
    return Place.objects.get(pk=community.street_id or 0)


def shipped(file: str) -> list[Row]:
    """Return the rows of a file of official divisions that ships with the product."""
    path = resources.files("linli.foundation.places").joinpath(f"data/{file}")
    reader = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    next(reader)
    return [Row(reader.line_num, *cells) for cells in reader]
