"""A local server in WakaTime's shape, with invented people and days.

    with WakaTimeServer() as server:
        server.add_user("bob", KEY, zone="Asia/Kolkata")
        server.set_day("bob", date(2026, 6, 27), 4429.5)
        ...                                     # base URL of the platform: server.url

Days without time are told as zeros; with `plan_days` older ones are refused with 402.
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.test_common.fault_server import Request, Response
from backend.test_common.platform_servers.base import PlatformServer

KEY = "waka_00000000-0000-4000-8000-00000example"
DAY = timedelta(days=1)


@dataclass
class Person:
    username: str
    key: str
    zone: str
    created: datetime
    plan_days: int | None
    days: dict[date, dict[str, Any]] = field(default_factory=dict)

    @property
    def number(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_DNS, self.username))


class WakaTimeServer(PlatformServer):
    """`old_spelling` tells the sum under the name that it had until 2022."""

    base_path = "/api/v1"

    def __init__(
        self,
        *,
        port: int = 0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        old_spelling: bool = False,
    ) -> None:
        super().__init__(port=port)
        self.now = now
        self.old_spelling = old_spelling
        self.people: dict[str, Person] = {}

    def add_user(
        self,
        username: str,
        key: str = KEY,
        *,
        zone: str = "UTC",
        created: datetime | None = None,
        plan_days: int | None = None,
    ) -> Person:
        with self.lock:
            begun = created or self.now() - timedelta(days=60)
            self.people[username] = Person(username, key, zone, begun, plan_days)
            return self.people[username]

    def set_day(
        self, username: str, day: date, seconds: float, *, project: str = "harbour", language: str = "Python"
    ) -> None:
        with self.lock:
            self.people[username].days[day] = {
                "seconds": seconds,
                "projects": [_cut(project, seconds)],
                "languages": [_cut(language, seconds)],
            }

    def today(self, username: str) -> date:
        return self.now().astimezone(ZoneInfo(self.people[username].zone)).date()

    def add_days(self, username: str, count: int) -> None:
        """Time on each of the last days, today included."""
        for back in range(count):
            self.set_day(username, self.today(username) - back * DAY, 600.0 + 60 * back)

    def span_calls(self) -> list[tuple[str, str]]:
        return [
            (request.query["start"], request.query["end"])
            for request in self.calls
            if request.path.endswith("/summaries")
        ]

    def healthy(self, request: Request) -> Response:
        person = self._person(request)
        if person is None:
            return Response(401, {"error": "Unauthorized"})
        answers = {
            "/users/current": lambda: Response(body={"data": _owner(person)}),
            "/users/current/summaries": lambda: self._summaries(request, person),
            "/users/current/all_time_since_today": lambda: Response(body={"data": self._all_time(person)}),
        }
        answer = answers.get(self.path_of(request))
        return answer() if answer else Response(404, {"error": "Not found"})

    def _person(self, request: Request) -> Person | None:
        kind, _, packed = request.headers.get("authorization", "").partition(" ")
        key = base64.b64decode(packed).decode().rstrip(":") if kind == "Basic" else ""
        return next((person for person in self.people.values() if key and person.key == key), None)

    def _summaries(self, request: Request, person: Person) -> Response:
        missing = {
            name: ["This field is required."] for name in ("start", "end") if name not in request.query
        }
        if missing:
            return Response(400, {"errors": missing})
        start, end = (date.fromisoformat(request.query[name]) for name in ("start", "end"))
        oldest = self.today(person.username) - DAY * ((person.plan_days or 10**5) - 1)
        if start < oldest:
            return Response(402, {"error": "This date range needs a premium plan."})
        days = [_day(person, start + number * DAY) for number in range((end - start).days + 1)]
        total = sum(day["grand_total"]["total_seconds"] for day in days)
        name = "cummulative_total" if self.old_spelling else "cumulative_total"
        return Response(body={"data": days, "start": str(start), "end": str(end), name: {"seconds": total}})

    def _all_time(self, person: Person) -> dict[str, Any]:
        return {
            "total_seconds": sum(day["seconds"] for day in person.days.values()),
            "text": "",
            "is_up_to_date": True,
            "range": {"start_date": person.created.date().isoformat(), "timezone": person.zone},
        }


def _owner(person: Person) -> dict[str, Any]:
    return {
        "id": person.number,
        "username": person.username,
        "email": f"{person.username}@example.invalid",
        "full_name": None,
        "timezone": person.zone,
        "plan": "basic",
        "created_at": person.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def _day(person: Person, day: date) -> dict[str, Any]:
    found = person.days.get(day, {"seconds": 0.0, "projects": [], "languages": []})
    zone = ZoneInfo(person.zone)
    start = datetime.combine(day, time(), zone).astimezone(UTC)
    end = datetime.combine(day + DAY, time(), zone).astimezone(UTC) - timedelta(seconds=1)
    return {
        "grand_total": {"total_seconds": found["seconds"], "hours": 0, "minutes": 0, "text": ""},
        "categories": [],
        "projects": found["projects"],
        "languages": found["languages"],
        "machines": [_cut(f"{person.username}s-laptop", found["seconds"])],
        "range": {
            "date": day.isoformat(),
            "start": start.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "end": end.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "text": "",
            "timezone": person.zone,
        },
    }


def _cut(name: str, seconds: float) -> dict[str, Any]:
    return {"name": name, "total_seconds": seconds, "percent": 100.0, "text": ""}
