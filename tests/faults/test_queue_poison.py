"""Messages that nobody can read, that nobody needs any more, and that meet a bug of ours; and those beside them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, Final

import pytest

from backend.imports.models import ImportJob, JobState
from backend.imports.services import run
from backend.imports.services.control import cancel
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_batch
from backend.test_common.aws import LocalEsm
from backend.test_common.people import make_user
from backend.test_common.processes import Process, wait_until
from tests.faults import queue_sabotage
from tests.faults.house import (
    BY_QUEUE,
    SHOWN_TO_ALL,
    House,
    assert_all_is_well,
    begin,
    wait_for,
    wait_for_idle,
)

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), BY_QUEUE]

# What the log says of each body.
POISON: Final = {
    '{"v": 1, "task": "run_import", "args"': "the body is not JSON",
    json.dumps({"v": 2, "task": "run_import", "args": {"job_id": 1}}): "the version is not known",
    json.dumps({"v": 1, "task": "run_nothing", "args": {}}): "no such task",
}
RECEIVES: Final = 5
# Nothing comes back while a test looks.
SHOWN_TO_NOBODY: Final = {
    "backend.infrastructure.poller:VISIBILITY_SECONDS": 60,
    "backend.infrastructure.poller:MARGIN_SECONDS": 0.0,
}


def test_poison_ends_among_the_dead_letters_and_what_came_with_it_is_done(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 50)
    job = poisoned(house, alice)
    worker = house.worker("--batch=10", patches=SHOWN_TO_ALL)
    job = wait_for(job, JobState.COMPLETED)
    wait_until(lambda: len(house.queue.dead_letters()) == len(POISON), "the dead letters")
    assert sorted(message["Body"] for message in house.queue.dead_letters()) == sorted(POISON)
    for reason in POISON.values():
        assert worker.output().count(f"poison: {reason}") == RECEIVES
    assert house.queue.size() == 0 and worker.running
    assert_all_is_well(alice, kata, job)


def test_poison_that_is_acknowledged_is_lost_and_it_is_seen(house: House, alice) -> None:
    house.upstream.make_history("bob", 50)
    poisoned(house, alice)
    house.worker("--batch=10", patches=SHOWN_TO_ALL, sabotage=queue_sabotage.poison_is_acknowledged)
    house.queue.wait_for(0)
    assert house.queue.dead_letters() == []


def test_poison_that_is_not_told_apart_stops_the_others_and_it_is_seen(house: House, alice) -> None:
    house.upstream.make_history("bob", 50)
    job = poisoned(house, alice)
    spoiled = queue_sabotage.poison_is_not_told_apart
    assert house.worker("--batch=10", patches=SHOWN_TO_NOBODY, sabotage=spoiled).wait() == 1
    job.refresh_from_db()
    assert (job.state, house.queue.size()) == (JobState.QUEUED, len(POISON) + 1)


def test_a_message_whose_job_is_gone_or_cancelled_is_acknowledged_with_a_line(house: House, alice) -> None:
    kata = house.upstream.make_history("bob", 50)
    gone, cancelled = begin(make_user("dora")), begin(make_user("carol"))
    gone.user.delete()
    cancel(job=cancelled)
    job = begin(alice)
    worker = house.worker("--batch=10")
    job = wait_for(job, JobState.COMPLETED)
    house.queue.wait_for(0)
    wait_for_idle()
    for which, state in ((gone, "gone"), (cancelled, "cancelled")):
        (line,) = told(worker, "import not claimed", job_id=which.pk)
        assert "acknowledged" in line["message"] and line["state"] == state
    assert house.queue.dead_letters() == [] and len(house.upstream.list_calls()) == 2
    assert_all_is_well(alice, kata, job)


def test_of_five_messages_the_one_that_meets_a_bug_is_answered_and_no_other(
    house: House, settings, monkeypatch
) -> None:
    settings.PLATFORM_BASE_URLS = {"codewars": house.upstream.url}
    cursed, others = five(house)
    monkeypatch.setattr(run, "platform_pages", run.platform_pages)
    queue_sabotage.a_bug_in_one_import()
    esm = LocalEsm(house.queue, lambda event: run_batch(event, seconds_left=lambda: 60.0), batch_size=5)
    (delivery,) = esm.step(wait=1)
    (failed,) = (record for record in delivery.event["Records"] if record["messageId"] in delivery.failed)
    assert json.loads(failed["body"])["args"] == {"job_id": cursed.pk}
    assert delivery.answer == {"batchItemFailures": [{"itemIdentifier": failed["messageId"]}]}
    assert states(cursed, *others) == {JobState.QUEUED: 1, JobState.COMPLETED: 4}


def test_a_worker_tells_a_bug_to_the_log_alone_and_the_import_is_tried_again_later(house: House) -> None:
    cursed, others = five(house)
    worker = house.worker(
        "--batch=5",
        patches=SHOWN_TO_NOBODY,
        IMPORT_LEASE_SECONDS=30,
        sabotage=queue_sabotage.a_bug_in_one_import,
    )
    cursed = wait_for(cursed, JobState.QUEUED, error="internal")
    for job in others:
        wait_for(job, JobState.COMPLETED)
    # What failed is in hand until it is shown again, and the letter that goes on waits for its time.
    house.queue.wait_for(2)
    assert worker.running and cursed.not_before is not None
    assert cursed.error_detail == "Something went wrong on our side."
    assert "ZeroDivisionError" not in json.dumps(cursed.events)
    assert worker.output().count("ZeroDivisionError: what only we may see") == 1
    (row,) = Outbox.objects.all()
    assert row.args == {"job_id": cursed.pk} and row.error == ""


def test_without_a_boundary_one_bug_takes_the_batch_with_it_and_it_is_seen(house: House) -> None:
    cursed, others = five(house)
    spoiled = queue_sabotage.a_bug_without_a_boundary
    worker = house.worker("--batch=5", patches=SHOWN_TO_NOBODY, IMPORT_LEASE_SECONDS=30, sabotage=spoiled)
    assert worker.wait() == 1
    assert states(cursed, *others)[JobState.COMPLETED] < 4
    assert house.queue.size() == 5


def poisoned(house: House, user: Any) -> ImportJob:
    """A good import among messages that nobody can read."""
    for body in POISON:
        house.queue.send(body)
    return begin(user)


def five(house: House) -> tuple[ImportJob, list[ImportJob]]:
    """Five imports whose messages wait, the third of them the one that will meet a bug."""
    jobs = []
    for name in ("ada", "ben", queue_sabotage.CURSED, "fay", "gus"):
        house.upstream.make_history(name, 30)
        jobs.append(begin(make_user(name), name))
    house.queue.wait_for(5)
    return jobs.pop(2), jobs


def states(*jobs: ImportJob) -> Counter[str]:
    found = ImportJob.objects.filter(pk__in=[job.pk for job in jobs])
    return Counter(found.values_list("state", flat=True))


def told(worker: Process, words: str, **facts: Any) -> list[dict[str, Any]]:
    """The lines of its log that say so, about these."""
    lines = [json.loads(line) for line in worker.output().splitlines() if line.startswith("{")]
    return [
        line
        for line in lines
        if words in line["message"] and all(line.get(name) == value for name, value in facts.items())
    ]
