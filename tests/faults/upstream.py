"""Codewars' shape with gates: a call is held until the test has done something to whoever waits for it."""

from __future__ import annotations

import threading
from typing import Any

from backend.test_common.codewars_server import CodewarsServer, Kata
from backend.test_common.fault_server import Request, Response


class Gate:
    """`arrived` when the call is here, `open()` lets its answer go."""

    def __init__(self) -> None:
        self.arrived = threading.Event()
        self._opened = threading.Event()

    def open(self) -> None:
        self._opened.set()

    def hold(self) -> None:
        self.arrived.set()
        self._opened.wait(30)

    def wait(self) -> None:
        assert self.arrived.wait(20), "the call that was to be held never came"


class Upstream(CodewarsServer):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._gates: dict[int, Gate] = {}

    def hold_page(self, page: int) -> Gate:
        """The next call for that page of any history waits until the gate is opened."""
        gate = self._gates[page] = Gate()
        return gate

    def share_history(self, first: str, second: str, count: int) -> list[Kata]:
        """Both have completed the same kata in other orders and languages; what they hold together."""
        kata = self.make_history(first, count)
        other = self.add_user(second)
        other.completed = [{**one, "completedLanguages": ["ada"]} for one in reversed(kata)]
        return [{**one, "completedLanguages": [*one["completedLanguages"], "ada"]} for one in kata]

    def __exit__(self, *_: object) -> None:
        for gate in self._gates.values():
            gate.open()
        super().__exit__()

    def _answer(self, request: Request) -> Response:
        response = super()._answer(request)
        gate = self._gates.get(int(request.query.get("page", "-1")))
        if gate is not None and not gate.arrived.is_set():
            gate.hold()
        return response
