"""A local server in Codewars' shape, with invented people and kata, that can be told to fail.

    with CodewarsServer() as server:
        server.make_history("bob", 450)
        server.fault(2, Response(500))          # the third call breaks, and only that one
        ...                                     # base URL of the platform: server.url

Alone, for tests that kill processes:

    python -m backend.test_common.codewars_server --port 0 --user bob --kata 2000
"""

from __future__ import annotations

import argparse
import hashlib
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from backend.test_common.fault_server import FaultServer, Request, Response

PAGE_SIZE = 200
# Far enough back that nothing lies in the future, on whatever day the tests run.
NEWEST = datetime(2024, 6, 30, 18, 0, tzinfo=UTC)
_LANGUAGES = ("python", "javascript", "haskell", "rust", "csharp", "cpp")
_SUBJECTS = ("Strings", "Primes", "Matrices", "Ciphers", "Clocks", "Graphs", "Parsers", "Robots")
_VERBS = ("Sorting", "Counting", "Folding", "Merging", "Hiding", "Drawing", "Guessing")
_TAGS = ("Algorithms", "Fundamentals", "Strings", "Mathematics", "Arrays", "Puzzles")

Fault: TypeAlias = Response | Callable[[Request], Response]
Kata: TypeAlias = dict[str, Any]


@dataclass
class Person:
    """`completed` is newest first, as the list is told."""

    username: str
    completed: list[Kata] = field(default_factory=list)
    added: int = 0


class CodewarsServer:
    """`url` is what the platform's base URL is set to. All methods may be called while it serves.

    `old_body` leaves the page counts out and tells everything in one answer, as in 2017.
    """

    def __init__(
        self, *, port: int = 0, delay: float = 0.0, old_body: bool = False, page_size: int = PAGE_SIZE
    ) -> None:
        self.people: dict[str, Person] = {}
        self.old_body = old_body
        self.delay = delay
        self.page_size = page_size
        self._faults: list[tuple[Callable[[int, Request], bool], Fault]] = []
        self._calls = 0
        self._lock = threading.RLock()
        self.server = FaultServer(route=self._answer, port=port)

    def __enter__(self) -> CodewarsServer:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def url(self) -> str:
        return f"{self.server.url}/api/v1"

    @property
    def calls(self) -> list[Request]:
        return self.server.log

    def list_calls(self) -> list[Request]:
        return [request for request in self.calls if self.is_list(request)]

    def add_user(self, username: str) -> Person:
        with self._lock:
            return self.people.setdefault(username.lower(), Person(username))

    def make_history(self, username: str, count: int) -> list[Kata]:
        """`count` kata, always the same for the same name, two hours apart, with one to three languages."""
        with self._lock:
            self.add_user(username).completed = [_kata(username, number) for number in range(count)]
            return self.people[username.lower()].completed

    def add_kata(self, username: str, **values: Any) -> Kata:
        """A new one at the head of the list; `values` replace what it would hold."""
        with self._lock:
            person = self.add_user(username)
            person.added += 1
            kata = {**_kata(username, -person.added), **values}
            person.completed.insert(0, kata)
            return kata

    def add_item(self, username: str, item: Any, place: int = 0) -> None:
        """Anything at all as an item of the list."""
        with self._lock:
            self.add_user(username).completed.insert(place, item)

    def remove_kata(self, username: str, kata_id: str) -> None:
        with self._lock:
            self.people[username.lower()].completed.remove(self.kata(username, kata_id))

    def add_language(self, username: str, kata_id: str, language: str) -> None:
        with self._lock:
            self.kata(username, kata_id)["completedLanguages"].append(language)

    def add(self, username: str, *, title: str = "", at: datetime | None = None, **values: Any) -> Kata:
        """As the servers of the other platforms name it."""
        named: dict[str, Any] = {"name": title} if title else {}
        dated = {"completedAt": at.isoformat()} if at else {}
        return self.add_kata(username, **named, **dated, **values)

    def change(self, username: str) -> None:
        """The second newest was given another name."""
        kata = self.people[username.lower()].completed[1]
        self.rename_kata(username, kata["id"], f"{kata['name']}, revised")

    def forbid(self, username: str) -> None:
        self.fault(lambda request: f"/users/{username}" in request.path, Response(403), times=None)

    def is_list(self, request: Request) -> bool:
        return request.path.endswith("/code-challenges/completed")

    def healthy(self, request: Request) -> Response:
        return self._healthy(request)

    def rename_kata(self, username: str, kata_id: str, name: str | None) -> None:
        with self._lock:
            self.kata(username, kata_id)["name"] = name

    def kata(self, username: str, kata_id: str) -> Kata:
        for item in self.people[username.lower()].completed:
            if isinstance(item, dict) and item.get("id") == kata_id:
                return item
        raise KeyError(kata_id)

    def fault(
        self, which: int | Callable[[Request], bool], response: Fault, *, times: int | None = 1
    ) -> None:
        """Breaks the calls from that number on (the next is 0), or of that kind, so often (None: always)."""
        with self._lock:
            first = self._calls + which if isinstance(which, int) else 0
            left = [times]

        def hits(call: int, request: Request) -> bool:
            due = call >= first if isinstance(which, int) else which(request)
            if not due or left[0] == 0:
                return False
            left[0] = None if left[0] is None else left[0] - 1
            return True

        with self._lock:
            self._faults.append((hits, response))

    def heal(self) -> None:
        """Forgets all faults."""
        with self._lock:
            self._faults.clear()

    def _answer(self, request: Request) -> Response:
        with self._lock:
            call, self._calls = self._calls, self._calls + 1
            for hits, fault in self._faults:
                if hits(call, request):
                    return fault(request) if callable(fault) else fault
            return self._healthy(request)

    def _healthy(self, request: Request) -> Response:
        path = re.sub(r"^/api/v1", "", urlsplit(request.target).path)
        routes: Sequence[tuple[str, Callable[[str, Request], Any]]] = (
            (r"/users/([^/]+)", self._user),
            (r"/users/([^/]+)/code-challenges/completed", self._completed),
            (r"/code-challenges/([^/]+)", self._challenge),
        )
        for pattern, handler in routes:
            if match := re.fullmatch(pattern, path):
                body = handler(unquote(match[1]), request)
                return self._not_found() if body is None else Response(body=body, delay=self.delay)
        return self._not_found()

    def _not_found(self) -> Response:
        return Response(404, {"success": False, "reason": "not found"}, delay=self.delay)

    def _user(self, username: str, request: Request) -> Any:
        person = self.people.get(username.lower())
        if person is None:
            return None
        rank = {"rank": -5, "name": "5 kyu", "color": "yellow", "score": 300 + len(person.completed)}
        return {
            "id": _hex(person.username),
            "username": person.username,
            "name": None,
            "honor": 2 * len(person.completed),
            "clan": "",
            "leaderboardPosition": None,
            "skills": None,
            "ranks": {"overall": rank, "languages": {"python": rank}},
            "codeChallenges": {"totalAuthored": 0, "totalCompleted": len(person.completed)},
        }

    def _completed(self, username: str, request: Request) -> Any:
        person = self.people.get(username.lower())
        if person is None:
            return None
        if self.old_body:
            return {"data": list(person.completed)}
        page = int(request.query.get("page", "0"))
        total = len(person.completed)
        data = person.completed[page * self.page_size : (page + 1) * self.page_size]
        return {"totalPages": -(-total // self.page_size), "totalItems": total, "data": list(data)}

    def _challenge(self, kata_id: str, request: Request) -> Any:
        for person in self.people.values():
            for item in person.completed:
                if isinstance(item, dict) and item.get("id") == kata_id:
                    return _challenge_body(item)
        return None


def _hex(*seed: object) -> str:
    return hashlib.sha256("|".join(map(str, seed)).encode()).hexdigest()[:24]


def _kata(username: str, number: int) -> Kata:
    """Number 0 is the newest of a history; those added later are -1, -2 and so on."""
    kata_id = _hex(username, number)
    draw = int(kata_id, 16)
    subject = _SUBJECTS[draw // 7 % len(_SUBJECTS)]
    name = f"{_VERBS[draw % len(_VERBS)]} {subject} #{number if number >= 0 else 10**6 - number}"
    at = NEWEST - timedelta(hours=2 * number, milliseconds=draw % 1000)
    languages = [_LANGUAGES[(draw // 11 + step) % len(_LANGUAGES)] for step in range(1 + draw % 3)]
    return {
        "id": kata_id,
        "name": name,
        "slug": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-"),
        "completedLanguages": languages,
        "completedAt": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def _challenge_body(kata: Kata) -> dict[str, Any]:
    draw = int(hashlib.sha256(str(kata["id"]).encode()).hexdigest(), 16)
    kyu = 1 + draw % 8
    return {
        "id": kata["id"],
        "name": kata.get("name"),
        "slug": kata.get("slug"),
        "category": "algorithms",
        "url": f"https://www.codewars.com/kata/{kata['id']}",
        "languages": kata.get("completedLanguages"),
        "rank": {"id": -kyu, "name": f"{kyu} kyu", "color": "white"},
        "tags": [_TAGS[draw // 8 % len(_TAGS)]],
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Serves invented Codewars histories until it is stopped.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--user", action="append", default=[], help="may be given several times")
    parser.add_argument("--kata", type=int, default=2000, help="kata for each user")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    options = parser.parse_args(arguments)
    with CodewarsServer(port=options.port, delay=options.delay) as server:
        for username in options.user or ["bob"]:
            server.make_history(username, options.kata)
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
