"""A local server in LeetCode's shape, with invented people and problems.

GraphQL at one address, errors with status 200; the 20 newest accepted for anybody, every problem for who is signed in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any

from backend.test_common.fault_server import Request, Response, html
from backend.test_common.platform_servers.histories import HistoryServer, Item, Person

SHOWN = 20
LEVELS = ("EASY", "MEDIUM", "HARD")


class LeetCodeServer(HistoryServer):
    """An item holds what both lists tell of it, and in `failed` whether only the list of problems does."""

    slug = "leetcode"

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        return {
            "title": title,
            "titleSlug": f"problem-{number}",
            "at": int(at.timestamp()),
            "lang": "python3",
            "difficulty": LEVELS[number % 3],
            "topicTags": [{"name": "Array"}, {"name": "Greedy"}],
            "failed": False,
        }

    def change_item(self, item: Item) -> None:
        item["title"] += ", revised"

    def is_list(self, request: Request) -> bool:
        query = str((request.json() or {}).get("query"))
        return "recentAcSubmissionList" in query or "userProgressQuestionList" in query

    def healthy(self, request: Request) -> Response:
        asked = request.json()
        if request.method != "POST" or self.path_of(request) != "/graphql" or not isinstance(asked, dict):
            return html(404)
        if not request.headers.get("user-agent", "").startswith("Mozilla/"):
            return html(403)
        if request.headers.get("referer") != "https://leetcode.com":
            return html(403)
        return self._answer_query(request, str(asked.get("query")), asked.get("variables") or {})

    def _answer_query(self, request: Request, query: str, variables: dict[str, Any]) -> Response:
        roots: dict[str, Callable[[Request, dict[str, Any]], Response]] = {
            "recentAcSubmissionList": self._recent,
            "userProgressQuestionList": self._progress,
            "matchedUser": self._user,
            "problemsetQuestionList": self._problems,
            "userStatus": self._owner,
        }
        for name, answer in roots.items():
            if name in query:
                person = self.person(str(variables.get("username", "")))
                return html(403) if person and person.private else answer(request, variables)
        return errors("Cannot query field.", status=400)

    def _recent(self, request: Request, variables: dict[str, Any]) -> Response:
        person = self.person(str(variables["username"]))
        solved = [item for item in (person.items if person else ()) if not item["failed"]]
        rows = [_submission(item) for item in solved[: min(int(variables["limit"]), SHOWN)]]
        return Response(body={"data": {"recentAcSubmissionList": rows}})

    def _progress(self, request: Request, variables: dict[str, Any]) -> Response:
        person = self._signed_in(request)
        if person is None:
            return Response(body={"data": {"userProgressQuestionList": None}})
        skip, limit = (int(variables["filters"][name]) for name in ("skip", "limit"))
        rows = [_problem(item) for item in person.items[skip : skip + limit]]
        return Response(
            body={"data": {"userProgressQuestionList": {"totalNum": len(person.items), "questions": rows}}}
        )

    def _owner(self, request: Request, variables: dict[str, Any]) -> Response:
        person = self._signed_in(request)
        told = {"isSignedIn": person is not None, "username": person.username if person else ""}
        return Response(body={"data": {"userStatus": told}})

    def _signed_in(self, request: Request) -> Person | None:
        """Nobody either where the CSRF cookie is not the one that the header tells."""
        cookies = SimpleCookie(request.headers.get("cookie", ""))
        told = {name: morsel.value for name, morsel in cookies.items()}
        same = request.headers.get("x-csrftoken") == told.get("csrftoken")
        return self.by_secret(told.get("LEETCODE_SESSION", "")) if same else None

    def _user(self, request: Request, variables: dict[str, Any]) -> Response:
        person = self.person(str(variables["username"]))
        if person is None:
            return errors("That user does not exist.", data={"matchedUser": None, "userContestRanking": None})
        return Response(body={"data": {"matchedUser": _profile(person), "userContestRanking": None}})

    def _problems(self, request: Request, variables: dict[str, Any]) -> Response:
        wanted = str(variables["filters"]["searchKeywords"]).split()
        slugs = {item["titleSlug"]: item for person in self.people.values() for item in person.items}
        found = [_problem(item) for slug, item in slugs.items() if all(word in slug for word in wanted)]
        return Response(body={"data": {"problemsetQuestionList": {"total": len(found), "questions": found}}})


def errors(message: str, *, status: int = 200, data: Any = None) -> Response:
    return Response(status, {"errors": [{"message": message}], "data": data})


def _submission(item: Item) -> Item:
    told = {name: item[name] for name in ("title", "titleSlug", "lang")}
    return told | {"timestamp": str(item["at"]), "statusDisplay": "Accepted"}


def _problem(item: Item) -> Item:
    told = {name: item[name] for name in ("title", "titleSlug", "difficulty", "topicTags")}
    last = datetime.fromtimestamp(item["at"], UTC).isoformat()
    return told | {"lastSubmittedAt": last, "questionStatus": "ATTEMPTED" if item["failed"] else "SOLVED"}


def _profile(person: Person) -> Item:
    solved = [item for item in person.items if not item["failed"]]
    rows = [{"difficulty": "All", "count": len(solved)}]
    rows += [
        {"difficulty": level.title(), "count": sum(item["difficulty"] == level for item in solved)}
        for level in LEVELS
    ]
    return {
        "username": person.username,
        "profile": {"ranking": 123456},
        "submitStatsGlobal": {"acSubmissionNum": rows},
        "submissionCalendar": json.dumps({"1717027200": 4}),
    }
