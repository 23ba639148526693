"""A local server in Codeforces' shape, with invented handles and submissions.

One envelope for everything, failures with status 400, positions counted from 1, ids that fall.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.test_common.fault_server import Request, Response, html
from backend.test_common.platform_servers.histories import HistoryServer, Item, Person


class CodeforcesServer(HistoryServer):
    slug = "codeforces"
    base_path = "/api"

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        contest = 1000 + number
        return {
            "id": 200_000_000 + number,
            "contestId": contest,
            "creationTimeSeconds": int(at.timestamp()),
            "relativeTimeSeconds": 2147483647,
            "problem": {
                "contestId": contest,
                "index": "B",
                "name": title,
                "type": "PROGRAMMING",
                "rating": 800 + number % 28 * 100,
                "tags": ["greedy"],
            },
            "author": {"members": [{"handle": person.username}], "participantType": "PRACTICE"},
            "programmingLanguage": "PyPy 3-64",
            "verdict": "OK",
            "testset": "PRETESTS",
            "passedTestCount": 12,
        }

    def change_item(self, item: Item) -> None:
        """Hacked: what passed the pretests was wrong after all."""
        item.update(verdict="CHALLENGED", testset="CHALLENGES")

    def is_list(self, request: Request) -> bool:
        return request.path.endswith("/user.status")

    def healthy(self, request: Request) -> Response:
        method, query = self.path_of(request), request.query
        if method == "/user.status":
            return self._status(query.get("handle", ""), query)
        if method == "/user.info":
            return self._info(query.get("handles", ""))
        return html(404)

    def _status(self, handle: str, query: dict[str, str]) -> Response:
        person = self.person(handle, former=False)
        if person is None:
            return failed(f"handle: User with handle {handle} not found")
        if person.private:
            return html(403)
        start = int(query.get("from", "1")) - 1
        count = int(query.get("count", "100000"))
        return done(person.items[start : start + count])

    def _info(self, handle: str) -> Response:
        person = self.person(handle)
        if person is None:
            return failed(f"handles: User with handle {handle} not found")
        return html(403) if person.private else done([_user(person)])


def done(result: Any) -> Response:
    return Response(body={"status": "OK", "result": result})


def failed(comment: str, status: int = 400) -> Response:
    return Response(status, {"status": "FAILED", "comment": comment})


def _user(person: Person) -> dict[str, Any]:
    rated = {"rating": 1421, "maxRating": 1502, "rank": "specialist", "maxRank": "expert"}
    return {
        "handle": person.username,
        "contribution": 0,
        "friendOfCount": 3,
        "organization": "",
        "lastOnlineTimeSeconds": 1717000000,
        "registrationTimeSeconds": 1600000000,
        "avatar": "https://userpic.codeforces.example/no-avatar.jpg",
        **(rated if person.items else {}),
    }
