"""How a write happens: one at a time on SQLite, in one transaction, once per idempotency key."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from linli.foundation.kernel.models import Answer
from linli.foundation.kernel.refusals import KeyReused, Refused

KEY_FIELD = "idempotency_key"
KEY_HEADER = "Idempotency-Key"
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")  # a UUID, with or without dashes, or random text
_UNSIGNED = ("csrfmiddlewaretoken", KEY_FIELD)
# PostgreSQL ends a circle of transactions that wait for each other by undoing one of them.
_UNDONE = ("40P01", "40001")
_TRIES = 3
ANSWERS_KEPT = timedelta(days=90)  # far longer than any page stays open or any network retries
_AT_ONCE = 500  # rows removed in one transaction, so that whoever writes waits only a moment
T = TypeVar("T")
# SQLite's own busy wait is unfair between threads (performance.md §2); a queue here is not.
_writer = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """Open a transaction for a write; on SQLite threads of this process take turns."""
    if connection.vendor == "sqlite":
        with _writer, transaction.atomic():
            yield
    else:
        with transaction.atomic():
            yield


def tried_again(act: Callable[[], T]) -> T:
    """Return what `act` returns; it runs again if the database undid it to end a deadlock.

    Two deeds may lock the same rows in another order (a flow reaches into a second practice).
    `act` opens its own `writing()`; what it did was undone as a whole.
    """
    for _each in range(_TRIES - 1):
        try:
            return act()
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in _UNDONE:
                raise
    return act()


def answer_once(
    request: HttpRequest, *, community_id: int, account_id: int, now: datetime,
    act: Callable[[], HttpResponse],
) -> HttpResponse:  # fmt: skip
    """Return the answer to an unsafe request, acting at most once per key.

    Call inside `writing()`. The key, the effect and the answer are one transaction: same key and
    same body give the stored answer; an answer of 400 and above is not kept and its writes are
    undone. Raises Refused without a key, KeyReused for the same key with another body.
    """
    key = request.headers.get(KEY_HEADER) or request.POST.get(KEY_FIELD, "")
    if not _KEY.fullmatch(key):
        raise Refused(_("This page is out of date. Please reload it and send the form again."))
    mark = fingerprint(request)
    answer = Answer(
        community_id=community_id, account_id=account_id, key=key, fingerprint=mark, answered_at=now
    )
    # ON CONFLICT DO NOTHING waits for a transaction that holds the same key, then inserts nothing.
    Answer.objects.bulk_create([answer], ignore_conflicts=True)
    kept = Answer.objects.get(community_id=community_id, account_id=account_id, key=key)
    if kept.pk != answer.pk:
        if kept.fingerprint != mark:
            raise KeyReused(
                _("This form was sent before with other words. Please check what you see now.")
            )
        return _replay(kept)
    response = act()
    if response.status_code >= 400:
        transaction.set_rollback(True)
        return response
    location = response.headers.get("Location", "")
    Answer.objects.filter(community_id=community_id, pk=answer.pk).update(
        status=response.status_code,
        location=location,
        body="" if location else response.content.decode(),
    )
    return response


def fingerprint(request: HttpRequest) -> str:
    """Return the SHA-256 of what was sent: path, fields in order of name, and the files' bytes."""
    mark = hashlib.sha256(request.path.encode())
    for name in sorted(request.POST):
        if name not in _UNSIGNED:
            mark.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            mark.update(repr((name, file.name)).encode())
            for chunk in file.chunks():
                mark.update(chunk)
            file.seek(0)
    return mark.hexdigest()


def _replay(kept: Answer) -> HttpResponse:
    if kept.location:
        return HttpResponseRedirect(kept.location)
    return HttpResponse(kept.body, status=kept.status)


def removed(rows: QuerySet[Any]) -> int:
    """This will remove rows that nothing refers to, some hundred a transaction; returns how many.

    Killed in between it has removed a part; run again it removes the rest.
    """
    total = 0
    while True:
        with writing():
            some = list(rows.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE])
            rows.filter(pk__in=some).delete()
        total += len(some)
        if len(some) < _AT_ONCE:
            return total


def forget_old_answers(*, now: datetime) -> int:
    """This will remove the answers of keys used more than 90 days ago; returns how many.

    Such a key acts again; the page that holds it is as old.
    """
    return removed(Answer.objects.filter(answered_at__lt=now - ANSWERS_KEPT))
