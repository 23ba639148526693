"""What an import through queue and worker costs a page, against a bare loop that fetches and writes the same pages.

The bare loop asks the same server through the same client, reads the same records and writes the same questions and
attempts by the journal's own write path, one transaction a page. It has nothing around it: no job, no queue, no claim,
lease or fence, no rows for undo, no counts, no cursor. It cannot be watched, resumed, cancelled or taken back.

Once with a platform that answers as quickly as one nearby: ours asks for the next page while it writes this one, which
the bare loop does not. And once with one that takes no time at all: there is none, but then nothing hides what we add
to a page.

Ours begins where an import is asked for and ends when its message is deleted: job and outbox row, SQS (moto's server,
over HTTP), poll, claim, every page with its staged rows, keys, counts, cursor and lease, the end of the job.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from backend.test_common.aws import AWS_ENVIRONMENT, MotoServer, Queue
from benchmarks.environment import database
from benchmarks.table import print_table

# As long as a history on Codewars can be.
PAGES: Final = 100
PAGE_SIZE: Final = 200
# Seconds before the platform answers: rounds, and how many times as long as the bare loop it may take.
CASES: Final = {0.05: (3, 1.15), 0.0: (7, 1.3)}
USERNAME: Final = "bob"


def run() -> list[dict[str, Any]]:
    """Rows of the table of `make bench`."""
    with database(), MotoServer() as server:
        queue = Queue(server, visibility=360)
        return [_case(queue, delay, *case) for delay, case in CASES.items()]


def _case(queue: Queue, delay: float, rounds: int, most: float) -> dict[str, Any]:
    with codewars(delay) as url:
        _point_at(url, queue)
        _round(f"{delay} warm", 0)
        _settle_down()
        pairs = [_round(f"{delay} {number}", number) for number in range(1, rounds + 1)]
    return _row(pairs, delay, most)


def _row(pairs: list[tuple[float, float]], delay: float, most: float) -> dict[str, Any]:
    """The ratio is the median of the rounds' own, since both halves of a round had the machine in the same mood."""
    ratio = statistics.median(ours / bare for ours, bare in pairs)
    ours, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    return {
        "name": f"a page of {PAGE_SIZE} off the queue, {delay * 1000:.0f} ms away, to bare",
        "ours_ms": round(ours * 1000 / PAGES, 1),
        "baseline_ms": round(bare * 1000 / PAGES, 1),
        "ratio": round(ratio, 2),
        "target": f"<= {most}",
        "holds": ratio <= most,
    }


def _round(name: str, number: int) -> tuple[float, float]:
    """Seconds of ours and of the bare loop; who is first alternates."""
    works: list[Callable[[str], float]] = [_through_the_queue, _bare]
    taken = {work: work(name) for work in (works if number % 2 else works[::-1])}
    return taken[_through_the_queue], taken[_bare]


def _settle_down() -> None:
    """As a worker does when it begins; the bare loop gains as much by it."""
    from backend.infrastructure.worker import settle_down

    settle_down()


def _through_the_queue(name: str) -> float:
    from backend.imports.models import ImportJob
    from backend.imports.services.start import start_import
    from backend.infrastructure.models import Outbox
    from backend.infrastructure.poller import poll

    user = _user(f"queued {name}")
    with _timed() as taken:
        begun = start_import(user=user, platform="codewars", username=USERNAME)
        while poll(lambda: False, batch=1, wait=1) == 0 or Outbox.objects.exists():
            pass
    job = ImportJob.objects.get(pk=begun.job.pk)
    assert (job.state, job.new_count) == ("completed", PAGES * PAGE_SIZE), (job.state, job.error_detail)
    return taken[0]


def _bare(name: str) -> float:
    from django.db import transaction

    from backend.core.matching import Origin
    from backend.core.models import QuestionLog
    from backend.core.solves import write_solves
    from backend.infrastructure.outbound import open_platform
    from backend.platforms.base.records import Account, Solve
    from backend.profiles.models import PlatformProfile

    user = _user(f"bare {name}")
    profile = PlatformProfile.objects.create(user=user, platform="codewars", username=USERNAME)
    with _timed() as taken:
        platform = open_platform("codewars", interactive=False)
        origin = Origin(user.pk, "codewars", platform.name, platform.nominal_minutes, profile.pk, user.pk)
        for page in platform.pages(Account(USERNAME), None, seconds_left=lambda: 600.0):
            with transaction.atomic():
                write_solves(origin, [item for item in page.items if isinstance(item, Solve)])
    assert QuestionLog.objects.filter(user=user).count() == PAGES * PAGE_SIZE
    return taken[0]


def _user(username: str) -> Any:
    from backend.accounts.models import User

    return User.objects.create(username=username)


@contextmanager
def _timed() -> Iterator[list[float]]:
    """The seconds that the block took, in the list once it has ended."""
    taken: list[float] = []
    start = time.perf_counter()
    yield taken
    taken.append(time.perf_counter() - start)


def _point_at(url: str, queue: Queue) -> None:
    from django.conf import settings

    os.environ.update(AWS_ENVIRONMENT)
    for name, value in queue.settings().items():
        setattr(settings, name, value)
    settings.PLATFORM_BASE_URLS = {"codewars": url}


@contextmanager
def codewars(delay: float) -> Iterator[str]:
    """The address of a platform in a process of its own, as it is in life."""
    arguments = ["--user", USERNAME, "--kata", str(PAGES * PAGE_SIZE), "--delay", str(delay)]
    command = [sys.executable, "-m", "backend.test_common.codewars_server", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def main() -> None:
    print_table(run())


if __name__ == "__main__":
    main()
