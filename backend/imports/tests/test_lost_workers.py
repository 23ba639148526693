"""A job whose worker was lost says so in its history, once each time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from backend.imports.models import ImportJob, JobState
from backend.imports.services.claim import claim
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.imports.timeline import MOST_EVENTS

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def job(alice, codewars):
    codewars.make_history("bob", 2)
    return start_import(user=alice, platform="codewars", username="bob").job


def lose_worker(job) -> None:
    ImportJob.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(milliseconds=1))


def kinds(job) -> list[str]:
    job.refresh_from_db()
    return [event["kind"] for event in job.events]


def test_the_history_tells_that_the_worker_was_lost_and_another_went_on(client_for, alice, job):
    claim(job.pk)
    lose_worker(job)
    run_import(job.pk, seconds=5)
    told = client_for(alice).get(f"/api/jobs/{job.pk}/").json()
    assert [event["kind"] for event in told["events"]] == ["created", "worker_lost", "completed"]
    assert told["events"][1]["detail"] == "The worker was lost; another one went on."
    assert told["attempts"] == 2


def test_a_job_that_waited_for_its_turn_or_went_on_has_lost_nobody(job):
    claim(job.pk)
    ImportJob.objects.update(state=JobState.QUEUED, lease_until=None)
    assert claim(job.pk) and claim(job.pk) is None
    assert kinds(job) == ["created"]


def test_each_loss_is_told_and_of_very_many_the_first_and_the_latest(job):
    claim(job.pk)
    for _ in range(MOST_EVENTS + 5):
        lose_worker(job)
        assert claim(job.pk)
    assert kinds(job) == ["created"] + ["worker_lost"] * (MOST_EVENTS - 1)


def test_to_take_a_lost_job_over_asks_the_database_no_more_than_to_take_one_that_waits(job):
    def queries_of_a_claim() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert claim(job.pk)
        return len(queries)

    waiting = queries_of_a_claim()
    lose_worker(job)
    assert queries_of_a_claim() == waiting
