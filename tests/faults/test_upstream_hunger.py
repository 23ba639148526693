"""An upstream that wants our memory or our time, with the product's own numbers and in processes of their own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from backend.core.models import Question
from backend.imports.models import ImportJob, JobState
from backend.test_common.fault_server import Response, endless_stream, gzip_bomb, slow_body, throttled
from backend.test_common.people import make_user
from backend.test_common.processes import Process, wait_until
from tests.faults import sabotage_upstream as sabotage
from tests.faults.house import (
    BOTH_WAYS,
    BY_QUEUE,
    Caller,
    House,
    assert_all_is_well,
    begin,
    send_again,
    wait_for,
    wait_for_claim,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

MEGABYTE = 2**20
GREEDY = {
    "an endless body": (endless_stream(), "upstream_too_large"),
    "a bomb": (gzip_bomb(), "upstream_too_large"),
    "a deep body": (Response(body="[" * 5_000_000), "upstream_invalid_response"),
    "a list of numbers": (Response(body={"data": list(range(90_000))}), "upstream_too_large"),
    "a list of nothings": (Response(body='{"data": [' + "[]," * 1_700_000 + "[]]}"), "upstream_too_large"),
}


TELLS_PEAKS = pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="Linux alone tells the peak of a process"
)


@TELLS_PEAKS
@BOTH_WAYS
@pytest.mark.parametrize("name", GREEDY)
def test_a_greedy_answer_costs_a_worker_little_memory(house: House, alice, charlie, name: str) -> None:
    fault, code = GREEDY[name]
    job, growth = fed(house, alice, charlie, fault, house.worker())
    assert (job.state, job.error_code, job.read_count) == (JobState.QUEUED, code, 25)
    assert growth < 32 * MEGABYTE


@TELLS_PEAKS
@BY_QUEUE
def test_without_the_limit_a_bomb_fills_the_memory_and_it_is_seen(house: House, alice, charlie) -> None:
    worker = house.worker(sabotage=sabotage.without_a_limit_of_size)
    _, growth = fed(house, alice, charlie, gzip_bomb(), worker)
    assert growth > 150 * MEGABYTE


def fed(house: House, user, other, fault: Response, worker: Process) -> tuple[ImportJob, int]:
    """The job that met this answer on its second page, and by how many bytes its worker grew meanwhile."""
    house.upstream.make_history("bob", 100)
    wait_for(begin(other), JobState.COMPLETED)
    Path(f"/proc/{worker.pid}/clear_refs").write_text("5")
    before = worker.memory("VmRSS")
    house.upstream.fault(1, fault, times=None)
    job = begin(user)
    wait_until(ImportJob.objects.filter(pk=job.pk).exclude(error_code="").exists, "the error of the job")
    job.refresh_from_db()
    assert worker.running
    return job, worker.memory("VmHWM") - before


@BY_QUEUE
def test_a_job_that_has_to_wait_does_not_keep_its_worker_from_the_next(house: House, alice, charlie) -> None:
    house.worker()
    other = served_after_a_throttle(house, alice, charlie, seconds=20)
    assert other.state == JobState.COMPLETED and other.read_count == 50


@BY_QUEUE
def test_were_the_throttle_waited_for_in_place_the_next_would_wait_and_it_is_seen(
    house: House, alice, charlie
) -> None:
    house.worker(sabotage=sabotage.patient_with_throttles)
    with pytest.raises(AssertionError, match="still not: job"):
        served_after_a_throttle(house, alice, charlie, seconds=3)


def served_after_a_throttle(house: House, user, other, *, seconds: float) -> ImportJob:
    """The job of somebody else whose message comes behind the one of a job that is asked to wait."""
    house.upstream.make_history("bob", 100)
    house.upstream.make_history("rob", 50)
    # A second more than a worker waits for in place.
    house.upstream.fault(lambda request: "/bob/" in request.path, throttled("21"), times=None)
    first = begin(user, "bob")
    wait_for_claim(first, 1)
    return wait_for(begin(other, "rob"), JobState.COMPLETED, seconds=seconds)


@BY_QUEUE
@pytest.mark.deep
def test_a_body_that_trickles_holds_a_worker_no_longer_than_a_page_may_take(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 100)
    house.upstream.fault(2, slow_body(0.8), times=None)
    house.worker()
    job = begin(alice)
    wait_for_claim(job, 1)
    started = time.monotonic()
    job = wait_for(job, JobState.QUEUED, error="upstream_timeout", seconds=40)
    assert 14 < time.monotonic() - started < 27 and job.read_count == 50
    house.upstream.heal()
    ImportJob.objects.filter(pk=job.pk).update(not_before=None)
    send_again(job)
    assert_all_is_well(alice, kata, wait_for(job, JobState.COMPLETED))


def test_a_body_that_trickles_is_cut_off_within_the_twenty_seconds_of_a_request(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 100)
    house.upstream.fault(2, slow_body(0.8), times=None)
    api = house.client(house.web(), alice)
    started = time.monotonic()
    answer = api.post("/import/codewars/", json={"username": "bob"})
    assert 14 < time.monotonic() - started < 20.5
    assert answer.status_code == 504 and answer.json()["errors"][0]["code"] == "upstream_timeout"
    assert answer.json()["job"]["counts"]["read"] == Question.objects.count() == 50
    house.upstream.heal()
    assert api.post("/import/codewars/", json={"username": "bob"}).status_code == 200
    assert_all_is_well(alice, kata, *ImportJob.objects.all())


def test_while_one_upstream_holds_a_thread_the_others_are_served(house: House, alice) -> None:
    house.upstream.make_history("bob", 100)
    gate = house.upstream.hold_page(1)
    web = house.web(threads=2)
    caller = Caller(house.client(web, alice), "bob")
    gate.wait()
    other = house.client(web, make_user("dora"))
    started = time.monotonic()
    assert other.get("/api/questions/").status_code == 200
    assert time.monotonic() - started < 2
    gate.open()
    caller.join()
