"""A local server in HackerRank's shape, with invented people and challenges.

Accepted challenges alone, newest first; the cursor is a word that hides a second. It lets browsers in, no libraries.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from backend.test_common.fault_server import Request, Response, html
from backend.test_common.platform_servers.histories import HistoryServer, Item, Person


class HackerRankServer(HistoryServer):
    """Of who is `private` it shows no more than that there is such an account."""

    slug = "hackerrank"
    base_path = "/rest"

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        slug = f"challenge-{number}"
        contest = "master" if number % 3 else "w9"
        path = f"/challenges/{slug}" if contest == "master" else f"/contests/{contest}/challenges/{slug}"
        return {
            "ch_slug": slug,
            "con_slug": contest,
            "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000+00:00"),
            "name": title,
            "url": path,
        }

    def change_item(self, item: Item) -> None:
        item["name"] += ", revised"

    def is_list(self, request: Request) -> bool:
        return request.path.endswith("/recent_challenges")

    def healthy(self, request: Request) -> Response:
        if not request.headers.get("user-agent", "").startswith("Mozilla/"):
            return html(403)
        for pattern, answer in self._routes():
            if match := re.fullmatch(pattern, self.path_of(request)):
                person = self.person(match[1], former=answer is _profile)
                return answer(person, request) if person else _not_found()
        return _not_found()

    def _routes(self) -> tuple[tuple[str, Callable[[Person, Request], Response]], ...]:
        return (
            (r"/hackers/([^/]+)/recent_challenges", _challenges),
            (r"/contests/master/hackers/([^/]+)/profile", _profile),
            (r"/hackers/([^/]+)/scores_elo", _scores),
            (r"/hackers/([^/]+)/rating_histories_elo", _ratings),
        )


def _not_found() -> Response:
    return Response(404, {"status": False, "message": "Not Found"})


def _challenges(person: Person, request: Request) -> Response:
    if person.private:
        return _not_found()
    limit, cursor = int(request.query.get("limit", "5")), request.query.get("cursor", "null")
    before = "9" if cursor == "null" else base64.b64decode(cursor).decode()
    older = [item for item in person.items if item["created_at"] < before]
    shown, last = older[:limit], len(older) <= limit
    word = "" if last else base64.b64encode(shown[-1]["created_at"].encode()).decode()
    return Response(body={"models": shown, "cursor": word, "last_page": last})


def _profile(person: Person, request: Request) -> Response:
    model: dict[str, Any] = {
        "id": 7_000_000 + person.number,
        "username": person.username,
        "name": f"{person.username}\x00  B.",
        "country": "",
        "level": 5,
        "deleted": False,
        "followers_count": 2,
        "short_bio": None,
    }
    return Response(body={"model": model})


def _scores(person: Person, request: Request) -> Response:
    practised = {"slug": "algorithms", "practice": {"score": 10.5 * len(person.items), "rank": 99}}
    return Response(body=[practised, {"slug": "sql", "practice": {"score": 0, "rank": 1}}])


def _ratings(person: Person, request: Request) -> Response:
    return Response(body={"models": []})
