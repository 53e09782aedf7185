"""The law of projects, at its edges."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.practices.projects import rules
from linli.practices.projects.rules import Gap, Standing
from linli.practices.projects.tests.build import DUE

SECOND = timedelta(seconds=1)
READY = {"now": DUE, "due": DUE, "envelopes": 3, "needed": 3, "declared": 3, "choosers": 5}
amounts = st.integers(1, 10**12)


@pytest.mark.parametrize(
    ("change", "gaps"),
    [
        pytest.param({}, [], id="due to the second, three of three, three of five"),
        pytest.param({"now": DUE - SECOND}, [Gap.NOT_DUE], id="a second early"),
        pytest.param({"envelopes": 2}, [Gap.QUOTES], id="two envelopes"),
        pytest.param({"declared": 2}, [Gap.DECLARATIONS], id="two of five have declared"),
        pytest.param({"declared": 2, "choosers": 4}, [], id="half of four is half"),
        pytest.param({"declared": 0, "choosers": 0}, [Gap.DECLARATIONS], id="nobody at all"),
        pytest.param(
            {"now": DUE - SECOND, "envelopes": 0, "declared": 0},
            [Gap.QUOTES, Gap.DECLARATIONS, Gap.NOT_DUE],
            id="everything is missing",
        ),
    ],
)
def test_envelopes_stay_closed_until_everything_is_there(change, gaps):
    assert rules.gaps_before_opening(**{**READY, **change}) == gaps


@pytest.mark.parametrize(
    ("now", "envelopes", "may"),
    [(DUE, 2, True), (DUE, 3, False), (DUE - SECOND, 2, False)],
)
def test_a_new_due_time_is_set_only_after_the_old_one_and_only_for_too_few(now, envelopes, may):
    assert rules.may_invite_again(now=now, due=DUE, envelopes=envelopes, needed=3) is may


@pytest.mark.parametrize(
    ("has_interest", "declared_at", "last_envelope_at", "expected"),
    [
        pytest.param(None, None, None, Standing.UNDECLARED, id="said nothing"),
        pytest.param(False, DUE, None, Standing.FREE, id="no envelope to be related to"),
        pytest.param(False, DUE, DUE, Standing.FREE, id="said with every firm known"),
        pytest.param(False, DUE - SECOND, DUE, Standing.UNDECLARED, id="a firm came later"),
        pytest.param(True, DUE - SECOND, DUE, Standing.INTERESTED, id="an interest stays"),
    ],
)
def test_no_interest_counts_only_with_every_firm_known(
    has_interest, declared_at, last_envelope_at, expected
):
    found = rules.standing(
        has_interest=has_interest, declared_at=declared_at, last_envelope_at=last_envelope_at
    )
    assert found is expected


@pytest.mark.parametrize(
    ("leaders", "expected"),
    [
        ([], True),
        ([Standing.INTERESTED], True),
        ([Standing.FREE], False),
        ([Standing.UNDECLARED], False),
        ([Standing.INTERESTED, Standing.FREE], False),
    ],
)
def test_seats_stand_in_only_for_an_interested_or_missing_leader(leaders, expected):
    assert rules.stands_in(leaders) is expected


@pytest.mark.parametrize(
    ("reason", "is_lowest", "enough"),
    [
        ("便宜", True, True),
        (" 便 ", True, False),
        ("", True, False),
        ("质量好，保修两年整。", False, True),
        ("质量好，保修两年。", False, False),
    ],
)
def test_passing_over_the_lowest_quote_asks_for_a_sentence(reason, is_lowest, enough):
    assert rules.reason_suffices(reason, is_lowest=is_lowest) is enough


def test_36000_planned_and_34500_paid_saves_1500_yuan_4_2_percent():
    settled = rules.settlement(budget=3_600_000, contract=3_450_000, paid=3_450_000)
    assert (settled.final, settled.saved, settled.saved_net, settled.owed) == (
        3_450_000, 150_000, 150_000, 0,
    )  # fmt: skip
    assert rules.percent(settled.saved_net, settled.budget) == "4.2"


def test_work_left_out_is_no_saving():
    settled = rules.settlement(
        budget=3_600_000,
        contract=3_450_000,
        scope_changes=[-50_000, 20_000],
        cut_in_contract=30_000,
    )
    assert (settled.final, settled.saved) == (3_420_000, 180_000)
    assert (settled.saved_by_scope_cut, settled.saved_net) == (80_000, 100_000)


def test_before_the_contract_nothing_is_saved_or_owed():
    settled = rules.settlement(budget=3_600_000, contract=None)
    assert (settled.final, settled.saved, settled.saved_net, settled.owed) == (None, 0, 0, 0)


@given(amounts, amounts, st.lists(st.integers(-(10**9), 10**9), max_size=8), amounts)
def test_what_is_saved_left_out_and_spent_adds_up_to_the_budget(budget, contract, changes, cut):
    settled = rules.settlement(
        budget=budget, contract=contract, scope_changes=changes, cut_in_contract=cut
    )
    assert settled.final is not None
    assert settled.final + settled.saved_by_scope_cut + settled.saved_net == budget
    assert settled.saved_by_scope_cut >= cut


@given(amounts, amounts, st.integers(1, 10**9))
def test_leaving_more_work_out_never_raises_what_is_saved_net(budget, contract, cut):
    whole = rules.settlement(budget=budget, contract=contract)
    less = rules.settlement(budget=budget, contract=contract, scope_changes=[-cut])
    assert less.saved_net == whole.saved_net


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(150_000, 3_600_000, "4.2"), (-150_000, 3_600_000, "-4.2"), (1, 3, "33.3"), (2, 3, "66.7"),
     (1, 2000, "0.1"), (1, 2001, "0.0"), (-1, 2001, "0.0"), (7, 7, "100.0")],
)  # fmt: skip
def test_percent_is_rounded_to_a_tenth_without_floats(part, whole, shown):
    assert rules.percent(part, whole) == shown


@given(st.integers(0, 10**15), st.integers(1, 10**15))
def test_percent_is_within_half_a_tenth_of_the_truth(part, whole):
    tenths = int(rules.percent(part, whole).replace(".", ""))
    assert abs(tenths * whole - 1000 * part) * 2 <= whole
