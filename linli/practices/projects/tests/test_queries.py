"""Reads of projects: who sees what, the board, and what waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_post, as_actor
from linli.practices.projects import actions, queries
from linli.practices.projects.models import Payment, Project
from linli.practices.projects.rules import Gap, Standing, Status
from linli.practices.projects.tests import build
from linli.practices.projects.tests.build import AFTER, DUE, FIRMS, NOON

pytestmark = pytest.mark.django_db
BEFORE = DUE - timedelta(seconds=1)


@pytest.fixture
def court():
    return build.a_court()


def test_a_project_is_found_with_its_place_by_everybody(court, django_assert_num_queries):
    project = build.chosen(court)
    with django_assert_num_queries(1):
        found = queries.project_for(None, project.pk)
        assert (found.place.name, found.chosen_quote.bidder) == ("北苑小区", FIRMS[0])
    with pytest.raises(Project.DoesNotExist):
        queries.project_for(court.leader, 1)


def test_a_payment_is_found_with_its_projects_place(court, django_assert_num_queries):
    build.pay(court, build.contracted(court), 100)
    payment = Payment.objects.get()
    with django_assert_num_queries(1):
        assert queries.payment_for(None, payment.pk).place.name == "北苑小区"


def test_somebody_with_two_posts_is_one_chooser(court):
    project = build.quoting(court)
    leader = court.people[court.leader.person_id]
    a_post(leader, PostKind.GROUP_COUNCIL_SEAT, court.city.compound)
    roll = queries.roll_of(project, last_envelope_at=None, now=NOON)
    assert len(roll.choosers) == 5
    assert sum(chooser.is_leader for chooser in roll.choosers) == 1


def test_an_ended_post_leaves_the_roll(court):
    project = build.quoting(court)
    post = court.people[court.seats[0].person_id].posts.get()
    post.valid_to = DUE.date()
    post.save(update_fields=["valid_to"])
    before = queries.roll_of(project, last_envelope_at=None, now=NOON)
    after = queries.roll_of(project, last_envelope_at=None, now=AFTER)
    assert (len(before.choosers), len(after.choosers)) == (5, 4)


def test_missing_for_opening_wants_an_invited_project(court):
    with pytest.raises(ValueError, match="opened"):
        queries.missing_for_opening(
            build.opened(court), envelopes=0, roll=queries.Roll(()), now=NOON
        )


# The page


def test_the_public_sees_counts_insiders_see_firms(court):
    project = build.quoting(court)
    project = queries.project_for(None, project.pk)
    stranger = as_actor(PostKind.GROUP_LEADER, court.city.sibling_compound)
    for actor, is_insider in ((None, False), (stranger, False), (court.seats[0], True)):
        page = queries.page_of(project, actor, BEFORE)
        assert (page.is_insider, page.manages, len(page.quotes)) == (is_insider, False, 3)
    assert page.roll.declared == 0
    assert set(page.missing) == {Gap.DECLARATIONS, Gap.NOT_DUE}


def test_the_page_knows_who_may_do_what_in_which_stage(court):
    project = build.read_out(court, interested=(court.leader,))
    leader, seat, worker = (
        queries.page_of(project, actor, AFTER)
        for actor in (court.leader, court.seats[0], court.worker)
    )
    assert (leader.manages, leader.decides, leader.standing) == (False, False, Standing.INTERESTED)
    assert (seat.manages, seat.decides, seat.standing) == (False, True, Standing.FREE)
    assert (worker.manages, worker.decides, worker.declares) == (True, False, False)
    assert leader.lowest == min(build.PRICES)


def test_the_main_form_is_what_is_due_now(court):
    quoting = build.quoting(court)
    every = ["declare", "open", "register", "payment", "accept", "choose", "contract"]
    assert queries.page_of(quoting, court.leader, BEFORE).main_form(["declare", "register"]) == (
        "register"
    )
    assert queries.page_of(quoting, court.leader, AFTER).main_form(every) == "declare"
    running = build.contracted(court)
    assert queries.page_of(running, court.leader, AFTER).main_form(["accept", "payment"]) == (
        "payment"
    )
    build.pay(court, running, 3_450_000)
    assert queries.page_of(running, court.leader, AFTER).main_form(["payment", "accept"]) == (
        "accept"
    )
    assert queries.page_of(running, None, AFTER).main_form([]) == ""


# The board


def test_the_board_shows_a_place_and_what_lies_under_it_in_one_query(
    court, django_assert_num_queries
):
    old, new = build.opened(court, "修灯"), build.accepted(court)
    with django_assert_num_queries(1):
        rows = queries.projects_at(court.city.community)
    assert [row.id for row in rows] == [new.pk, old.pk]
    assert [row.id for row in queries.projects_at(court.city.compound, limit=1)] == [new.pk]
    assert queries.projects_at(court.city.sibling_compound) == []
    assert queries.projects_at(court.city.sibling_community) == []
    done, started = rows
    assert (done.status, done.budget, done.contract_amount, done.paid) == (
        Status.ACCEPTED, 3_600_000, 3_450_000, 3_450_000,
    )  # fmt: skip
    assert (done.final, done.saved, done.saved_by_scope_cut, done.saved_percent) == (
        3_450_000, 150_000, 0, "4.2",
    )  # fmt: skip
    assert (started.contract_amount, started.final, started.saved, started.paid) == (
        None, None, None, 0,
    )  # fmt: skip
    assert (started.saved_by_scope_cut, started.saved_percent) == (None, "")


def test_the_board_agrees_with_the_page_about_what_was_saved(court):
    project = actions.sign_contract(
        project=build.chosen(court), amount=3_400_000, left_out="不做门禁", cut=50_000,
        actor=court.leader, now=AFTER,
    )  # fmt: skip
    for fen in (-20_000, 10_000):
        actions.record_scope_change(
            project=project, what="改", fen=fen, actor=court.leader, now=AFTER
        )
    build.pay(court, project, 100, "一")
    build.pay(court, project, 200, "二")
    row, settled = queries.row_for(project.community_id, project.pk), queries.settlement_of(project)
    assert (row.final, row.paid, row.saved, row.saved_by_scope_cut) == (
        settled.final, settled.paid, settled.saved_net, settled.saved_by_scope_cut,
    )  # fmt: skip


def test_a_project_of_another_community_is_not_on_the_board(court):
    with pytest.raises(Project.DoesNotExist):
        queries.row_for(court.city.sibling_community.pk, build.opened(court).pk)


# What waits


def asked(actor, now=AFTER):
    return [ask.button for ask in queries.waiting_for(actor, now)]


@pytest.mark.parametrize(
    ("stage", "leader", "seat", "worker"),
    [
        pytest.param(build.opened, ["邀请报价"], [], [], id="opened"),
        pytest.param(build.quoting, ["去申报"], ["去申报"], [], id="envelopes in"),
        pytest.param(build.declared, ["去拆封报价"], [], [], id="declared"),
        pytest.param(build.read_out, ["选定报价"], [], [], id="open"),
        pytest.param(build.chosen, ["登记合同"], [], [], id="chosen"),
        pytest.param(build.contracted, ["去看项目"], [], [], id="contracted"),
        pytest.param(build.accepted, [], [], [], id="accepted"),
    ],
)
def test_the_leader_moves_a_project_on(court, stage, leader, seat, worker):
    stage(court)
    assert asked(court.leader) == leader
    assert asked(court.seats[0]) == seat
    assert asked(court.worker) == worker


def test_while_envelopes_come_in_nobody_is_asked(court):
    build.quoting(court)
    assert [asked(actor, BEFORE) for actor in (court.leader, court.seats[0], court.worker)] == [
        [], [], [],
    ]  # fmt: skip


def test_too_few_quotes_ask_the_leader_for_a_new_due_time(court):
    build.quoting(court, FIRMS[:2])
    assert asked(court.leader) == ["重新定截止时间"]
    assert asked(court.seats[0]) == []


def test_where_the_leader_has_an_interest_the_others_are_asked(court):
    build.declared(court, interested=(court.leader, court.seats[1]))
    assert [asked(actor) for actor in (court.leader, court.worker)] == [[], ["去拆封报价"]]
    Project.objects.get()
    project = build.read_out(court, interested=(court.leader, court.seats[1]))
    asks = [ask for ask in queries.waiting_for(court.seats[0], AFTER) if str(project.pk) in ask.url]
    assert [ask.button for ask in asks] == ["选定报价"]
    assert asked(court.seats[1]) == []


def test_others_are_asked_nothing_and_cost_nothing(court, django_assert_num_queries):
    build.opened(court)
    neighbour = as_actor(PostKind.GROUP_LEADER, court.city.sibling_compound)
    resident = as_actor(PostKind.RESIDENT, court.city.building)
    with django_assert_num_queries(0):
        assert asked(resident) == []
    with django_assert_num_queries(1):
        assert asked(neighbour) == []
