"""A batch of messages: each is run by itself, and the answer names those that are to come back."""

import json
import logging
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.db.models.functions import Now

from backend.imports.models import ImportJob
from backend.imports.services import run
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.tasks import TASKS
from backend.infrastructure.worker import run_batch, run_scheduled
from backend.test_common.aws import LocalEsm

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def a_minute():
    return 60.0


def event(*bodies, **attributes):
    """A batch whose messages are called a, b, c."""
    told = {name: {"stringValue": str(value), "dataType": "String"} for name, value in attributes.items()}
    return {
        "Records": [
            {"messageId": name, "body": body, "attributes": {}, "messageAttributes": told}
            for name, body in zip("abcdefghij", bodies, strict=False)
        ]
    }


def message(task, **args):
    return json.dumps({"v": 1, "task": task, "args": args})


def failed(answer):
    return [item["itemIdentifier"] for item in answer["batchItemFailures"]]


@pytest.fixture
def seen(monkeypatch):
    """A task that remembers what it was called with."""
    calls = []
    monkeypatch.setitem(TASKS, "look", lambda args, turn: calls.append((args, turn)))
    return calls


@pytest.fixture
def job(alice):
    return ImportJob.objects.create(user=alice, platform="sample", username="x", request_id="r1")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        "[]",
        "{}",
        json.dumps({"v": 2, "task": "look", "args": {}}),
        json.dumps({"v": True, "task": "look", "args": {}}),
        json.dumps({"v": 1, "task": ["look"], "args": {}}),
        json.dumps({"v": 1, "task": "look", "args": []}),
        json.dumps({"v": 1, "task": "no_such_task", "args": {}}),
    ],
    ids=lambda body: body[:40],
)
def test_poison_is_told_and_comes_back_and_leaves_the_others_alone(body, seen, caplog):
    answer = run_batch(event(message("look", n=1), body, message("look", n=2)), seconds_left=a_minute)

    assert failed(answer) == ["b"]
    assert [args["n"] for args, _ in seen] == [1, 2]
    (line,) = (record for record in caplog.records if record.levelno >= logging.ERROR)
    assert line.message.startswith("poison") and line.message_id == "b"


def test_one_of_five_that_raises_is_the_only_one_that_fails(monkeypatch, caplog):
    def picky(args, turn):
        if args["n"] == 3:
            raise ValueError("a secret")

    monkeypatch.setitem(TASKS, "picky", picky)

    answer = run_batch(event(*(message("picky", n=n) for n in range(1, 6))), seconds_left=a_minute)

    assert failed(answer) == ["c"]
    assert [record.message for record in caplog.records if record.exc_info] == ["task failed"]


def test_an_import_that_fails_by_our_fault_waits_and_says_so_and_its_message_comes_back(job, monkeypatch):
    monkeypatch.setattr(run, "platform_pages", None)

    answer = run_batch(event(message("run_import", job_id=job.pk)), seconds_left=a_minute)

    job.refresh_from_db()
    assert failed(answer) == ["a"]
    assert (job.state, job.error_code, job.not_before is not None) == ("queued", "internal", True)
    assert failed(run_batch(event(message("run_import", job_id=job.pk)), seconds_left=a_minute)) == []


@pytest.mark.parametrize("fate", ["gone", "cancelled", "held", "completed"])
def test_a_message_for_a_job_that_nobody_needs_to_run_is_acknowledged_with_a_line(job, fate, caplog):
    caplog.set_level(logging.INFO)
    if fate == "gone":
        ImportJob.objects.all().delete()
    elif fate == "held":
        ImportJob.objects.update(state="running", lease_until=Now() + timedelta(seconds=30))
    else:
        ImportJob.objects.update(state=fate, finished_at=Now())
    before = ImportJob.objects.values().first()

    assert failed(run_batch(event(message("run_import", job_id=job.pk)), seconds_left=a_minute)) == []

    assert ImportJob.objects.values().first() == before
    assert any("acknowledged" in record.message for record in caplog.records)


def test_when_the_database_is_away_the_message_comes_back_and_its_row_stays(sqs_queue, monkeypatch, job):
    def away(args, turn):
        raise OperationalError("connection refused")

    monkeypatch.setitem(TASKS, "run_import", away)
    row = queue.send("run_import", {"job_id": job.pk})

    answer = run_batch(event(message("run_import", job_id=job.pk), outbox_id=row.pk), seconds_left=a_minute)

    assert failed(answer) == ["a"]
    assert Outbox.objects.filter(pk=row.pk).exists()


def test_the_row_is_gone_when_the_task_has_ended_and_a_message_that_comes_again_is_harmless(sqs_queue, job):
    row = queue.send("run_import", {"job_id": job.pk})
    again = event(message("run_import", job_id=job.pk), outbox_id=row.pk)
    LocalEsm(sqs_queue, lambda event: run_batch(event, seconds_left=a_minute)).run_until_empty()
    finished = ImportJob.objects.values().get()

    assert failed(run_batch(again, seconds_left=a_minute)) == []

    assert ImportJob.objects.values().get() == finished and finished["finished_at"]
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(("left", "seconds"), [(60.0, 45.0), (40.0, 25.0), (16.5, 1.5), (900.0, 45.0)])
def test_a_task_is_given_the_time_there_is_less_what_the_last_page_needs(seen, left, seconds):
    run_batch(event(message("look")), seconds_left=lambda: left)

    assert seen[0][1].seconds == seconds


def test_what_there_is_no_time_for_goes_back_as_a_new_letter(sqs_queue, seen):
    row = queue.send("look", {"n": 1})
    (old,) = sqs_queue.receive()
    sqs_queue.delete(old)

    answer = run_batch(event(message("look", n=1), outbox_id=row.pk), seconds_left=lambda: 14.0)

    row.refresh_from_db()
    assert (failed(answer), seen, row.attempts) == ([], [], 0)
    assert json.loads(sqs_queue.receive(wait=2)[0]["Body"]) == json.loads(message("look", n=1))


def test_who_is_asked_to_stop_begins_nothing_new(sqs_queue, seen):
    row = queue.send("look", {"n": 1})

    run_batch(event(message("look", n=1), outbox_id=row.pk), seconds_left=a_minute, stopping=lambda: True)

    assert seen == [] and sqs_queue.size() == 2


def test_a_schedule_brings_back_what_lost_its_worker(sqs_queue, job):
    ImportJob.objects.update(state="running", lease_until=Now() - timedelta(seconds=1))

    run_scheduled("relay", seconds_left=a_minute)

    assert sqs_queue.size() == 1
    with pytest.raises(KeyError):
        run_scheduled("no such", seconds_left=a_minute)
