"""What takes one of the product's guards away in a process of its own, to prove that the tests would notice.

Each function is called in a forked child before it begins to work.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F

from backend.core import solves
from backend.imports.models import ImportJob, JobState
from backend.imports.services import claim, pages, run
from backend.platforms.base.records import Page, Solve

# The page behind which the sabotaged worker dies.
FATAL_PAGE = 4


def without_the_fence() -> None:
    """Whoever once had a job may write for it."""

    def hold(claimed: claim.Claim) -> ImportJob:
        claim.lock_user(claimed.user_id)
        return ImportJob.objects.select_for_update(no_key=True).get(pk=claimed.job_id)

    pages.hold = hold
    run.hold = hold


def without_a_conditional_claim() -> None:
    """Everybody gets the job who asks for it."""

    def take(job_id: int) -> tuple[claim.Claim, ImportJob]:
        ImportJob.objects.filter(pk=job_id).update(
            state=JobState.RUNNING,
            fence=F("fence") + 1,
            attempts=F("attempts") + 1,
            lease_until=claim.lease(),
        )
        job = ImportJob.objects.get(pk=job_id)
        return claim.Claim(job.pk, job.user_id, job.fence), job

    run.claim = take


def cursor_before_its_rows() -> None:
    """The cursor is committed alone, and the worker dies before it has written the rows."""

    def note(claimed: claim.Claim, page: Page) -> None:
        claim.save(claim.hold(claimed), cursor=page.next_cursor, lease_until=claim.lease())

    _die_after(note)


def rows_before_their_cursor() -> None:
    """The rows are committed alone, and the worker dies before it has noted that they are there."""

    def note(claimed: claim.Claim, page: Page) -> None:
        solves.write_solves(pages.origin_of(claim.hold(claimed)), [*page.items])

    _die_after(note)


def _die_after(half: Any) -> None:
    honest = run.commit_page

    def commit_page(claimed: claim.Claim, page: Page, seen: set[bytes], ahead: Any = None) -> ImportJob:
        if (page.next_cursor or {}).get("page") == FATAL_PAGE:
            with transaction.atomic():
                half(claimed, page)
            os.kill(os.getpid(), signal.SIGKILL)
        return honest(claimed, page, seen)

    run.commit_page = commit_page


def without_matching() -> None:
    """Every row of the upstream is taken for a new one: it is looked for in the journal of nobody."""
    honest = solves.match_solves

    def match(origin: solves.Origin, found: Sequence[Solve]) -> list[solves.Matched]:
        matched = honest(replace(origin, user_id=0), found)
        for one in matched:
            for row in (one.question, one.log):
                row.user_id = origin.user_id
        return matched

    solves.match_solves = match


def slow_to_write() -> None:
    """A moment passes between reading the journal and writing to it; it is announced in the log."""
    honest = solves.match_solves

    def match(origin: solves.Origin, found: Sequence[Solve]) -> list[solves.Matched]:
        matched = honest(origin, found)
        print("between reading and writing", file=sys.stderr, flush=True)
        time.sleep(0.7)
        return matched

    solves.match_solves = match


def slow_to_write_without_the_lock() -> None:
    slow_to_write()
    claim.lock_user = lambda user_id: None
