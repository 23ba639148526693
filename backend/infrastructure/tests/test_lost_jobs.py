"""Who is brought back, and who is left alone because a letter of theirs is on its way."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from backend.imports.models import ImportJob
from backend.imports.services.sweep import send_lost_jobs, send_lost_undos
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.relay import relay
from backend.infrastructure.worker import bring_back

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


@pytest.fixture
def job(alice):
    made = ImportJob.objects.create(user=alice, platform="sample", username="x", request_id="r1")
    ImportJob.objects.update(created_at=Now() - timedelta(minutes=5))
    return made


def lose_worker(job):
    ImportJob.objects.filter(pk=job.pk).update(state="running", lease_until=Now() - timedelta(milliseconds=1))


def test_a_backlog_is_not_sent_again(sqs_queue, job):
    queue.send("run_import", {"job_id": job.pk})

    for _ in range(3):
        bring_back()

    assert (sqs_queue.size(), Outbox.objects.count()) == (1, 1)


def test_a_job_whose_worker_was_killed_comes_back_at_once_and_once(sqs_queue, job):
    row = queue.send("run_import", {"job_id": job.pk})
    sqs_queue.receive()
    queue.begin(row.pk, lease=75)
    lose_worker(job)

    for _ in range(3):
        bring_back()

    assert (sqs_queue.size(), Outbox.objects.count()) == (2, 2)
    assert Outbox.objects.latest("pk").request_id == "r1"


def test_a_worker_that_was_killed_before_its_claim_is_noticed_by_the_lease_of_its_row(sqs_queue, job):
    row = queue.send("undo_import", {"job_id": job.pk})
    queue.begin(row.pk, lease=75)
    assert relay() == 0

    Outbox.objects.update(claimed_until=Now() - timedelta(seconds=1))

    assert (relay(), relay()) == (1, 0)


def test_a_job_with_a_dead_row_alone_is_sent_again(job):
    Outbox.objects.create(task="run_import", args={"job_id": job.pk}, dead_at=Now())

    assert (send_lost_jobs(), send_lost_jobs()) == (1, 0)


def test_an_undo_without_a_row_is_sent_again_and_one_that_is_worked_on_is_not(job):
    ImportJob.objects.update(state="completed", undo={"state": "running"})
    assert (send_lost_undos(), send_lost_undos()) == (1, 0)

    assert queue.claim(lease=75)

    assert send_lost_undos() == 0


def test_lost_jobs_behind_a_long_backlog_are_found(alice, job):
    waiting = ImportJob.objects.bulk_create(
        ImportJob(user=alice, platform="sample", username=f"x{number}") for number in range(1200)
    )
    ImportJob.objects.update(created_at=Now() - timedelta(minutes=5))
    queue.write("run_import", [({"job_id": one.pk}, "") for one in waiting[:-1]])

    assert send_lost_jobs() == 2


def test_several_who_sweep_and_relay_at_once_send_each_job_once(sqs_queue, alice):
    jobs = ImportJob.objects.bulk_create(
        ImportJob(user=alice, platform="sample", username=f"x{number}", state="running")
        for number in range(30)
    )
    ImportJob.objects.update(lease_until=Now() - timedelta(seconds=1))

    def work():
        bring_back()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sqs_queue.size() == Outbox.objects.filter(sends=1).count() == len(jobs)
