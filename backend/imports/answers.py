"""What the HTTP answer to an import is: the table of states and error codes, told once."""

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from backend.common.errors import ApiError, Conflict, ServiceUnavailable, invalid
from backend.imports import selectors
from backend.imports.models import LIVE, ImportJob, JobState
from backend.imports.serializers import JobSerializer
from backend.platforms.base.errors import PlatformError

POLL_SECONDS: Final = 2
# error code of a failed job -> status, and the input that it is about; all others are the upstream's fault.
FAILURES: Final[Mapping[str, tuple[int, str | None]]] = {
    "invalid_username": (400, "username"),
    "profile_not_found": (400, "username"),
    "credential_rejected": (409, None),
    "profile_private": (409, None),
    "other_account": (409, None),
    "credential_missing": (400, "credential"),
    "platform_off": (503, None),
    "upstream_timeout": (504, None),
}


def answer(job_id: int) -> Response:
    """200 for a job that has ended, 202 for one that goes on; raises ApiError for what went wrong."""
    job = selectors.jobs().get(pk=job_id)
    if job.state == JobState.FAILED:
        status, attr = FAILURES.get(job.error_code, (502, None))
        raise _failure(job, status, attr)
    if job.state == JobState.QUEUED and job.error_code == "upstream_rate_limited":
        raise _failure(job, 503, None)
    return accepted(job) if job.state in LIVE else done(job)


def refusal(error: PlatformError) -> APIException:
    """The answer where an import is not even begun."""
    if error.code == "platform_off":
        return ServiceUnavailable(error.retry_after or POLL_SECONDS, error.detail, error.code)
    attr = FAILURES.get(error.code, (409, None))[1]
    return invalid(attr, error.detail, error.code) if attr else Conflict(error.code, error.detail)


def done(job: ImportJob) -> Response:
    return Response(JobSerializer(job).data, headers={"Location": location(job)})


def accepted(job: ImportJob) -> Response:
    headers = {"Location": location(job), "Retry-After": str(POLL_SECONDS)}
    return Response(JobSerializer(job).data, status=202, headers=headers)


def location(job: ImportJob) -> str:
    return reverse("job-detail", args=[job.pk])


def _failure(job: ImportJob, status: int, attr: str | None) -> ApiError:
    extra: dict[str, Any] = {"job": JobSerializer(job).data}
    wait = (job.not_before - timezone.now()).total_seconds() if job.not_before else None
    return ApiError(
        job.error_detail,
        job.error_code,
        status=status,
        attr=attr,
        retry_after=wait,
        location=location(job),
        extra=extra,
    )
