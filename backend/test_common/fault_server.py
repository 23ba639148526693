"""A server on raw sockets that breaks in every way we know of, and remembers what it was asked.

    with FaultServer([Response(500), Response(body={"data": []})]) as server:
        ...  # server.url, server.log, server.lines, server.peak

A script answers the first requests, a route all others; without a route what the script does not foresee is
501. Asked over TLS it answers in plain HTTP, which is a TLS failure for whoever asks.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal
from urllib.parse import parse_qs, unquote, unquote_plus, urlsplit

_REQUEST_LIMIT = 64 * 1024
_TLS_HELLO = b"\x16"


@dataclass(frozen=True)
class Request:
    """`line` is the request line as it came over the wire, `target` its address part, undecoded."""

    line: str
    headers: Mapping[str, str]
    body: bytes = b""

    def json(self) -> Any:
        """The body as JSON, None where it is none."""
        with suppress(ValueError):
            return json.loads(self.body)
        return None

    def parts(self) -> list[Any]:
        """All that is asked for, taken apart as it came and only then decoded: nothing in a name can move a border."""
        path, _, query = self.target.partition("?")
        pairs = [[unquote_plus(text) for text in pair.split("=")] for pair in query.split("&")]
        return [self.method, [unquote(part) for part in path.split("/")], pairs, self.json()]

    @property
    def method(self) -> str:
        return self.line.split(" ")[0]

    @property
    def target(self) -> str:
        return (self.line.split(" ") + ["", ""])[1]

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}


@dataclass(frozen=True)
class Response:
    """One answer and what is wrong with it.

    `body` is bytes, text, or anything else as JSON. `delay` seconds pass before the first byte. With
    `trickle`, one byte is sent every so many seconds, from the head or only from the body on. `cut_after`
    resets the connection after that many bytes of the body. `endless` repeats the body for ever. `raw` is
    sent instead of everything. `length` is a Content-Length of one's own, `close` ends the connection after
    the answer.
    """

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    trickle: float | None = None
    trickle_in: Literal["head", "body"] = "body"
    cut_after: int | None = None
    endless: bool = False
    raw: bytes | None = None
    length: int | None = None
    close: bool = False

    def payload(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode("utf-8", "surrogatepass")

    def head(self) -> bytes:
        try:
            reason = HTTPStatus(self.status).phrase
        except ValueError:
            reason = "Unknown"
        default = (
            "application/json" if not isinstance(self.body, bytes | str) else "text/plain; charset=utf-8"
        )
        headers = {"Content-Type": default, **self.headers}
        if not self.endless and self.status >= 200 and self.status not in (204, 304):
            headers["Content-Length"] = str(len(self.payload()) if self.length is None else self.length)
        if self.ends_connection:
            headers["Connection"] = "close"
        lines = [f"HTTP/1.1 {self.status} {reason}", *(f"{name}: {value}" for name, value in headers.items())]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")

    @property
    def ends_connection(self) -> bool:
        return self.close or self.endless or self.raw is not None or self.length is not None


HTML = "<!doctype html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>"


def html(status: int = 200, content_type: str = "text/html") -> Response:
    return Response(status, HTML, headers={"Content-Type": content_type})


def redirect(to: str, status: int = 302) -> Response:
    return Response(status, headers={"Location": to})


def throttled(retry_after: str | None = None, status: int = 429) -> Response:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Response(status, "Too many requests. Try again in 30 seconds.", headers=headers)


def truncated(value: Any) -> Response:
    """JSON that breaks off, correctly announced as it is."""
    return Response(body=json.dumps(value)[:-2], headers={"Content-Type": "application/json"})


def hang(seconds: float = 60.0) -> Response:
    return Response(delay=seconds)


def slow_head(interval: float = 0.8) -> Response:
    return Response(body={}, trickle=interval, trickle_in="head")


def slow_body(interval: float = 0.8) -> Response:
    return Response(body={"data": ["x" * 200]}, trickle=interval)


def cut_mid_body(after: int = 20) -> Response:
    return Response(body={"data": ["x" * 2000]}, cut_after=after)


def wrong_length(body: Any, more: int = 1000) -> Response:
    """Announces `more` bytes than it sends."""
    plain = Response(body=body)
    return Response(body=body, length=len(plain.payload()) + more)


def endless_stream() -> Response:
    return Response(body=b"[" + b"0," * 8192, headers={"Content-Type": "application/json"}, endless=True)


def gzip_bomb(megabytes: int = 200) -> Response:
    """About a thousandth of its unpacked size on the wire."""
    packer = zlib.compressobj(9, wbits=31)
    parts = [
        packer.compress(b'"'),
        *(packer.compress(b" " * 2**20) for _ in range(megabytes)),
        packer.compress(b'"'),
    ]
    packed = b"".join([*parts, packer.flush()])
    return Response(body=packed, headers={"Content-Type": "application/json", "Content-Encoding": "gzip"})


def garbage() -> Response:
    return Response(raw=b"\x00\xff\x16\x03 this is no HTTP at all\r\n\r\n")


class FaultServer:
    """Keeps connections alive as a true server does. `log` holds all requests, `peak` the most at a time."""

    def __init__(
        self,
        script: Iterable[Response] = (),
        route: Callable[[Request], Response] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.log: list[Request] = []
        self.peak = 0
        self.connections = 0
        self.url = ""
        self._script = list(script)
        self._route = route
        self._address = (host, port)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._open: set[socket.socket] = set()
        self._busy = 0

    @property
    def lines(self) -> list[str]:
        return [request.line for request in self.log]

    @property
    def is_stopped(self) -> bool:
        return self._stopped.is_set()

    @property
    def unused(self) -> int:
        """How many scripted answers nobody asked for."""
        return len(self._script)

    def then(self, *responses: Response) -> None:
        """Adds to the script."""
        with self._lock:
            self._script.extend(responses)

    def start(self) -> FaultServer:
        self._listener = socket.create_server(self._address, backlog=128)
        host, port = self._listener.getsockname()[:2]
        self.url = f"http://{host}:{port}"
        threading.Thread(target=self._accept, daemon=True, name="fault-server").start()
        return self

    def stop(self) -> None:
        self._stopped.set()
        _close(self._listener)
        with self._lock:
            waiting = list(self._open)
        for connection in waiting:
            _close(connection)

    def __enter__(self) -> FaultServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _accept(self) -> None:
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            buffer = bytearray()
            while (request := _read_request(connection, buffer)) is not None:
                response = self._begin(request)
                try:
                    alive = self._send(connection, response)
                finally:
                    with self._lock:
                        self._busy -= 1
                if not alive:
                    break
        with self._lock:
            self._open.discard(connection)

    def _begin(self, request: Request) -> Response:
        with self._lock:
            self.log.append(request)
            self._busy += 1
            self.peak = max(self.peak, self._busy)
            scripted = self._script.pop(0) if self._script else None
        if scripted is not None:
            return scripted
        return self._route(request) if self._route else Response(501, "no answer was scripted")

    def _send(self, connection: socket.socket, response: Response) -> bool:
        """Whether the connection can be used again."""
        if self._stopped.wait(response.delay):
            return False
        if response.raw is not None:
            connection.sendall(response.raw)
            return False
        self._send_part(
            connection, response.head(), response.trickle if response.trickle_in == "head" else None
        )
        body = response.payload()
        if response.cut_after is not None:
            connection.sendall(body[: response.cut_after])
            # The bytes have to be on their way before the reset overtakes them.
            self._stopped.wait(0.05)
            _reset(connection)
            return False
        while response.endless and not self._stopped.is_set():
            connection.sendall(body)
        self._send_part(connection, body, response.trickle)
        return not response.ends_connection

    def _send_part(self, connection: socket.socket, part: bytes, interval: float | None) -> None:
        if interval is None:
            connection.sendall(part)
            return
        for place in range(len(part)):
            if self._stopped.wait(interval):
                return
            connection.sendall(part[place : place + 1])


def _read_request(connection: socket.socket, buffer: bytearray) -> Request | None:
    """None when the peer is gone."""
    while b"\r\n\r\n" not in buffer:
        if len(buffer) > _REQUEST_LIMIT or not (more := connection.recv(8192)):
            return None
        buffer += more
        if buffer[:1] == _TLS_HELLO:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\nspeak plain HTTP here")
            return None
    head, _, rest = bytes(buffer).partition(b"\r\n\r\n")
    line, *fields = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (text.partition(":") for text in fields)
    }
    length = int(headers.get("content-length", "0"))
    while len(rest) < length and (more := connection.recv(8192)):
        rest += more
    buffer[:] = rest[length:]
    return Request(line, headers, rest[:length])


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _close(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        sock.close()


def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def many(response: Response, times: int) -> Iterator[Response]:
    return iter([response] * times)
