"""What the servers of platforms with solved problems have in common: people, and a history for each.

    with CodeforcesServer() as server:
        server.make_history("bob", 120)
        server.add("bob", title="Two Ladders")   # the newest of all, as of now
        server.change("bob")                     # something about one that is there already
        server.forbid("bob")                     # as the platform refuses

Items are in the platform's own shape, so a test may spoil them by hand.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, TypeAlias
from urllib.parse import unquote

from backend.test_common.fault_server import Request
from backend.test_common.platform_servers.base import PlatformServer

Item: TypeAlias = dict[str, Any]

# Far enough back that nothing lies in the future, on whatever day the tests run.
NEWEST = datetime(2024, 6, 30, 18, 0, tzinfo=UTC)
APART = timedelta(hours=2)
_SUBJECTS = ("Lanterns", "Ferries", "Ladders", "Kites", "Bridges", "Clocks", "Harbours")


@dataclass
class Person:
    """`items` is newest first. Who is `private` is refused in the platform's manner."""

    username: str
    number: int
    secret: str = ""
    items: list[Item] = field(default_factory=list)
    private: bool = False


class HistoryServer(PlatformServer):
    """`make_item` says what an item looks like, `healthy` how a list of them is told; both are the subclass's."""

    slug: ClassVar[str]

    def __init__(self, *, port: int = 0) -> None:
        super().__init__(port=port)
        self.people: dict[str, Person] = {}
        self._numbers = itertools.count(1)

    def make_item(self, person: Person, number: int, at: datetime, title: str) -> Item:
        """`number` is one of a kind on this server and grows with time within a history."""
        raise NotImplementedError

    def change_item(self, item: Item) -> None:
        """Changes what can change about an item that somebody has read already."""
        raise NotImplementedError

    def is_list(self, request: Request) -> bool:
        """Whether a part of a history is asked for."""
        raise NotImplementedError

    def add_user(self, username: str, secret: str = "") -> Person:
        with self.lock:
            person = self.people.setdefault(username.lower(), Person(username, next(self._numbers)))
            person.secret = secret or person.secret
            return person

    def make_history(self, username: str, count: int) -> list[Item]:
        """`count` items, two hours apart, the last one of 30 June 2024."""
        with self.lock:
            person = self.add_user(username)
            oldest_first = [self._item(person, NEWEST - APART * back) for back in reversed(range(count))]
            person.items = oldest_first[::-1]
            return person.items

    def add(self, username: str, *, title: str = "", at: datetime | None = None, **values: Any) -> Item:
        """One more at the head; `values` replace what it would hold."""
        with self.lock:
            person = self.add_user(username)
            item = self._item(person, at or datetime.now(UTC), title) | values
            person.items.insert(0, item)
            return item

    def change(self, username: str) -> None:
        """The second newest, so that it is told before any list ends."""
        with self.lock:
            self.change_item(self.people[username.lower()].items[1])

    def forbid(self, username: str) -> None:
        self.add_user(username).private = True

    def rename(self, old: str, new: str) -> None:
        """Who asks for the old name is told the new one, where that is told at all, and reads no history under it."""
        with self.lock:
            person = self.people[old.lower()]
            person.username = new
            self.people[new.lower()] = person

    def list_calls(self) -> list[Request]:
        return [request for request in self.calls if self.is_list(request)]

    def person(self, name: str, *, former: bool = True) -> Person | None:
        """Found under a former name too, unless it has to be the present one."""
        person = self.people.get(unquote(name).lower())
        same = person is not None and person.username.lower() == unquote(name).lower()
        return person if same or former else None

    def by_secret(self, secret: str) -> Person | None:
        return next((person for person in self.people.values() if secret and person.secret == secret), None)

    def _item(self, person: Person, at: datetime, title: str = "") -> Item:
        number = next(self._numbers)
        name = title or f"{_SUBJECTS[number % len(_SUBJECTS)]} {number}"
        return self.make_item(person, number, at.replace(microsecond=0), name)
