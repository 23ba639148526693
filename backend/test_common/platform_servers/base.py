"""What the local servers in a platform's shape have in common: they remember, and can be told to fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Self, TypeAlias

from backend.test_common.fault_server import FaultServer, Request, Response

Fault: TypeAlias = Response | Callable[[Request], Response]


class PlatformServer:
    """A subclass says in `healthy` what the platform would answer. `url` is what its base URL is set to.

    All methods may be called while it serves.
    """

    base_path = ""

    def __init__(self, *, port: int = 0) -> None:
        self.lock = threading.RLock()
        self.server = FaultServer(route=self._answer, port=port)
        self._faults: list[tuple[Callable[[int, Request], bool], Fault]] = []
        self._count = 0

    def healthy(self, request: Request) -> Response:
        raise NotImplementedError

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.stop()

    @property
    def url(self) -> str:
        return f"{self.server.url}{self.base_path}"

    @property
    def calls(self) -> list[Request]:
        return self.server.log

    def path_of(self, request: Request) -> str:
        return request.target.partition("?")[0].removeprefix(self.base_path)

    def fault(
        self, which: int | Callable[[Request], bool], response: Fault, *, times: int | None = 1
    ) -> None:
        """Breaks the calls from that number on (the next is 0), or of that kind, so often (None: always)."""
        with self.lock:
            first = self._count + which if isinstance(which, int) else 0
            left = [times]

            def hits(call: int, request: Request) -> bool:
                due = call >= first if isinstance(which, int) else which(request)
                if not due or left[0] == 0:
                    return False
                left[0] = None if left[0] is None else left[0] - 1
                return True

            self._faults.append((hits, response))

    def heal(self) -> None:
        """Forgets all faults."""
        with self.lock:
            self._faults.clear()

    def _answer(self, request: Request) -> Response:
        with self.lock:
            call, self._count = self._count, self._count + 1
            for hits, fault in self._faults:
                if hits(call, request):
                    return fault(request) if callable(fault) else fault
            return self.healthy(request)
