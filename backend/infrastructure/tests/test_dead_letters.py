"""`manage.py dead_letters`: what was given up is seen, explained, and run again or dropped."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from backend.imports.models import ImportJob
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_batch
from backend.test_common.aws import LocalEsm

pytestmark = [pytest.mark.django_db(transaction=True)]


def ask(*words):
    out = StringIO()
    call_command("dead_letters", *words, stdout=out)
    return out.getvalue()


def handler(event):
    return run_batch(event, seconds_left=lambda: 60.0)


@pytest.fixture
def hasty_queue(open_queue):
    """A message is dead after it failed once."""
    return open_queue(visibility=1, max_receives=1)


def give_up(queue):
    LocalEsm(queue, handler, retry_after=0).run_until_empty()


def ids(listed):
    return [line.split()[0] for line in listed.splitlines()]


def test_poison_shows_with_its_reason(hasty_queue):
    for body in (
        "{",
        {"v": 2, "task": "run_import", "args": {}},
        {"v": 1, "task": "fly", "args": {"to": "x"}},
    ):
        hasty_queue.send(body)
    give_up(hasty_queue)

    listed = ask("list")

    assert len(ids(listed)) == 3
    assert "unreadable  poison: the body is not JSON" in listed
    assert "unreadable  poison: the version is not known" in listed
    assert "fly to=x  poison: no such task" in listed
    assert len(ids(ask())) == 3, "looking took them away"


def test_one_is_explained_by_its_job_and_its_last_error(hasty_queue, alice, monkeypatch):
    def broken(args, turn):
        raise ValueError("a secret")

    monkeypatch.setitem(queue_tasks(), "run_import", broken)
    job = ImportJob.objects.create(
        user=alice, platform="sample", username="x", error_code="internal", error_detail="Sorry."
    )
    queue.send("run_import", {"job_id": job.pk})
    give_up(hasty_queue)
    (one,) = ids(ask())

    told = ask("explain", one)

    assert f"run_import job_id={job.pk}" in told and "why         ValueError" in told
    assert "sample, queued after 0 claims; internal: Sorry." in told
    assert "a secret" not in told


def queue_tasks():
    from backend.infrastructure.tasks import TASKS

    return TASKS


def test_a_redriven_one_runs_and_is_gone(hasty_queue, alice, monkeypatch):
    with monkeypatch.context() as broken:
        broken.delitem(queue_tasks(), "run_import")
        job = ImportJob.objects.create(user=alice, platform="sample", username="x")
        queue.send("run_import", {"job_id": job.pk})
        give_up(hasty_queue)

    assert ask("redrive", "--all") == "1 sent again\n"

    give_up(hasty_queue)
    job.refresh_from_db()
    assert job.state in ("completed", "needs_review")
    assert ask() == "no dead letters\n" and not Outbox.objects.exists()


def test_one_without_a_row_is_sent_as_it_was(hasty_queue):
    hasty_queue.send({"v": 1, "task": "fly", "args": {}}, request_id="abc")
    give_up(hasty_queue)

    ask("redrive", *ids(ask()))

    (message,) = hasty_queue.receive()
    assert json.loads(message["Body"])["task"] == "fly"
    assert message["MessageAttributes"]["request_id"]["StringValue"] == "abc"


def test_one_is_dropped_with_its_row_and_the_others_stay(hasty_queue):
    for number in range(2):
        queue.send("fly", {"number": number})
    give_up(hasty_queue)
    first, second = ids(ask())

    ask("drop", first)

    assert ids(ask()) == [second]
    assert Outbox.objects.count() == 1


def test_rows_that_were_set_aside_show_without_a_queue_too():
    row = Outbox.objects.create(task="run_import", args={"job_id": 99}, dead_at=Now(), error="ValueError")
    assert ids(ask()) == [f"row-{row.pk}"]
    assert "99 is gone: drop this" in ask("explain", f"row-{row.pk}")

    ask("redrive", f"row-{row.pk}")

    assert ask() == "no dead letters\n"
    assert queue.claim(lease=1).pk == row.pk


def test_an_id_that_is_not_there_is_an_error():
    with pytest.raises(CommandError, match="there is no dead letter row-1"):
        ask("drop", "row-1")
    with pytest.raises(CommandError, match="say which"):
        ask("redrive")
