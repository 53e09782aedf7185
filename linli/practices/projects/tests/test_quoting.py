"""Verbs up to the choice of a quote: what they do, and every refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.foundation.kernel.models import Entry
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.practices.projects import actions, queries
from linli.practices.projects.models import Declaration, Quote
from linli.practices.projects.rules import Line, Status
from linli.practices.projects.tests import build
from linli.practices.projects.tests.build import AFTER, DUE, FIRMS, NOON, PRICES, REASON

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def court():
    return build.a_court()


# Opening a project


def test_the_budget_is_the_sum_of_its_lines(court):
    project = build.opened(court)
    assert project.budget == 3_600_000
    lines = queries.lines_of(project).values_list("side", "order", "label", "fen")
    assert list(lines) == [
        ("cost", 1, "铁艺大门", 2_800_000),
        ("cost", 2, "门禁", 500_000),
        ("cost", 3, "人工", 300_000),
    ]  # fmt: skip


@pytest.mark.parametrize("lines", [[], [Line("门", 0)], [Line("门", -1)], [Line("门", 10**15)]])
def test_a_project_without_a_real_budget_is_refused(court, lines):
    with pytest.raises(actions.BadAmount, match="预算"):
        actions.open_project(
            place=court.city.compound, title="修门", lines=lines, actor=court.worker, now=NOON
        )


# Inviting and registering


def test_an_invitation_freezes_the_number_of_quotes_and_its_source(court):
    project = actions.invite_quotes(
        project=build.opened(court), due=DUE, actor=court.leader, now=NOON
    )
    assert (project.status, project.quotes_needed, project.quotes_source) == (
        Status.QUOTING, 3, "测试规则 第一条",
    )  # fmt: skip


def test_a_due_time_that_has_passed_is_refused(court):
    with pytest.raises(actions.BadTime, match="截止时间"):
        actions.invite_quotes(project=build.opened(court), due=NOON, actor=court.leader, now=NOON)


def test_a_slip_in_the_year_does_not_keep_the_envelopes_closed_for_ever(court):
    project = build.opened(court)
    with pytest.raises(actions.BadTime, match="检查年份"):
        actions.invite_quotes(
            project=project, due=DUE.replace(year=9999), actor=court.leader, now=NOON
        )


def test_the_due_time_moves_only_after_it_passed_with_too_few_quotes(court):
    project = build.quoting(court, FIRMS[:2])
    again = {"project": project, "due": DUE + DAY, "actor": court.leader}
    with pytest.raises(actions.NotNow, match="截止时间不变"):
        actions.invite_quotes(**again, now=DUE - SECOND)
    assert actions.invite_quotes(**again, now=DUE).quotes_due == DUE + DAY
    entry = Entry.objects.filter(kind="projects.quotes_invited").latest("sequence")
    assert entry.before == {"due": DUE.isoformat()}
    actions.register_quote(project=project, bidder="第三家", actor=court.worker, now=DUE + SECOND)
    with pytest.raises(actions.NotNow):
        actions.invite_quotes(**{**again, "due": DUE + 3 * DAY}, now=DUE + 2 * DAY)


def test_an_envelope_comes_in_before_the_due_time_or_stays_outside(court):
    project = build.quoting(court, FIRMS[:1])
    early = actions.register_quote(
        project=project, bidder="  及时　门业 ", actor=court.worker, now=DUE - SECOND
    )
    assert (early.bidder, early.amount) == ("及时 门业", None)
    with pytest.raises(actions.NotNow, match="来晚了"):
        actions.register_quote(project=project, bidder="迟到门业", actor=court.worker, now=DUE)


@pytest.mark.parametrize(
    "bidder",
    [
        "",
        "  ",
        FIRMS[0],
        f" {FIRMS[0]} ",
        pytest.param(f"{FIRMS[0]}\u200b", id="a character nobody sees"),
        pytest.param("\ufdfa" * 100, id="longer once it is written plainly"),
    ],
)
def test_an_envelope_needs_a_firm_that_has_none_yet(court, bidder):
    project = build.quoting(court, FIRMS[:1])
    with pytest.raises(actions.NothingSaid):
        actions.register_quote(project=project, bidder=bidder, actor=court.worker, now=NOON)
    assert Quote.objects.count() == 1


def test_before_the_invitation_no_envelope_is_taken(court):
    with pytest.raises(actions.NotNow):
        actions.register_quote(
            project=build.opened(court), bidder="某", actor=court.worker, now=NOON
        )


# Declaring


def test_a_declaration_can_be_corrected_until_the_opening(court):
    project = build.quoting(court)
    build.declare(project, court.leader, FIRMS[0])
    build.declare(project, court.leader)
    kept = Declaration.objects.get()
    assert (kept.has_interest, kept.bidder, kept.post_id) == (False, "", court.leader.post_id)
    entry = Entry.objects.filter(kind="projects.interest_declared").latest("sequence")
    assert entry.before == {"has_interest": True}


def test_an_interest_names_the_firm(court):
    project = build.quoting(court)
    with pytest.raises(actions.NothingSaid, match="哪一家"):
        actions.declare_interest(
            project=project, has_interest=True, bidder=" ", actor=court.leader, now=DUE
        )


def test_before_the_first_envelope_there_is_nothing_to_declare(court):
    project = build.quoting(court, ())
    with pytest.raises(actions.NotNow, match="还没有收到"):
        build.declare(project, court.leader)


def test_an_interest_can_be_added_after_the_opening_but_not_taken_back(court):
    project = build.read_out(court)
    build.declare(project, court.seats[0], FIRMS[0], AFTER)
    with pytest.raises(actions.NotNow, match="不能撤回"):
        build.declare(project, court.seats[0], "", AFTER)


# Opening


def opening(court, project, **changes):
    given = {
        "amounts": dict(zip([q.pk for q in build.quotes(project)], PRICES, strict=False)),
        "witnesses": "田组长、林社工",
        "actor": court.leader,
        "now": AFTER,
        **changes,
    }
    return actions.open_quotes(project=project, **given)


def test_the_opening_fixes_amounts_and_counts(court):
    project = opening(court, build.declared(court, interested=(court.seats[3],)))
    assert (project.choosers, project.declared, project.interested) == (5, 5, 1)
    assert [quote.amount for quote in build.quotes(project)] == list(PRICES)
    assert project.quotes_opened_at == AFTER


def test_before_the_due_time_the_envelopes_stay_closed(court):
    project = build.quoting(court)
    for actor in court.choosers:
        build.declare(project, actor, now=DUE - SECOND)
    with pytest.raises(actions.NotReady, match="12月8日"):
        opening(court, project, now=DUE - SECOND)
    assert {quote.amount for quote in build.quotes(project)} == {None}


def test_two_of_three_quotes_are_too_few_and_the_sentence_says_who_must_act(court):
    project = build.quoting(court, FIRMS[:2])
    for actor in court.choosers:
        build.declare(project, actor)
    with pytest.raises(actions.NotReady) as refused:
        opening(court, project)
    assert str(refused.value) == (
        "需要 3 份报价，现在收到 2 份。请居民小组组长或社区再多邀请几家。"
    )


def test_two_of_five_declarations_are_too_few_three_are_enough(court):
    project = build.quoting(court)
    for actor in court.choosers[:2]:
        build.declare(project, actor)
    with pytest.raises(actions.NotReady, match=r"5 人中有 2 人.*至少要 3 人"):
        opening(court, project)
    build.declare(project, court.choosers[2])
    assert opening(court, project).declared == 3


def test_no_interest_said_before_the_last_envelope_does_not_count(court):
    project = build.quoting(court, FIRMS[:2])
    for actor in court.choosers:
        build.declare(project, actor, now=NOON + timedelta(hours=3))
    actions.register_quote(
        project=project, bidder=FIRMS[2], actor=court.worker, now=NOON + timedelta(hours=4)
    )
    with pytest.raises(actions.NotReady, match="5 人中有 0 人"):
        opening(court, project)


def test_whoever_has_an_interest_does_not_open(court):
    project = build.declared(court, interested=(court.leader,))
    with pytest.raises(actions.HasInterest, match="由别人来做"):
        opening(court, project)


def test_a_leader_opens_only_after_declaring_a_worker_need_not(court):
    project = build.quoting(court)
    for actor in court.seats:
        build.declare(project, actor)
    with pytest.raises(actions.NotYourTurn, match="先申报"):
        opening(court, project)
    assert opening(court, project, actor=court.worker).status == Status.QUOTES_OPENED


@pytest.mark.parametrize("spoil", ["missing", "zero", "foreign", "too_much"])
def test_every_envelope_is_opened_with_a_real_amount(court, spoil):
    project = build.declared(court)
    amounts = {quote.pk: 100 for quote in build.quotes(project)}
    first = next(iter(amounts))
    if spoil == "missing":
        del amounts[first]
    elif spoil == "foreign":
        amounts[1] = 100
    else:
        amounts[first] = 0 if spoil == "zero" else 10**15
    with pytest.raises(actions.BadAmount, match="每个信封"):
        opening(court, project, amounts=amounts)


def test_an_opening_without_witnesses_is_refused(court):
    with pytest.raises(actions.NothingSaid, match="在场"):
        opening(court, build.declared(court), witnesses=" ")


def test_envelopes_are_opened_once(court):
    project = build.read_out(court)
    with pytest.raises(actions.NotNow):
        opening(court, project)


# Choosing


def choosing(court, project, number=0, **changes):
    given = {"reason": REASON, "actor": court.leader, "now": AFTER, **changes}
    return actions.choose_quote(project=project, quote=build.quotes(project)[number], **given)


def test_the_choice_keeps_its_reason(court):
    project = choosing(court, build.read_out(court))
    assert (project.status, project.choice_reason) == (Status.CHOSEN, REASON)
    entry = Entry.objects.get(kind="projects.quote_chosen")
    assert (entry.reason, entry.data["is_lowest"]) == (REASON, False)


def test_the_lowest_quote_needs_a_word_another_one_a_sentence(court):
    project = build.read_out(court)
    with pytest.raises(actions.NothingSaid, match="几句话"):
        choosing(court, project, 2, reason="")
    with pytest.raises(actions.NothingSaid, match="不是最低"):
        choosing(court, project, 0, reason="质量好")
    assert choosing(court, project, 2, reason="最低").chosen_quote_id


def test_until_the_contract_another_quote_may_be_chosen(court):
    project = choosing(court, build.read_out(court))
    again = choosing(court, project, 2, reason="原选定单位退出，次低者中选")
    assert again.chosen_quote_id == build.quotes(project)[2].pk
    entry = Entry.objects.filter(kind="projects.quote_chosen").latest("sequence")
    assert entry.before == {"quote": build.quotes(project)[0].pk}


def test_a_quote_of_another_project_cannot_be_chosen(court):
    project, other = build.read_out(court), build.read_out(court)
    with pytest.raises(actions.BadAmount, match="这个项目"):
        actions.choose_quote(
            project=project, quote=build.quotes(other)[0], reason=REASON, actor=court.leader,
            now=AFTER,
        )  # fmt: skip


def test_a_seat_chooses_only_in_the_stead_of_a_leader_with_an_interest(court):
    with pytest.raises(actions.NotYourTurn, match="组长决定"):
        choosing(court, build.read_out(court), actor=court.seats[0])
    project = build.read_out(court, interested=(court.leader, court.seats[1]))
    with pytest.raises(actions.HasInterest):
        choosing(court, project)
    with pytest.raises(actions.HasInterest):
        choosing(court, project, actor=court.seats[1])
    assert choosing(court, project, actor=court.seats[0]).status == Status.CHOSEN


def test_a_leader_who_came_after_the_opening_declares_first(court):
    project = build.read_out(court)
    new = as_actor(PostKind.GROUP_LEADER, court.city.compound, name="新组长")
    with pytest.raises(actions.NotYourTurn, match="先申报"):
        choosing(court, project, actor=new)
    build.declare(project, new, now=AFTER)
    assert choosing(court, project, actor=new).status == Status.CHOSEN


def test_a_refusal_leaves_no_trace(court):
    project = build.declared(court)
    before = Entry.objects.count()
    with pytest.raises(actions.BadAmount):
        opening(court, project, amounts={})
    assert Entry.objects.count() == before
    assert {quote.amount for quote in build.quotes(project)} == {None}
