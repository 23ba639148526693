"""Lambda's runtime interface: the HTTP server from which a runtime client fetches its invocations.

    with RuntimeApi() as api:
        ...  # a process: AWS_LAMBDA_RUNTIME_API=<api.address> python -m awslambdaric handler.lambda_handler
        api.invoke({"Records": [...]})

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

from __future__ import annotations

import json
import select
import socket
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

_PREFIX: Final = "/2018-06-01/runtime"
ARN: Final = "arn:aws:lambda:us-east-1:123456789012:function:skilltracker-worker"
# As the worker's function is set up: faults of a task are dealt with well before.
SECONDS: Final = 60.0


class FunctionError(Exception):
    """The function raised. `kind` is the name of the exception's class."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(f"{told.get('errorType')}: {told.get('errorMessage')}")
        self.kind = str(told.get("errorType", ""))
        self.message = str(told.get("errorMessage", ""))


class InitError(FunctionError):
    """The function's module could not be imported."""


@dataclass
class _Invocation:
    body: bytes
    deadline: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    result: Future[Any] = field(default_factory=Future)


class RuntimeApi:
    """For one function; as many processes of it as one likes may ask. All methods may be called by any thread."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.init_error: InitError | None = None
        self._waiting: deque[_Invocation] = deque()
        self._running: dict[str, _Invocation] = {}
        self._change = threading.Condition()
        self._open = True

    @property
    def address(self) -> str:
        """For AWS_LAMBDA_RUNTIME_API."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    def invoke(
        self, event: object, *, seconds: float = SECONDS, alive: Callable[[], bool] = lambda: True
    ) -> Any:
        """What the function answers. Raises FunctionError, InitError, TimeoutError past its time, and
        ConnectionError where `alive` says that its process has ended."""
        invocation = _Invocation(json.dumps(event).encode(), time.time() + seconds)
        with self._change:
            self._waiting.append(invocation)
            self._change.notify_all()
        try:
            return self._await(invocation, alive)
        finally:
            with self._change:
                self._running.pop(invocation.id, None)
                if invocation in self._waiting:
                    self._waiting.remove(invocation)

    def _await(self, invocation: _Invocation, alive: Callable[[], bool]) -> Any:
        while True:
            try:
                return invocation.result.result(0.05)
            except NotYet:
                if self.init_error:
                    raise self.init_error from None
                if time.time() > invocation.deadline:
                    raise TimeoutError("the function used up its time") from None
                if not alive() and not invocation.result.done():
                    raise ConnectionError("the function's process ended") from None

    def __enter__(self) -> Self:
        api = self

        class Handler(_Handler):
            runtime = api

        self._server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._change:
            self._open = False
            self._change.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def take(self, connected: Callable[[], bool]) -> _Invocation | None:
        """The next invocation, for whoever is still there to run it: a process that was killed asks no more."""
        self.asked.set()
        with self._change:
            while self._open and connected():
                if self._waiting:
                    invocation = self._waiting.popleft()
                    self._running[invocation.id] = invocation
                    return invocation
                self._change.wait(0.1)
        return None

    def settle(self, invocation_id: str, *, answer: Any = None, error: FunctionError | None = None) -> None:
        """An answer that comes too late, or twice, is nobody's."""
        with self._change:
            invocation = self._running.pop(invocation_id, None)
        if invocation is None:
            return
        if error:
            invocation.result.set_exception(error)
        else:
            invocation.result.set_result(answer)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A function that was killed resets its connection."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it head and body of an answer wait for one another, 44 ms each time.
    disable_nagle_algorithm = True
    runtime: RuntimeApi

    def do_GET(self) -> None:  # noqa: N802
        if self.path == f"{_PREFIX}/restore/next":
            # A snapshot has been taken and is restored, all in this moment.
            self._reply(200)
            return
        if self.path != f"{_PREFIX}/invocation/next":
            self._reply(404)
            return
        invocation = self.runtime.take(self._connected)
        if invocation is None:
            self.close_connection = True
            return
        self._reply(
            200,
            invocation.body,
            {
                "Content-Type": "application/json",
                "Lambda-Runtime-Aws-Request-Id": invocation.id,
                "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * 1000)),
                "Lambda-Runtime-Invoked-Function-Arn": ARN,
                "Lambda-Runtime-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
            },
        )

    def do_POST(self) -> None:  # noqa: N802
        told = json.loads(self._body() or b"null")
        if self.path == f"{_PREFIX}/init/error":
            self.runtime.init_error = InitError(told)
            self._reply(202)
            return
        # The reply goes first: who waits for the result may end the process at once.
        self._reply(202)
        invocation_id, _, what = self.path.removeprefix(f"{_PREFIX}/invocation/").partition("/")
        if what == "response":
            self.runtime.settle(invocation_id, answer=told)
        else:
            self.runtime.settle(invocation_id, error=FunctionError(told))

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _reply(self, status: int, body: bytes = b"", headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _connected(self) -> bool:
        try:
            readable, _, _ = select.select([self.connection], [], [], 0)
            return not readable or bool(self.connection.recv(1, socket.MSG_PEEK))
        except OSError:
            return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: the function's own output tells more."""
