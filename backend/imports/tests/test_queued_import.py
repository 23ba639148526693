"""An import through the queue: accepted at once, run by whoever takes its letter, named in every line of the log."""

import logging
import time

import pytest
import requests
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.aws import sqs
from backend.common.logging import OriginFilter
from backend.imports.models import ImportJob
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_batch
from backend.test_common.aws import LocalEsm, event_of, forget_clients
from backend.test_common.fault_server import FaultServer, Response, closed_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def handler(event):
    return run_batch(event, seconds_left=lambda: 60.0)


@pytest.fixture
def client(api, alice):
    return api(alice)


def ask(client, username="bob", **headers):
    return client.post("/import/codewars/", {"username": username}, headers=headers)


def test_it_is_accepted_at_once_and_a_worker_does_the_rest(client, codewars, sqs_queue):
    codewars.make_history("bob", 3)

    answer = ask(client)

    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert answer["Retry-After"] and answer["Location"] and not codewars.calls
    LocalEsm(sqs_queue, handler).run_until_empty()
    assert client.get(answer["Location"]).json()["state"] == "completed"
    assert not Outbox.objects.exists() and sqs_queue.dead_letters() == []


def test_an_undo_goes_the_same_way(client, codewars, sqs_queue):
    codewars.make_history("bob", 3)
    job = ask(client)["Location"]
    esm = LocalEsm(sqs_queue, handler)
    esm.run_until_empty()

    answer = client.post(f"{job}undo/")

    assert (answer.status_code, answer.json()["undo"]["state"]) == (202, "running")
    esm.run_until_empty()
    assert client.get(job).json()["undo"] == {"state": "done", "removed": 3, "restored": 0, "kept": []}


def test_a_queue_that_takes_half_a_second_gets_it_within_the_request(client, settings, sqs_queue):
    def half_a_second_later(request):
        headers = {name: value for name, value in request.headers.items() if name.lower() != "host"}
        answer = requests.post(f"{sqs_queue.server.url}{request.target}", data=request.body, headers=headers)
        return Response(answer.status_code, answer.content, delay=0.5)

    ask(client, "eve")  # the first call of a process also loads the client's library
    with FaultServer(route=half_a_second_later) as slow:
        settings.AWS_ENDPOINT_URL = slow.url
        forget_clients()
        started = time.monotonic()
        answer = ask(client)
        took = time.monotonic() - started

    assert answer.status_code == 202 and 0.5 < took < 3
    assert sqs_queue.size() == 2


@pytest.mark.parametrize("trouble", ["breaks", "refuses", "hangs", "gone"])
def test_whatever_the_queue_does_the_answer_comes_within_three_seconds(client, settings, trouble):
    answers = {"breaks": Response(500, delay=0.5), "refuses": Response(503), "hangs": Response(delay=9)}
    with FaultServer(route=lambda request: answers.get(trouble, Response(503))) as server:
        url = f"http://127.0.0.1:{closed_port()}" if trouble == "gone" else server.url
        settings.IMPORT_QUEUE_URL, settings.AWS_ENDPOINT_URL = f"{url}/0/imports", url
        forget_clients()
        started = time.monotonic()
        answer = ask(client)
        took = time.monotonic() - started

    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert took < 3
    assert Outbox.objects.filter(sent_at=None).count() == 1


def test_a_request_costs_one_call_to_the_queue_and_one_statement_for_its_answer(client, sqs_queue):
    ask(client, "eve")
    calls = []
    sqs().meta.events.register("before-send.sqs", lambda request, **told: calls.append(request.url))

    with CaptureQueriesContext(connection) as captured:
        assert ask(client).status_code == 202

    statements = [query["sql"] for query in captured if "infrastructure_outbox" in query["sql"]]
    assert len(calls) == 1
    assert [statement.split()[0] for statement in statements] == ["INSERT", "UPDATE"]


def test_an_import_stops_at_its_deadline_and_a_new_row_goes_on(codewars, alice, sqs_queue):
    codewars.make_history("bob", 1000)
    codewars.delay = 0.3
    job = ImportJob.objects.create(user=alice, platform="codewars", username="bob")
    row = queue.send("run_import", {"job_id": job.pk})

    answer = run_batch(event_of(sqs_queue.receive(), sqs_queue.arn()), seconds_left=lambda: 16.6)

    job.refresh_from_db()
    assert (answer["batchItemFailures"], job.state, job.not_before) == ([], "queued", None)
    assert 0 < job.read_count < 1000 and job.lease_until is None
    assert Outbox.objects.get().pk != row.pk and Outbox.objects.get().sent_at is not None


def test_an_upstream_that_says_later_frees_the_worker_at_once(codewars, client, sqs_queue):
    codewars.fault(0, Response(429, headers={"Retry-After": "3000"}))
    job = ask(client)["Location"]
    started = time.monotonic()

    LocalEsm(sqs_queue, handler).step(wait=2)

    told = client.get(job).json()
    assert time.monotonic() - started < 3
    assert (told["state"], told["error"]["code"]) == ("queued", "upstream_rate_limited")
    assert sqs_queue.size() == 0, "it is the relay's until it is due"


@pytest.fixture
def lines():
    """Every record from here on, as the log's filter has it."""
    records = []
    listener = logging.Handler()
    listener.addFilter(OriginFilter())
    listener.emit = lambda record: records.append(record.__dict__)
    root = logging.getLogger()
    root.addHandler(listener)
    yield records
    root.removeHandler(listener)


def test_every_line_of_an_import_says_whose_it_is_in_web_and_worker(client, codewars, sqs_queue, lines):
    job = ask(client, **{"X-Request-ID": "the-first"}).json()["id"]
    told_by_web = [line for line in lines if line["name"] == "backend.requests"]
    lines.clear()

    LocalEsm(sqs_queue, handler).step(wait=2)

    (web,) = told_by_web
    assert (web["job_id"], web["platform"], web["attempt"]) == (job, "codewars", 0)
    ours = [line for line in lines if not line["name"].startswith(("botocore", "urllib3"))]
    assert any("stopped by its platform" in line["message"] for line in ours)
    for line in ours:
        assert (line["job_id"], line["request_id"], line["platform"]) == (job, "the-first", "codewars"), line
        assert line["attempt"] == 1


def test_a_continuation_and_a_lost_job_belong_to_the_request_that_began_it(
    client, codewars, sqs_queue, lines
):
    job = ask(client, **{"X-Request-ID": "the-first"}).json()["id"]
    sqs_queue.delete(sqs_queue.receive(wait=2)[0])
    sqs_queue.send({"v": 1, "task": "run_import", "args": {"job_id": job}})
    codewars.fault(0, Response(429, headers={"Retry-After": "3000"}))

    LocalEsm(sqs_queue, handler).step(wait=2)

    assert Outbox.objects.count() == 2, "the first, whose letter is lost, and the one that goes on"
    assert {row.request_id for row in Outbox.objects.all()} == {"the-first"}


def test_without_a_queue_the_lines_of_the_request_carry_it_too(client, codewars, lines):
    codewars.make_history("bob", 3)
    job = ask(client, **{"X-Request-ID": "the-first"}).json()["id"]

    line = lines[-1]

    assert (line["job_id"], line["request_id"], line["platform"]) == (job, "the-first", "codewars")
    client.get("/api/jobs/")
    assert "job_id" not in lines[-1]
