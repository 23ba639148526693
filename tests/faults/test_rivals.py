"""Two at once: for the same job, for the same account, for the same rows of one person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import requests

from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob, JobState
from backend.test_common.api import LiveApi
from backend.test_common.processes import wait_until
from tests.faults.house import (
    BOTH_WAYS,
    House,
    assert_all_is_well,
    begin,
    send_again,
    wait_at,
    wait_for,
    wait_for_idle,
)
from tests.faults.invariants import Story, wrong_aggregates

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


def test_of_two_workers_with_the_same_message_one_works_and_the_other_leaves(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(1)
    job = begin(alice)
    send_again(job)
    workers = [house.worker(IMPORT_LEASE_SECONDS=10), house.worker(IMPORT_LEASE_SECONDS=10)]
    gate.wait()
    wait_until(
        lambda: any("import not claimed" in worker.output() for worker in workers), "one worker's leave"
    )
    gate.open()
    job = wait_for(job, JobState.COMPLETED)
    wait_for_idle()
    assert (len(house.upstream.list_calls()), job.attempts) == (12, 1)
    assert_all_is_well(alice, kata, job)


def test_a_message_that_comes_again_after_the_end_calls_nobody_and_changes_nothing(
    house: House, alice
) -> None:
    house.upstream.make_history("bob", 50)
    job = begin(alice)
    house.worker()
    wait_for(job, JobState.COMPLETED)
    before, calls = ImportJob.objects.filter(pk=job.pk).values().get(), len(house.upstream.calls)
    send_again(job)
    wait_for_idle()
    assert ImportJob.objects.filter(pk=job.pk).values().get() == before
    assert len(house.upstream.calls) == calls


def test_the_same_account_asked_for_at_the_same_moment_is_imported_once(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    web = house.web(threads=8)
    answers = at_once([lambda api: ask(api, "bob")] * 4, [house.client(web, alice) for _ in range(4)])
    assert sorted(answer.status_code for answer in answers) == [200, 202, 202, 202]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert_all_is_well(alice, kata, ImportJob.objects.get())


def test_a_person_who_is_deleted_meanwhile_leaves_nothing_and_stops_nobody(
    house: House, alice, charlie
) -> None:
    kata = house.upstream.make_history("bob", 100)
    gate = house.upstream.hold_page(2)
    job = begin(alice)
    worker = house.worker()
    wait_at(gate, job, 2)
    alice.delete()
    gate.open()
    job = wait_for(begin(charlie), JobState.COMPLETED)
    assert worker.running and not Question.objects.exclude(user=charlie).exists()
    assert_all_is_well(charlie, kata, job)


@BOTH_WAYS
def test_two_accounts_with_the_same_kata_come_in_at_once_without_harm(house: House, alice) -> None:
    kata = house.upstream.share_history("bob", "rob", 300)
    jobs = [begin(alice, "bob"), begin(alice, "rob")]
    workers = [house.worker(IMPORT_LEASE_SECONDS=10), house.worker(IMPORT_LEASE_SECONDS=10)]
    jobs = [wait_for(job, JobState.COMPLETED) for job in jobs]
    assert_all_is_well(alice, kata, *jobs)
    assert jobs[0].new_count + jobs[1].new_count == 300
    assert jobs[0].attempts == jobs[1].attempts == 1
    assert not any("deadlock" in worker.output() for worker in workers)


def test_what_a_person_edits_while_an_import_runs_stays(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    house.upstream.delay = 0.06
    web = house.web(threads=8)
    begin(alice)
    house.worker(IMPORT_LEASE_SECONDS=10)
    api = house.client(web, alice)
    titles: dict[str, str] = {}
    for number in range(15):
        question = newest_question(alice.pk, set(titles))
        titles[question.external_id] = f"Mine {number}"
        api.patch(f"/api/questions/{question.pk}/", json={"title": f"Mine {number}"}).raise_for_status()
        attempt = {"outcome": "Failed", "time_spent_min": 5}
        api.post(f"/api/questions/{question.pk}/logs/", json=attempt).raise_for_status()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    assert_all_is_well(alice, kata, job, **titles)
    assert QuestionLog.objects.filter(user=alice, external_id="").count() == 15


def test_an_undo_and_an_import_of_the_same_rows_at_once_leave_a_journal_that_agrees(
    house: House, alice
) -> None:
    kata = house.upstream.share_history("bob", "rob", 300)
    house.worker(IMPORT_LEASE_SECONDS=10)
    first = wait_for(begin(alice, "bob"), JobState.COMPLETED)
    web = house.web(threads=4)
    answers = at_once(
        [lambda api: ask(api, "rob"), lambda api: api.post(f"/api/jobs/{first.pk}/undo/")],
        [house.client(web, alice), house.client(web, alice)],
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert not list(wrong_aggregates(Story(alice.pk, [], [])))
    ask(house.client(web, alice), "bob").raise_for_status()
    ask(house.client(web, alice), "rob").raise_for_status()
    assert_all_is_well(alice, kata)


def ask(api: LiveApi, username: str) -> requests.Response:
    return api.post("/import/codewars/", json={"username": username})


def at_once(calls: list[Any], apis: list[LiveApi]) -> list[requests.Response]:
    barrier = Barrier(len(calls))

    def run(call: Any, api: LiveApi) -> requests.Response:
        barrier.wait(10)
        return call(api)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls, apis))


def newest_question(user_id: int, but: set[str]) -> Question:
    """One that is there already and was not taken before."""
    questions = Question.objects.filter(user=user_id).exclude(external_id__in=but).order_by("-pk")
    return wait_until(questions.first, "another question of the import")
