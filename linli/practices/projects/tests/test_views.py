"""Pages and forms of projects, as people send them."""

from __future__ import annotations

import re

import pytest
import time_machine

from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import a_holder, key, sign_in
from linli.practices.projects import queries
from linli.practices.projects.models import Declaration, Payment, Project, Quote
from linli.practices.projects.rules import Status
from linli.practices.projects.tests import build
from linli.practices.projects.tests.build import AFTER, DUE, FIRMS, NOON, REASON

pytestmark = pytest.mark.django_db
VERBS = (
    "source", "invite", "quotes", "declare", "open", "choose", "contract", "scope", "payments",
    "accept",
)  # fmt: skip


@pytest.fixture
def court():
    return build.a_court()


@pytest.fixture(autouse=True)
def after_the_due_time():
    with time_machine.travel(AFTER, tick=False):
        yield


def acting(client, court, actor):
    return sign_in(client, court.people[actor.person_id])


def get(client, project):
    return client.get(f"/projects/{project.pk}/").content.decode()


def post(client, project, verb, data=None):
    return client.post(f"/projects/{project.pk}/{verb}/", {**(data or {}), **key()})


def fresh(project):
    return Project.objects.get(pk=project.pk)


def amounts_of(project, texts):
    quotes = build.quotes(project)
    return {f"amount_{quote.pk}": text for quote, text in zip(quotes, texts, strict=True)}


# Who sees what


def test_a_project_that_does_not_exist_is_404(client):
    assert client.get("/projects/1/").status_code == 404


@pytest.mark.parametrize(
    "stage",
    ["opened", "quoting", "declared", "read_out", "chosen", "contracted", "accepted"],
)
def test_everybody_reads_every_stage_without_names_of_people(client, court, stage):
    page = get(client, getattr(build, stage)(court))
    assert "修后门" in page
    assert "36,000.00" in page
    for person in court.people.values():
        assert person.name not in page
    assert '<form class="form"' not in page


def test_the_page_of_an_accepted_project_shows_all_the_money(client, court):
    page = get(client, build.accepted(court))
    for shown in ("36,000.00", "34,500.00", "1,500.00", "4.2%", "收-001", REASON, *FIRMS):
        assert shown in page
    assert "款项已全部付清" in page


def test_before_the_opening_only_insiders_see_the_firms(client, court):
    project = build.quoting(court)
    assert FIRMS[0] not in get(client, project)
    assert FIRMS[0] in get(acting(client, court, court.seats[0]), project)
    resident = a_holder(PostKind.RESIDENT, court.city.building, name="路人甲")
    assert FIRMS[0] not in get(sign_in(client, resident), project)


def test_after_the_opening_only_insiders_see_the_witnesses(client, court):
    project = build.read_out(court)
    assert "在场的人" not in get(client, project)
    assert "田组长、林社工" in get(acting(client, court, court.worker), project)


def test_what_is_missing_before_the_opening_is_said_to_everybody(client, court):
    page = get(client, build.quoting(court, FIRMS[:2]))
    assert "需要 3 份报价，现在收到 2 份" in page
    assert "5 人中有 0 人" in page


@pytest.mark.parametrize("verb", VERBS)
def test_strangers_get_404_on_every_verb(client, court, verb):
    project = build.opened(court)
    assert post(client, project, verb).status_code == 404
    for kind, place in (
        (PostKind.GROUP_LEADER, court.city.sibling_compound),
        (PostKind.WORKER, court.city.sibling_community),
        (PostKind.RESIDENT, court.city.building),
        (PostKind.STEWARD, court.city.building),
        (PostKind.COUNCIL_SEAT, court.city.community),
        (PostKind.STREET_OFFICER, court.city.street),
    ):
        sign_in(client, a_holder(kind, place, name="外人"))
        assert post(client, project, verb).status_code == 404


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_not_a_page(client, court, verb):
    assert client.get(f"/projects/{build.opened(court).pk}/{verb}/").status_code == 405


@pytest.mark.parametrize("who", ["leader", "seat", "worker", "public"])
@pytest.mark.parametrize(
    "stage", ["opened", "quoting", "declared", "read_out", "chosen", "contracted", "accepted"]
)
def test_a_page_costs_at_most_eight_queries(
    client, court, stage, who, django_assert_max_num_queries
):
    project = getattr(build, stage)(court)
    actors = {"leader": court.leader, "seat": court.seats[0], "worker": court.worker}
    if who != "public":
        get(acting(client, court, actors[who]), project)  # the hats are remembered from here on
    with django_assert_max_num_queries(8):
        get(client, project)


# The forms, stage by stage


def offered(page):
    return [verb for verb in (*VERBS,) if f'/{verb}/"' in page]


@pytest.mark.parametrize(
    ("stage", "leader", "worker"),
    [
        ("opened", ["source", "invite"], ["source", "invite"]),
        ("quoting", ["source", "declare"], ["source"]),
        ("declared", ["source", "declare", "open"], ["source", "open"]),
        ("read_out", ["source", "declare", "choose"], ["source"]),
        ("chosen", ["source", "declare", "choose", "contract"], ["source", "contract"]),
        ("contracted", ["source", "declare", "scope", "payments", "accept"],
         ["source", "scope", "payments"]),
        ("accepted", [], []),
    ],
)  # fmt: skip
def test_each_form_is_shown_only_in_its_stage_to_those_who_may(
    client, court, stage, leader, worker
):
    project = getattr(build, stage)(court)
    seat = [] if stage in ("opened", "accepted") else ["declare"]
    for actor, forms in ((court.leader, leader), (court.seats[0], seat), (court.worker, worker)):
        assert offered(get(acting(client, court, actor), project)) == forms


def test_while_quotes_come_in_envelopes_can_be_registered(client, court):
    project = build.quoting(court, FIRMS[:1])
    with time_machine.travel(NOON, tick=False):
        page = get(acting(client, court, court.worker), project)
    assert offered(page) == ["source", "quotes"]


def test_whoever_has_an_interest_finds_no_form_but_the_declaration(client, court):
    project = build.read_out(court, interested=(court.leader,))
    page = get(acting(client, court, court.leader), project)
    assert offered(page) == ["declare"]
    assert "这个项目由其他人来办" in page
    assert offered(get(acting(client, court, court.seats[0]), project)) == ["declare", "choose"]


def test_the_whole_way_by_forms(client, court):
    project = build.opened(court)
    leader = acting(client, court, court.leader)
    with time_machine.travel(NOON, tick=False):
        sent = [
            post(leader, project, "source", {
                "origin": "subsidy", "label": "社区保障资金", "fen": "3.6万", "hours": ""}),
            post(leader, project, "invite", {"day": "2026-12-08", "time": "12:00"}),
            *(post(leader, project, "quotes", {"bidder": firm, "sealed": "on"}) for firm in FIRMS),
        ]  # fmt: skip
    assert fresh(project).quotes_due == DUE
    for actor in court.choosers:
        acting(client, court, actor)
        sent.append(post(client, project, "declare", {"has_interest": "no", "bidder": ""}))
    acting(client, court, court.leader)
    amounts = amounts_of(project, ["34,500.00", "３５８００", "3.39万"])
    sent.append(post(client, project, "open", {**amounts, "witnesses": "甲、乙"}))
    assert [quote.amount for quote in build.quotes(project)] == list(build.PRICES)
    first = build.quotes(project)[0].pk
    sent += [
        post(client, project, "choose", {"quote": first, "reason": REASON}),
        post(client, project, "contract", {"amount": "34500"}),
        post(client, project, "scope", {"direction": "-1", "what": "不刷漆", "amount": "100"}),
        post(client, project, "payments", {
            "amount": "3.44万元", "voucher": "收-1", "paid_on": "2026-12-08"}),
        post(client, project, "accept", {"note": "门能关严。"}),
    ]  # fmt: skip
    assert {answer.status_code for answer in sent} == {302}
    settled = queries.settlement_of(fresh(project))
    assert (settled.owed, settled.saved_net, settled.saved_by_scope_cut) == (0, 150_000, 10_000)
    page = get(client, project)
    assert fresh(project).status == Status.ACCEPTED
    for shown in ("社区保障资金", "不刷漆", "100.00", "少做的工程"):
        assert shown in page


@pytest.mark.parametrize("text", ["abc", "3,60,00", "1.005", "-5", ""])
def test_an_amount_nobody_can_read_comes_back_with_what_was_entered(client, court, text):
    project = build.declared(court)
    acting(client, court, court.leader)
    data = {**amounts_of(project, [text, "100", "200"]), "witnesses": "甲和乙在场"}
    answer = post(client, project, "open", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "甲和乙在场" in page
    assert f'value="{text}"' in page or not text
    assert fresh(project).status == Status.QUOTING


def test_a_refusal_comes_back_on_the_form_with_what_was_entered(client, court):
    project = build.read_out(court)
    acting(client, court, court.leader)
    quote = build.quotes(project)[1]
    answer = post(client, project, "choose", {"quote": quote.pk, "reason": "质量好"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "不是最低的报价" in page
    assert ">\n质量好</textarea>" in page
    assert re.search(rf'<input[^>]*value="{quote.pk}"[^>]* checked', page)


def test_a_form_of_an_earlier_stage_says_that_the_project_moved_on(client, court):
    project = build.chosen(court)
    acting(client, court, court.leader)
    answer = post(client, project, "invite", {"day": "2027-01-01", "time": "12:00"})
    assert answer.status_code == 422
    assert "项目已经到了别的阶段" in answer.content.decode()


def test_an_unsealed_envelope_is_not_registered(client, court):
    project = build.quoting(court, ())
    acting(client, court, court.worker)
    with time_machine.travel(NOON, tick=False):
        answer = post(client, project, "quotes", {"bidder": "某门业"})
    assert answer.status_code == 422
    assert "请看清信封是封好的" in answer.content.decode()
    assert not Quote.objects.exists()


def test_a_declared_interest_names_one_of_the_firms(client, court):
    project = build.quoting(court)
    acting(client, court, court.seats[0])
    for bidder, status in (("", 422), ("别家", 422), (FIRMS[1], 302)):
        sent = post(client, project, "declare", {"has_interest": "yes", "bidder": bidder})
        assert sent.status_code == status
    assert Declaration.objects.get().bidder == FIRMS[1]


@pytest.mark.parametrize("direction", ["0", "2", ""])
def test_a_scope_change_goes_one_of_two_ways(client, court, direction):
    project = build.contracted(court)
    acting(client, court, court.leader)
    data = {"direction": direction, "what": "x", "amount": "1"}
    assert post(client, project, "scope", data).status_code == 422


def test_the_same_key_enters_one_payment(client, court):
    project = build.contracted(court)
    acting(client, court, court.leader)
    data = {"amount": "100", "voucher": "收-1", "paid_on": "2026-12-08", **key()}
    url = f"/projects/{project.pk}/payments/"
    assert [client.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Payment.objects.count() == 1


def test_a_wrong_payment_is_taken_back_from_the_page(client, court):
    project = build.contracted(court)
    build.pay(court, project, 100)
    url = f"/projects/payments/{Payment.objects.get().pk}/reverse/"
    assert client.post(url, key()).status_code == 404
    acting(client, court, court.leader)
    assert url in get(client, project)
    assert client.post(url, key()).status_code == 302
    page = get(client, project)
    assert "（冲销）" in page
    assert url not in page
    again = client.post(url, key(), follow=True)
    assert Payment.objects.count() == 2
    assert again.redirect_chain


def test_common_space_shows_the_owners_decision(client, court):
    project = build.chosen(court)
    acting(client, court, court.leader)
    data = {"amount": "34500", "changes_common_space": "on"}
    assert post(client, project, "contract", data).status_code == 422
    post(client, project, "contract", {**data, "owners_decision": "2026年第3号"})
    assert "2026年第3号" in get(client, project)


def test_the_page_is_complete_in_english(client, court):
    client.cookies["django_language"] = "en"
    for stage in ("opened", "quoting", "read_out", "contracted", "accepted"):
        acting(client, court, court.leader)
        page = get(client, getattr(build, stage)(court))
        assert "What happens next" in page or "Done" in page
