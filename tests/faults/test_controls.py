"""The proof that the fault tests can fail: with a guard taken away, the invariants are seen to break."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from backend.core.models import Question, QuestionLog
from backend.core.services.questions import update_question
from backend.imports.models import ImportJob, JobState
from backend.test_common.processes import wait_until
from tests.faults import sabotage
from tests.faults.house import (
    BOTH_WAYS,
    House,
    assert_all_is_well,
    begin,
    send_again,
    wait_at,
    wait_for,
    wait_for_claim,
)
from tests.faults.invariants import Story, doubled_rows, violations

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def no_unique_keys(transactional_db: None) -> Iterator[None]:
    (key,) = (one for one in Question._meta.constraints if one.name == "question_natural_key")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Question, key)
    yield
    QuestionLog.objects.all().delete()
    Question.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Question, key)


@BOTH_WAYS
def test_without_the_fence_a_frozen_worker_does_harm_and_it_is_seen(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    first, second = house.upstream.hold_page(4), house.upstream.hold_page(8)
    job = begin(alice)
    zombie = house.worker(IMPORT_LEASE_SECONDS=0.4, sabotage=sabotage.without_the_fence)
    wait_at(first, job, 4)
    zombie.freeze()
    first.open()
    rival = house.worker(IMPORT_LEASE_SECONDS=20)
    wait_at(second, job, 8)
    zombie.thaw()
    wait_until(ImportJob.objects.filter(pk=job.pk, cursor__page__lt=8).exists, "the harm")
    zombie.kill()
    second.open()
    wait_for(job, JobState.COMPLETED)
    rival.kill()
    assert seen(alice, kata, job, "a cursor never goes back")


@BOTH_WAYS
def test_a_cursor_that_is_committed_without_its_rows_is_seen(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    job = finished_after_a_death(house, alice, sabotage.cursor_before_its_rows)
    assert seen(alice, kata, job, "25 of 300 questions are lost")


@BOTH_WAYS
def test_rows_that_are_committed_without_their_cursor_are_seen(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 300)
    job = finished_after_a_death(house, alice, sabotage.rows_before_their_cursor)
    assert seen(alice, kata, job, "tells 75 new rows and has 100")


def test_without_a_conditional_claim_two_workers_do_the_same_work(house: House, alice) -> None:
    house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(1)
    job = begin(alice)
    send_again(job)
    for _ in range(2):
        house.worker(IMPORT_LEASE_SECONDS=10, sabotage=sabotage.without_a_conditional_claim)
    gate.wait()
    wait_for_claim(job, 2)
    gate.open()
    wait_for(job, JobState.COMPLETED)
    assert len(house.upstream.list_calls()) > 12


def test_where_the_matching_fails_the_unique_keys_let_nothing_in_twice(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 50)
    worker = house.worker()
    wait_for(begin(alice), JobState.COMPLETED)
    worker.kill()
    house.worker(sabotage=sabotage.without_matching)
    again = wait_for(begin(alice), JobState.QUEUED, JobState.FAILED, error="internal")
    assert again.read_count == 0
    assert not list(doubled_rows(Story(alice.pk, kata, [])))


def test_without_the_unique_keys_too_the_doubles_are_seen(house: House, alice, no_unique_keys) -> None:
    kata = house.upstream.make_history("bob", 50)
    house.worker(sabotage=sabotage.without_matching)
    wait_for(begin(alice), JobState.COMPLETED)
    again = wait_for(begin(alice), JobState.COMPLETED)
    assert seen(alice, kata, again, "is there 2 times")


def test_a_title_that_is_edited_while_a_page_is_written_stays(house: House, alice) -> None:
    kata = edited_meanwhile(house, alice, sabotage.slow_to_write)
    assert_all_is_well(alice, kata, *ImportJob.objects.all(), **{kata[0]["id"]: "Mine"})


def test_without_the_writers_lock_the_edit_is_lost_and_it_is_seen(house: House, alice) -> None:
    kata = edited_meanwhile(house, alice, sabotage.slow_to_write_without_the_lock)
    found = violations(Story(alice.pk, kata, [], {kata[0]["id"]: "Mine"}))
    assert any("is called 'Theirs', not 'Mine'" in one for one in found)


def edited_meanwhile(house: House, user, spoiled):
    """A title changes upstream, and by hand in the moment in which the import writes the page."""
    kata = house.upstream.make_history("bob", 20)
    worker = house.worker()
    wait_for(begin(user), JobState.COMPLETED)
    worker.kill()
    house.upstream.rename_kata("bob", kata[0]["id"], "Theirs")
    worker = house.worker(IMPORT_LEASE_SECONDS=10, sabotage=spoiled)
    job = begin(user)
    wait_until(lambda: "between reading and writing" in worker.output(), "the writing of the page")
    question = Question.objects.get(user=user, external_id=kata[0]["id"])
    update_question(user_id=user.pk, question_id=question.pk, title="Mine")
    wait_for(job, JobState.COMPLETED)
    return kata


def finished_after_a_death(house: House, user, spoiled) -> ImportJob:
    """The job of an import whose first worker was sabotaged and died, and whose second was honest."""
    job = begin(user)
    assert house.worker(sabotage=spoiled).wait() == -9
    house.worker()
    return wait_for(job, JobState.COMPLETED)


def seen(user, kata, job: ImportJob, words: str) -> bool:
    found = violations(Story(user.pk, kata, [job.pk]))
    return any(words in one for one in found)
