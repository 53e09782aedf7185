"""Verbs from the contract to the acceptance: what they do, and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.foundation.kernel import journal
from linli.foundation.kernel.clock import day_of
from linli.foundation.kernel.models import Entry
from linli.practices.projects import actions, queries
from linli.practices.projects.models import Payment
from linli.practices.projects.rules import Origin, Side, Status
from linli.practices.projects.tests import build
from linli.practices.projects.tests.build import AFTER, FIRMS, NOON, REASON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def court():
    return build.a_court()


def kinds(project):
    return [entry.kind for entry in journal.history(project.community_id, project.pk)]


def test_the_whole_way_leaves_one_fact_a_step(court):
    project = build.accepted(court)
    assert project.status == Status.ACCEPTED
    assert kinds(project) == [
        "projects.project_opened", "projects.quotes_invited",
        *["projects.quote_registered"] * 3, *["projects.interest_declared"] * 5,
        "projects.quotes_opened", "projects.quote_chosen", "projects.contract_signed",
        "projects.payment_recorded", "projects.project_accepted",
    ]  # fmt: skip
    last = Entry.objects.get(kind="projects.project_accepted")
    assert last.data == {"project_id": project.pk, "saved": 150_000, "cut": 0}


# Sources


def test_sources_are_added_in_order_as_money_or_hours(court):
    project = build.opened(court)
    actions.name_source(
        project=project, origin=Origin.SUBSIDY, label=" 社区保障资金 ", fen=3_000_000,
        actor=court.leader, now=NOON,
    )  # fmt: skip
    actions.name_source(
        project=project, origin=Origin.RESIDENTS, label="居民投工", hours=40, actor=court.worker,
        now=NOON,
    )  # fmt: skip
    lines = queries.lines_of(project).filter(side=Side.SOURCE)
    assert list(lines.values_list("order", "label", "fen", "hours")) == [
        (1, "社区保障资金", 3_000_000, 0), (2, "居民投工", 0, 40),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"label": " "}, actions.NothingSaid),
        ({"fen": 0}, actions.BadAmount),
        ({"fen": -1, "hours": 2}, actions.BadAmount),
        ({"hours": -1}, actions.BadAmount),
        ({"fen": 10**15}, actions.BadAmount),
    ],
)
def test_a_source_needs_a_name_and_something_to_give(court, change, refusal):
    project = build.opened(court)
    given = {"origin": Origin.SUBSIDY, "label": "资金", "fen": 100, "hours": 0, **change}
    with pytest.raises(refusal):
        actions.name_source(project=project, **given, actor=court.leader, now=NOON)


def test_after_the_acceptance_no_source_is_added(court):
    project = build.accepted(court)
    with pytest.raises(actions.NotNow):
        actions.name_source(
            project=project,
            origin=Origin.SUPPORT,
            label="捐款",
            fen=1,
            actor=court.leader,
            now=AFTER,
        )


# Contract and scope


def signing(court, project, amount=3_450_000, **changes):
    given = {"actor": court.leader, "now": AFTER, **changes}
    return actions.sign_contract(project=project, amount=amount, **given)


def test_the_contract_is_with_the_chosen_firm(court):
    project = signing(court, build.chosen(court))
    assert (project.contractor, project.contract_amount) == (FIRMS[0], 3_450_000)
    assert (project.status, project.contracted_at) == (Status.CONTRACTED, AFTER)


@pytest.mark.parametrize("amount", [0, -1, 3_450_001])
def test_the_contract_is_at_most_the_chosen_quote(court, amount):
    with pytest.raises(actions.BadAmount, match="选定的报价"):
        signing(court, build.chosen(court), amount)


def test_the_contract_is_at_most_the_budget_even_if_the_quote_is_higher(court):
    project = build.declared(court)
    project = actions.open_quotes(
        project=project,
        amounts={quote.pk: 3_700_000 for quote in build.quotes(project)},
        witnesses="甲、乙",
        actor=court.leader,
        now=AFTER,
    )
    project = actions.choose_quote(
        project=project,
        quote=build.quotes(project)[0],
        reason=REASON,
        actor=court.leader,
        now=AFTER,
    )
    with pytest.raises(actions.BadAmount, match="重新提请表决"):
        signing(court, project, 3_600_001)
    assert signing(court, project, 3_600_000).contract_amount == 3_600_000


def test_work_left_out_of_the_contract_is_shown_apart(court):
    project = signing(court, build.chosen(court), 3_400_000, left_out="不做门禁", cut=50_000)
    settled = queries.settlement_of(project)
    assert (settled.final, settled.saved_by_scope_cut, settled.saved_net) == (
        3_400_000, 50_000, 150_000,
    )  # fmt: skip


@pytest.mark.parametrize(
    "cut",
    [{"left_out": "不做门禁"}, {"cut": 5}, {"left_out": "门", "cut": -1},
     {"left_out": "门", "cut": 3_450_001}],
)  # fmt: skip
def test_work_left_out_needs_both_its_name_and_its_worth(court, cut):
    with pytest.raises(actions.NothingSaid, match="少做"):
        signing(court, build.chosen(court), **cut)


def test_common_space_is_changed_only_after_the_owners_decided(court):
    project = build.chosen(court)
    with pytest.raises(actions.NothingSaid, match="业主表决"):
        signing(court, project, changes_common_space=True, owners_decision=" ")
    signed = signing(
        court, project, changes_common_space=True, owners_decision="2026年第3号，两项均过四分之三"
    )
    assert signed.changes_common_space
    assert signed.owners_decision == "2026年第3号，两项均过四分之三"


def test_without_common_space_no_decision_is_kept(court):
    assert signing(court, build.chosen(court), owners_decision="x").owners_decision == ""


def test_whoever_has_an_interest_signs_nothing(court):
    project = build.chosen(court, interested=(court.leader,), by=court.seats[0])
    with pytest.raises(actions.HasInterest):
        signing(court, project)
    assert signing(court, project, actor=court.worker).status == Status.CONTRACTED


def scoping(court, project, fen, what="不做门禁"):
    return actions.record_scope_change(
        project=project, what=what, fen=fen, actor=court.leader, now=AFTER
    )


def test_a_scope_change_moves_the_price_within_the_budget(court):
    project = build.contracted(court)
    scoping(court, project, -100_000)
    scoping(court, project, 250_000, "加一盏灯")
    settled = queries.settlement_of(project)
    assert (settled.final, settled.saved_by_scope_cut, settled.saved_net) == (
        3_600_000, 100_000, -100_000,
    )  # fmt: skip
    with pytest.raises(actions.BadAmount, match="超过表决通过的预算"):
        scoping(court, project, 1)


@pytest.mark.parametrize(
    ("fen", "what", "refusal"),
    [(0, "x", actions.BadAmount), (-1, " ", actions.NothingSaid),
     (-3_450_000, "x", actions.BadAmount)],
)  # fmt: skip
def test_a_scope_change_has_a_name_and_a_price(court, fen, what, refusal):
    with pytest.raises(refusal):
        scoping(court, build.contracted(court), fen, what)


def test_the_price_never_falls_below_what_is_paid(court):
    project = build.contracted(court)
    build.pay(court, project, 3_400_000)
    with pytest.raises(actions.BadAmount, match="已付"):
        scoping(court, project, -50_001)
    assert scoping(court, project, -50_000).fen == -50_000


def test_before_the_contract_and_after_the_acceptance_the_scope_stands(court):
    with pytest.raises(actions.NotNow):
        scoping(court, build.chosen(court), -1)
    with pytest.raises(actions.NotNow):
        scoping(court, build.accepted(court), -1)


# Payments and acceptance


def paying(court, project, fen=1, voucher="收-9", **changes):
    given = {"paid_on": day_of(AFTER), "actor": court.leader, "now": AFTER, **changes}
    return actions.record_payment(project=project, fen=fen, voucher=voucher, **given)


def test_no_more_is_paid_than_is_owed(court):
    project = build.contracted(court)
    build.pay(court, project, 3_000_000)
    with pytest.raises(actions.BadAmount, match=r"4,500\.00"):
        paying(court, project, 450_001)
    with pytest.raises(actions.BadAmount):
        paying(court, project, 0)
    paying(court, project, 450_000)
    assert queries.settlement_of(project).owed == 0


@pytest.mark.parametrize("voucher", ["", " ", "收-001", " 收-001 "])
def test_a_payment_has_a_voucher_of_its_own(court, voucher):
    project = build.contracted(court)
    build.pay(court, project, 100)
    with pytest.raises(actions.NothingSaid, match="凭证号"):
        paying(court, project, 1, voucher)


@pytest.mark.parametrize("shift", [-DAY, DAY])
def test_a_payment_lies_between_the_contract_and_today(court, shift):
    with pytest.raises(actions.BadTime):
        paying(court, build.contracted(court), paid_on=day_of(AFTER + shift))


def test_a_wrong_payment_is_reversed_once_and_its_voucher_used_again(court):
    project = build.contracted(court)
    wrong = paying(court, project, 3_000_000, "收-1")
    reversal = actions.reverse_payment(payment=wrong, actor=court.leader, now=AFTER)
    assert (reversal.fen, reversal.voucher) == (-3_000_000, "收-1")
    for payment in (wrong, reversal):
        with pytest.raises(actions.NotNow, match="冲销过"):
            actions.reverse_payment(payment=payment, actor=court.leader, now=AFTER)
    paying(court, project, 300_000, "收-1")
    assert queries.settlement_of(project).paid == 300_000
    assert Payment.objects.count() == 3


def test_what_is_owed_can_be_paid_after_the_acceptance(court):
    project = build.contracted(court)
    actions.accept_project(project=project, note="合格", actor=court.leader, now=AFTER)
    paying(court, project, 3_450_000)
    assert queries.settlement_of(project).owed == 0


def test_whoever_has_an_interest_neither_pays_nor_reverses_nor_accepts(court):
    project = build.contracted(court)
    payment = paying(court, project)
    build.declare(project, court.leader, FIRMS[0], AFTER)
    for act in (
        lambda: paying(court, project, voucher="收-10"),
        lambda: scoping(court, project, -1),
        lambda: actions.reverse_payment(payment=payment, actor=court.leader, now=AFTER),
        lambda: actions.accept_project(project=project, note="合格", actor=court.leader, now=AFTER),
        lambda: actions.name_source(
            project=project, origin=Origin.SUPPORT, label="捐", fen=1, actor=court.leader, now=AFTER
        ),
    ):
        with pytest.raises(actions.HasInterest):
            act()


def test_acceptance_says_what_was_found_and_comes_once(court):
    project = build.contracted(court)
    given = {"project": project, "actor": court.leader, "now": AFTER}
    with pytest.raises(actions.NothingSaid, match="看了什么"):
        actions.accept_project(**given, note=" ")
    with pytest.raises(actions.NotYourTurn):
        actions.accept_project(**{**given, "actor": court.seats[0]}, note="合格")
    done = actions.accept_project(**given, note=" 合格 ")
    assert (done.accepted_at, done.acceptance_note) == (AFTER, "合格")
    with pytest.raises(actions.NotNow):
        actions.accept_project(**given, note="合格")
