"""`kill -9` of the processes that work on an import, at random points: all of it comes in, and nothing twice.

The seed of a failed test is in its output; FAULTS_SEED=<seed> repeats it.
"""

from __future__ import annotations

import time
from random import Random

import pytest

from backend.imports.models import ImportJob, JobState
from backend.test_common.people import make_user
from backend.test_common.processes import wait_until
from tests.faults.house import (
    BOTH_WAYS,
    Caller,
    House,
    assert_all_is_well,
    begin,
    wait_for,
    wait_for_claim,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

ROUNDS_A_TEST = 5
KATA = 300
DEEP = [pytest.param(part, marks=pytest.mark.deep) for part in range(3, 40)]


@BOTH_WAYS
@pytest.mark.parametrize("part", [0, 1, 2, *DEEP])
def test_an_import_whose_worker_is_killed_at_any_point_comes_in_whole(
    house: House, chance: Random, part: int
) -> None:
    for number in range(ROUNDS_A_TEST):
        killed_workers(house, chance, f"worker{part}{number}", kills=1 + number % 2)


@pytest.mark.parametrize("part", [0, 1, *DEEP])
def test_an_import_whose_web_server_is_killed_at_any_point_comes_in_whole(
    house: House, chance: Random, part: int
) -> None:
    house.worker()
    for number in range(ROUNDS_A_TEST):
        killed_web_server(house, chance, f"web{part}{number}", ask_again=chance.random() < 0.5)


@pytest.mark.parametrize("part", [0, *DEEP])
def test_a_second_import_whose_worker_is_killed_at_any_point_counts_and_changes_rightly(
    house: House, chance: Random, part: int
) -> None:
    for number in range(3):
        name = f"again{part}{number}"
        user, kata = make_user(name), house.upstream.make_history(name, KATA)
        first = house.worker()
        wait_for(begin(user, name), JobState.COMPLETED)
        first.kill()
        for which in chance.sample(range(KATA), 5):
            house.upstream.add_language(name, kata[which]["id"], "elixir")
        house.upstream.add_kata(name)
        job = killed_worker(house, chance, begin(user, name), kills=1)
        counts = (job.read_count, job.new_count, job.updated_count, job.unchanged_count)
        assert counts == (KATA + 1, 1, 5, KATA - 5)
        assert_all_is_well(user, house.upstream.people[name].completed, job)


def killed_workers(house: House, chance: Random, name: str, *, kills: int) -> None:
    user = make_user(name)
    kata = house.upstream.make_history(name, KATA)
    job = killed_worker(house, chance, begin(user, name), kills=kills)
    assert_all_is_well(user, kata, job)


def killed_worker(house: House, chance: Random, job: ImportJob, *, kills: int) -> ImportJob:
    """The finished job; each kill that hit it in the middle has cost one claim, and nothing else has."""
    hits = 0
    for number in range(1, kills + 1):
        worker = house.worker(IMPORT_LEASE_SECONDS=0.5)
        wait_for_claim(job, number)
        time.sleep(chance.uniform(0, 0.5))
        worker.kill()
        house.wait_for_silence()
        hits += ImportJob.objects.filter(pk=job.pk, state=JobState.RUNNING).exists()
        if hits < number:
            break
    last = house.worker()
    job = wait_for(job, JobState.COMPLETED)
    last.kill()
    assert job.attempts == hits + 1, f"{hits} kills hit, {job.attempts} claims"
    return job


def killed_web_server(house: House, chance: Random, name: str, *, ask_again: bool) -> None:
    user = make_user(name)
    kata = house.upstream.make_history(name, KATA)
    web = house.web(IMPORT_INLINE_SECONDS=3.0)
    request = Caller(house.client(web, user), name)
    jobs = ImportJob.objects.filter(user=user)
    wait_until(jobs.exists, "the job of the import", every=0.003)
    time.sleep(chance.uniform(0, 0.5))
    web.kill()
    request.join()
    if ask_again:
        house.client(house.web(), user).post("/import/codewars/", json={"username": name}).raise_for_status()
    wait_until(lambda: not jobs.exclude(state=JobState.COMPLETED).exists(), "the end of all jobs")
    assert_all_is_well(user, kata, *jobs)
