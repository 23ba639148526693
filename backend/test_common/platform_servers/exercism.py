"""A local server in Exercism's shape, with invented people and solutions.

The token says whose solutions are told; without an order they come by stars, which is no order at all.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from backend.test_common.fault_server import Request, Response
from backend.test_common.platform_servers.histories import HistoryServer, Item, Person

TRACKS = ("rust", "haskell", "elixir")


class ExercismServer(HistoryServer):
    slug = "exercism"
    base_path = "/api/v2"

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        """Begun and handed in at `at`, completed an hour later."""
        track, slug = TRACKS[number % len(TRACKS)], f"exercise-{number}"
        page = f"https://exercism.org/tracks/{track}/exercises/{slug}"
        return {
            "uuid": hashlib.md5(str(number).encode(), usedforsecurity=False).hexdigest(),
            "private_url": page,
            "public_url": f"{page}/solutions/{person.username}",
            "status": "completed",
            "mentoring_status": "none",
            "published_iteration_head_tests_status": "passed",
            "num_stars": number * 7919 % 13,
            "num_iterations": 2,
            "num_loc": None,
            "is_out_of_date": False,
            "published_at": None,
            "completed_at": _utc(at),
            "updated_at": _utc(at + timedelta(days=90)),
            "last_iterated_at": _utc(at - timedelta(hours=1)),
            "exercise": {"slug": slug, "title": title, "icon_url": "https://assets.exercism.example/x.svg"},
            "track": {
                "slug": track,
                "title": track.title(),
                "icon_url": "https://assets.exercism.example/y.svg",
            },
        }

    def change_item(self, item: Item) -> None:
        """The exercise was given another title."""
        item["exercise"]["title"] += ", revised"

    def is_list(self, request: Request) -> bool:
        return request.path.endswith("/solutions")

    def healthy(self, request: Request) -> Response:
        path = self.path_of(request)
        person = self.by_secret(request.headers.get("authorization", "").removeprefix("Bearer "))
        if path == "/tracks":
            # Anybody may ask; a token that is not good is as none.
            return Response(body={"tracks": [_track(slug, person) for slug in TRACKS]})
        if person is None:
            return refused(401, "invalid_auth_token", "The auth token provided is invalid")
        if person.private:
            return refused(403, "not_onboarded", "You have not yet onboarded on the website")
        if path == "/validate_token":
            return Response(body={"status": {"token": "valid"}})
        if path == "/solutions":
            return _solutions(person, request.query)
        return refused(404, "resource_not_found", "This resource could not be found")


def refused(status: int, kind: str, message: str) -> Response:
    return Response(status, {"error": {"type": kind, "message": message}})


def _solutions(person: Person, query: dict[str, str]) -> Response:
    page, size = int(query.get("page", "1")), int(query.get("per_page", "24"))
    if query.get("order") == "oldest_first":
        items = person.items[::-1]
    elif query.get("order") == "newest_first":
        items = person.items
    else:
        items = sorted(person.items, key=lambda item: -int(item["num_stars"]))
    meta = {"current_page": page, "total_count": len(items), "total_pages": -(-len(items) // size)}
    return Response(body={"results": items[(page - 1) * size : page * size], "meta": meta})


def _track(slug: str, person: Person | None) -> dict[str, Any]:
    told = {"slug": slug, "title": slug.title(), "num_exercises": 99}
    mine = [item for item in person.items if item["track"]["slug"] == slug] if person else []
    if not mine:
        return told
    done = sum(item["status"] in ("completed", "published") for item in mine)
    return told | {"is_joined": True, "num_learnt_concepts": 0, "num_completed_exercises": done}


def _utc(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
