"""Transactions that the database gives up for another's sake: they are done again, and both succeed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction

from backend.accounts.models import User
from backend.imports.models import ImportJob, JobState
from backend.profiles.models import PlatformState
from backend.test_common.processes import Process
from tests.faults import queue_sabotage
from tests.faults.house import BY_QUEUE, House, assert_all_is_well, begin, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), BY_QUEUE]

GAVE_WAY = "gave way to another transaction"
OPTIONS = django_settings.DATABASES["default"].get("OPTIONS", {})
# PostgreSQL ends the transaction that has waited for so long first: the worker's, and never the test's.
SOON = {"OPTIONS": {**OPTIONS, "options": f"{OPTIONS.get('options', '')} -c deadlock_timeout=1500ms"}}
LATE = "SET LOCAL deadlock_timeout = '60s'; SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0"
# Within the server: the circle is closed at once, however busy the machine is.
CLOSE_THE_CIRCLE = """
DO $$ BEGIN
    WHILE NOT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))) LOOP
        PERFORM pg_sleep(0.005);
    END LOOP;
    PERFORM FROM accounts_user WHERE id = {user_id} FOR NO KEY UPDATE;
END $$
"""


def test_a_deadlock_over_what_all_share_is_solved_within_the_claim(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 50)
    job, worker = deadlocked(house, alice)
    job = wait_for(job, JobState.COMPLETED)
    assert worker.output().count(GAVE_WAY) == 1
    assert job.attempts == 1 and "the database is away" not in worker.output()
    assert_all_is_well(alice, kata, job)


def test_who_never_gives_way_needs_another_claim_and_it_is_seen(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 50)
    job, worker = deadlocked(house, alice, sabotage=queue_sabotage.never_gives_way, IMPORT_LEASE_SECONDS=2)
    job = wait_for(job, JobState.COMPLETED)
    assert job.attempts > 1 and "the database is away" in worker.output()
    assert_all_is_well(alice, kata, job)


def deadlocked(house: House, user: User, **options: Any) -> tuple[ImportJob, Process]:
    """The worker has its user's journal and wants the platform's row; we have that row, and want the journal."""
    PlatformState.objects.create(slug="codewars", failing={"somebody": 1.0})
    job = begin(user)
    with transaction.atomic():
        PlatformState.objects.select_for_update().get()
        worker = house.worker(place=SOON, **{"IMPORT_LEASE_SECONDS": 20, **options})
        with connection.cursor() as cursor:
            cursor.execute(LATE)
            cursor.execute(CLOSE_THE_CIRCLE.format(user_id=user.pk))
    return job, worker


# --- Serialization ------------------------------------------------------------------------------------------------


@pytest.fixture
def conflict_at(house: House) -> Iterator[None]:
    """`nextval` survives the rollback, so that only one write of the job is refused, however often it is tried."""
    with connection.cursor() as cursor:
        cursor.execute("""
            CREATE SEQUENCE fault_turn;
            CREATE TABLE fault_at (turn bigint);
            CREATE FUNCTION refuse_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('fault_turn') IN (SELECT turn FROM fault_at) THEN
                    RAISE 'could not serialize access' USING ERRCODE = 'serialization_failure';
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER fault_turn BEFORE UPDATE ON imports_importjob
            FOR EACH ROW EXECUTE FUNCTION refuse_in_turn();
            """)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER fault_turn ON imports_importjob; DROP FUNCTION refuse_in_turn")
        cursor.execute("DROP TABLE fault_at; DROP SEQUENCE fault_turn")


@pytest.mark.parametrize("turn", [1, 2, 4, 6], ids=["claim", "first page", "third page", "end"])
def test_a_write_that_cannot_be_serialized_is_done_again_and_counts_once(
    house: House, conflict_at, alice, turn: int
) -> None:
    kata = house.upstream.make_history("bob", 100)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO fault_at VALUES (%s)", [turn])
    job = begin(alice)
    worker = house.worker(IMPORT_LEASE_SECONDS=20)
    job = wait_for(job, JobState.COMPLETED)
    assert worker.output().count(GAVE_WAY) == 1
    assert (job.attempts, len(house.upstream.list_calls())) == (1, 4)
    assert_all_is_well(alice, kata, job)
