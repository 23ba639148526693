"""Processes that die around the queue: what was accepted is known to the outbox, and the relay makes up for them."""

from __future__ import annotations

import time
from random import Random

import pytest
import requests

from backend.accounts.models import User
from backend.imports.models import ImportJob, JobState
from backend.infrastructure import queue as outbox
from backend.test_common.codewars_server import Kata
from backend.test_common.people import make_user
from backend.test_common.processes import wait_until
from tests.faults import queue_sabotage
from tests.faults.house import (
    BY_QUEUE,
    Caller,
    House,
    assert_all_is_well,
    begin,
    wait_at,
    wait_for,
    wait_for_idle,
)
from tests.faults.invariants import Story, unended_jobs

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), BY_QUEUE]

DEEP = [pytest.param(part, marks=pytest.mark.deep) for part in range(1, 20)]


def test_a_web_server_that_dies_between_commit_and_letter_is_made_up_for_by_the_relay(
    house: House, alice
) -> None:
    kata = house.upstream.make_history("bob", 100)
    web = house.web(sabotage=queue_sabotage.dies_before_the_letter)
    with pytest.raises(requests.ConnectionError):
        house.client(web, alice).post("/import/codewars/", json={"username": "bob"})
    job = ImportJob.objects.get()
    assert job.state == JobState.QUEUED
    house.queue.wait_for(1)
    again = house.client(house.web(), alice).post("/import/codewars/", json={"username": "bob"})
    assert (again.status_code, again.json()["id"], again.json()["state"]) == (202, job.pk, "queued")
    house.worker()
    job = wait_for(job, JobState.COMPLETED)
    assert (job.attempts, len(house.upstream.list_calls())) == (1, 4)
    assert_all_is_well(alice, kata, job)


def test_a_letter_that_is_lost_after_the_answer_is_sent_by_the_relay(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 100)
    web = house.web(sabotage=queue_sabotage.loses_the_letter)
    answer = house.client(web, alice).post("/import/codewars/", json={"username": "bob"})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    house.queue.wait_for(1)
    house.worker()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    wait_for_idle()
    assert_all_is_well(alice, kata, job)


def test_where_nothing_is_brought_back_the_import_is_lost_and_it_is_seen(
    house: House, alice, charlie
) -> None:
    house.upstream.make_history("bob", 100)
    house.close()
    web = house.web(sabotage=queue_sabotage.loses_the_letter)
    house.client(web, alice).post("/import/codewars/", json={"username": "bob"}).raise_for_status()
    lost = ImportJob.objects.get()
    house.worker(sabotage=queue_sabotage.never_brings_back)
    wait_until(outbox.free().filter(args={"job_id": lost.pk}).exists, "a row that nobody holds any more")
    wait_for(begin(charlie), JobState.COMPLETED)
    house.queue.wait_for(0)
    assert list(unended_jobs(Story(alice.pk, [], [lost.pk]))) == [f"job {lost.pk} is queued"]


def test_a_worker_that_dies_is_made_up_for_by_another_at_once_and_its_message_does_no_harm(
    house: House, alice
) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(5)
    job = begin(alice)
    dead = house.worker(IMPORT_LEASE_SECONDS=0.5)
    wait_at(gate, job, 5)
    dead.kill()
    gate.open()
    worker = house.worker()
    job = wait_for(job, JobState.COMPLETED)
    house.queue.wait_for(0)
    wait_for_idle()
    assert job.attempts == 2 and len(house.upstream.list_calls()) == 13
    assert "import not claimed, acknowledged" in worker.output()
    assert_all_is_well(alice, kata, job)


@pytest.mark.parametrize("part", [0, *DEEP])
def test_an_import_whose_web_server_is_killed_at_any_point_of_the_request_comes_in_whole_or_not_at_all(
    house: House, chance: Random, part: int
) -> None:
    house.worker()
    asked = [killed_while_asked(house, chance, f"web{part}{number}") for number in range(5)]
    wait_for_idle()
    house.queue.wait_for(0)
    for user, kata, status in asked:
        jobs = list(ImportJob.objects.filter(user=user))
        assert len(jobs) == 1 or (status is None and not jobs)
        assert_all_is_well(user, kata if jobs else [], *jobs)


def killed_while_asked(house: House, chance: Random, name: str) -> tuple[User, list[Kata], int | None]:
    """Somebody, what their account holds, and the status of the answer where there was time for one."""
    user, kata = make_user(name), house.upstream.make_history(name, 50)
    web = house.web()
    request = Caller(house.client(web, user), name)
    if chance.random() < 0.7:
        # Between the commit and the answer lies the letter.
        wait_until(ImportJob.objects.filter(user=user).exists, "the job of the import", every=0.001)
    time.sleep(chance.uniform(0, 0.03))
    web.kill()
    request.join()
    return user, kata, request.status
