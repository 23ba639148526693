"""What surrounds every request: its id, its log line, its limits."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from django.conf import settings
from django.contrib.admindocs.views import simplify_regex
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware import common

from backend.common import context
from backend.common.errors import problem
from backend.common.headers import add_headers, is_call

logger = logging.getLogger("backend.requests")
GetResponse = Callable[[HttpRequest], HttpResponseBase]
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestIdMiddleware:
    """Gives each request an id (the caller's own, where it is a sane one), one log line, and its headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        context.enter_request(request, given if _SANE_ID.fullmatch(given) else secrets.token_hex(16))
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = context.request_id.get()
            add_headers(request, response)
            _drop_body(request, response)
            if not request.path_info.startswith(settings.STATIC_URL):
                _log(request, response.status_code, (time.perf_counter() - started) * 1000)
            return response
        finally:
            context.enter_request(None, "")


def _drop_body(request: HttpRequest, response: HttpResponseBase) -> None:
    """HEAD is answered by the headers of GET alone."""
    if request.method == "HEAD" and isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""


def _log(request: HttpRequest, status: int, duration_ms: float) -> None:
    facts = {
        "method": request.method,
        "route": _readable(request.resolver_match.route) if request.resolver_match else None,
        "status": status,
        "duration_ms": round(duration_ms, 1),
    }
    user_id = context.signed_in_id(request)
    if user_id is not None:
        facts["user_id"] = user_id
    logger.info("%s %s %s", facts["method"], facts["route"] or "(no route)", status, extra=facts)


@lru_cache(maxsize=1024)
def _readable(route: str) -> str:
    return str(simplify_regex(route.replace("^", "").replace("$", "").replace(r"\Z", "")))


class CommonMiddleware(common.CommonMiddleware):
    """Django's, but a probe may ask by any name: balancers and containers know us by an address only."""

    def process_request(self, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
        return None if _is_probe(request) else super().process_request(request)


class BodyLimitMiddleware:
    """Refuses, before anything reads it, a request that is too large, malformed or sent in the clear."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return _refusal(request) or self.get_response(request)


def _refusal(request: HttpRequest) -> HttpResponseBase | None:
    if _has_nul(request):
        return problem(400, "bad_request", "The address contains a NUL character.")
    if (
        settings.SECURE_SSL_REDIRECT
        and is_call(request)
        and not _is_probe(request)
        and not request.is_secure()
    ):
        return problem(403, "https_required", "This address answers over https only.")
    return _refuse_length(request)


def _has_nul(request: HttpRequest) -> bool:
    # A quoted cookie can carry one as \000; the database would refuse to look such a session up.
    query = request.META.get("QUERY_STRING", "")
    return (
        "\0" in request.path_info
        or "\0" in query
        or "%00" in query
        or any("\0" in value for value in request.COOKIES.values())
    )


def _is_probe(request: HttpRequest) -> bool:
    return request.path_info.startswith("/health/")


def _refuse_length(request: HttpRequest) -> HttpResponseBase | None:
    limit = (
        settings.AUTH_BODY_LIMIT if request.path_info.startswith("/api/accounts/") else settings.BODY_LIMIT
    )
    given = str(request.META.get("CONTENT_LENGTH") or "")
    if given and not (given.isascii() and given.isdigit()):
        return problem(400, "bad_request", "Content-Length is not a number.")
    if given:
        return _too_large(limit) if len(given) > 18 or int(given) > limit else None
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        return _read_chunks(request, limit)
    return None


def _read_chunks(request: HttpRequest, limit: int) -> HttpResponseBase | None:
    """Take a body of unknown length, up to the limit, and give it the length that Django wants to see."""
    source = request.META.get("wsgi.input")
    if source is None or not request.META.get("wsgi.input_terminated"):
        return problem(411, "length_required", "Send the body with a Content-Length.")
    try:
        body = source.read(limit + 1)
    except OSError:
        # The server's own errors for a chunk that is none, or a body that ends before it should.
        return problem(400, "bad_request", "The body is not what its Transfer-Encoding says.")
    if len(body) > limit:
        return _too_large(limit)
    request.META["CONTENT_LENGTH"] = str(len(body))
    request._stream = BytesIO(body)
    return None


def _too_large(limit: int) -> HttpResponseBase:
    return problem(413, "request_too_large", f"The body may have {limit} bytes at most.")
