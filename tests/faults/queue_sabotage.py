"""What breaks a process that works with the queue: faults that tests inject, and guards that are taken away to
prove that the tests would notice. Each function is called in a forked child before it begins to work.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from backend.common import conflicts
from backend.imports.models import ImportJob
from backend.imports.services import run, start
from backend.infrastructure import poller, publisher, queue, worker

# Whose import runs into a bug of ours.
CURSED = "eve"


# --- Faults -------------------------------------------------------------------------------------------------------


def dies_before_it_deletes() -> None:
    """The work is done and committed; the queue never hears of it."""
    poller._delete = lambda messages: die()


def dies_before_the_letter() -> None:
    """The decision is committed, and the process is gone before it has sent anything."""
    queue._publish_on_commit = lambda letter: transaction.on_commit(die)


def loses_the_letter() -> None:
    """The person is told that all is well, and nothing was sent."""
    queue._publish_on_commit = lambda letter: None


def slow_to_decide() -> None:
    """A moment passes between the rows of a decision and its commit; it is announced in the log."""
    honest = start._create

    def create(*arguments: Any) -> Any:
        started = honest(*arguments)
        print("between the rows and the commit", file=sys.stderr, flush=True)
        time.sleep(1.5)
        return started

    start._create = create


def a_bug_in_one_import() -> None:
    honest = run.platform_pages

    def pages(job: ImportJob, **options: Any) -> Iterator[Any]:
        if job.username == CURSED:
            raise ZeroDivisionError("what only we may see")
        yield from honest(job, **options)

    run.platform_pages = pages


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# --- Guards that are away -----------------------------------------------------------------------------------------


def poison_is_acknowledged() -> None:
    honest = worker._run_record
    worker._run_record = lambda *arguments: honest(*arguments) or True


def poison_is_not_told_apart() -> None:
    """Whatever is wrong with a message stops the batch that it came in."""

    class NeverRaised(Exception):
        pass

    worker.Poison = NeverRaised


def a_bug_without_a_boundary() -> None:
    """A bug in one import is one of the whole batch."""
    a_bug_in_one_import()
    run._work = lambda work: work.work() or queue.Outcome()
    worker._note_failure = _raise


def _raise(letter: Any, error: Exception) -> None:
    raise error


def never_brings_back() -> None:
    """No sweep and no relay."""
    worker.bring_back = lambda seconds_left=None: None


def sends_before_the_commit() -> None:
    queue._publish_on_commit = publisher.publish_soon


def slow_to_decide_and_sends_before_the_commit() -> None:
    slow_to_decide()
    sends_before_the_commit()


def never_gives_way() -> None:
    conflicts.CONFLICTS = ()
