"""The web app: one built page for every address that is a person's rather than a program's."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

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
# Where people land; the script of such a page is asked for at once.
EARLY = {"today": "src/features/today/TodayPage.tsx"}
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
    filled = _fill(
        index.replace("</head>", f"{early_scripts(built / 'manifest.json', page)}</head>"), request
    )
    response = HttpResponse(filled, status=200 if known else 404)
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


@cache
def early_scripts(described: Path, page: str) -> str:
    """Links that let the browser fetch a page's own scripts beside those of the app, not after them."""
    entry = EARLY.get(page)
    if entry is None or not described.is_file():
        return ""
    manifest = json.loads(described.read_text())
    files = [manifest[name]["file"] for name in _needed(manifest, entry)]
    link = '<link rel="modulepreload" crossorigin href="{}app/{}" nonce="__CSP_NONCE__">'
    return "".join(link.format(settings.STATIC_URL, file) for file in files)


def _needed(manifest: dict[str, Any], entry: str) -> list[str]:
    """The entry and all that it imports, each once, but for what the app itself has loaded already."""
    found: list[str] = []
    seen = {"index.html", *manifest.get("index.html", {}).get("imports", ())}
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        if name not in seen and name in manifest:
            seen.add(name)
            found.append(name)
            waiting += manifest[name].get("imports", ())
    return found


def _fill(index: str, request: HttpRequest) -> str:
    docs = "/api/docs/" if settings.API_DOCS == "public" else ""
    nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
    return index.replace("__CSP_NONCE__", nonce).replace("__API_DOCS__", docs)
