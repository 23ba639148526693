"""A few at once for a user and for a platform: a crowd waits, and keeps nobody else from their turn."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from backend.imports.models import ImportJob
from backend.imports.services import claim as claims
from backend.imports.services.claim import Crowded, claim
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_batch, run_one
from backend.test_common.aws import LocalEsm
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def make_jobs(user, number, platform="sample"):
    return ImportJob.objects.bulk_create(
        ImportJob(user=user, platform=platform, username=f"x{one}") for one in range(number)
    )


def send(jobs):
    for job in jobs:
        queue.send("run_import", {"job_id": job.pk})


def test_as_many_as_may_run_at_once_and_the_next_waits(alice):
    first, second, third = make_jobs(alice, 3)
    assert claim(first.pk) and claim(second.pk)

    with pytest.raises(Crowded):
        claim(third.pk)

    third.refresh_from_db()
    assert (third.state, third.attempts, third.stalled, third.fence) == ("queued", 0, 0, 0)


def test_there_is_room_again_when_one_ends_or_loses_its_worker(alice):
    jobs = make_jobs(alice, 4)
    for job in jobs[:2]:
        claim(job.pk)
    ImportJob.objects.filter(pk=jobs[0].pk).update(state="completed")
    assert claim(jobs[2].pk)
    ImportJob.objects.filter(pk=jobs[1].pk).update(lease_until=Now() - timedelta(seconds=1))
    assert claim(jobs[3].pk)


def test_a_job_that_lost_its_worker_does_not_stand_in_its_own_way(alice, settings):
    settings.IMPORTS_AT_ONCE_PER_USER = 1
    (job,) = make_jobs(alice, 1)
    claim(job.pk)
    ImportJob.objects.update(lease_until=Now() - timedelta(seconds=1))

    assert claim(job.pk)


def test_a_platform_has_a_limit_of_its_own(alice, bob, charlie, settings):
    settings.IMPORTS_AT_ONCE_PER_PLATFORM = 2
    for user in (alice, bob):
        assert claim(make_jobs(user, 1)[0].pk)
    with pytest.raises(Crowded):
        claim(make_jobs(charlie, 1)[0].pk)
    assert claim(make_jobs(charlie, 1, platform="codewars")[0].pk)


def test_the_larger_the_crowd_the_later_each_asks_again(alice, settings):
    settings.IMPORTS_AT_ONCE_PER_USER = 1
    jobs = make_jobs(alice, 101)
    claim(jobs[0].pk)

    with pytest.raises(Crowded) as crowd:
        claim(jobs[1].pk)

    assert 10 < crowd.value.seconds < 33


@pytest.mark.parametrize("crowd", ["user", "platform"])
def test_rivals_that_claim_at_the_same_moment_get_no_more_room_than_there_is(settings, crowd):
    settings.IMPORTS_AT_ONCE_PER_PLATFORM = 3 if crowd == "platform" else 100
    settings.IMPORTS_AT_ONCE_PER_USER = 3 if crowd == "user" else 100
    users = [make_user(f"user{number}") for number in range(1 if crowd == "user" else 12)]
    jobs = [job for user in users for job in make_jobs(user, 12 // len(users))]
    ready, passed = threading.Barrier(12), []

    def take(job):
        ready.wait()
        try:
            passed.append(claim(job.pk))
        except Crowded:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(passed) == 3 == ImportJob.objects.filter(state="running").count()


def test_somebody_behind_fifty_of_anothers_starts_without_waiting_for_them(alice, bob, monkeypatch):
    monkeypatch.setattr(claims, "AGAIN_SECONDS", 300.0)
    monkeypatch.setattr(claims, "LONGEST_AGAIN", 300.0)
    jobs = make_jobs(alice, 50)
    send(jobs)
    (theirs,) = make_jobs(bob, 1)
    send([theirs])
    for job in jobs[:2]:
        claim(job.pk)

    tasks = 0
    while ImportJob.objects.get(pk=theirs.pk).state == "queued":
        assert run_one()
        tasks += 1

    assert tasks <= 51
    assert ImportJob.objects.filter(user=alice, state="queued", attempts=0).count() == 48
    assert not run_one(), "those that were turned away hold no worker"
    assert Outbox.objects.filter(attempts=0, claimed_until=None).count() == 48


def test_the_same_through_a_queue_and_they_come_back_by_themselves(alice, bob, sqs_queue, monkeypatch):
    monkeypatch.setattr(claims, "AGAIN_SECONDS_EACH", 0.0)
    monkeypatch.setattr(claims, "AGAIN_SECONDS", 0.8)
    jobs = make_jobs(alice, 12)
    send(jobs)
    (theirs,) = make_jobs(bob, 1)
    send([theirs])
    for job in jobs[:2]:
        claim(job.pk)
    esm = LocalEsm(sqs_queue, lambda event: run_batch(event, seconds_left=lambda: 60.0))
    while ImportJob.objects.get(pk=theirs.pk).state == "queued":
        assert len(esm.deliveries) < 25
        esm.step()
    assert ImportJob.objects.filter(user=alice, state="queued", attempts=0).count() == 10
    ImportJob.objects.filter(pk__in=[job.pk for job in jobs[:2]]).update(state="completed")

    esm.run_until_empty()

    assert not ImportJob.objects.filter(state__in=("queued", "running")).exists()
    assert max(number for delivery in esm.deliveries for number in delivery.receives) == 1


def test_a_request_that_finds_no_room_leaves_its_import_to_a_worker(api, alice):
    for job in make_jobs(alice, 2, platform="codewars"):
        claim(job.pk)

    answer = api(alice).post("/import/sample/", {"username": "me"})

    assert (answer.status_code, answer.json()["state"], answer.json()["attempts"]) == (202, "queued", 0)
    Outbox.objects.update(due_at=Now())
    ImportJob.objects.filter(platform="codewars").update(state="completed")
    assert run_one()
    assert api(alice).get(answer["Location"]).json()["state"] in ("completed", "needs_review")


def test_a_job_whose_row_somebody_holds_keeps_no_other_from_its_turn(alice, bob):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    (held,), (other,) = make_jobs(alice, 1), make_jobs(bob, 1)
    holding, free = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            ImportJob.objects.select_for_update().get(pk=held.pk)
            holding.set()
            free.wait(10)
        connection.close()

    frozen = threading.Thread(target=hold)
    frozen.start()
    holding.wait(10)
    taken = claim(held.pk), claim(other.pk)
    free.set()
    frozen.join()

    assert taken[0] is None and taken[1] is not None
    assert claim(held.pk)
