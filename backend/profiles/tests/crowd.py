"""Five small sites with many accounts, and what their servers see of us at every moment."""

import re
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, ClassVar

from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.platform import Call, Platform
from backend.platforms.base.records import Account, Cursor, Page, Stats
from backend.test_common.fault_server import FaultServer, Request, Response, cut_mid_body, html

SITES = 5
# https://github.com/torvalds/linux/blob/master/include/net/tcp_states.h
OPEN = "01"
# Of ten accounts three fail, each in another way.
FAULTS = {1: Response(500), 4: cut_mid_body(), 7: html()}


def parse_person(body: Any, now: Any) -> Stats:
    if not isinstance(body, dict):
        raise UpstreamInvalidResponse("no person")
    return Stats(body["name"], None, body["rating"], None, body["solved"], {}, {})


PERSON = Call("person", "/people/{name}", parse_person, errors={404: ProfileNotFound})


class Site(Platform):
    homepage = "https://site.example"
    username_pattern = re.compile(r"[a-z0-9-]+")
    username_help = "letters and digits"
    reach = "nothing but numbers"
    min_interval: ClassVar[float] = 0.06
    concurrency: ClassVar[int] = 2
    calls = (PERSON,)

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        return Page((), None)

    def fetch_stats(self, account: Account) -> Stats:
        return self.ask(PERSON, {"name": account.username})


def _site(number: int) -> type[Site]:
    names = {"slug": f"site{number}", "name": f"Site {number}", "__module__": __name__}
    return type(f"Site{number}", (Site,), names)


Site0, Site1, Site2, Site3, Site4 = (_site(number) for number in range(SITES))
CLASSES = (Site0, Site1, Site2, Site3, Site4)


class Crowd:
    """The servers of all sites. `most_calls` and `most_sockets` are the most that were open at a time, over all."""

    def __init__(self, *, faulty: bool = True) -> None:
        self.faulty = faulty
        self.servers = [FaultServer(route=self._route(number)) for number in range(SITES)]
        self.most_calls = self.most_sockets = 0
        self.most_of_one = 0
        self.times: dict[int, list[float]] = {number: [] for number in range(SITES)}
        self._open: Counter[int] = Counter()
        self._lock = threading.Lock()

    def __enter__(self) -> "Crowd":
        for server, platform in zip(self.servers, CLASSES, strict=True):
            platform.default_base_url = server.start().url
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.stop()

    @property
    def asked(self) -> Counter[str]:
        """How often each account was asked for."""
        return Counter(request.path for server in self.servers for request in server.log)

    def sockets(self) -> int:
        """Those that we have open to the servers, as the kernel knows it."""
        ports = {int(server.url.rpartition(":")[2]) for server in self.servers}
        lines = (line.split() for line in Path("/proc/self/net/tcp").read_text().splitlines()[1:])
        return sum(int(to.rpartition(":")[2], 16) in ports and state == OPEN for _, _, to, state, *_ in lines)

    def _route(self, site: int) -> Any:
        def answer(request: Request) -> Response:
            with self._lock:
                self.times[site].append(time.monotonic())
                self._open[site] += 1
                self.most_calls = max(self.most_calls, self._open.total())
                self.most_of_one = max(self.most_of_one, self._open[site])
                sample = len(self.times[site]) % 3 == 0
            if sample:
                self.most_sockets = max(self.most_sockets, self.sockets())
            time.sleep(0.02)
            with self._lock:
                # Before the answer goes out: who has it may call again at once.
                self._open[site] -= 1
            return self._answer(request)

        return answer

    def _answer(self, request: Request) -> Response:
        name = request.path.rpartition("/")[2]
        fault = FAULTS.get(int(name.rpartition("-")[2]) % 10) if self.faulty else None
        return fault or Response(body={"name": name, "rating": 2000, "solved": 99})
