"""A local server in GitHub's shape, with invented people and events.

    with GitHubServer() as server:
        server.add_user("bob", token="github_pat_00000000000000000000")
        server.add_event("bob", at)
        ...                                     # base URL of the platform: server.url

It tells at most 300 events, those of the last 30 days before its own `now`, a hundred a page, with Link, ETag and
X-Poll-Interval; private ones to their owner's token alone. It connects accounts as well: whoever comes to its
authorize address agrees at once, as `consenting` (empty: says no), with PKCE and a code that is good once.
"""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlencode

from backend.test_common.fault_server import Request, Response
from backend.test_common.platform_servers.base import PlatformServer

LIMIT = 300
WINDOW = timedelta(days=30)


@dataclass
class Person:
    login: str
    number: int
    token: str = ""
    events: list[dict[str, Any]] = field(default_factory=list)


class GitHubServer(PlatformServer):
    """`now` is the server's clock, which decides what is still within the window."""

    def __init__(self, *, port: int = 0, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__(port=port)
        self.now = now
        self.people: dict[str, Person] = {}
        self.consenting = ""
        self.codes: dict[str, tuple[str, str]] = {}
        self._came_from: dict[str, str] = {}
        self.revoked: set[str] = set()
        self._numbers = itertools.count(1001)

    def add_user(self, login: str, token: str = "") -> Person:
        with self.lock:
            person = self.people.setdefault(login.lower(), Person(login, next(self._numbers)))
            person.token = token or person.token
            return person

    def add_event(
        self, login: str, at: datetime, *, repo: str = "", kind: str = "PushEvent", **values: Any
    ) -> dict[str, Any]:
        """Newest first, as the list is told. A push holds no commits, as since October 2025."""
        with self.lock:
            person = self.add_user(login)
            event = _event(person, next(self._numbers), at, repo or f"{login}/project", kind) | values
            person.events.append(event)
            person.events.sort(key=lambda item: str(item["created_at"]), reverse=True)
            return event

    def add_days(self, login: str, days: int, events_a_day: int = 3) -> None:
        """Work on each of the last days, at an hour that is the same day in most zones."""
        noon = self.now().replace(hour=12, minute=0, second=0, microsecond=0)
        for back in range(1, days + 1):
            for number in range(events_a_day):
                self.add_event(login, noon - timedelta(days=back) + timedelta(minutes=30 * number))

    def healthy(self, request: Request) -> Response:
        path = self.path_of(request)
        if path == "/login/oauth/authorize":
            return self._agree(request)
        if path == "/login/oauth/access_token" and request.method == "POST":
            return self._token(request.json() or {})
        if request.method == "DELETE" and re.fullmatch(r"/applications/[^/]+/token", path):
            return self._revoke(request)
        if not request.headers.get("user-agent"):
            return Response(403, {"message": "Missing or invalid User Agent string."})
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token and (token in self.revoked or not self._by_token(token)):
            return Response(401, {"message": "Bad credentials", "status": "401"})
        return self._route(request, token)

    def _agree(self, request: Request) -> Response:
        """Back to where the person came from, with a code that belongs to the challenge sent along."""
        query, code = request.query, self._draw()[:20]
        sound = query.get("code_challenge_method") == "S256" and query.get("response_type") == "code"
        if not sound or not query.get("client_id") or not query.get("redirect_uri"):
            return Response(404, "Not Found")
        told = {"code": code} if self.consenting else {"error": "access_denied"}
        if self.consenting:
            self.codes[code] = (self.consenting, query.get("code_challenge", ""))
            self._came_from[code] = query["redirect_uri"]
        target = f"{query['redirect_uri']}?{urlencode({**told, 'state': query.get('state', '')})}"
        return Response(302, headers={"Location": target})

    def _token(self, form: dict[str, str]) -> Response:
        code = form.get("code", "")
        login, challenge = self.codes.pop(code, ("", ""))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = base64.urlsafe_b64encode(digest).decode().rstrip("=") == challenge
        same_place = form.get("redirect_uri") == self._came_from.pop(code, form.get("redirect_uri"))
        if not login or not proven or not same_place or not form.get("client_secret"):
            told = {"error": "bad_verification_code", "error_description": "The code passed is incorrect."}
            return Response(body=told)
        person = self.add_user(login, token=f"gho_{self._draw()[:36]}")
        return Response(body={"access_token": person.token, "token_type": "bearer", "scope": "read:user"})

    def _draw(self) -> str:
        return hashlib.sha256(f"drawn {next(self._numbers)}".encode()).hexdigest()

    def _revoke(self, request: Request) -> Response:
        token = str((request.json() or {}).get("access_token", ""))
        if not request.headers.get("authorization", "").startswith("Basic ") or not self._by_token(token):
            return Response(404, {"message": "Not Found"})
        self.revoked.add(token)
        return Response(204)

    def _route(self, request: Request, token: str) -> Response:
        path = self.path_of(request)
        if path == "/user":
            owner = self._by_token(token)
            return (
                Response(body=_user(owner))
                if owner
                else Response(401, {"message": "Requires authentication"})
            )
        if match := re.fullmatch(r"/users/([^/]+)(/events(/public)?)?", path):
            person = self.people.get(unquote(match[1]).lower())
            if person is None:
                return Response(404, {"message": "Not Found", "status": "404"})
            return (
                self._events(request, person, token, bool(match[3]))
                if match[2]
                else Response(body=_user(person))
            )
        return Response(404, {"message": "Not Found", "status": "404"})

    def _by_token(self, token: str) -> Person | None:
        return next((person for person in self.people.values() if token and person.token == token), None)

    def _events(self, request: Request, person: Person, token: str, public: bool) -> Response:
        own = person.token == token and bool(token) and not public
        since = (self.now() - WINDOW).strftime("%Y-%m-%dT%H:%M:%SZ")
        shown = [
            event
            for event in person.events
            if (own or event.get("public", True)) and str(event["created_at"]) >= since
        ][:LIMIT]
        size, page = int(request.query.get("per_page", "30")), int(request.query.get("page", "1"))
        if size * page > LIMIT:
            return Response(
                422, {"message": "In order to keep the API fast for everyone, pagination is limited."}
            )
        return _list_answer(request, person, shown, size, page)


def _list_answer(
    request: Request, person: Person, shown: list[dict[str, Any]], size: int, page: int
) -> Response:
    items = shown[(page - 1) * size : page * size]
    etag = f'W/"{hashlib.sha256(json.dumps(items).encode()).hexdigest()}"'
    headers = {"ETag": etag, "X-Poll-Interval": "60", "X-RateLimit-Remaining": "4999"}
    if request.headers.get("if-none-match") == etag:
        return Response(304, headers=headers)
    if page * size < min(len(shown), LIMIT):
        host = request.headers.get("host", "")
        target = f"http://{host}/user/{person.number}/events?per_page={size}&page={page + 1}"
        headers["Link"] = f'<{target}>; rel="next", <{target}>; rel="last"'
    return Response(body=items, headers=headers)


def _event(person: Person, number: int, at: datetime, repo: str, kind: str) -> dict[str, Any]:
    payload = {"push_id": number, "ref": "refs/heads/main", "head": "1" * 40, "before": "2" * 40}
    return {
        "id": str(number),
        "type": kind,
        "actor": {"id": person.number, "login": person.login, "display_login": person.login},
        "repo": {"id": 7, "name": repo},
        "payload": payload if kind == "PushEvent" else {},
        "public": True,
        "created_at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _user(person: Person) -> dict[str, Any]:
    return {
        "login": person.login,
        "id": person.number,
        "type": "User",
        "name": None,
        "email": f"{person.login.lower()}@example.invalid",
        "public_repos": 5,
        "public_gists": 0,
        "followers": 12,
        "following": 3,
        "created_at": "2020-02-02T02:02:02Z",
    }
