"""Verbs of the tree: load official divisions, add places and households, set norms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from linli.foundation.kernel import journal
from linli.foundation.kernel.actors import ActorLike
from linli.foundation.kernel.refusals import Refused
from linli.foundation.places import queries, rules
from linli.foundation.places.events import DivisionsLoaded, NormSet, PlaceAdded
from linli.foundation.places.models import Norm, Place, PlaceCode

_COLUMNS = {"group": "compound", "scattered_area": "compound"}
_LEVELS = ("city", "district", "street", "community", "compound", "building")


class BadDivisions(Refused):
    """The file has rows that cannot be loaded; `rows` names each with its line and reason."""

    def __init__(self, sentence: str, rows: Sequence[rules.BadRow] = ()) -> None:
        super().__init__(sentence)
        self.rows = tuple(rows)


class WrongPlace(Refused):
    """A place of this kind may not stand there."""


@transaction.atomic
def load_divisions(
    *, rows: list[rules.Row], source: str, valid_from: date, actor: ActorLike, now: datetime
) -> DivisionsLoaded:
    """This will add the places of a file to the tree, or change nothing at all.

    Codes that already stand keep their place (a changed name is renamed); loading the same file
    twice changes nothing. Raises BadDivisions with every bad row.
    """
    codes = [row.code for row in rows] + [row.parent_code for row in rows if row.parent_code]
    known = queries.codes_on(valid_from, sorted(set(codes)))
    bad = rules.bad_rows(rows, {code: place.kind for code, place in known.items()})
    if bad:
        raise BadDivisions(_("Nothing was loaded: please correct the rows named below."), bad)
    renamed = [place for row in rows if (place := known.get(row.code)) and place.name != row.name]
    names = {row.code: row.name for row in rows}
    for place in renamed:
        place.name = next(names[code] for code, at in known.items() if at is place)
    Place.objects.bulk_update(renamed, ["name"], batch_size=500)
    added = _grown([row for row in rows if row.code not in known], known, valid_from)
    Place.objects.bulk_create([place for _code, place in added], batch_size=500)
    PlaceCode.objects.bulk_create(
        [PlaceCode(place=place, code=code, valid_from=valid_from) for code, place in added],
        batch_size=500,
    )
    fact = DivisionsLoaded(source=source, added=len(added), renamed=len(renamed))
    if added or renamed:
        journal.record(fact, actor=actor, at=now, place=None, subject_id=0)
    return fact


def _grown(
    rows: Iterable[rules.Row], known: dict[str, Place], valid_from: date
) -> list[tuple[str, Place]]:
    """Return the new places, parents before children, with paths after their existing siblings."""
    waiting: dict[str, list[rules.Row]] = defaultdict(list)
    for row in rows:
        waiting[row.parent_code].append(row)
    parents: dict[str, Place | None] = {"": None, **known}
    ready = [code for code in waiting if code in parents]
    grown: list[tuple[str, Place]] = []
    while ready:
        code = ready.pop()
        parent = parents[code]
        start = _next_ordinal(parent) if code in known or not code else 0
        for offset, row in enumerate(waiting.pop(code)):
            place = _placed(parent, row.kind, row.name, start + offset, valid_from)
            parents[row.code] = place
            grown.append((row.code, place))
            if row.code in waiting:
                ready.append(row.code)
    return grown


def _next_ordinal(parent: Place | None) -> int:
    last = Place.objects.filter(parent=parent).order_by("path").last()
    return rules.ordinal_of(last.path) + 1 if last else 0


def _placed(parent: Place | None, kind: str, name: str, ordinal: int, valid_from: date) -> Place:
    place = Place(
        parent=parent,
        kind=kind,
        name=name,
        path=rules.child_path(parent.path if parent else "", ordinal),
        valid_from=valid_from,
    )
    if parent:
        for level in _LEVELS:
            setattr(place, f"{level}_id", getattr(parent, f"{level}_id"))
    own = _COLUMNS.get(kind, kind)
    if own in _LEVELS:
        setattr(place, f"{own}_id", place.pk)
    return place


@transaction.atomic
def add_place(
    *, parent: Place, kind: str, name: str, valid_from: date, actor: ActorLike, now: datetime,
    setting: str = "",
) -> Place:  # fmt: skip
    """This will add one place under another. Locks the parent; raises WrongPlace."""
    parent = Place.objects.select_for_update().get(pk=parent.pk)
    if not rules.may_stand_under(kind, parent.kind):
        raise WrongPlace(
            _("A place of kind %(kind)s cannot stand under %(parent)s.")
            % {"kind": kind, "parent": parent.name}
        )
    place = _placed(parent, kind, name, _next_ordinal(parent), valid_from)
    place.setting = setting
    place.save(force_insert=True)
    fact = PlaceAdded(place_id=place.pk, parent_id=parent.pk, place_kind=kind)
    journal.record(fact, actor=actor, at=now, place=place, subject_id=place.pk)
    return place


@transaction.atomic
def set_norm(
    *, key: str, value: str, place: Place | None, valid_from: date, document: str, article: str,
    actor: ActorLike, now: datetime,
) -> Norm:  # fmt: skip
    """This will let a norm hold from a date on; the same norm twice changes nothing.

    What held before at the same place ends that day: norms are dated, not overwritten. A shipped
    norm whose value was corrected for the same date replaces its row's value.
    """
    norm, is_new = Norm.objects.select_for_update().get_or_create(
        key=key,
        place=place,
        valid_from=valid_from,
        defaults={"value": value, "document": document, "article": article},
    )
    if not is_new and (norm.value, norm.document, norm.article) == (value, document, article):
        return norm
    before = None if is_new else {"value": norm.value, "document": norm.document}
    norm.value, norm.document, norm.article = value, document, article
    norm.save(update_fields=["value", "document", "article"])
    Norm.objects.filter(key=key, place=place, valid_from__lt=valid_from, valid_to=None).update(
        valid_to=valid_from
    )
    fact = NormSet(key=key, value=value, document=document)
    journal.record(fact, actor=actor, at=now, place=place, subject_id=norm.pk, before=before)
    return norm
