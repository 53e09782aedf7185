"""What the database itself refuses, whoever asks: by the ORM and by plain SQL (A23)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from linli.foundation.kernel.ids import new_id
from linli.foundation.people.tests.build import a_person
from linli.foundation.places.tests.build import a_city
from linli.mechanisms.voting import actions
from linli.mechanisms.voting.models import Ballot, RollEntry, Vote
from linli.mechanisms.voting.rules import Choice
from linli.mechanisms.voting.tests.build import CLOSES, NOON, a_council, a_vote, cast_all

pytestmark = pytest.mark.django_db

FROZEN = {
    "title": "别的题目",
    "question": "别的问题",
    "approval_numerator": 1,
    "approval_denominator": 4,
    "quorum_numerator": 1,
    "quorum_denominator": 2,
    "of_cast": True,
    "strict": True,
    "rule_source": "别的规则",
    "eligible": 2,
    "roll_digest": "0" * 64,
    "opened_at": CLOSES - timedelta(days=9),
    "closes_at": CLOSES + timedelta(days=1),
}
COUNTED = {
    "closed_at": CLOSES + timedelta(hours=2),
    "outcome": "rejected",
    "cast": 2,
    "approve": 1,
    "oppose": 1,
    "abstain": 1,
}


@pytest.fixture
def council():
    return a_council(a_city().community)


@pytest.fixture
def vote(council):
    return a_vote(council)


def in_raw_sql(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("column", FROZEN)
def test_no_rule_of_an_open_vote_changes_by_the_orm(vote, column):
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(**{column: FROZEN[column]})
    setattr(vote, column, FROZEN[column])
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        vote.save(update_fields=[column])


@pytest.mark.parametrize("column", FROZEN)
def test_no_rule_of_an_open_vote_changes_by_sql(vote, column):
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql(f'UPDATE voting_vote SET "{column}" = %s', FROZEN[column])  # noqa: S608


@pytest.mark.parametrize("column", COUNTED)
def test_no_outcome_of_a_closed_vote_changes(vote, council, column):
    cast_all(vote, council, approve=3)
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Vote.objects.filter(pk=vote.pk).update(**{column: COUNTED[column]})
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql(f'UPDATE voting_vote SET "{column}" = %s', COUNTED[column])  # noqa: S608


def test_a_closed_vote_is_never_opened_again(vote, council):
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql(
            "UPDATE voting_vote SET closed_at = NULL, outcome = '', \"cast\" = NULL, "
            "approve = NULL, oppose = NULL, abstain = NULL"
        )


def test_a_vote_is_never_deleted(vote):
    with pytest.raises(DatabaseError, match="frozen"):
        in_raw_sql("DELETE FROM voting_vote")


@pytest.mark.parametrize("model", [Ballot, RollEntry])
def test_ballots_and_roll_are_only_added_to(vote, council, model):
    cast_all(vote, council, approve=1)
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(community_id=vote.community_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.first().delete()
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql(f"DELETE FROM {table}")  # noqa: S608


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite only")
def test_no_ballot_is_replaced(vote, council):
    cast_all(vote, council, approve=1)
    with pytest.raises(DatabaseError, match="append-only"):
        in_raw_sql(
            "INSERT OR REPLACE INTO voting_ballot (id, community_id, vote_id, entry_id, choice, "
            "cast_at, account_id) SELECT id, community_id, vote_id, entry_id, 'oppose', cast_at, "
            "account_id FROM voting_ballot"
        )


def a_ballot(vote, *, at, entry_of=None):
    """Write a ballot past the product, by plain SQL."""
    entry = RollEntry.objects.filter(vote=entry_of or vote).order_by("pk")[0]
    in_raw_sql(
        "INSERT INTO voting_ballot (id, community_id, vote_id, entry_id, choice, cast_at, "
        "account_id) VALUES (%s, %s, %s, %s, 'approve', %s, 1)",
        new_id(), vote.community_id, vote.pk, entry.pk,
        connection.ops.adapt_datetimefield_value(at),
    )  # fmt: skip


def a_late_seat(vote):
    """Write a seat into the roll past the product, by plain SQL."""
    in_raw_sql(
        "INSERT INTO voting_rollentry (id, community_id, vote_id, post_id, person_id, label) "
        "SELECT %s, community_id, id, 7, %s, '9' FROM voting_vote WHERE id = %s",
        new_id(), a_person("外人").pk, vote.pk,
    )  # fmt: skip


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(NOON - timedelta(microseconds=1), id="before the opening"),
        pytest.param(CLOSES, id="at the deadline"),
        pytest.param(CLOSES + timedelta(days=1), id="after the deadline"),
    ],
)
def test_no_ballot_is_written_outside_the_time_of_the_vote(vote, at):
    with pytest.raises(IntegrityError, match="out of turn"):
        a_ballot(vote, at=at)
    a_ballot(vote, at=NOON)
    assert Ballot.objects.count() == 1


def test_no_ballot_is_written_into_a_closed_vote_however_it_is_dated(vote, council):
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with pytest.raises(IntegrityError, match="out of turn"):
        a_ballot(vote, at=NOON)


def test_no_seat_of_another_vote_is_written_into_this_one(vote, council):
    with pytest.raises(IntegrityError, match="out of turn"):
        a_ballot(vote, at=NOON, entry_of=a_vote(council))


def test_nobody_is_written_into_the_roll_once_somebody_has_voted(vote, council):
    cast_all(vote, council, approve=1)
    with pytest.raises(IntegrityError, match="too late"):
        a_late_seat(vote)


def test_nobody_is_written_into_the_roll_of_a_closed_vote(vote, council):
    actions.close_vote(vote=vote, actor=council.chair, now=CLOSES)
    with pytest.raises(IntegrityError, match="too late"):
        a_late_seat(vote)
    assert RollEntry.objects.filter(vote=vote).count() == 3


def test_a_seat_has_one_ballot(vote, council):
    cast_all(vote, council, approve=1)
    first = Ballot.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            community_id=vote.community_id, vote=vote, entry_id=first.entry_id,
            choice=Choice.OPPOSE, cast_at=first.cast_at, account_id=1,
        )  # fmt: skip


def test_a_ballot_says_one_of_three_things(vote):
    entry = RollEntry.objects.filter(vote=vote)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(
            community_id=vote.community_id, vote=vote, entry=entry, choice="maybe",
            cast_at=vote.opened_at, account_id=1,
        )  # fmt: skip


@pytest.mark.parametrize("same", ["post_id", "person_id", "label"])
def test_no_post_person_or_seat_stands_on_a_roll_twice(vote, council, same):
    first = RollEntry.objects.filter(vote=vote).order_by("pk").first()
    other = a_council(council.place, 1)
    values = {"post_id": 7, "person_id": other.people[0].pk, "label": "9 号席"}
    values[same] = getattr(first, same)
    with pytest.raises(IntegrityError), transaction.atomic():
        RollEntry.objects.create(community_id=vote.community_id, vote=vote, **values)


def counted(outcome, cast, approve, oppose, *, at=CLOSES):
    return {
        "closed_at": at, "outcome": outcome, "cast": cast, "approve": approve, "oppose": oppose,
        "abstain": 0,
    }  # fmt: skip


EARLY = CLOSES - timedelta(seconds=1)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"eligible": 0}, id="no seats"),
        pytest.param({"closes_at": None}, id="closes when it opens"),
        pytest.param({"approval_numerator": 0}, id="nothing to reach"),
        pytest.param({"approval_numerator": 4}, id="more than all"),
        pytest.param({"quorum_denominator": 0}, id="a share of nothing"),
        pytest.param({"quorum_numerator": 2}, id="a quorum over all"),
        pytest.param({"outcome": "passed"}, id="an outcome before the closing"),
        pytest.param({"approve": 2}, id="approvals before the closing"),
        pytest.param({"closed_at": CLOSES}, id="closed without a count"),
        pytest.param(counted("passed", None, None, None), id="closed with an empty count"),
        pytest.param(counted("passed", 2, 2, 1), id="a count that does not add up"),
        pytest.param(counted("passed", 4, 4, 0), id="more ballots than seats"),
        pytest.param(counted("?", 0, 0, 0), id="an unknown outcome"),
        pytest.param(counted("passed", 2, 2, 0, at=EARLY), id="closed before a seat had voted"),
    ],
)
def test_nonsense_votes_are_refused(vote, change):
    row = {
        field.attname: getattr(vote, field.attname)
        for field in Vote._meta.concrete_fields
        if not field.primary_key
    }
    row |= change
    row["closes_at"] = row["closes_at"] or row["opened_at"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(**row)
