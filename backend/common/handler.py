"""What a DRF view answers when it raises.

Apart from `errors`, whose exceptions must be importable before DRF's views are.
"""

import logging
from typing import Any

from django.core.signals import got_request_exception
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ExceptionHandlerContext
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from backend.common.errors import (
    DATABASE_DOWN,
    RETRY_DATABASE,
    ApiError,
    ServiceUnavailable,
    unexpected,
    whole_seconds,
)

logger = logging.getLogger(__name__)


def exception_handler(exc: Exception, context: ExceptionHandlerContext) -> Response | None:
    return Handler(exc, context).run()


class Handler(ExceptionHandler):
    """Knows our own errors and the database's, and says nothing about those that nobody expected."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, DATABASE_DOWN):
            return ServiceUnavailable(RETRY_DATABASE)
        return super().convert_known_exceptions(exc)

    def convert_unhandled_exceptions(self, exc: Exception) -> APIException:
        return exc if isinstance(exc, APIException) else ApiError(unexpected(), "error", status=500)

    def format_exception(self, exc: APIException) -> dict[str, Any]:
        data: dict[str, Any] = super().format_exception(exc)
        if isinstance(exc, ApiError):
            data["errors"][0]["attr"] = exc.attr
            data.update(exc.extra)
        return data

    def get_headers(self, exc: APIException) -> dict[str, str]:
        headers: dict[str, str] = super().get_headers(exc)
        wait = exc.retry_after if isinstance(exc, ApiError) else getattr(exc, "wait", None)
        if wait is not None:
            headers["Retry-After"] = whole_seconds(wait)
        if isinstance(exc, ApiError) and exc.location:
            headers["Location"] = exc.location
        return headers

    def report_exception(self, exc: APIException, response: Response) -> None:
        # An ApiError was meant; what was not meant belongs in the log, and to whoever listens to the signal.
        if isinstance(self.exc, DATABASE_DOWN):
            logger.error("The database did not answer", exc_info=self.exc)
        elif not isinstance(self.exc, APIException) and response.status_code == 500:
            logger.error("Unexpected error", exc_info=self.exc)
            request = self.context["request"]
            got_request_exception.send(sender=None, request=getattr(request, "_request", request))
