"""Fifty at once: one row. (Reliability A01; P3, P4.)"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.drills.visitor import Form, Visitor

pytestmark = [pytest.mark.drill, pytest.mark.timeout(300)]
AT_ONCE = 50


def signed_in(server, handle, world):
    visitor = Visitor(server.address)
    visitor.sign_in(handle, world["password"])
    return visitor


def a_report(visitor, world, text="后门坏了"):
    form = visitor.form("/cases/new/", "/cases/new/")
    form.values |= {"category": "access", "spot": str(world["compound"]), "text": text}
    return form


def at_once(visitor, forms):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(visitor.send, forms))


def test_fifty_identical_reports_make_one_case_and_get_one_answer(server, world, look):
    resident = signed_in(server, world["residents"][0], world)
    answers = at_once(resident, [a_report(resident, world)] * AT_ONCE)
    assert {answer.status for answer in answers} == {302}, answers[0].page[:500]
    assert len({answer.location for answer in answers}) == 1
    assert look() == {"cases": ["后门坏了"], "ballots": 0, "faults": []}


def test_fifty_ballots_of_one_seat_with_fifty_keys_count_once(server, world, look):
    member = signed_in(server, world["members"][0], world)
    path = f"/votes/{world['vote']}/ballot/"
    page = f"/votes/{world['vote']}/ballot/check/?choice=approve"
    check = member.form(f"/votes/{world['vote']}/", f"/votes/{world['vote']}/ballot/check/")
    forms = [
        Form(path, {**check.values, "choice": "approve", "idempotency_key": f"drill-{n:020d}"})
        for n in range(AT_ONCE)
    ]
    answers = at_once(member, forms)
    assert {answer.status for answer in answers} == {302}, (page, answers[0].page[:500])
    assert look() == {"cases": [], "ballots": 1, "faults": []}
