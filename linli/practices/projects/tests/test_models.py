"""What the database itself refuses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from linli.practices.projects import queries
from linli.practices.projects.models import (
    Declaration,
    Payment,
    Project,
    ProjectLine,
    Quote,
    ScopeChange,
)
from linli.practices.projects.rules import Status
from linli.practices.projects.tests import build
from linli.practices.projects.tests.build import AFTER, DUE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def court():
    return build.a_court()


def refused(act):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        act()


def add(model, project, **fields):
    return lambda: model.objects.create(
        community_id=project.community_id, project=project, **fields
    )


def change(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


def test_a_budget_is_positive(court):
    project = build.opened(court)
    project.pk, project.id, project.budget = 5, 5, 0
    refused(lambda: project.save(force_insert=True))


@pytest.mark.parametrize(
    ("stage", "fields"),
    [
        pytest.param(
            "opened", {"quotes_due": DUE, "quotes_needed": 3}, id="due without invitation"
        ),
        pytest.param("opened", {"status": Status.QUOTING}, id="quoting without a due time"),
        pytest.param("quoting", {"status": Status.QUOTES_OPENED}, id="opened without a moment"),
        pytest.param("quoting", {"choosers": 5}, id="counts before the opening"),
        pytest.param("read_out", {"status": Status.CHOSEN}, id="chosen without a quote"),
        pytest.param("read_out", {"chosen_at": AFTER}, id="a choice in the wrong stage"),
        pytest.param("chosen", {"status": Status.CONTRACTED}, id="contract without an amount"),
        pytest.param(
            "chosen",
            {"contract_amount": 1, "contracted_at": AFTER},
            id="amount before the contract",
        ),
        pytest.param(
            "chosen",
            {"status": Status.CONTRACTED, "contracted_at": AFTER, "contract_amount": 3_600_001},
            id="contract above the budget",
        ),
        pytest.param(
            "chosen",
            {"status": Status.CONTRACTED, "contracted_at": AFTER, "contract_amount": 0},
            id="contract for nothing",
        ),
        pytest.param("contracted", {"status": Status.ACCEPTED}, id="accepted without a moment"),
        pytest.param("contracted", {"accepted_at": AFTER}, id="a moment without acceptance"),
        pytest.param("opened", {"changes_common_space": True}, id="common space, no decision"),
        pytest.param("opened", {"budget": 1}, id="a changed budget"),
        pytest.param("opened", {"opened_at": AFTER}, id="a changed beginning"),
        pytest.param("contracted", {"contract_amount": 1}, id="a changed contract"),
        pytest.param("contracted", {"contractor": "另一家"}, id="another contractor"),
        pytest.param("contracted", {"choice_reason": "别的"}, id="another reason"),
    ],
)
def test_a_project_in_no_possible_state_is_refused(court, stage, fields):
    refused(change(getattr(build, stage)(court), **fields))


def test_a_project_is_never_deleted(court):
    project = build.quoting(court)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Project.objects.filter(pk=project.pk).delete()


@pytest.mark.parametrize(
    "fields",
    [
        {"side": "cost", "fen": 0},
        {"side": "cost", "fen": 1, "origin": "subsidy"},
        {"side": "cost", "fen": 1, "hours": 2},
        {"side": "source", "fen": 1},
        {"side": "source", "origin": "subsidy"},
        {"side": "source", "origin": "subsidy", "fen": -1, "hours": 2},
    ],
)
def test_a_line_is_a_cost_or_a_source(court, fields):
    refused(add(ProjectLine, build.opened(court), order=9, label="x", **fields))


def test_two_lines_never_share_a_place(court):
    project = build.opened(court)
    refused(add(ProjectLine, project, side="cost", order=1, label="x", fen=1))


def test_lines_changes_and_payments_are_only_ever_added(court):
    project = build.contracted(court)
    build.pay(court, project, 100)
    add(ScopeChange, project, what="x", fen=-1, at=AFTER)()
    for model in (ProjectLine, ScopeChange, Payment):
        row = model.objects.filter(project=project).first()
        refused(change(row, fen=5))
        refused(lambda row=row: type(row).objects.filter(pk=row.pk).delete())


def test_a_firm_hands_in_one_quote(court):
    project = build.quoting(court)
    refused(add(Quote, project, bidder=build.FIRMS[0], received_at=NOON))


def test_a_quote_asks_for_money_and_is_frozen_once_read_out(court):
    sealed = build.quotes(build.declared(court))[0]
    refused(change(sealed, amount=0))
    refused(change(sealed, bidder="x"))
    refused(change(sealed, received_at=NOON + timedelta(days=1)))
    open_quote = build.quotes(build.read_out(court))[0]
    refused(change(open_quote, amount=1))


def test_a_person_declares_once_and_names_a_firm_only_with_an_interest(court):
    project = build.declared(court)
    kept = Declaration.objects.filter(project=project)[0]
    refused(
        add(Declaration, project, person_id=kept.person_id, post_id=7, has_interest=False, at=AFTER)
    )
    refused(change(kept, bidder="x"))


@pytest.mark.parametrize("fields", [{"fen": 0}, {"fen": 1, "in_contract": True}])
def test_a_scope_change_has_a_price(court, fields):
    refused(add(ScopeChange, build.contracted(court), what="x", at=AFTER, **fields))


def test_a_payment_pays_or_reverses_and_is_reversed_once(court):
    project = build.contracted(court)
    build.pay(court, project, 100)
    payment = queries.payments_of(project).get()
    common = {"voucher": "x", "paid_on": AFTER.date(), "at": AFTER}
    refused(add(Payment, project, fen=-1, **common))
    refused(add(Payment, project, fen=1, reverses=payment, **common))
    add(Payment, project, fen=-100, reverses=payment, **common)()
    refused(add(Payment, project, fen=-100, reverses=payment, **common))


def test_names_of_rows_carry_no_person(court):
    project = build.contracted(court)
    build.pay(court, project, 100)
    declaration = Declaration.objects.all()[0]
    change_row = add(ScopeChange, project, what="不做门禁", fen=-1, at=AFTER)()
    assert [str(row) for row in (project, build.quotes(project)[0], change_row)] == [
        "修后门", build.FIRMS[0], "不做门禁",
    ]  # fmt: skip
    assert str(declaration) == f"declaration {declaration.pk}"
    assert str(queries.lines_of(project)[0]) == "铁艺大门"
    assert str(queries.payments_of(project)[0]) == "收-001"
