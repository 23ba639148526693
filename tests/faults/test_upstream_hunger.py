"""An upstream that wants our memory or our time, with the product's own numbers and in processes of their own."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from backend.core.models import Question
from backend.imports.models import ImportJob, JobState
from backend.test_common.fault_server import Response, endless_stream, gzip_bomb, slow_body
from backend.test_common.people import make_user
from tests.faults.house import Caller, House, assert_all_is_well, begin, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

MEGABYTE = 2**20
GREEDY = {
    "an endless body": (endless_stream(), "upstream_too_large"),
    "a bomb": (gzip_bomb(), "upstream_too_large"),
    "a deep body": (Response(body="[" * 5_000_000), "upstream_invalid_response"),
    "a list of numbers": (Response(body={"data": list(range(90_000))}), "upstream_too_large"),
    "a list of nothings": (Response(body='{"data": [' + "[]," * 1_700_000 + "[]]}"), "upstream_too_large"),
}


@pytest.mark.skipif(
    not Path("/proc/self/clear_refs").exists(), reason="Linux alone tells the peak of a process"
)
@pytest.mark.parametrize("name", GREEDY)
def test_a_greedy_answer_costs_a_worker_little_memory(house: House, alice, charlie, name: str) -> None:
    house.upstream.make_history("bob", 100)
    worker = house.worker()
    wait_for(begin(charlie), JobState.COMPLETED)
    Path(f"/proc/{worker.pid}/clear_refs").write_text("5")
    before = worker.memory("VmRSS")
    fault, code = GREEDY[name]
    house.upstream.fault(1, fault, times=None)
    job = wait_for(begin(alice), JobState.QUEUED, error=code)
    assert worker.memory("VmHWM") - before < 32 * MEGABYTE
    assert worker.running and job.read_count == 25


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
