"""Workers of a queue that move when they are told to: one of them at a time, from one place to rest to the next.

A puppet runs `run_batch` in a thread with a message of a real queue. It rests with every page that it has read and not
written yet, and when its task has ended and its row is still there. Whatever happens to it happens there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from typing import Any, Final, TypeAlias

import pytest
from django.db import connections

from backend.aws import AwsError
from backend.imports.services import run
from backend.imports.services.claim import Claim
from backend.infrastructure import publisher, queue
from backend.infrastructure.worker import run_batch
from backend.platforms.base.records import Page
from backend.test_common.aws import event_of

Pages: TypeAlias = Generator[Page, None, None]

PATIENCE: Final = 30.0
_mine = threading.local()


class Death(BaseException):
    """The process is gone: nothing of it cleans up."""


class Puppet:
    """`job_id` and `fence` are those of the claim that it believes to have; None before it has one."""

    def __init__(self, message: Mapping[str, Any], arn: str) -> None:
        self.message = message
        self.job_id: int | None = None
        self.fence: int | None = None
        self.answer: Any = None
        self.ended = False
        self.stopping = False
        self._event = event_of([message], arn)
        self._doomed = False
        self._problem: BaseException | None = None
        self._go, self._rests = threading.Semaphore(0), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._live, daemon=True, name="puppet")
        self._thread.start()
        self._await()

    @property
    def may_be_deleted(self) -> bool:
        return self.ended and self.answer == {"batchItemFailures": []}

    def step(self) -> None:
        """On to the next rest, or to its end."""
        if not self.ended:
            self._go.release()
            self._await()

    def kill(self) -> None:
        self._doomed = True
        self.step()

    def rest(self, claimed: Claim | None = None) -> None:
        """Called by what it runs."""
        if claimed is not None:
            self.job_id, self.fence = claimed.job_id, claimed.fence
        self._rests.release()
        self._go.acquire()
        if self._doomed:
            raise Death

    def _live(self) -> None:
        _mine.puppet = self
        try:
            self.answer = run_batch(self._event, seconds_left=lambda: 60.0, stopping=lambda: self.stopping)
        except Death:
            pass
        except BaseException as problem:
            self._problem = problem
        finally:
            connections.close_all()
            self.ended = True
            self._rests.release()

    def _await(self) -> None:
        assert self._rests.acquire(timeout=PATIENCE), "a worker neither rests nor ends"
        if self.ended:
            self._thread.join()
        if self._problem is not None:
            raise self._problem


class Post:
    """What lies between the product and the queue. Letters for later are kept until they are let go.

    `refusals` calls are refused, then `crashes` processes die at a call, before it or, with `after`, behind it.
    """

    def __init__(self) -> None:
        self._honest = publisher._send
        self.reset()

    def reset(self) -> None:
        self.refusals = self.crashes = 0
        self.after = False
        self.delayed: list[dict[str, Any]] = []

    def send(self, client: Callable[[], Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
        if self.refusals:
            self.refusals -= 1
            raise AwsError("RequestThrottled")
        crashes, self.crashes = self.crashes, max(self.crashes - 1, 0)
        if crashes and not self.after:
            raise Death
        answer = self._take(client, entries)
        if crashes:
            raise Death
        return answer

    def let_go(self) -> None:
        """The time of all letters has come."""
        entries, self.delayed = self.delayed, []
        while entries:
            self._honest(publisher.sqs, [{**entry, "DelaySeconds": 0} for entry in entries[:10]])
            entries = entries[10:]

    def _take(self, client: Callable[[], Any], entries: list[dict[str, Any]]) -> dict[str, Any]:
        late = [entry for entry in entries if entry["DelaySeconds"]]
        soon = [entry for entry in entries if not entry["DelaySeconds"]]
        self.delayed += late
        answer = self._honest(client, soon) if soon else {"Successful": []}
        return {**answer, "Successful": [*answer["Successful"], *({"Id": entry["Id"]} for entry in late)]}


def string_up(patch: pytest.MonkeyPatch) -> Post:
    """From now on puppets rest where they should, and letters go through the post that is answered."""
    post = Post()
    honest_pages, honest_done = run.one_ahead, queue.done

    def pages(source: Pages, *, wanted: Any, **options: Any) -> Pages:
        with closing(honest_pages(source, wanted=wanted, **options)) as honest:
            for page in honest:
                _rest(wanted.__self__.claimed)
                yield page

    def done(row_id: int) -> None:
        _rest()
        honest_done(row_id)

    patch.setattr(run, "one_ahead", pages)
    patch.setattr(queue, "done", done)
    patch.setattr(publisher, "_send", post.send)
    # Every letter is tried: no refusal of a moment ago decides what the next step does.
    patch.setattr(publisher, "PAUSE_SECONDS", 0.0)
    return post


def _rest(claimed: Claim | None = None) -> None:
    puppet: Puppet | None = getattr(_mine, "puppet", None)
    if puppet is not None:
        puppet.rest(claimed)
