"""Reads of imports, each narrowed to its owner by the view."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet

from backend.imports.models import LIVE, ImportJob, Issue, IssueState, StagedRow
from backend.profiles.models import PlatformProfile
from backend.profiles.status import JobFacts, LiveJob


def jobs() -> QuerySet[ImportJob]:
    """Jobs, newest first, each with its number of open issues."""
    count = Count("issues", filter=Q(issues__state=IssueState.OPEN))
    return ImportJob.objects.annotate(open_issues=count).order_by("-created_at", "-id")


def filter_jobs(found: QuerySet[ImportJob], *, sync: bool | None = None, **query: Any) -> QuerySet[ImportJob]:
    if sync is not None:
        is_sync = Q(options__has_key="sync")
        found = found.filter(is_sync if sync else ~is_sync)
    names = ("state", "kind", "platform", "profile")
    return found.filter(**{name: query[name] for name in names if name in query})


def job_facts(profiles: Sequence[PlatformProfile]) -> dict[int, JobFacts]:
    """What imports know of these accounts, in three statements."""
    ids = [profile.pk for profile in profiles]
    live = {
        job.profile_id: LiveJob(job.pk, job.not_before, job.error_detail)
        for job in ImportJob.objects.filter(profile__in=ids, state__in=LIVE).order_by("-pk")
    }
    of_accounts = Issue.objects.filter(job__profile__in=ids).order_by()
    issues: dict[int | None, dict[str, int]] = {}
    by_code = of_accounts.filter(state=IssueState.OPEN).values_list("job__profile", "code")
    for profile_id, code, number in by_code.annotate(number=Count("fingerprint", distinct=True)):
        issues.setdefault(profile_id, {})[code] = number
    left_out = of_accounts.filter(resolution="discarded").values_list("job__profile")
    discarded = dict(left_out.annotate(number=Count("fingerprint", distinct=True)))
    return {pk: JobFacts(live.get(pk), issues.get(pk, {}), discarded.get(pk, 0)) for pk in ids}


def rows() -> QuerySet[StagedRow]:
    return StagedRow.objects.select_related("job", "issue").order_by("row_number", "id")


def issues() -> QuerySet[Issue]:
    """Issues, open ones first, then newest first, with their rows and jobs."""
    return Issue.objects.select_related("job", "row").order_by("state", "-id")


def issue_totals(issues_of_owner: QuerySet[Issue]) -> dict[str, Any]:
    """How many issues are open and how many resolved, in one statement."""
    return issues_of_owner.order_by().aggregate(
        open=Count("pk", filter=Q(state=IssueState.OPEN)),
        resolved=Count("pk", filter=Q(state=IssueState.RESOLVED)),
    )
