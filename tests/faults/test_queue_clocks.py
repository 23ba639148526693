"""Workers whose clocks are ten minutes wrong take work off a queue: leases and due times are the database's alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from backend.accounts.models import User
from backend.core.models import QuestionLog
from backend.imports.models import ImportJob, Issue, JobState
from backend.test_common.fault_server import throttled
from backend.test_common.processes import wait_until
from tests.faults import sabotage_upstream as sabotage
from tests.faults.house import (
    BY_QUEUE,
    House,
    assert_all_is_well,
    begin,
    send_again,
    wait_for,
    wait_for_idle,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

WRONG = [sabotage.clock_ahead, sabotage.clock_behind]


def now_of_the_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


@BY_QUEUE
@pytest.mark.parametrize("clock", WRONG)
def test_a_worker_whose_clock_is_wrong_imports_as_any_other(house: House, alice: User, clock: Any) -> None:
    kata = house.upstream.make_history("bob", 100)
    house.upstream.fault(2, throttled("21"))
    started = now_of_the_database()
    house.worker(sabotage=clock, patches={"backend.infrastructure.outbound:WORKER_RETRY_AFTER_WAIT": 0.0})
    waiting = wait_for(begin(alice), JobState.QUEUED, error="upstream_rate_limited")
    assert waiting.not_before is not None
    assert timedelta(seconds=20) < waiting.not_before - started < timedelta(seconds=40)
    ImportJob.objects.filter(pk=waiting.pk).update(not_before=None)
    send_again(waiting)
    job = wait_for(waiting, JobState.COMPLETED)
    assert job.started_at is not None and job.finished_at is not None
    assert started < job.started_at < job.finished_at < now_of_the_database()
    assert_all_is_well(alice, kata, job)


@BY_QUEUE
def test_whoever_holds_a_job_keeps_it_whatever_the_clocks_say(house: House, alice: User) -> None:
    assert claims_of_rivals(house, alice, sabotage.clock_behind, sabotage.clock_ahead) == 1


@BY_QUEUE
def test_were_leases_by_the_workers_clocks_the_job_would_be_taken_and_it_is_seen(
    house: House, alice: User
) -> None:
    first, second = sabotage.clock_behind_that_counts, sabotage.clock_ahead_that_counts
    assert claims_of_rivals(house, alice, first, second) == 2


def claims_of_rivals(house: House, user: User, holder: Any, rival: Any) -> int:
    """How often a job is claimed that one worker holds while its message comes to another one."""
    kata = house.upstream.make_history("bob", 100)
    gate = house.upstream.hold_page(2)
    job = begin(user)
    house.worker(sabotage=holder, IMPORT_LEASE_SECONDS=60)
    gate.wait()
    send_again(job)
    other = house.worker(sabotage=rival, IMPORT_LEASE_SECONDS=60)
    wait_until(lambda: acknowledged(other.output()) or claims(job) == 2, "the rival's decision")
    gate.open()
    assert_all_is_well(user, kata, wait_for(job, JobState.COMPLETED))
    return claims(job)


@BY_QUEUE
def test_a_job_that_waits_is_not_taken_early_by_a_clock_that_is_ahead(house: House, alice: User) -> None:
    assert claims_before_it_is_due(house, alice, sabotage.clock_ahead) == 1


@BY_QUEUE
def test_were_the_due_time_by_the_workers_clock_it_would_be_taken_early_and_it_is_seen(
    house: House, alice: User
) -> None:
    assert claims_before_it_is_due(house, alice, sabotage.clock_ahead_that_counts) == 2


def claims_before_it_is_due(house: House, user: User, clock: Any) -> int:
    house.upstream.make_history("bob", 100)
    house.upstream.fault(1, throttled("500"))
    honest = house.worker()
    job = wait_for(begin(user), JobState.QUEUED, error="upstream_rate_limited")
    honest.kill()
    send_again(job)
    early = house.worker(sabotage=clock)
    wait_until(lambda: acknowledged(early.output()) or claims(job) == 2, "what becomes of the message")
    return claims(job)


def acknowledged(log: str) -> bool:
    return "import not claimed, acknowledged" in log


def claims(job: ImportJob) -> int:
    return int(ImportJob.objects.values_list("attempts", flat=True).get(pk=job.pk))


@BY_QUEUE
@pytest.mark.parametrize("clock", WRONG)
def test_days_that_come_twice_or_rarely_are_kept_and_the_future_is_asked_about(
    house: House, alice: User, clock: Any
) -> None:
    """In Berlin 02:30 comes twice in that night of October; what is dated tomorrow may just be another zone's."""
    soon, later = (datetime.now(UTC).replace(microsecond=0) + timedelta(hours=hours) for hours in (12, 48))
    good = ["2024-02-29T23:59:59Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z", soon.isoformat()]
    for number, at in enumerate([*good, later.isoformat()]):
        house.upstream.add_kata("bob", id=f"odd-{number}", completedAt=at)
    house.worker(sabotage=clock)
    job = wait_for(begin(alice), JobState.NEEDS_REVIEW)
    stored = QuestionLog.objects.order_by("external_id").values_list("date_attempted", flat=True)
    assert list(stored) == [datetime.fromisoformat(at) for at in good]
    assert (job.invalid_count, Issue.objects.get().field) == (1, "solved_at")
    wait_for_idle()
