"""Publishing, revising, objecting, answering, taking effect: every refusal."""

from datetime import timedelta
from typing import Any

import pytest

from linli.foundation.kernel import journal
from linli.foundation.kernel.models import Entry
from linli.foundation.people.rules import PostKind
from linli.foundation.people.tests.build import as_actor
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.register import actions, rules
from linli.mechanisms.register.models import Notice, NoticeVersion, Objection
from linli.mechanisms.register.rules import NoticeKind
from linli.mechanisms.register.tests.build import (
    AFTER,
    BODY,
    DATA,
    LAST,
    NOON,
    a_notice,
    an_answer,
    an_objection,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def notice(city):
    return a_notice(city.compound)


@pytest.fixture
def leader(city):
    return as_actor(PostKind.GROUP_LEADER, city.compound)


def revised(notice, leader, **changes):
    values = {
        "title": notice.title, "body": BODY + "\n\n夜里不施工。", "data": DATA, "days": 7,
        "actor": leader, "now": LAST,
    }  # fmt: skip
    return actions.revise_notice(notice=notice, **values | changes)


def last_fact(notice):
    return journal.history(notice.community_id, notice.pk)[-1]


def test_a_notice_stands_to_the_end_of_its_last_day_under_a_fingerprint(notice, city):
    assert (notice.place, notice.compound_id) == (city.compound, city.compound.pk)
    assert (notice.starts_at, notice.ends_at, notice.version) == (NOON, LAST, 1)
    assert (notice.needs_effect, notice.took_effect_at) == (True, None)
    version = NoticeVersion.objects.get()
    assert (version.number, version.body, version.data) == (1, BODY, DATA)
    assert last_fact(notice).data == {
        "notice_id": notice.pk,
        "notice_kind": "plan",
        "version": 1,
        "fingerprint": version.fingerprint,
    }


def test_the_fingerprint_can_be_made_again_by_anybody(notice):
    version = NoticeVersion.objects.get()
    assert version.fingerprint == rules.fingerprint({
        "notice": notice.pk, "place": notice.place_id, "kind": "plan", "number": 1,
        "title": version.title, "body": version.body, "data": version.data,
        "published_at": version.published_at.isoformat(), "ends_at": version.ends_at.isoformat(),
    })  # fmt: skip


def test_a_result_only_informs(city):
    assert not a_notice(city.compound, kind=NoticeKind.RESULT).needs_effect


@pytest.mark.parametrize("empty", ["title", "body"])
def test_a_notice_without_words_is_refused_and_leaves_no_trace(city, leader, empty):
    before = Entry.objects.count()
    values = {"title": "公示", "body": "正文"} | {empty: " "}
    with pytest.raises(actions.NotPublished, match="标题和正文"):
        actions.publish_notice(
            place=city.compound, kind=NoticeKind.PLAN, data={}, days=7, actor=leader, now=NOON,
            **values,
        )  # fmt: skip
    assert not Notice.objects.exists()
    assert Entry.objects.count() == before


def test_a_revision_is_a_new_version_and_a_new_period(notice, leader):
    first = NoticeVersion.objects.get()
    new = revised(notice, leader, title="改过的方案")
    assert (new.version, new.title, new.starts_at) == (2, "改过的方案", LAST)
    assert rules.days_of(new.starts_at, new.ends_at) == 7
    kept = NoticeVersion.objects.get(number=1)
    assert (kept.body, kept.fingerprint) == (first.body, first.fingerprint)
    assert last_fact(new).kind == "register.notice_revised"
    assert last_fact(new).data["version"] == 2


def test_a_revision_without_a_change_is_refused(notice, leader):
    with pytest.raises(actions.NotPublished, match="没有变化"):
        revised(notice, leader, body=BODY)
    with pytest.raises(actions.NotPublished, match="标题和正文"):
        revised(notice, leader, body="")
    assert NoticeVersion.objects.count() == 1


def test_what_is_in_effect_is_not_revised(notice, leader):
    actions.take_effect(notice=notice, actor=leader, now=AFTER)
    with pytest.raises(actions.NotPublished, match="已经生效"):
        revised(notice, leader, now=AFTER)


def test_an_objection_is_filed_against_the_version_that_stands(notice, leader):
    objection = an_objection(revised(notice, leader), at=LAST)
    assert (objection.version, objection.answer, objection.upheld) == (2, "", None)
    assert last_fact(notice).data == {"notice_id": notice.pk, "objection_id": objection.pk}
    assert "门禁太贵" not in str(last_fact(notice).data)


def test_the_last_moment_of_the_period_takes_objections_and_the_next_does_not(notice):
    an_objection(notice, at=LAST)
    with pytest.raises(actions.NotRaised, match="时间已经过了"):
        an_objection(notice, at=AFTER)


def test_what_is_in_effect_takes_no_objections(notice, leader):
    actions.take_effect(notice=notice, actor=leader, now=AFTER)
    with pytest.raises(actions.NotRaised, match="时间已经过了"):
        an_objection(notice, at=LAST)


def test_an_objection_needs_words(notice, city):
    resident = as_actor(PostKind.RESIDENT, city.building)
    with pytest.raises(actions.NotRaised, match="用您自己的话"):
        actions.raise_objection(notice=notice, text="  ", actor=resident, now=NOON)


def test_one_objection_at_a_time_a_person(notice, city):
    resident = as_actor(PostKind.RESIDENT, city.building)
    first = actions.raise_objection(notice=notice, text="太贵", actor=resident, now=NOON)
    with pytest.raises(actions.NotRaised, match="还在答复中"):
        actions.raise_objection(notice=notice, text="太吵", actor=resident, now=NOON)
    an_answer(first, upheld=False)
    actions.raise_objection(notice=notice, text="太吵", actor=resident, now=NOON)
    assert Objection.objects.count() == 2


def test_an_answer_says_in_what_office_and_whether_it_was_right(notice):
    objection = an_answer(an_objection(notice), upheld=True, at=LAST)
    assert (objection.answered_at, objection.upheld) == (LAST, True)
    assert (objection.answered_by_kind, objection.answered_by_post_id is None) == (
        "group_leader",
        False,
    )
    assert last_fact(notice).data == {
        "notice_id": notice.pk,
        "objection_id": objection.pk,
        "upheld": True,
    }


def test_nobody_answers_twice_without_words_or_to_themselves(notice, leader):
    objection = an_objection(notice)
    answering: dict[str, Any] = {"objection": objection, "upheld": False, "now": NOON}
    with pytest.raises(actions.NotAnswered, match="看得懂"):
        actions.answer_objection(answer=" ", actor=leader, **answering)
    an_answer(objection, upheld=False)
    with pytest.raises(actions.NotAnswered, match="已经答复过"):
        actions.answer_objection(answer="再答", actor=leader, **answering)
    own = actions.raise_objection(notice=notice, text="我反对", actor=leader, now=NOON)
    with pytest.raises(actions.NotAnswered, match="自己提的"):
        actions.answer_objection(objection=own, answer="驳回", upheld=False, actor=leader, now=NOON)


def test_nothing_takes_effect_before_its_period_ends_and_nothing_twice(notice, leader):
    with pytest.raises(actions.NotInEffect, match="还没有结束"):
        actions.take_effect(notice=notice, actor=leader, now=LAST)
    done = actions.take_effect(notice=notice, actor=leader, now=AFTER)
    assert done.took_effect_at == AFTER
    assert last_fact(notice).data == {"notice_id": notice.pk, "notice_kind": "plan"}
    with pytest.raises(actions.NotInEffect, match="已经生效"):
        actions.take_effect(notice=notice, actor=leader, now=AFTER)


@pytest.mark.parametrize(
    "forged",
    [
        pytest.param({"ends_at": AFTER - timedelta(days=3)}, id="a shorter period"),
        pytest.param({"title": "别的方案"}, id="another title"),
        pytest.param({"version": 7}, id="another version"),
    ],
)
def test_a_notice_changed_past_the_product_does_not_take_effect(notice, leader, forged):
    Notice.objects.filter(pk=notice.pk).update(**forged)
    with pytest.raises(actions.NoticeTampered):
        actions.take_effect(notice=notice, actor=leader, now=AFTER)
    assert Notice.objects.get().took_effect_at is None


def test_nothing_takes_effect_over_an_unanswered_objection(notice, leader):
    objection = an_objection(notice)
    with pytest.raises(actions.NotInEffect, match="没有答复"):
        actions.take_effect(notice=notice, actor=leader, now=AFTER)
    an_answer(objection, upheld=False)
    assert actions.take_effect(notice=notice, actor=leader, now=AFTER).took_effect_at == AFTER


def test_an_upheld_objection_asks_for_a_revision_whose_period_begins_anew(notice, leader):
    an_answer(an_objection(notice), upheld=True)
    with pytest.raises(actions.NotInEffect, match="修改后的版本"):
        actions.take_effect(notice=notice, actor=leader, now=AFTER)
    new = revised(notice, leader, now=AFTER)
    with pytest.raises(actions.NotInEffect, match="还没有结束"):
        actions.take_effect(notice=new, actor=leader, now=new.ends_at)
    later = new.ends_at + (AFTER - LAST)
    assert actions.take_effect(notice=new, actor=leader, now=later).took_effect_at == later


def test_what_only_informs_does_not_take_effect(city, leader):
    result = a_notice(city.compound, kind=NoticeKind.RESULT)
    with pytest.raises(actions.NotInEffect, match="只是告知"):
        actions.take_effect(notice=result, actor=leader, now=AFTER)
