"""No words, names or numbers of people get into the log with an error of the database."""

import logging

import pytest
from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction

from linli.foundation.kernel.logs import LEFT_OUT, WithoutRows
from linli.foundation.kernel.models import Answer
from linli.foundation.kernel.tests.test_writing import NOON

WORDS = "田小雨住 402\n电话 19900001234"


class Refusal(Exception):
    """What psycopg raises; Django raises its own from it."""

    sqlstate = "23505"


class Unreadable(Refusal):
    """A value that is none of its type."""

    sqlstate = "22P02"


def logged(act):
    with pytest.raises(Exception) as raised:  # noqa: PT011  whatever it is, it is logged
        act()
    error = raised.value
    told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "Oh", (), told)
    return WithoutRows("%(message)s").format(record)


def raises(kind, cause, said):
    def act():
        try:
            raise cause(said)
        except Refusal as error:
            raise kind(said) from error

    return act


def test_the_row_that_was_refused_is_not_logged():
    said = f'duplicate key violates "answer_one_per_key"\nDETAIL:  Key (body)=({WORDS}) exists.'
    text = logged(raises(IntegrityError, Refusal, said))
    assert text.count('duplicate key violates "answer_one_per_key"') == 2
    assert "in act" in text, "where it happened stays"
    for word in ("DETAIL", "田小雨", "1990000"):
        assert word not in text


def test_a_value_that_cannot_be_read_is_not_logged():
    said = 'invalid input syntax for type bigint: "19900001234"'
    text = logged(raises(DataError, Unreadable, said))
    assert "1990000" not in text
    assert text.count(LEFT_OUT) == 2


def test_other_errors_are_logged_whole():
    def act():
        raise ValueError("two\nlines")

    assert "ValueError: two\nlines" in logged(act)


def test_an_error_without_words_and_one_that_caused_itself_are_logged():
    def act():
        error = IntegrityError()
        error.__cause__ = error
        raise error

    assert "IntegrityError" in logged(act)


@pytest.mark.django_db
def test_what_the_engine_in_use_says_of_a_row_is_not_logged():
    def act():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO kernel_answer (id, community_id, account_id, key, fingerprint, "
                "status, location, body, answered_at) VALUES (1, 4, 1, 'k', 'f', NULL, '', %s, %s)",
                [WORDS, connection.ops.adapt_datetimefield_value(NOON)],
            )

    text = logged(act)
    assert "status" in text
    assert not [word for word in ("田小雨", "1990000", "DETAIL") if word in text]
    assert not Answer.objects.exists()


def test_the_log_of_the_server_is_written_so():
    named = settings.LOGGING["formatters"]["line"]["class"]
    assert named == f"{WithoutRows.__module__}.{WithoutRows.__qualname__}"
