"""A queue that is slow, refuses, hangs or is gone: a request is accepted in time, and what it asked for comes later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import requests
from django.db.models.functions import Now

from backend.accounts.models import User
from backend.imports.models import ImportJob, JobState
from backend.infrastructure.models import Outbox
from backend.test_common.api import LiveApi
from backend.test_common.aws import Queue
from backend.test_common.fault_server import Response
from backend.test_common.processes import Nursery, wait_until
from tests.faults import sabotage_sending as sabotage
from tests.faults.house import House, assert_all_is_well, wait_for
from tests.faults.sqs_wire import THROTTLED, SqsWire
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

SECONDS = 3.0
# Every probe asks, so that a test need not wait for the last answer to be forgotten.
ASKS_ALWAYS = {"backend.infrastructure.health:QUEUE_ANSWER_SECONDS": 0.0}
TRICKLE = Response(body=b"x" * 12, trickle=0.5)
Trouble = Callable[[SqsWire], None]


@pytest.fixture
def wire(sqs_queue: Queue) -> Iterator[SqsWire]:
    with SqsWire(sqs_queue) as wire:
        yield wire


@pytest.fixture
def home(trail: None, nursery: Nursery, upstream: Upstream, wire: SqsWire) -> Iterator[House]:
    """All of it talks to the queue over the wire; nobody relays yet."""
    house = House(nursery, upstream, wire)  # type: ignore[arg-type]
    yield house
    house.close()


def answering(response: Response) -> Trouble:
    def trouble(wire: SqsWire) -> None:
        wire.trouble = response

    return trouble


TROUBLES: dict[str, Trouble] = {
    "503": answering(Response(503, b"<html>busy</html>")),
    "throttled": answering(THROTTLED),
    "reset": answering(Response(raw=b"")),
    "hangs": answering(Response(delay=20)),
    "trickles": answering(TRICKLE),
    "gone": SqsWire.cut,
}


@pytest.mark.parametrize("name", TROUBLES)
def test_while_the_queue_is_in_trouble_an_import_is_accepted_in_time_and_comes_later(
    home: House, wire: SqsWire, alice: User, name: str
) -> None:
    kata = home.upstream.make_history("bob", 50)
    api = visitor(home, alice)
    TROUBLES[name](wire)
    answer, seconds = ask(api)
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert seconds < SECONDS
    assert readiness(api) == (503, "unavailable")
    assert wire.queue.size() == 0
    wire.mend()
    home.worker()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    assert_all_is_well(alice, kata, job)
    assert readiness(api) == (200, "ok")


def test_a_queue_that_takes_half_a_second_costs_a_request_no_more_than_that(
    home: House, wire: SqsWire, alice: User
) -> None:
    kata = home.upstream.make_history("bob", 50)
    api = visitor(home, alice)
    wire.delay = 0.5
    calls, (answer, seconds) = wire.cost_of(lambda: ask(api))
    assert (answer.status_code, calls) == (202, ["SendMessageBatch"])
    assert 0.5 < seconds < SECONDS
    assert wire.queue.size() == 1
    assert readiness(api) == (200, "ok")
    home.worker()
    assert_all_is_well(alice, kata, wait_for(ImportJob.objects.get(), JobState.COMPLETED))


def test_a_queue_that_was_deleted_gets_all_when_it_is_made_anew(
    home: House, wire: SqsWire, alice: User
) -> None:
    home.upstream.make_history("bob", 50)
    api = visitor(home, alice)
    sqs, name = wire.queue.server.sqs, wire.queue.url.rpartition("/")[2]
    sqs.delete_queue(QueueUrl=wire.queue.url)
    answer, seconds = ask(api)
    assert answer.status_code == 202 and seconds < SECONDS
    assert readiness(api) == (503, "unavailable")
    worker = home.worker()
    wait_until(lambda: "the queue is away" in worker.output(), "the worker to notice")
    assert sqs.create_queue(QueueName=name)["QueueUrl"] == wire.queue.url
    wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    assert worker.running and readiness(api) == (200, "ok")


def test_what_nobody_relays_for_two_minutes_shows_until_the_relay_has_sent_it(
    home: House, wire: SqsWire, alice: User
) -> None:
    api = visitor(home, alice)
    left_behind(api, wire)
    assert readiness(api) == (200, "ok")
    grow_old(130)
    status, checks = probe(api)
    assert (status, checks["queue"]) == (503, "behind") and 130 <= checks["outbox_lag_seconds"] < 160
    home.relay()
    wire.queue.wait_for(1)
    assert readiness(api) == (200, "ok")


# --- What it costs ------------------------------------------------------------------------------------------------


def test_a_request_that_enqueues_makes_one_call_and_any_other_none(
    home: House, wire: SqsWire, alice: User
) -> None:
    home.upstream.make_history("bob", 50)
    api = visitor(home, alice)
    asked, (answer, _) = wire.cost_of(lambda: ask(api))
    joined, _ = wire.cost_of(lambda: ask(api))
    looked, _ = wire.cost_of(lambda: api.get(answer.headers["Location"]))
    assert (asked, joined, looked) == (["SendMessageBatch"], [], [])
    worker = home.worker()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    worker.kill()
    for method, path in (
        ("POST", f"/api/jobs/{job.pk}/undo/"),
        ("DELETE", f"/api/profiles/{job.profile_id}/"),
    ):
        calls, answer = wire.cost_of(lambda: api.request(method, path))
        assert answer.ok and calls in ([], ["SendMessageBatch"]), (path, calls, answer.text)


# --- The proof that it can fail -----------------------------------------------------------------------------------


def test_without_a_wall_a_trickling_queue_holds_the_request_and_it_is_seen(
    home: House, wire: SqsWire, alice: User
) -> None:
    api = visitor(home, alice, sabotage.as_long_as_it_takes)
    wire.trouble = TRICKLE
    _, seconds = ask(api)
    assert seconds > SECONDS


def test_without_a_relay_what_was_not_sent_stays_and_it_is_seen(
    home: House, wire: SqsWire, alice: User
) -> None:
    home.upstream.make_history("bob", 50)
    left_behind(visitor(home, alice), wire)
    home.worker(sabotage=sabotage.without_a_relay)
    with pytest.raises(AssertionError, match="still not"):
        wait_for(ImportJob.objects.get(), JobState.COMPLETED, seconds=3)


@pytest.mark.parametrize("blind", [sabotage.blind_to_the_lag, sabotage.sure_of_the_queue])
def test_a_readiness_that_looks_away_is_seen(home: House, wire: SqsWire, alice: User, blind: Any) -> None:
    api = visitor(home, alice, blind)
    left_behind(api, wire)
    if blind is sabotage.blind_to_the_lag:
        grow_old(130)
    else:
        wire.trouble = THROTTLED
    assert readiness(api) == (200, "ok")


def test_a_second_call_is_seen(home: House, wire: SqsWire, alice: User) -> None:
    api = visitor(home, alice, sabotage.sending_twice)
    calls, _ = wire.cost_of(lambda: ask(api))
    assert calls == ["SendMessageBatch"] * 2


# --- Parts --------------------------------------------------------------------------------------------------------


def visitor(home: House, user: User, spoiled: Callable[[], None] | None = None) -> LiveApi:
    """A person at a web server that has answered before, the queue included."""
    api = home.client(home.web(sabotage=spoiled, patches=ASKS_ALWAYS), user)
    assert readiness(api) == (200, "ok")
    return api


def ask(api: LiveApi) -> tuple[requests.Response, float]:
    started = time.monotonic()
    answer = api.post("/import/codewars/", json={"username": "bob"})
    return answer, time.monotonic() - started


def probe(api: LiveApi) -> tuple[int, dict[str, Any]]:
    answer = api.get("/health/ready/")
    return answer.status_code, answer.json()["checks"]


def readiness(api: LiveApi) -> tuple[int, str]:
    status, checks = probe(api)
    return status, checks["queue"]


def left_behind(api: LiveApi, wire: SqsWire) -> None:
    """An import is accepted, its letter is not; then the queue works again."""
    wire.trouble = THROTTLED
    assert ask(api)[0].status_code == 202
    wire.mend()
    wait_until(lambda: Outbox.objects.filter(sent_at=None, claimed_until=None).exists(), "the row to be free")


def grow_old(seconds: float) -> None:
    Outbox.objects.update(due_at=Now() - timedelta(seconds=seconds))
