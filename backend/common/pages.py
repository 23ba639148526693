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
        "accounts",
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
# What the app asks for first, so that the answers are there when its script is: everywhere who somebody is, and on
# the page where people land its numbers. The link fits calls of frontend/src/lib/api.ts alone.
FIRST_CALLS = ("/api/accounts/identity/",)
FIRST_CALLS_OF = {"today": ("/api/stats/",)}
CALL_LINK = '<link rel="preload" as="fetch" crossorigin href="{}">'
# `/import` is a page and `/import/...` a call. What has a dot is a file, and none of ours.
PAGE_ROUTE = (
    rf"^(?P<page>(?!(?:api|health|static|{re.escape(settings.ADMIN_PATH.rstrip('/'))})(?:/|$)|import/)[^.]+)$"
)


@require_safe
def app_page(request: HttpRequest, page: str = "") -> HttpResponse:
    """The built page, under the nonce of this answer; it finds out by itself what to show.

    An address that the app does not know gets it too, with 404. Raises Http404 where the app is not built.
    """
    built = Path(settings.STATIC_ROOT) / "app"
    index = read_index(built / "index.html")
    if index is None:
        return welcome_without_app(request, page)
    known = page.partition("/")[0] in PLACES
    calls = early_calls(request, page)
    links = "".join(CALL_LINK.format(call) for call in calls)
    filled = _fill(index.replace("<title>", f"{links}<title>"), request)
    response = HttpResponse(filled, status=200 if known else 404)
    # Back shows a kept page without asking: one made for a session must not come back after it.
    response.headers["Cache-Control"] = "no-cache" if calls == FIRST_CALLS else "no-store"
    return response


def welcome_without_app(request: HttpRequest, page: str) -> HttpResponse:
    if page:
        raise Http404
    return welcome_page(request)


@cache
def read_index(path: Path) -> str | None:
    """Once in the life of a process: it belongs to the static files that were collected with it."""
    return path.read_text() if path.is_file() else None


def early_calls(request: HttpRequest, page: str) -> tuple[str, ...]:
    """What the browser may ask for while it still fetches the script."""
    # A visitor would be refused the numbers. Whether a session still lives is not worth a query here.
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return FIRST_CALLS + (FIRST_CALLS_OF.get(page, ()) if has_session else ())


def _fill(index: str, request: HttpRequest) -> str:
    docs = "/api/docs/" if settings.API_DOCS == "public" else ""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    return index.replace("__CSP_NONCE__", nonce).replace("__API_DOCS__", docs)
