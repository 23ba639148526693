"""SIGTERM, as a deployment sends it: the process leaves in time, with success, and the work goes on later."""

from __future__ import annotations

import time

import pytest

from backend.imports.models import ImportJob, JobState
from backend.test_common.processes import Process
from tests.faults.house import Caller, House, assert_all_is_well, begin, wait_for, wait_for_claim

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

# What a deployment gives a process before it kills it.
GRACE_SECONDS = 10


def test_a_worker_without_work_leaves_at_once(house: House, alice) -> None:
    house.upstream.make_history("bob", 10)
    worker = house.cold_worker()
    wait_for(begin(alice), JobState.COMPLETED)
    assert stopped(worker) < 2


def test_a_worker_in_the_middle_of_an_import_ends_its_page_and_hands_the_job_on(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    house.upstream.delay = 0.1
    job = begin(alice)
    worker = house.cold_worker()
    wait_for_claim(job, 1)
    time.sleep(0.35)
    assert stopped(worker) < 3
    job.refresh_from_db()
    assert (job.state, job.lease_until, job.events[-1]["kind"]) == (JobState.QUEUED, None, "continued")
    assert 0 < job.read_count < 300
    house.worker()
    job = wait_for(job, JobState.COMPLETED)
    assert job.attempts == 2
    assert_all_is_well(alice, kata, job)


def test_a_worker_whose_upstream_hangs_still_leaves_in_time(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(4)
    job = begin(alice)
    worker = house.cold_worker()
    gate.wait()
    assert stopped(worker) < GRACE_SECONDS
    gate.open()
    house.worker()
    job = wait_for(job, JobState.COMPLETED)
    assert job.attempts == 2
    assert_all_is_well(alice, kata, job)


def test_an_import_whose_web_server_is_stopped_goes_on_in_the_worker(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    house.upstream.delay = 0.2
    web = house.web()
    request = Caller(house.client(web, alice), "bob")
    gate = house.upstream.hold_page(3)
    gate.wait()
    web.terminate()
    assert web.wait(GRACE_SECONDS) == 0
    gate.open()
    request.join()
    house.upstream.delay = 0.0
    house.worker()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    assert_all_is_well(alice, kata, job)


def stopped(worker: Process) -> float:
    """The seconds from SIGTERM to an end with success."""
    started = time.monotonic()
    worker.terminate()
    assert worker.wait(GRACE_SECONDS + 5) == 0, worker.output()
    return time.monotonic() - started
