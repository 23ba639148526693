"""The headers that every answer carries, whoever made it: a view, a middleware or an error page."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_CALLS = re.compile(r"^/(api|import|health)/")
# The page of the API's documentation lives under /api/ but is a page.
_PAGES = re.compile(r"^/api/docs/")


def is_call(request: HttpRequest) -> bool:
    """Whether a program is answered (with JSON), rather than a person at a browser."""
    return bool(_CALLS.match(request.path_info)) and not _PAGES.match(request.path_info)


def add_headers(request: HttpRequest, response: HttpResponseBase) -> None:
    """Complete an answer that may have been made before the middleware that usually adds these was reached."""
    if _CALLS.match(request.path_info):
        response.headers.setdefault("Cache-Control", "no-store")
    if is_call(request):
        response.headers["Content-Security-Policy"] = API_POLICY
    if not settings.DEBUG:  # Django's pages for developers need the styles and scripts that they bring
        response.headers.setdefault("Content-Security-Policy", API_POLICY)
    response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
