"""With a queue: the row with the decision, the letter after the commit, and the row until the task has run.

When the queue is slow, refuses, hangs or is gone, a request is not kept waiting, and the relay sends later.
"""

import json
import logging
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models.functions import Now

from backend.infrastructure import publisher, queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.relay import relay
from backend.test_common.aws import forget_clients
from backend.test_common.fault_server import FaultServer, Response, closed_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]

REFUSED = Response(status=503, body=b"<html>busy</html>")
HANGING = Response(delay=8.0)
TRICKLING = Response(body=b"x" * 60, trickle=0.5)


def body(message):
    return json.loads(message["Body"])


def age(seconds):
    """As if all of it had happened so many seconds ago."""
    for name in ("due_at", "claimed_until", "sent_at"):
        for row in Outbox.objects.exclude(**{name: None}):
            Outbox.objects.filter(pk=row.pk).update(**{name: getattr(row, name) - timedelta(seconds=seconds)})


def point_at(settings, url):
    settings.IMPORT_QUEUE_URL = f"{url}/000/imports"
    settings.AWS_ENDPOINT_URL = url
    forget_clients()


def test_a_letter_is_sent_after_the_commit_and_its_row_says_so(sqs_queue):
    with transaction.atomic():
        row = queue.send("run_import", {"job_id": 12})
        assert sqs_queue.size() == 0

    (message,) = sqs_queue.receive()
    row.refresh_from_db()
    assert body(message) == {"v": 1, "task": "run_import", "args": {"job_id": 12}}
    assert set(message["MessageAttributes"]) == {"outbox_id"}
    assert message["MessageAttributes"]["outbox_id"]["StringValue"] == str(row.pk)
    assert (row.sends, row.sent_at is not None, row.attempts) == (1, True, 0)
    assert queue.claim(lease=1) is None and relay() == 0


def test_a_decision_that_is_rolled_back_sends_nothing(sqs_queue):
    with pytest.raises(RuntimeError), transaction.atomic():
        queue.send("run_import", {"job_id": 12})
        raise RuntimeError

    assert (sqs_queue.size(), Outbox.objects.count()) == (0, 0)


def test_what_is_due_in_a_quarter_of_an_hour_waits_in_the_queue(sqs_queue):
    queue.send("run_import", {"job_id": 12}, delay=1.2)

    assert (sqs_queue.waiting(), sqs_queue.size()) == (0, 1)
    assert len(sqs_queue.receive(wait=4)) == 1
    assert Outbox.objects.filter(due_at__lte=Now()).exists(), "it came before it was due"


def test_what_is_due_later_is_sent_by_the_relay_when_it_is_due(sqs_queue):
    queue.send("run_import", {"job_id": 12}, delay=3600)
    assert (sqs_queue.size(), relay()) == (0, 0)

    age(3601)

    assert (relay(), relay(), sqs_queue.size()) == (1, 0, 1)


def test_a_row_that_its_writer_runs_itself_is_not_sent(sqs_queue):
    queue.send("run_import", {"job_id": 12}, hold=60)

    assert (sqs_queue.size(), relay()) == (0, 0)


@pytest.mark.parametrize("answer", [REFUSED, HANGING, TRICKLING], ids=["503", "hangs", "trickles"])
def test_a_queue_that_does_not_answer_costs_one_request_two_seconds_and_the_next_nothing(
    settings, caplog, answer
):
    with FaultServer(route=lambda request: answer) as server:
        point_at(settings, server.url)
        with caplog.at_level(logging.INFO, "skilltracker.queue"):
            first, second = (took(lambda: queue.send("run_import", {"job_id": n})) for n in (1, 2))

    assert first < 2.5 and second < 0.5
    assert [record.message for record in caplog.records] == [
        "the queue cannot be reached, the relay will send"
    ]
    assert Outbox.objects.filter(sent_at=None, sends=0).count() == 2


def took(call):
    started = time.monotonic()
    call()
    return time.monotonic() - started


def test_what_was_not_sent_is_relayed_as_soon_as_the_queue_is_back(settings, sqs_queue):
    here = (settings.IMPORT_QUEUE_URL, settings.AWS_ENDPOINT_URL)
    point_at(settings, f"http://127.0.0.1:{closed_port()}")
    for number in range(23):
        queue.send("run_import", {"job_id": number})
    settings.IMPORT_QUEUE_URL, settings.AWS_ENDPOINT_URL = here
    forget_clients()
    age(queue.PUBLISHING_SECONDS + 1)

    assert relay() == 23

    assert (relay(), sqs_queue.size()) == (0, 23)


def test_a_process_that_dies_between_commit_and_letter_leaves_it_to_the_relay(sqs_queue, monkeypatch):
    monkeypatch.setattr(queue, "_publish_on_commit", lambda letter: None)
    queue.send("run_import", {"job_id": 12})
    assert relay() == 0, "its writer may still be about to send it"

    age(queue.PUBLISHING_SECONDS + 1)

    assert (relay(), relay(), sqs_queue.size()) == (1, 0, 1)


def test_a_letter_that_nobody_took_is_sent_again_after_a_quarter_of_an_hour_and_set_aside_in_the_end(
    sqs_queue,
):
    queue.send("run_import", {"job_id": 12})
    for sends in range(publisher.MOST_SENDS):
        pause = publisher.RESEND_SECONDS * 4**sends
        age(pause - 30)
        assert relay() == 0
        age(60)
        assert relay() == (sends < publisher.MOST_SENDS - 1)

    assert Outbox.objects.get().dead_at is not None


def test_a_relay_that_cannot_reach_the_queue_gives_the_rows_back(settings):
    queue.send("run_import", {"job_id": 12})
    point_at(settings, f"http://127.0.0.1:{closed_port()}")

    assert relay() == 0

    assert queue.claim(lease=1) is not None


def test_a_letter_that_a_worker_has_already_taken_is_not_noted_as_sent(sqs_queue, monkeypatch):
    honest = publisher._send

    def quick_worker(client, entries):
        answer = honest(client, entries)
        queue.begin(int(entries[0]["Id"]), lease=75)
        return answer

    monkeypatch.setattr(publisher, "_within", lambda seconds, call: call())
    monkeypatch.setattr(publisher, "_send", quick_worker)
    row = queue.send("run_import", {"job_id": 12})

    row.refresh_from_db()
    assert (row.sent_at, row.attempts) == (None, 1)
    assert row.claimed_until - row.created_at < timedelta(seconds=90)
