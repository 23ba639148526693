"""`manage.py run_worker` with real processes, on a queue and without one."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from backend.imports.models import ImportJob
from backend.imports.services.start import start_import
from backend.infrastructure.models import Outbox
from backend.profiles.models import PlatformProfile
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.processes import database_url, wait_until

MANAGE = [sys.executable, str(django_settings.ROOT / "manage.py")]
pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]


@pytest.fixture
def start(tmp_path):
    """Starts a command on the test's database; what still runs at the end is killed."""
    started = []

    def begin(*words, **environment):
        log = open(tmp_path / f"{len(started)}.log", "wb")
        process = subprocess.Popen(
            [*MANAGE, *words],
            env={**os.environ, "DATABASE_URL": database_url(connection.settings_dict), **environment},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        started.append(process)
        return process

    yield begin
    for process in started:
        family = [process.pid, *children(process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def codewars_far():
    with CodewarsServer(delay=0.5, page_size=20) as server:
        server.make_history("bob", 1000)
        yield server


@pytest.fixture
def codewars():
    with CodewarsServer() as server:
        server.make_history("bob", 3)
        yield server


def children(pid):
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def alive(pid):
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def ended(job):
    return ImportJob.objects.filter(pk=job.pk, state__in=("completed", "needs_review")).exists()


def two(pids):
    return list(pids) if len(pids) == 2 else None


def begin_import(user, platform="sample"):
    return start_import(user=user, platform=platform, username="bob").job


def test_a_worker_takes_what_the_queue_has_and_what_it_has_missed(start, sqs_queue, alice, bob):
    sent = begin_import(alice)
    missed = begin_import(bob)
    Outbox.objects.filter(args={"job_id": missed.pk}).update(sent_at=None, claimed_until=None)
    for message in sqs_queue.receive(10):
        if f"{missed.pk}" in message["Body"]:
            sqs_queue.delete(message)
        else:
            sqs_queue.show_again(message)
    worker = start("run_worker", **sqs_queue.environment())

    wait_until(lambda: ended(sent) and ended(missed), "both imports")

    worker.terminate()
    assert worker.wait(10) == 0
    assert sqs_queue.size() == 0 and not Outbox.objects.exists()


def test_a_worker_that_is_told_to_stop_finishes_its_page_and_leaves_within_ten_seconds(
    start, sqs_queue, alice, codewars_far
):
    job = begin_import(alice, "codewars")
    worker = start("run_worker", **sqs_queue.environment(), CODEWARS_BASE_URL=codewars_far.url)
    wait_until(ImportJob.objects.filter(pk=job.pk, read_count__gt=0).exists, "its first page")

    worker.terminate()
    started = time.monotonic()
    code = worker.wait(12)

    job.refresh_from_db()
    assert code == 0 and time.monotonic() - started < 10
    assert (job.state, job.lease_until, job.stalled) == ("queued", None, 0)
    assert Outbox.objects.get().sent_at is not None and sqs_queue.waiting() == 1


@pytest.mark.parametrize("with_queue", [True, False], ids=["queue", "outbox"])
def test_as_many_processes_as_asked_each_started_again_when_it_dies_and_all_end_together(
    start, sqs_queue, settings, alice, with_queue
):
    settings.IMPORT_QUEUE_URL = sqs_queue.url if with_queue else ""
    environment = sqs_queue.environment() | {"IMPORT_QUEUE_URL": settings.IMPORT_QUEUE_URL}
    parent = start("run_worker", "--processes", "2", **environment)
    first = wait_until(lambda: two(children(parent.pid)), "two children")

    os.kill(first[0], signal.SIGKILL)
    second = wait_until(lambda: two(set(children(parent.pid)) - {first[0]}), "a new one")
    job = begin_import(alice)
    wait_until(lambda: ended(job), "an import")

    parent.terminate()
    assert parent.wait(12) == 0
    assert not any(alive(pid) for pid in {*first, *second})


def test_the_children_end_with_a_parent_that_is_killed(start, sqs_queue):
    parent = start("run_worker", "--processes", "2", **sqs_queue.environment())
    pids = wait_until(lambda: two(children(parent.pid)), "two children")
    time.sleep(1)

    parent.kill()
    parent.wait()

    wait_until(lambda: not any(alive(pid) for pid in pids), "their end", seconds=15)


def test_a_relay_that_goes_on_sends_what_comes_due(start, sqs_queue):
    relay = start("relay_outbox", "--every", "0.3", **sqs_queue.environment())
    Outbox.objects.create(task="run_import", args={"job_id": 1})

    wait_until(sqs_queue.waiting, "the letter")

    relay.terminate()
    assert relay.wait(10) is not None


def assert_synced_by_itself(user, start, codewars, **environment):
    PlatformProfile.objects.create(user=user, platform="codewars", username="bob")
    for _ in range(2):
        start("run_worker", SYNC_EVERY="1", CODEWARS_BASE_URL=codewars.url, **environment)
    ended_well = ImportJob.objects.filter(state="completed", new_count=3)
    wait_until(ended_well.exists, "the sync that nobody asked for")
    assert ImportJob.objects.count() == 1


def test_workers_sync_an_account_by_themselves(start, alice, codewars):
    assert_synced_by_itself(alice, start, codewars)


def test_workers_on_a_queue_sync_an_account_by_themselves(start, sqs_queue, alice, codewars):
    assert_synced_by_itself(alice, start, codewars, **sqs_queue.environment())
