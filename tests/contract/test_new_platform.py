"""docs/adding-a-platform.md, taken by its word: its own example becomes a module, gets a line in the registry, and is
imported from, with nothing else changed."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.core.models import Question
from backend.platforms import registry
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import FaultServer, Request, Response

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs" / "adding-a-platform.md"
# What a reader's editor would add.
IMPORTS = """
import re
from collections.abc import Mapping
from datetime import datetime

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.fields import whole
from backend.platforms.base.pagination import PageNumbers
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import Account, Cursor, JsonValue, Listing, Page, Record, Stats
from backend.platforms.base.storable import clean_line

"""
SECRET = "pz_" + "canary".ljust(24, "0")
ITEMS = [
    {"puzzle": f"p{number}", "id": f"a{number}", "name": f"Puzzle {number}", "when": "2026-05-04T10:00:00Z"}
    for number in range(230)
]


def blocks() -> dict[str, str]:
    """The page's code by its first line, which says where it belongs."""
    found = re.findall(r"```python\n *# ([^\n]+)\n(.*?)```", DOCS.read_text(), flags=re.DOTALL)
    return {Path(place).name: code for place, code in found}


def answer(request: Request) -> Response:
    path = request.path.lower()
    if path == "/people/alice_b":
        return Response(body={"name": "Alice_B", "score": 1200, "solved": len(ITEMS)})
    if path == "/people/alice_b/solved":
        page = int(request.query["page"])
        return Response(body={"items": ITEMS[100 * (page - 1) : 100 * page], "pageCount": 3})
    return Response(404, {"error": "no such person"})


@pytest.fixture
def puzzles(
    settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[..., FaultServer]]:
    """Writes the module, with the secret of the page where asked for, and serves what it reads."""
    servers: list[FaultServer] = []

    def build(*, with_secret: bool = False) -> FaultServer:
        code = blocks()
        parts = [IMPORTS, code["parse.py"], code["platform.py"], code["in the class"] if with_secret else ""]
        name = f"puzzles_{'keyed' if with_secret else 'open'}"
        (tmp_path / f"{name}.py").write_text("\n".join(parts))
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setitem(registry.PLATFORMS, "puzzles", f"{name}:Puzzles")
        registry.get_class.cache_clear()
        servers.append(FaultServer(route=answer).start())
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "puzzles": servers[0].url}
        return servers[0]

    yield build
    registry.get_class.cache_clear()
    for server in servers:
        server.stop()
    for name in ("puzzles_open", "puzzles_keyed"):
        sys.modules.pop(name, None)


def counts(response: Any) -> dict[str, int]:
    return {name: number for name, number in response.json()["counts"].items() if number}


def test_the_example_of_the_page_is_imported_from_twice_and_listed(
    puzzles: Any, api: Any, alice: Any
) -> None:
    puzzles()
    client = api(alice)
    first = client.post("/import/puzzles/", {"username": "alice_b"})
    assert (first.status_code, counts(first)) == (200, {"read": 230, "new": 230})
    assert counts(client.post("/import/puzzles/", {"username": "alice_b"})) == {"read": 230, "unchanged": 230}
    assert Question.objects.filter(platform="puzzles").count() == 230
    assert "puzzles" in [row["slug"] for row in client.get("/api/platforms/").json()]


def test_its_errors_and_names_are_checked_like_any_others(puzzles: Any, api: Any, alice: Any) -> None:
    server = puzzles()
    client = api(alice)
    assert error(client.post("/import/puzzles/", {"username": "../x"})) == (
        400,
        "invalid_username",
        "username",
    )
    assert server.log == []
    unknown = client.post("/import/puzzles/", {"username": "nobody"})
    assert error(unknown) == (400, "profile_not_found", "username")


def test_the_secret_of_the_page_is_asked_for_sent_and_kept(puzzles: Any, api: Any, alice: Any) -> None:
    server = puzzles(with_secret=True)
    client = api(alice)
    missing = client.post("/import/puzzles/", {"username": "alice_b"})
    assert error(missing)[:2] == (400, "credential_missing") and server.log == []
    body = {"platform": "puzzles", "username": "alice_b", "credential": SECRET}
    profile = client.post("/api/profiles/", body)
    assert (profile.status_code, profile.json()["username"]) == (201, "Alice_B")
    assert counts(client.post(f"/api/profiles/{profile.json()['id']}/sync/", {})) == {"read": 230, "new": 230}
    assert {request.headers["authorization"] for request in server.log} == {f"Bearer {SECRET}"}
    assert PlatformProfile.objects.get().rating == 1200
