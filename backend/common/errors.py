"""One shape for every answer that is not a success: `{"type", "errors": [{"code", "detail", "attr"}]}`."""

import math
import secrets
import sys
from collections.abc import Mapping
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError

from backend.common.context import request_id
from backend.common.headers import add_headers, is_call

RETRY_DATABASE = 5.0  # seconds
DATABASE_DOWN = (OperationalError, InterfaceError)


class ApiError(APIException):
    """An answer other than success that a service decided on.

    `code` is for programs, `detail` for people, `attr` the input it is about. `retry_after` is in seconds. `extra`
    joins `type` and `errors` in the body, for example the job that failed.
    """

    def __init__(
        self,
        detail: str,
        code: str,
        *,
        status: int,
        attr: str | None = None,
        retry_after: float | None = None,
        location: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail, code)
        self.status_code = status
        self.code = code
        self.attr = attr
        self.retry_after = retry_after
        self.location = location
        self.extra = dict(extra or {})


class Conflict(ApiError):
    """409: the call is right, the state of things is not."""

    def __init__(
        self, code: str, detail: str, *, location: str | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(detail, code, status=409, location=location, extra=extra)


class TooMany(ApiError):
    """429: more was asked for than is allowed; `retry_after` seconds from now it will be answered again."""

    def __init__(self, retry_after: float, detail: str = "Too many requests. Try again later.") -> None:
        super().__init__(detail, "throttled", status=429, retry_after=retry_after)


class ServiceUnavailable(ApiError):
    """503: nothing is wrong with the call, and the same call will work in `retry_after` seconds."""

    def __init__(
        self,
        retry_after: float,
        detail: str = "The service is not available right now. Try again shortly.",
        code: str = "service_unavailable",
    ) -> None:
        super().__init__(detail, code, status=503, retry_after=retry_after)


def invalid(attr: str, detail: str, code: str = "invalid") -> ValidationError:
    """A 400 about one named input, for services and views that decide without a serializer."""
    return ValidationError({attr: [ErrorDetail(detail, code=code)]})


def problem(status: int, code: str, detail: str) -> JsonResponse:
    """The one shape for what answers outside DRF."""
    kind = "server_error" if status >= 500 else "client_error"
    body = {"type": kind, "errors": [{"code": code, "detail": detail, "attr": None}]}
    return JsonResponse(body, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _answer(request, 403, "csrf_failed", "The CSRF token is missing or wrong. Reload and try again.")


def handler400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400, "bad_request", "The request could not be understood.")


def handler403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403, "permission_denied", "You do not have permission to perform this action.")


def handler404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404, "not_found", "Not found.")


def handler500(request: HttpRequest) -> HttpResponse:
    if isinstance(sys.exc_info()[1], DATABASE_DOWN):
        text = "The service is not available right now. Try again shortly."
        return _answer(request, 503, "service_unavailable", text, retry_after=RETRY_DATABASE)
    return _answer(request, 500, "error", unexpected())


def _answer(
    request: HttpRequest, status: int, code: str, detail: str, retry_after: float | None = None
) -> HttpResponse:
    if is_call(request):
        response: HttpResponse = problem(status, code, detail)
    else:
        response = _page(request, status, detail)
    if retry_after is not None:
        response.headers["Retry-After"] = whole_seconds(retry_after)
    add_headers(request, response)
    return response


def _page(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    # With a policy of its own: an error can come up before the policy's middleware is reached, or after it.
    nonce = secrets.token_urlsafe(16)
    facts = {"status": status, "detail": detail, "CSP_NONCE": nonce}
    response = render(request, "error.html", facts, status=status)
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return response


def unexpected() -> str:
    return (
        f"Something went wrong on our side. If you report it, name request {request_id.get() or 'unknown'}."
    )


def whole_seconds(seconds: float) -> str:
    return str(max(1, math.ceil(seconds)))
