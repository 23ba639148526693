from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone

from backend.infrastructure.models import Outbox

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def ready(api):
    answer = api().get("/health/ready/")
    return answer.status_code, answer.json()


def wait(seconds, **fields):
    return Outbox.objects.create(task="x", due_at=timezone.now() - timedelta(seconds=seconds), **fields)


def test_a_living_process_says_so_without_asking_anything(api, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = api().get("/health/", headers={"Cookie": "sessionid=" + "a" * 32})

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert not answer.cookies


def test_it_is_ready_where_nothing_waits(api, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = ready(api)

    assert found == (
        200,
        {"status": "ok", "checks": {"database": "ok", "queue": "ok", "outbox_lag_seconds": 0.0}},
    )


def test_a_task_that_waits_for_a_minute_is_told_and_borne(api):
    wait(60)

    status, told = ready(api)

    assert (status, told["status"]) == (200, "ok")
    assert 60 <= told["checks"]["outbox_lag_seconds"] < 70


def test_a_task_that_waits_for_more_than_two_minutes_means_that_nobody_works(api):
    wait(10)
    wait(200)

    status, told = ready(api)

    assert (status, told["status"]) == (503, "unavailable")
    assert told["checks"]["database"] == "ok"
    assert told["checks"]["queue"] == "behind"
    assert 200 <= told["checks"]["outbox_lag_seconds"] < 210


def test_a_task_whose_worker_is_gone_waits_too(api):
    wait(200, claimed_until=timezone.now() - timedelta(seconds=130))

    assert ready(api)[0] == 503


@pytest.mark.parametrize(
    "fields",
    [{"claimed_until": Now() + timedelta(seconds=30)}, {"due_at": Now() + timedelta(hours=1)}],
    ids=["held", "not yet due"],
)
def test_a_task_that_is_held_or_not_yet_due_does_not_wait(api, fields):
    Outbox.objects.create(**{"task": "x", "due_at": timezone.now() - timedelta(seconds=200), **fields})

    assert ready(api)[0] == 200
