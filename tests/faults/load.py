"""Many imports at once, done by a few workers off the queue while one of them is killed time and again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from backend.accounts.models import User
from backend.imports.models import LIVE, ImportJob, JobState
from backend.test_common.people import make_user
from backend.test_common.processes import Process
from tests.faults.house import House, begin
from tests.faults.invariants import Story, violations

# Whoever dies with a message just received and not a word of it written down is noticed by the queue alone: the
# product's six minutes would be most of the test. A job in hand comes back by its lease.
SOONER: Final = {
    "backend.infrastructure.poller:VISIBILITY_SECONDS": 8,
    "backend.infrastructure.poller:MARGIN_SECONDS": -52.0,
}


@dataclass(frozen=True)
class Load:
    """`every` so many seconds a worker chosen by chance is killed, and another started; `lease` is the jobs'."""

    jobs: int
    pages: int
    every: float
    lease: float
    seconds: float
    workers: int = 4


@dataclass(frozen=True)
class Report:
    kills: int
    seconds: float
    jobs: Sequence[ImportJob]
    fetches: Mapping[tuple[str, int], int]

    def __str__(self) -> str:
        pages, asked = len(self.fetches), sum(self.fetches.values())
        return (
            f"{len(self.jobs)} imports, {pages} pages in {self.seconds:.1f} s ({pages / self.seconds:.0f} a second), "
            f"{self.kills} kills, {asked - pages} pages fetched again, {self.more_claims()} claims more than imports"
        )

    def more_claims(self) -> int:
        """Claims beyond the first of each job, but for those that only went on when a worker's time was up."""
        continued = sum(event["kind"] == "continued" for job in self.jobs for event in job.events)
        return sum(job.attempts - 1 for job in self.jobs) - continued


def bear(
    house: House,
    chance: Random,
    load: Load,
    *,
    sabotage: Callable[[], None] | None = None,
    patches: Mapping[str, Any] = SOONER,
) -> Report:
    """Everybody asks, everybody gets it. Raises AssertionError where an import has not ended in time."""

    def start() -> Process:
        return house.worker(sabotage=sabotage, patches=patches, IMPORT_LEASE_SECONDS=load.lease)

    jobs = [_ask(house, f"user{number}", load) for number in range(load.jobs)]
    started = time.monotonic()
    kills = _kill_until(_ended, chance, [start() for _ in range(load.workers)], start, load)
    seconds = time.monotonic() - started
    jobs = list(ImportJob.objects.filter(pk__in=[job.pk for job in jobs]).select_related("user"))
    report = Report(kills, seconds, jobs, fetches(house))
    print(report)
    return report


def _ask(house: House, username: str, load: Load) -> ImportJob:
    house.upstream.make_history(username, load.pages * house.upstream.page_size)
    user = User.objects.filter(username=username).first() or make_user(username)
    return begin(user, username)


def _ended() -> bool:
    return not ImportJob.objects.filter(state__in=LIVE).exists()


def _kill_until(
    ended: Callable[[], bool],
    chance: Random,
    workers: list[Process],
    start: Callable[[], Process],
    load: Load,
) -> int:
    kills, began = 0, time.monotonic()
    while not ended():
        left = ImportJob.objects.filter(state__in=LIVE).count()
        passed = time.monotonic() - began
        assert passed < load.seconds, f"{left} imports have not ended within {load.seconds:.0f} s"
        if passed < (kills + 1) * load.every:
            time.sleep(0.05)
            continue
        which = chance.randrange(len(workers))
        workers[which].kill()
        workers[which] = start()
        kills += 1
    return kills


def fetches(house: House) -> Counter[tuple[str, int]]:
    """How often each page of each history was asked for."""
    return Counter(
        (request.path.split("/")[-3], int(request.query["page"])) for request in house.upstream.list_calls()
    )


def wrongs(house: House, load: Load, report: Report) -> Iterator[str]:
    """Whatever did not end as it should: rows, states, pages that nobody's death explains."""
    for job in report.jobs:
        if job.state != JobState.COMPLETED:
            yield f"job {job.pk} is {job.state}: {job.error_code}"
        yield from violations(Story(job.user_id, house.upstream.people[job.username].completed, [job.pk]))
        yield from _unexplained(job, load, report)
    if report.more_claims() > report.kills:
        yield f"{report.more_claims()} claims more than imports after {report.kills} kills"


def _unexplained(job: ImportJob, load: Load, report: Report) -> Iterator[str]:
    """A claim that ends in a death costs the page that its worker wrote and the one on its way; nothing else does."""
    asked = {page: report.fetches[(job.username, page)] for page in range(load.pages)}
    if missing := [page for page, times in asked.items() if not times]:
        yield f"job {job.pk} is {job.state} and never asked for the pages {missing}"
    again = sum(times - 1 for times in asked.values() if times)
    if again > 2 * (job.attempts - 1) or max(asked.values()) > job.attempts:
        yield f"job {job.pk} fetched {again} pages again with {job.attempts} claims"
