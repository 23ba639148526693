"""People who ask without a pause, read and write, and note each answer."""

import socket
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Self

import requests

from backend.test_common.api import LiveApi


@dataclass
class Crowd:
    """`failures` is what went wrong, by its name; `written` the tags that were answered with 201."""

    people: list[LiveApi]
    asked: int = 0
    written: int = 0
    longest: float = 0.0
    failures: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._live, args=person) for person in enumerate(self.people)
        ]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _live(self, number: int, person: LiveApi) -> None:
        # As from a proxy: a connection for each request.
        person.session.headers["Connection"] = "close"
        for turn in count():
            if self._stop.is_set():
                return
            self._ask(person, "GET", "/api/questions/?page_size=5", 200)
            self._ask(person, "POST", "/api/tags/", 201, json={"name": f"tag {number}-{turn}"})

    def _ask(self, person: LiveApi, method: str, path: str, wanted: int, **options: object) -> None:
        started = time.monotonic()
        try:
            status = person.request(method, path, timeout=30, **options).status_code
            failure = "" if status == wanted else f"{method} {status}"
        except requests.RequestException as error:
            failure = f"{method} {type(error).__name__}"
        with self._lock:
            self.asked += 1
            self.longest = max(self.longest, time.monotonic() - started)
            self.written += not failure and method == "POST"
            if failure:
                self.failures.append(failure)


# Hands a socket over as systemd does: as number 3, told by the environment.
HAND_OVER = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); "
    "os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1'); os.execvp(sys.argv[2], sys.argv[2:])"
)


def listen() -> socket.socket:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    return listener
