"""The wire between the product and SQS: it can be slow, broken or cut, and it counts what goes over it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Self
from urllib.parse import urlsplit

from backend.test_common.aws import Queue
from backend.test_common.fault_server import FaultServer, Request, Response

THROTTLED: Final = Response(
    400,
    json.dumps({"__type": "com.amazonaws.sqs#RequestThrottled", "message": "Slow down."}),
    headers={"Content-Type": "application/x-amz-json-1.0", "x-amzn-query-error": "RequestThrottled;Sender"},
)
_NOT_PASSED_ON: Final = ("host", "connection", "content-length", "transfer-encoding")


class SqsWire:
    """Stands for the queue where a house is built; `trouble` is answered instead of what the queue would say."""

    def __init__(self, queue: Queue) -> None:
        self.queue = queue
        self.trouble: Response | None = None
        self.delay = 0.0
        self._server = FaultServer(route=self._answer)

    @property
    def calls(self) -> list[str]:
        """What SQS was asked to do, in order."""
        return [request.headers.get("x-amz-target", "").rpartition(".")[2] for request in self._server.log]

    def cost_of(self, call: Callable[[], Any]) -> tuple[list[str], Any]:
        """The calls that `call` makes before it returns, and its answer."""
        before = len(self._server.log)
        answer = call()
        return self.calls[before:], answer

    def settings(self) -> dict[str, str]:
        return {**self.queue.settings(), "AWS_ENDPOINT_URL": self._server.url}

    def environment(self) -> dict[str, str]:
        return {**self.queue.environment(), "AWS_ENDPOINT_URL": self._server.url}

    def cut(self) -> None:
        """Nobody listens any more."""
        self._server.stop()

    def mend(self) -> None:
        """All is as it was, at the same address."""
        self.trouble, self.delay = None, 0.0
        if self._server.is_stopped:
            address = urlsplit(self._server.url)
            self._server = FaultServer(route=self._answer, port=address.port or 0).start()

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def _answer(self, request: Request) -> Response:
        return self.trouble or replace(self._forward(request), delay=self.delay)

    def _forward(self, request: Request) -> Response:
        host = urlsplit(self.queue.server.url)
        line = http.client.HTTPConnection(host.hostname or "", host.port, timeout=60)
        try:
            line.request(request.method, request.target, request.body, _passed_on(request.headers))
            answer = line.getresponse()
            return Response(answer.status, answer.read(), _passed_on(dict(answer.getheaders())))
        finally:
            line.close()


def _passed_on(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() not in _NOT_PASSED_ON}
