"""An upstream that asks us to wait: for a moment it is waited in place, for longer the job waits and nobody else."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone

from backend.imports.models import ImportJob, JobState
from backend.test_common.fault_server import Response, throttled
from tests.faults.asking import PAGE, Asking
from tests.faults.house import assert_all_is_well

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("hasty")]

SIX_HOURS = 6 * 3600
LAST_YEAR = "Wed, 01 Jan 2025 00:00:00 GMT"

# What Retry-After says, and how many seconds later the job is due.
LONG = {"86400": SIX_HOURS, "9999999999": SIX_HOURS, "9" * 40: SIX_HOURS, "120": 120}
NONSENSE = ["-1", "soon", "1.5e3", LAST_YEAR, "Thu, 99 Foo 2026 25:61:61 GMT", "5 5"]


@pytest.mark.parametrize("header", LONG)
def test_a_person_is_told_when_to_come_back_and_the_job_waits(asking: Asking, header: str) -> None:
    asking.upstream.fault(1, throttled(header), times=None)
    answer = asking.ask()
    asking.assert_answer(answer, 503, "upstream_rate_limited", read=PAGE, state="queued")
    assert int(answer["Retry-After"]) == pytest.approx(LONG[header], abs=10)
    assert len(asking.upstream.calls) == 2
    assert_due_in(ImportJob.objects.get(), LONG[header])


@pytest.mark.parametrize("header", LONG)
def test_a_worker_puts_the_job_off_and_is_free_at_once(asking: Asking, header: str) -> None:
    asking.upstream.fault(1, throttled(header), times=None)
    started = time.monotonic()
    job = asking.work()
    assert time.monotonic() - started < 3
    asking.assert_put_off(job, "upstream_rate_limited", read=PAGE)
    assert_due_in(job, LONG[header])
    asking.heal()
    job = asking.work_again(job)
    assert (job.state, job.attempts) == (JobState.COMPLETED, 2)
    assert_all_is_well(asking.user, asking.kata, job)


@pytest.mark.parametrize("header", NONSENSE)
def test_a_retry_after_that_makes_no_sense_counts_as_none(asking: Asking, header: str) -> None:
    asking.upstream.fault(1, throttled(header), times=None)
    answer = asking.ask()
    asking.assert_answer(answer, 503, "upstream_rate_limited", read=PAGE, state="queued")
    assert len(asking.upstream.calls) == 1 + 3
    assert_due_in(ImportJob.objects.get(), 30)


def test_a_date_to_come_back_at_is_understood(asking: Asking) -> None:
    asking.upstream.fault(1, throttled(format_datetime(datetime.now(UTC) + timedelta(hours=1))), times=None)
    asking.assert_answer(asking.ask(), 503, "upstream_rate_limited", read=PAGE, state="queued")
    assert_due_in(ImportJob.objects.get(), 3600)


@pytest.mark.parametrize("header", ["-1", "soon", "0"])
def test_after_a_short_throttle_the_import_goes_on_as_if_nothing_had_been(
    asking: Asking, header: str
) -> None:
    asking.upstream.fault(1, throttled(header), times=2)
    assert asking.ask().status_code == 200
    assert_all_is_well(asking.user, asking.kata, ImportJob.objects.get())


def test_five_seconds_are_waited_for_in_the_request(asking: Asking) -> None:
    asking.upstream.fault(1, throttled("5"))
    started = time.monotonic()
    assert asking.ask().status_code == 200
    assert 5 <= time.monotonic() - started < 15
    assert_all_is_well(asking.user, asking.kata, ImportJob.objects.get())


def test_without_a_retry_after_the_platforms_own_pause_is_kept(asking: Asking) -> None:
    asking.upstream.fault(1, throttled(None), times=None)
    asking.assert_answer(asking.ask(), 503, "upstream_rate_limited", read=PAGE, state="queued")
    assert_due_in(ImportJob.objects.get(), 30)


def test_a_503_that_asks_for_a_long_wait_is_a_throttle_too(asking: Asking) -> None:
    asking.upstream.fault(1, Response(503, headers={"Retry-After": "600"}), times=None)
    asking.assert_answer(asking.ask(), 503, "upstream_rate_limited", read=PAGE, state="queued")
    assert_due_in(ImportJob.objects.get(), 600)


def test_who_asks_again_meanwhile_joins_the_waiting_job_and_calls_nobody(asking: Asking) -> None:
    asking.upstream.fault(1, throttled("600"), times=None)
    first = asking.ask().json()["job"]
    again = asking.ask()
    assert (again.status_code, again.json()["id"]) == (202, first["id"])
    assert again.json()["error"]["retry_at"] == first["not_before"]
    assert len(asking.upstream.calls) == 2


def assert_due_in(job: ImportJob, seconds: float) -> None:
    __tracebackhide__ = True
    assert job.not_before is not None
    assert (job.not_before - timezone.now()).total_seconds() == pytest.approx(seconds, abs=10)
