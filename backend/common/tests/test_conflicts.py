"""A transaction that had to give way is done once more; nothing else is."""

import logging

import pytest
from django.db import OperationalError, connection, transaction

from backend.common.conflicts import again_on_conflict

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def failing(code, *, times):
    """A transaction that PostgreSQL itself ends with this code, so often."""
    tries = []

    @again_on_conflict
    def write(word):
        tries.append(word)
        with transaction.atomic(), connection.cursor() as cursor:
            if len(tries) <= times:
                cursor.execute(f"DO $$ BEGIN RAISE 'no' USING ERRCODE = '{code}'; END $$")
            return word

    return write, tries


@pytest.mark.parametrize("code", ["40P01", "40001"])
def test_who_gave_way_once_succeeds_and_a_line_says_so(code, caplog):
    write, tries = failing(code, times=1)
    with caplog.at_level(logging.INFO, "skilltracker.database"):
        assert write("here") == "here"
    assert tries == ["here", "here"]
    assert [record.code for record in caplog.records] == [code]


def test_who_gives_way_twice_tells_the_caller():
    write, tries = failing("40P01", times=2)
    with pytest.raises(OperationalError):
        write("here")
    assert len(tries) == 2


@pytest.mark.parametrize("code", ["57P01", "55P03"])
def test_a_database_that_shuts_down_or_a_lock_that_is_held_too_long_is_no_reason_to_repeat(code):
    write, tries = failing(code, times=1)
    with pytest.raises(OperationalError):
        write("here")
    assert len(tries) == 1


def test_within_a_transaction_of_the_callers_nothing_is_repeated():
    write, tries = failing("40P01", times=1)
    with pytest.raises(OperationalError), transaction.atomic():
        write("here")
    assert len(tries) == 1
