"""A platform that wants a token of the person's own, and its server: accounts with ids that outlive their names."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.platform import Call, Credential, Platform
from backend.platforms.base.reading import read_solve
from backend.platforms.base.records import Account, Cursor, Listing, Page, Stats
from backend.test_common.fault_server import FaultServer, Request, Response

CANARY = "canary-4f1b9c77e2a35d60-token"
OTHER_CANARY = "canary-0a8d66f1b7c94e25-token"
NO_SUCH_USER = {404: ProfileNotFound}


def parse_person(body: Any, now: datetime) -> Stats:
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse("no person")
    return Stats(
        username=body["name"],
        platform_user_id=body["id"],
        rating=body["rating"],
        rank=None,
        problems_solved=body["solved"],
        by_difficulty={"Easy": body["solved"]},
        raw={},
    )


def parse_solves(body: Any, now: datetime) -> Listing:
    if not isinstance(body, list):
        raise UpstreamInvalidResponse("no list")
    values = [
        {"question_id": item["id"], "attempt_id": item["id"], "title": item["id"], "solved_at": item["at"]}
        for item in body
    ]
    return Listing(tuple(read_solve(one, raw=item, now=now) for one, item in zip(values, body, strict=True)))


PERSON = Call("person", "/people/{name}", parse_person, errors=NO_SUCH_USER)
SOLVES = Call("solves", "/people/{name}/solves", parse_solves, errors=NO_SUCH_USER)


class Keyed(Platform):
    slug = "keyed"
    name = "Keyed"
    homepage = "https://keyed.example"
    default_base_url = "https://keyed.example/api"
    username_pattern = re.compile(r"[A-Za-z0-9_-]+")
    username_help = "letters and digits"
    reach = "everything"
    resync_days = 2
    credential = Credential(
        kind="token",
        required=True,
        label="API token",
        help="from your settings",
        url="https://keyed.example/settings",
        pattern=re.compile(r"[A-Za-z0-9-]+"),
    )
    calls = (PERSON, SOLVES)

    def authorize(self, account: Account) -> dict[str, str]:
        return {"Authorization": f"Bearer {account.secret}"}

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        since = account.since.isoformat() if account.since else ""
        listing = self.ask(
            SOLVES,
            {"name": account.username},
            {"since": since, "etag": str(account.state.get("etag", ""))},
            account=account,
        )
        return Page(listing.items, None, state={"etag": "v2"}, note="a note of the platform's")

    def fetch_stats(self, account: Account) -> Stats:
        return self.ask(PERSON, {"name": account.username}, account=account)


@dataclass
class KeyedServer:
    """`people` by name; `answer` is given instead of everything where set, `fail_person` instead of numbers."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {CANARY, OTHER_CANARY})
    answer: Response | None = None
    fail_person: Response | None = None

    def __enter__(self) -> "KeyedServer":
        self.server = FaultServer(route=self._answer)
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def calls(self) -> list[Request]:
        return self.server.log

    def add(self, name: str, *, id: str = "id-1", solved: int = 3, rating: int = 1500) -> None:
        self.people[name.lower()] = {"id": id, "name": name, "solved": solved, "rating": rating}

    def rename(self, old: str, new: str) -> None:
        """The old name goes on leading to the account, as sites that redirect do it."""
        self.people[old.lower()]["name"] = new
        self.people[new.lower()] = self.people[old.lower()]

    def _answer(self, request: Request) -> Response:
        if self.answer is not None:
            return self.answer
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token not in self.tokens:
            # As careless sites do it: what was sent comes back.
            return Response(401, {"error": f"bad token {token}"})
        parts = unquote(request.path).strip("/").split("/")
        person = self.people.get(parts[1].lower())
        if person is None:
            return Response(404, {})
        if len(parts) == 2:
            return self.fail_person or Response(body=person)
        newest = datetime(2026, 1, 10, 12, tzinfo=UTC)
        solves = [
            {"id": f"{person['id']}-{number}", "at": (newest - timedelta(days=number)).isoformat()}
            for number in range(person["solved"])
        ]
        return Response(body=solves)
