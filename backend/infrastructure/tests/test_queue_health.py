"""Readiness with a queue: what the queue has does not lag, what it has not got does, and a queue that is away shows."""

import time
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from backend.infrastructure import health, queue
from backend.infrastructure.models import Outbox
from backend.test_common.aws import forget_clients
from backend.test_common.fault_server import closed_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def ready(api):
    answer = api().get("/health/ready/")
    return answer.status_code, answer.json()["checks"]


def grow_old(seconds):
    Outbox.objects.update(due_at=Now() - timedelta(seconds=seconds))


def test_a_letter_that_the_queue_has_does_not_lag_however_long_the_queue_is(api, sqs_queue):
    queue.send("run_import", {"job_id": 12})
    grow_old(600)

    assert ready(api) == (200, {"database": "ok", "queue": "ok", "outbox_lag_seconds": 0.0})


def test_what_the_queue_has_not_got_for_two_minutes_means_that_nobody_relays(api, sqs_queue):
    Outbox.objects.create(task="run_import", args={"job_id": 12})
    grow_old(130)

    status, checks = ready(api)

    assert (status, checks["queue"]) == (503, "behind")
    assert 130 <= checks["outbox_lag_seconds"] < 140


def test_a_queue_that_is_away_shows_within_a_moment(api, settings):
    settings.IMPORT_QUEUE_URL = settings.AWS_ENDPOINT_URL = f"http://127.0.0.1:{closed_port()}/queue"
    forget_clients()
    started = time.monotonic()

    assert ready(api) == (503, {"database": "ok", "queue": "unavailable", "outbox_lag_seconds": 0.0})
    assert time.monotonic() - started < 3


def test_the_queue_is_not_asked_by_every_probe(api, sqs_queue, monkeypatch):
    asked = []
    monkeypatch.setattr(health, "is_reachable", lambda: bool(asked.append(1)) or True)

    assert [ready(api)[0] for _ in range(3)] == [200, 200, 200]
    assert asked == [1]


def test_a_dead_letter_does_not_wait(api):
    Outbox.objects.create(task="nobody_knows_it", dead_at=Now())
    grow_old(600)

    assert ready(api)[0] == 200
