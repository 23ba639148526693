"""A local server in the shape of AtCoder Problems and of the site itself, with invented people and submissions.

Oldest first, at most 500 rows from a second on, `[]` for nobody, packed answers only.
"""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from typing import Any

from backend.test_common.fault_server import Request, Response, html
from backend.test_common.platform_servers.histories import HistoryServer, Item, Person

ROWS = 500


class AtCoderServer(HistoryServer):
    """`rows` is the most that one answer holds."""

    slug = "atcoder"
    base_path = "/atcoder/atcoder-api/v3"

    def __init__(self, *, port: int = 0, rows: int = ROWS) -> None:
        super().__init__(port=port)
        self.rows = rows

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        """The mirror tells no titles; a title that is wanted is the problem's id."""
        contest = f"abc{number:05d}"
        return {
            "id": 40_000_000 + number,
            "epoch_second": int(at.timestamp()),
            "problem_id": f"{contest}_a" if title.endswith(str(number)) else title,
            "contest_id": contest,
            "user_id": person.username,
            "language": "Rust (rustc 1.70.0)",
            "point": 100.0,
            "length": 512,
            "result": "AC",
            "execution_time": 6,
        }

    def change_item(self, item: Item) -> None:
        """Judged anew."""
        item.update(result="WA", point=0.0)

    def same_second(self, username: str, count: int) -> None:
        """That many of the newest are moved to the second of the last of them."""
        with self.lock:
            items = self.people[username.lower()].items
            for item in items[:count]:
                item["epoch_second"] = items[count - 1]["epoch_second"]

    def is_list(self, request: Request) -> bool:
        return request.path.endswith("/user/submissions")

    def healthy(self, request: Request) -> Response:
        path = self.path_of(request)
        if match := re.fullmatch(r"/users/([^/]+)", path):
            return html(200 if self.person(match[1]) else 404)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(403)
        person = self.person(request.query.get("user", ""))
        if person is not None and person.private:
            return Response(403)
        if path == "/user/submissions":
            return self._submissions(request, person)
        if path == "/user/ac_rank":
            return _rank(person)
        return Response(404, {"error": "not found"})

    def _submissions(self, request: Request, person: Person | None) -> Response:
        if "from_second" not in request.query:
            return Response(400, {"error": "from_second required"})
        start = int(request.query["from_second"])
        items = sorted(person.items if person else (), key=lambda item: (item["epoch_second"], item["id"]))
        return packed([item for item in items if item["epoch_second"] >= start][: self.rows])


def packed(body: Any) -> Response:
    return Response(
        body=gzip.compress(json.dumps(body).encode()),
        headers={"Content-Type": "application/json", "Content-Encoding": "gzip"},
    )


def _rank(person: Person | None) -> Response:
    accepted = {item["problem_id"] for item in person.items if item["result"] == "AC"} if person else set()
    return packed({"count": len(accepted), "rank": 9}) if accepted else Response(404, {"error": "not found"})
