"""One page of records: checked, matched, written and counted in one short transaction."""

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from backend.common.bulk import append
from backend.common.conflicts import again_on_conflict
from backend.core.matching import Origin
from backend.imports.models import (
    ImportJob,
    ImportPage,
    Issue,
    IssueState,
    JobState,
    RowOutcome,
    RowState,
    StagedRow,
)
from backend.imports.records import RecordType, type_of
from backend.imports.services.claim import Claim, hold, lease, save
from backend.imports.services.finish import finish
from backend.platforms import registry
from backend.platforms.base.records import Page, Practice, Solve, Unusable
from backend.profiles.services import verified_profile

KEY_BYTES: Final = 8
AHEAD_SECONDS: Final = 1.0
ROW_COLUMNS: Final = ("job_id", "row_number", "raw", "values", "outcome", "state", "effects", "kept_mine")


@dataclass(slots=True)
class Sorted:
    """A page's records told apart, each with its number in the job; `undecided` are those that are not final yet."""

    records: list[tuple[int, Solve | Practice]] = field(default_factory=list)
    unusable: list[tuple[int, Unusable]] = field(default_factory=list)
    keys: list[bytes] = field(default_factory=list)
    duplicates: int = 0
    undecided: int = 0


def seen_keys(job_id: int) -> set[bytes]:
    """The keys of every page that this run of the job has committed."""
    seen: set[bytes] = set()
    for keys in ImportPage.objects.filter(job=job_id).values_list("keys", flat=True):
        seen.update(bytes(keys[at : at + KEY_BYTES]) for at in range(0, len(keys), KEY_BYTES))
    return seen


@dataclass(slots=True)
class Ahead:
    """Pages that were read and bring nothing to write: they are counted with the next commit, a second later at most.

    A run that dies before that reads them again, as its cursor has not moved either.
    """

    records: int = 0
    keys: list[bytes] = field(default_factory=list)
    page: Page | None = None
    committed_at: float = field(default_factory=time.monotonic)
    quiet: bool = True

    def takes(self, job: ImportJob, page: Page, seen: set[bytes]) -> bool:
        """Whether this page can wait to be counted; it is then counted as unchanged, and `seen` gains its keys."""
        if not self.quiet or page.next_cursor is None or time.monotonic() - self.committed_at > AHEAD_SECONDS:
            return False
        kind = type_of(job)
        parts = _sort(kind, page, seen, first_number=0)
        records = [record for _, record in parts.records]
        self.quiet = (
            len(records) == len(page.items) > 0
            and not ends_at_known(job)
            and kind.all_told_before(origin_of(job), records)
        )
        if self.quiet:
            self.records += len(records)
            self.keys += parts.keys
            self.page = page
            seen.update(parts.keys)
        return self.quiet

    def settle(self, job: ImportJob) -> None:
        """Add what waits to the counts of a job that is about to be saved."""
        job.read_count += self.records
        job.unchanged_count += self.records

    def clear(self, counts: Counter[str], read: int) -> None:
        self.records, self.keys, self.page = 0, [], None
        self.committed_at = time.monotonic()
        self.quiet = counts[RowOutcome.UNCHANGED] == read


@again_on_conflict
def commit_page(claimed: Claim, page: Page, seen: set[bytes], ahead: Ahead | None = None) -> ImportJob:
    """Write a page with its counts, the cursor and the lease, or nothing. Raises Fenced.

    The job that comes back is as it was left: running, or ended with this page. `seen` gains the page's keys.
    """
    ahead = ahead or Ahead()
    with transaction.atomic():
        job = hold(claimed)
        ahead.settle(job)
        parts = _sort(type_of(job), page, seen, first_number=job.read_count + 1)
        if job.cancel_requested:
            save(job, read_count=job.read_count, unchanged_count=job.unchanged_count)
            return finish(job, JobState.CANCELLED)
        counts = _write_records(job, parts) + _write_unusable(job, parts)
        is_last = page.next_cursor is None or _is_known(job, parts, counts)
        counts[RowOutcome.DUPLICATE] += parts.duplicates
        counts[RowOutcome.IGNORED] += parts.undecided
        _save_progress(job, page, counts, [*ahead.keys, *parts.keys])
        if is_last:
            job = finish(job)
    seen.update(parts.keys)
    ahead.clear(counts, len(page.items))
    return job


def commit_ahead(claimed: Claim, seen: set[bytes], ahead: Ahead) -> None:
    """Count what was read ahead, for a run that stops here. Raises Fenced."""
    if ahead.page is not None:
        commit_page(claimed, replace(ahead.page, items=()), seen, ahead)


def origin_of(job: ImportJob) -> Origin:
    platform = registry.get_class(job.platform)
    return Origin(
        user_id=job.user_id,
        platform=job.platform,
        source=platform.name,
        nominal_minutes=platform.nominal_minutes,
        profile_id=job.profile_id,
        job_id=job.pk,
    )


def ends_at_known(job: ImportJob) -> bool:
    """Whether the job may end at a page that is known. A run over everything walks on."""
    return bool(job.options.get("incremental")) and registry.get_class(job.platform).newest_first


def count_columns(job: ImportJob, counts: Counter[str]) -> dict[str, int]:
    """Counts by outcome as new values of the job's columns."""
    return {
        f"{outcome}_count": getattr(job, f"{outcome}_count") + number for outcome, number in counts.items()
    }


# --- parts ------------------------------------------------------------------------------------------------------


def _sort(kind: RecordType[Any], page: Page, seen: set[bytes], *, first_number: int) -> Sorted:
    here: set[bytes] = set()
    parts = Sorted()
    for number, item in enumerate(page.items, start=first_number):
        if isinstance(item, Unusable):
            if item.transient:
                parts.undecided += 1
            else:
                parts.unusable.append((number, item))
            continue
        key = blake2b(kind.key(item).encode(), digest_size=KEY_BYTES).digest()
        if key in here or key in seen:
            parts.duplicates += 1
            continue
        here.add(key)
        parts.keys.append(key)
        parts.records.append((number, item))
    return parts


def _is_known(job: ImportJob, parts: Sorted, counts: Counter[str]) -> bool:
    """Whether the walk may end with this page, since it brought nothing new.

    What this run has seen already does so in every run; what is not final yet says nothing about what follows.
    """
    if parts.duplicates and not (parts.keys or parts.unusable or parts.undecided):
        return True
    news = counts[RowOutcome.NEW] + counts[RowOutcome.UPDATED] + counts[RowOutcome.INVALID]
    known = counts[RowOutcome.UNCHANGED] + counts[RowOutcome.IGNORED]
    return bool(known) and not news and ends_at_known(job) and not _after_a_break(job)


def _after_a_break(job: ImportJob) -> bool:
    """Whether a run of the account broke off since its last good read: behind what is known may then be news."""
    broken = ImportJob.objects.filter(
        Q(profile__known_until=None) | Q(finished_at__gte=F("profile__known_until")),
        profile=job.profile_id,
        state__in=(JobState.FAILED, JobState.CANCELLED),
        read_count__gt=0,
    )
    return broken.exists()


def _write_records(job: ImportJob, parts: Sorted) -> Counter[str]:
    if not job.preview and job.profile_id is None:
        # That the platform answered for this name is what verifies it.
        job.profile_id = verified_profile(
            user_id=job.user_id, platform=job.platform, username=job.username
        ).pk
    kind = type_of(job)
    write = kind.match if job.preview else kind.write
    matched = write(origin_of(job), [record for _, record in parts.records])
    state = RowState.WAITING if job.preview else RowState.COMMITTED
    told = (RowOutcome.NEW, RowOutcome.UPDATED)
    rows = [
        (job.pk, number, None, kind.to_values(record), one.result, state, one.effects, kept)
        for (number, record), one in zip(parts.records, matched, strict=True)
        if (kept := one.kept_mine) or one.result in told
    ]
    append(StagedRow, ROW_COLUMNS, rows)
    counts: Counter[str] = Counter(one.result for one in matched)
    return counts


def _write_unusable(job: ImportJob, parts: Sorted) -> Counter[str]:
    """Stage what cannot be used with an issue each; what a person has settled before is not asked again."""
    if not parts.unusable:
        return Counter()
    prints = {number: fingerprint(item) for number, item in parts.unusable}
    settled, pending = _earlier(job, set(prints.values()))
    counts: Counter[str] = Counter()
    rows: list[tuple[StagedRow, Unusable]] = []
    for number, item in parts.unusable:
        print_ = prints[number]
        counts[RowOutcome.IGNORED if print_ in settled else RowOutcome.INVALID] += 1
        if print_ not in settled and print_ not in pending:
            pending.add(print_)
            row = StagedRow(
                job_id=job.pk,
                row_number=number,
                raw=item.raw,
                values=dict(item.values),
                outcome=RowOutcome.INVALID,
            )
            rows.append((row, item))
    StagedRow.objects.bulk_create([row for row, _ in rows])
    Issue.objects.bulk_create([_issue(job, row, item, prints[row.row_number]) for row, item in rows])
    return counts


def fingerprint(item: Unusable) -> str:
    """The same for the same item whenever it comes."""
    text = json.dumps([item.code, item.field, item.raw], sort_keys=True, default=str)
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _issue(job: ImportJob, row: StagedRow, item: Unusable, print_: str) -> Issue:
    return Issue(
        job_id=job.pk,
        row=row,
        code=item.code[:60],
        field=item.field[:60],
        detail=item.detail[:500],
        fingerprint=print_,
    )


def _earlier(job: ImportJob, prints: set[str]) -> tuple[set[str], set[str]]:
    """Of these fingerprints, those a person has settled, and those that still wait where they can be settled.

    An issue left open on a job that can no longer be reviewed makes room for the new one.
    """
    known = Issue.objects.filter(
        job__user=job.user_id, job__platform=job.platform, fingerprint__in=prints
    ).select_related("job", "row")
    settled, pending, stale = set(), set(), []
    for issue in known:
        if _is_settled(job, issue):
            settled.add(issue.fingerprint)
        elif issue.state == IssueState.OPEN and (
            issue.job_id == job.pk or issue.job.state in (JobState.NEEDS_REVIEW, JobState.PREVIEWED)
        ):
            pending.add(issue.fingerprint)
        elif issue.state == IssueState.OPEN and issue.job.state not in (JobState.QUEUED, JobState.RUNNING):
            stale.append(issue.pk)
    Issue.objects.filter(pk__in=stale).update(
        state=IssueState.RESOLVED, resolution="superseded", resolved_at=timezone.now()
    )
    return settled, pending


def _is_settled(job: ImportJob, issue: Issue) -> bool:
    """What was mended stands until it is undone, what was left out until it is asked back."""
    if issue.resolution == "discarded":
        return not job.options.get("bring_back")
    return issue.resolution == "edited" and issue.row.state != RowState.UNDONE


def _with_left(job: ImportJob, page: Page) -> dict[str, Any]:
    """The job's options with what the platform leaves for the account, which gets it when the run ends well."""
    left = dict(job.options.get("left", {}))
    if page.state is not None:
        left["state"] = dict(page.state)
    if page.note:
        left["note"] = page.note
    return {**job.options, "left": left} if left else job.options


def _save_progress(job: ImportJob, page: Page, counts: Counter[str], keys: Sequence[bytes]) -> None:
    changes: dict[str, Any] = {
        "unchanged_count": job.unchanged_count,
        **count_columns(job, counts),
        "read_count": job.read_count + len(page.items),
        "total": job.total if page.total is None else page.total,
        "cursor": page.next_cursor,
        "profile_id": job.profile_id,
        "options": _with_left(job, page),
        "stalled": 0,
        "error_code": "",
        "error_detail": "",
    }
    save(job, **changes, lease_until=lease())
    for name, value in changes.items():
        setattr(job, name, value)
    if page.next_cursor is not None:
        append(ImportPage, ("job_id", "keys"), [(job.pk, b"".join(keys))])
