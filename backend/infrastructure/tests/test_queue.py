"""Waiting work is a row: written with the decision, taken by one worker, brought back when that worker is lost."""

import threading

import pytest
from django.db import connection, transaction

from backend.imports.models import ImportJob
from backend.imports.services.sweep import send_lost_jobs
from backend.infrastructure import queue, worker
from backend.infrastructure.models import Outbox

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def test_a_row_that_is_due_is_taken_once():
    row = queue.send("run_import", {"job_id": 1})
    assert queue.claim(lease=30).pk == row.pk
    assert queue.claim(lease=30) is None


def test_a_row_that_is_not_due_waits():
    queue.send("run_import", {"job_id": 1}, delay=60)
    assert queue.claim(lease=30) is None


def test_a_row_that_is_held_is_left_alone_until_its_time_has_passed():
    row = queue.send("run_import", {"job_id": 1}, hold=60)
    assert queue.claim(lease=30) is None
    Outbox.objects.filter(pk=row.pk).update(claimed_until="2000-01-01T00:00:00Z")
    assert queue.claim(lease=30).pk == row.pk


def test_a_row_whose_worker_is_lost_comes_back():
    row = queue.send("run_import", {"job_id": 1})
    queue.claim(lease=-1)
    assert queue.claim(lease=30).attempts == 2
    assert row.pk == Outbox.objects.get().pk


def test_a_decision_that_is_rolled_back_sends_nothing():
    with pytest.raises(RuntimeError), transaction.atomic():
        queue.send("run_import", {"job_id": 1})
        raise RuntimeError
    assert not Outbox.objects.exists()


def test_the_oldest_row_comes_first():
    first = queue.send("run_import", {"job_id": 1})
    queue.send("run_import", {"job_id": 2})
    assert queue.claim(lease=30).pk == first.pk


def test_a_task_that_raises_is_put_back_later_and_after_five_times_aside(monkeypatch):
    def broken(args, stopping):
        raise ValueError("secret in the message")

    monkeypatch.setitem(worker.TASKS, "broken", broken)
    row = queue.send("broken", {})
    for _ in range(5):
        Outbox.objects.update(due_at="2000-01-01T00:00:00Z")
        assert worker.run_one()
    row.refresh_from_db()
    assert row.dead_at is not None and row.error == "ValueError"
    assert not worker.run_one()


def test_an_unknown_task_does_not_stop_the_next():
    queue.send("no_such_task", {})
    queue.send("run_import", {"job_id": 12345})
    assert worker.run_one() and worker.run_one()
    assert [row.task for row in Outbox.objects.all()] == ["no_such_task"]


def test_a_message_for_a_job_that_is_gone_is_acknowledged():
    queue.send("run_import", {"job_id": 12345})
    assert worker.run_one()
    assert not Outbox.objects.exists()


def test_a_job_without_a_row_is_sent_again_once(alice):
    job = ImportJob.objects.create(user=alice, platform="sample", username="x")
    ImportJob.objects.update(created_at="2000-01-01T00:00:00Z")
    assert (send_lost_jobs(), send_lost_jobs()) == (1, 0)
    assert Outbox.objects.get().args == {"job_id": job.pk}


def test_a_job_whose_worker_was_killed_is_sent_again(alice):
    ImportJob.objects.create(
        user=alice, platform="sample", username="x", state="running", lease_until="2000-01-01T00:00:00Z"
    )
    assert send_lost_jobs() == 1


def test_a_job_that_is_held_or_waits_for_its_time_is_left_alone(alice):
    ImportJob.objects.create(
        user=alice, platform="sample", username="x", state="running", lease_until="2999-01-01T00:00:00Z"
    )
    ImportJob.objects.create(user=alice, platform="sample", username="y", not_before="2999-01-01T00:00:00Z")
    assert send_lost_jobs() == 0


@pytest.mark.django_db(transaction=True)
def test_many_workers_take_every_row_once():
    for number in range(30):
        queue.send("run_import", {"job_id": number})
    taken: list[int] = []

    def work() -> None:
        while row := queue.claim(lease=30):
            taken.append(row.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(set(taken))
    assert len(taken) == 30


def test_a_job_whose_row_was_taken_by_a_worker_that_died_is_sent_again(alice):
    job = ImportJob.objects.create(user=alice, platform="sample", username="x")
    ImportJob.objects.update(created_at="2000-01-01T00:00:00Z")
    queue.send("run_import", {"job_id": job.pk})
    assert queue.claim(lease=75)
    assert (send_lost_jobs(), send_lost_jobs()) == (1, 0)
