"""A worker that is frozen beyond its lease and then goes on: what it brings is too late and changes nothing."""

from __future__ import annotations

import time
from random import Random

import pytest
from django.conf import settings as django_settings

from backend.imports.models import ImportJob, JobState
from backend.test_common.people import make_user
from backend.test_common.processes import wait_until
from tests.faults import sabotage
from tests.faults.house import BOTH_WAYS, House, assert_all_is_well, begin, wait_at, wait_for, wait_for_claim

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

OPTIONS = django_settings.DATABASES["default"].get("OPTIONS", {})
IDLE = "idle_in_transaction_session_timeout"
SHORT = {"IMPORT_LEASE_SECONDS": 0.4}
DEEP = [pytest.param(part, marks=pytest.mark.deep) for part in range(1, 15)]


@BOTH_WAYS
def test_the_page_of_a_frozen_worker_comes_too_late_and_changes_nothing(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(4)
    job = begin(alice)
    zombie = house.worker(**SHORT)
    wait_at(gate, job, 4)
    zombie.freeze()
    gate.open()
    house.worker()
    wait_for(job, JobState.COMPLETED)
    before = ImportJob.objects.filter(pk=job.pk).values().get()
    zombie.thaw()
    wait_until(lambda: "import fenced" in zombie.output(), "the zombie's leave")
    assert ImportJob.objects.filter(pk=job.pk).values().get() == before
    assert before["attempts"] == before["fence"] == 2
    assert_all_is_well(alice, kata, job)


@BOTH_WAYS
def test_a_frozen_worker_that_comes_back_too_early_is_fenced_out_of_a_job_that_goes_on(
    house: House, alice
) -> None:
    kata = house.upstream.make_history("bob", 300)
    first, second = house.upstream.hold_page(4), house.upstream.hold_page(8)
    job = begin(alice)
    zombie = house.worker(**SHORT)
    wait_at(first, job, 4)
    zombie.freeze()
    first.open()
    house.worker(IMPORT_LEASE_SECONDS=20)
    wait_at(second, job, 8)
    zombie.thaw()
    wait_until(lambda: "import fenced" in zombie.output(), "the zombie's leave")
    second.open()
    job = wait_for(job, JobState.COMPLETED)
    assert job.attempts == 2
    assert_all_is_well(alice, kata, job)


@pytest.mark.skipif(
    IDLE not in OPTIONS.get("options", ""), reason="idle transactions are not ended by the settings"
)
def test_a_worker_that_freezes_inside_its_transaction_does_not_hold_up_the_person(
    house: House, alice
) -> None:
    kata = house.upstream.make_history("bob", 50)
    job = begin(alice)
    options = {**OPTIONS, "options": f"{OPTIONS['options']} -c {IDLE}=1000"}
    zombie = house.worker(**SHORT, sabotage=sabotage.slow_to_write, place={"OPTIONS": options})
    wait_until(lambda: "between reading and writing" in zombie.output(), "the writing of a page")
    zombie.freeze()
    house.worker()
    job = wait_for(job, JobState.COMPLETED)
    zombie.thaw()
    wait_until(lambda: "the database is away" in zombie.output(), "the zombie's word")
    assert_all_is_well(alice, kata, job)


def test_a_worker_that_was_fenced_goes_on_with_other_work(house: House, alice, charlie) -> None:
    kata = house.upstream.make_history("bob", 100)
    gate = house.upstream.hold_page(2)
    job = begin(alice)
    zombie = house.worker(**SHORT)
    wait_at(gate, job, 2)
    zombie.freeze()
    gate.open()
    other = house.worker()
    wait_for(job, JobState.COMPLETED)
    other.kill()
    zombie.thaw()
    later = wait_for(begin(charlie), JobState.COMPLETED)
    assert_all_is_well(charlie, kata, later)


@BOTH_WAYS
@pytest.mark.parametrize("part", [0, *DEEP])
def test_workers_that_are_frozen_at_any_point_do_no_harm(house: House, chance: Random, part: int) -> None:
    for number in range(3):
        name = f"frozen{part}{number}"
        user, kata = make_user(name), house.upstream.make_history(name, 300)
        job = begin(user, name)
        zombie = house.worker(**SHORT)
        wait_for_claim(job, 1)
        time.sleep(chance.uniform(0, 0.4))
        zombie.freeze()
        rival = house.worker(**SHORT)
        time.sleep(chance.uniform(0.3, 0.9))
        zombie.thaw()
        job = wait_for(job, JobState.COMPLETED)
        assert_all_is_well(user, kata, job)
        zombie.kill()
        rival.kill()
