"""The web app: one built page for every address that is a person's rather than a program's."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from backend.common.docs import welcome_page

# The first words of the addresses in frontend/src/app/router.tsx; a test compares the two.
PLACES = frozenset(
    {
        "",
        "activity",
        "import",
        "issues",
        "jobs",
        "questions",
        "register",
        "settings",
        "sign-in",
        "tags",
        "today",
    }
)
# `/import` is a page and `/import/...` a call. What has a dot is a file, and none of ours.
PAGE_ROUTE = (
    rf"^(?P<page>(?!(?:api|health|static|{re.escape(settings.ADMIN_PATH.rstrip('/'))})(?:/|$)|import/)[^.]+)$"
)


@require_safe
def app_page(request: HttpRequest, page: str = "") -> HttpResponse:
    """The built page, under the nonce of this answer; it finds out by itself what to show.

    An address that the app does not know gets it too, with 404. Raises Http404 where the app is not built.
    """
    index = read_index(Path(settings.STATIC_ROOT) / "app" / "index.html")
    if index is None:
        return welcome_without_app(request, page)
    known = page.partition("/")[0] in PLACES
    response = HttpResponse(_fill(index, request), status=200 if known else 404)
    response.headers["Cache-Control"] = "no-cache"
    return response


def welcome_without_app(request: HttpRequest, page: str) -> HttpResponse:
    if page:
        raise Http404
    return welcome_page(request)


@cache
def read_index(path: Path) -> str | None:
    """Once in the life of a process: it belongs to the static files that were collected with it."""
    return path.read_text() if path.is_file() else None


def _fill(index: str, request: HttpRequest) -> str:
    docs = "/api/docs/" if settings.API_DOCS == "public" else ""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    return index.replace("__CSP_NONCE__", nonce).replace("__API_DOCS__", docs)
