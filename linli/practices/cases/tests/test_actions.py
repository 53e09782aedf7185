"""What people do with cases, and everything that is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from linli.foundation.kernel import journal
from linli.foundation.kernel.ids import new_id
from linli.foundation.kernel.models import Entry
from linli.foundation.places.tests.build import City, a_city, a_norm, a_place
from linli.practices.cases import actions
from linli.practices.cases.models import Case, CaseNote, Numbering
from linli.practices.cases.rules import Category, Channel, NoteKind, Status
from linli.practices.cases.tests.build import (
    DAY,
    HOUR,
    NOON,
    a_case,
    a_neighbour,
    a_steward,
    a_worker,
    an_entered_case,
    fresh,
    person_of,
    the_limits,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    the_limits()
    return a_city()


def _kinds(case: Case) -> list[str]:
    return [entry.kind for entry in journal.history(case.community_id, case.pk)]


def _noted(case: Case) -> list[tuple[str, str]]:
    rows = CaseNote.objects.filter(community_id=case.community_id, case=case).order_by("pk")
    return [(note.kind, note.text) for note in rows]


def test_a_resident_raises_a_case_with_a_number_and_two_dates(city):
    tian = a_neighbour(city.unit)
    case = a_case(tian, city.unit)
    assert (case.number, case.status, case.reporter_id) == (1, "raised", tian.person_id)
    assert (case.acknowledge_by, case.answer_by) == (NOON + 24 * HOUR, NOON + 7 * DAY)
    assert (case.due_at, case.lead_person, case.entered_by_post_id) == (
        NOON + 24 * HOUR,
        None,
        None,
    )
    assert (case.building_id, case.street_id) == (city.building.pk, city.street.pk)
    (entry,) = journal.history(case.community_id, case.pk)
    assert (entry.kind, entry.on_behalf_of_id) == ("cases.case_raised", None)
    assert entry.data == {"case_id": case.pk, "category": "access"}


def test_numbers_count_up_within_a_community(city):
    tian, there = (
        a_neighbour(city.unit),
        a_neighbour(a_place(city.sibling_community, "compound", "银苑")),
    )
    a_case(tian, city.unit)
    assert a_case(tian, city.unit).number == 2
    other = a_place(city.sibling_community, "compound", "东苑")
    assert a_case(there, other).number == 1


def test_the_nearest_norm_sets_the_dates(city):
    a_norm("cases.acknowledge_hours", "4", place=city.community)
    assert a_case(a_neighbour(city.unit), city.unit).due_at == NOON + 4 * HOUR


def test_what_is_entered_at_the_door_is_received_and_led_by_who_entered_it(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    case = an_entered_case(person_of(tian), city.unit, steward)
    assert (case.status, case.reporter_id) == ("acknowledged", tian.person_id)
    assert (case.entered_by_post_id, case.lead_post_id) == (steward.post_id, steward.post_id)
    assert (case.lead_kind, case.due_at) == ("steward", NOON + 7 * DAY)
    assert journal.history(case.community_id, case.pk)[0].on_behalf_of_id == tian.person_id


def _raise(city: City, **changes):
    tian = a_neighbour(city.unit)
    given = {
        "place": city.unit, "spot": city.compound, "spot_detail": "", "title": "x", "text": "坏了",
        "category": Category.OTHER, "channel": Channel.PAGE, "reporter": None, "actor": tian,
        "now": NOON,
    }  # fmt: skip
    return actions.raise_case(**{**given, **changes})


def test_raising_without_words_is_refused_and_leaves_no_trace(city):
    with pytest.raises(actions.CaseRefused, match=r"."):
        _raise(city, text=" \n ")
    assert not Case.objects.exists()
    assert not Numbering.objects.exists()


def test_raising_about_a_place_of_another_community_is_refused(city):
    with pytest.raises(actions.CaseRefused):
        _raise(city, spot=city.sibling_community)


def test_raising_for_somebody_else_without_saying_how_one_heard_of_it_is_refused(city):
    other = person_of(a_neighbour(city.unit, "王一"))
    with pytest.raises(actions.CaseRefused):
        _raise(city, actor=a_steward(city.building), reporter=other)


def test_ones_own_matter_does_not_come_by_the_door(city):
    with pytest.raises(actions.CaseRefused):
        _raise(city, channel=Channel.DOOR)


def test_a_resident_cannot_enter_a_case_for_somebody_else(city):
    other = person_of(a_neighbour(city.unit, "王一"))
    with pytest.raises(actions.NobodyLeads):
        _raise(city, channel=Channel.DOOR, reporter=other)
    assert not Case.objects.exists()


def test_naming_oneself_as_reporter_is_the_same_as_naming_nobody(city):
    tian = a_neighbour(city.unit)
    case = _raise(city, actor=tian, reporter=person_of(tian))
    assert (case.status, case.reporter_id) == ("raised", tian.person_id)


def test_whoever_receives_a_case_leads_it(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.acknowledge(case=case, actor=steward, now=NOON + HOUR)
    case = fresh(case)
    assert (case.status, case.acknowledged_at) == ("acknowledged", NOON + HOUR)
    assert (case.lead_post_id, case.lead_person_id) == (steward.post_id, steward.person_id)
    assert case.due_at == case.answer_by


def test_a_case_is_received_only_once(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    with pytest.raises(actions.NotNow):
        actions.acknowledge(case=case, actor=a_worker(city.community), now=NOON)
    assert fresh(case).lead_post_id == steward.post_id
    assert _kinds(case) == ["cases.case_raised", "cases.case_acknowledged"]


def test_a_case_in_hand_can_be_taken_over_by_a_colleague_but_not_by_its_lead_again(city):
    case = a_case(a_neighbour(city.unit), city.unit)
    steward, worker = a_steward(city.building), a_worker(city.community)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.take_lead(case=case, actor=steward, now=NOON + HOUR)
    assert (fresh(case).status, fresh(case).in_hand_at) == ("in_hand", NOON + HOUR)
    with pytest.raises(actions.NotNow):
        actions.take_lead(case=case, actor=steward, now=NOON + HOUR)
    actions.take_lead(case=case, actor=worker, now=NOON + 2 * HOUR)
    assert fresh(case).lead_post_id == worker.post_id
    last = journal.history(case.community_id, case.pk)[-1]
    assert last.data == {"case_id": case.pk, "post_id": worker.post_id}
    assert (last.before, last.after) == ({"status": "in_hand"}, {"status": "in_hand"})


def test_a_case_nobody_received_cannot_be_taken_in_hand(city):
    case = a_case(a_neighbour(city.unit), city.unit)
    with pytest.raises(actions.NotNow):
        actions.take_lead(case=case, actor=a_steward(city.building), now=NOON)


def test_a_note_moves_no_date(city):
    case = a_case(a_neighbour(city.unit), city.unit)
    actions.add_note(
        case=case,
        text=" 看过了 ",
        shown_to_reporter=True,
        actor=a_steward(city.building),
        now=NOON + HOUR,
    )
    assert _noted(case) == [("note", "看过了")]
    assert fresh(case).due_at == case.due_at


def test_a_note_without_words_is_refused(city):
    case = a_case(a_neighbour(city.unit), city.unit)
    with pytest.raises(actions.CaseRefused):
        actions.add_note(
            case=case, text=" ", shown_to_reporter=True, actor=a_steward(city.building), now=NOON
        )


def test_handing_to_the_council_keeps_the_lead_and_sets_the_next_word(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.hand_to_council(case=case, reason="后门要不要装门禁？", actor=steward, now=NOON + DAY)
    case = fresh(case)
    assert (case.status, case.handed_at, case.due_at) == (
        "deliberating",
        NOON + DAY,
        NOON + 8 * DAY,
    )
    assert case.lead_post_id == steward.post_id
    assert _noted(case) == [("hand", "后门要不要装门禁？")]
    last = journal.history(case.community_id, case.pk)[-1]
    assert last.data == {"case_id": case.pk, "compound_id": city.compound.pk}
    assert last.reason == "后门要不要装门禁？"


def test_while_the_council_discusses_each_word_to_the_reporter_sets_the_next_date(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.hand_to_council(case=case, reason="门禁", actor=steward, now=NOON)
    actions.add_note(case=case, text="内部", shown_to_reporter=False, actor=steward, now=NOON + DAY)
    assert fresh(case).due_at == NOON + 7 * DAY
    actions.add_note(
        case=case, text="周五开会", shown_to_reporter=True, actor=steward, now=NOON + DAY
    )
    assert fresh(case).due_at == NOON + 8 * DAY


def test_handing_on_without_words_too_early_or_without_a_courtyard_is_refused(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    with pytest.raises(actions.NotNow):
        actions.hand_to_council(case=case, reason="门禁", actor=steward, now=NOON)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    with pytest.raises(actions.CaseRefused):
        actions.hand_to_council(case=case, reason="", actor=steward, now=NOON)
    alone = a_place(city.community, "building", "沿街1栋")
    case = a_case(a_neighbour(alone), alone)
    actions.acknowledge(case=case, actor=a_worker(city.community), now=NOON)
    with pytest.raises(actions.CaseRefused):
        actions.hand_to_council(case=case, reason="门禁", actor=a_worker(city.community), now=NOON)


def test_an_answer_waits_for_the_reporter_and_nothing_is_due(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.answer(case=case, text="锁换好了。", actor=a_worker(city.community), now=NOON + DAY)
    case = fresh(case)
    assert (case.status, case.answered_at, case.due_at) == ("answered", NOON + DAY, None)
    assert case.lead_post_id == steward.post_id
    assert _noted(case) == [("answer", "锁换好了。")]


def test_the_first_who_is_asked_may_settle_it_at_once(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    actions.answer(case=case, text="锁换好了。", actor=steward, now=NOON + HOUR)
    case = fresh(case)
    assert (case.acknowledged_at, case.lead_post_id) == (NOON + HOUR, steward.post_id)
    assert _kinds(case) == ["cases.case_raised", "cases.case_answered"]


def test_an_answer_without_words_or_a_second_one_is_refused(city):
    case, steward = a_case(a_neighbour(city.unit), city.unit), a_steward(city.building)
    with pytest.raises(actions.CaseRefused):
        actions.answer(case=case, text="", actor=steward, now=NOON)
    actions.answer(case=case, text="好了", actor=steward, now=NOON)
    with pytest.raises(actions.NotNow):
        actions.answer(case=case, text="好了", actor=steward, now=NOON)


def test_only_the_one_who_asked_confirms(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    case = a_case(tian, city.unit)
    with pytest.raises(actions.NotNow):
        actions.confirm(case=case, actor=tian, now=NOON)
    actions.answer(case=case, text="好了", actor=steward, now=NOON)
    with pytest.raises(actions.NotTheReporter):
        actions.confirm(case=case, actor=steward, now=NOON)
    actions.confirm(case=case, actor=tian, now=NOON + DAY)
    assert (fresh(case).status, fresh(case).confirmed_at) == ("confirmed", NOON + DAY)
    with pytest.raises(actions.NotNow):
        actions.confirm(case=case, actor=tian, now=NOON + DAY)


def test_what_is_not_solved_is_open_again_under_the_same_lead(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    case = a_case(tian, city.unit)
    actions.answer(case=case, text="好了", actor=steward, now=NOON)
    with pytest.raises(actions.NotTheReporter):
        actions.reopen(case=case, reason="没好", actor=steward, now=NOON)
    with pytest.raises(actions.CaseRefused):
        actions.reopen(case=case, reason="", actor=tian, now=NOON)
    actions.reopen(case=case, reason="又坏了", actor=tian, now=NOON + DAY)
    case = fresh(case)
    assert (case.status, case.answered_at, case.reopened_at) == ("reopened", None, NOON + DAY)
    assert (case.due_at, case.lead_post_id) == (NOON + 8 * DAY, steward.post_id)
    assert _noted(case) == [("answer", "好了"), ("reopen", "又坏了")]
    entry = journal.history(case.community_id, case.pk)[-1]
    assert (entry.kind, entry.reason) == ("cases.case_reopened", "")  # it forgets nothing
    with pytest.raises(actions.NotNow):
        actions.reopen(case=case, reason="又坏了", actor=tian, now=NOON + DAY)
    actions.answer(case=case, text="换了新锁", actor=steward, now=NOON + 2 * DAY)
    actions.confirm(case=case, actor=tian, now=NOON + 3 * DAY)


def test_a_refusal_is_a_sentence_in_the_language_of_the_page(city, settings):
    case = a_case(a_neighbour(city.unit), city.unit)
    with pytest.raises(actions.NotNow) as refusal:
        actions.take_lead(case=case, actor=a_steward(city.building), now=NOON)
    assert str(refusal.value).endswith((".", "。"))


def test_no_fact_carries_words_or_names(city):
    tian, steward = a_neighbour(city.unit), a_steward(city.building)
    case = a_case(tian, city.unit)
    actions.acknowledge(case=case, actor=steward, now=NOON)
    actions.hand_to_council(case=case, reason="门禁", actor=steward, now=NOON)
    for entry in Entry.objects.filter(kind__startswith="cases."):
        assert all(
            isinstance(value, int) or value in list(Category) for value in entry.data.values()
        )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"status": "lost", "lead_post_id": 1, "lead_person": F("reporter")},
            id="case_status_known",
        ),
        pytest.param({"due_at": None}, id="case_open_has_next_date"),
        pytest.param({"answered_at": NOON}, id="case_answered_has_moment"),
        pytest.param({"confirmed_at": NOON}, id="case_confirmed_has_moment"),
        pytest.param({"status": "acknowledged"}, id="case_received_has_lead"),
        pytest.param({"lead_post_id": 1, "status": "acknowledged"}, id="case_lead_is_whole"),
        pytest.param({"channel": "door"}, id="case_entered_by_whom"),
    ],
)
def test_the_database_refuses_a_case_that_cannot_be(city, changes, request):
    case = a_case(a_neighbour(city.unit), city.unit)
    name = request.node.callspec.id
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Case.objects.filter(pk=case.pk, community_id=case.community_id).update(**changes)


def test_the_database_refuses_a_number_twice(city):
    tian = a_neighbour(city.unit)
    first, second = a_case(tian, city.unit), a_case(tian, city.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=second.pk, community_id=second.community_id).update(
            number=first.number
        )


def test_the_database_refuses_two_numberings_of_a_community(city):
    a_case(a_neighbour(city.unit), city.unit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Numbering.objects.create(id=new_id(), community_id=city.community.pk)


def test_rows_say_what_they_are_without_words_of_people(city):
    case = a_case(a_neighbour(city.unit), city.unit)
    note = actions.add_note(
        case=case, text="x", shown_to_reporter=False, actor=a_steward(city.building),
        now=NOON + timedelta(hours=1),
    )  # fmt: skip
    assert str(case) == "case 1"
    assert str(note) == f"note {note.pk}"
    assert str(Numbering.objects.get()) == f"{city.community.pk}: 1"
    assert NoteKind(note.kind) is NoteKind.NOTE
    assert Status(case.status) is Status.RAISED
