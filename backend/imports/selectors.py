"""Reads of imports, each narrowed to its owner by the view."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from backend.imports.models import ImportJob, Issue, IssueState, StagedRow


def jobs() -> QuerySet[ImportJob]:
    """Jobs, newest first, each with its number of open issues."""
    count = Count("issues", filter=Q(issues__state=IssueState.OPEN))
    return ImportJob.objects.annotate(open_issues=count).order_by("-created_at", "-id")


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
