"""A wire that can be cut: a proxy in front of a database or another server, which breaks off when it is told to.

with TcpProxy(("127.0.0.1", 5432)) as proxy:
    proxy.cut_after(b"COMMIT")      # the server gets it, its answer never arrives
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from types import TracebackType
from typing import Final, Self

_CHUNK: Final = 65_536
_RESET: Final = struct.pack("ii", 1, 0)


class TcpProxy:
    """Each connection is two threads. `cuts` counts the connections that were cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.cuts = 0
        self._target = target
        self._lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._word = b""
        self._left = 0

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def cut_after(self, word: bytes, *, nth: int = 1) -> None:
        """Reset the connection on which the client sends `word` for the nth time from now, once the server has it."""
        with self._lock:
            self._word, self._left = word, nth

    def cut_all(self) -> None:
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            _reset(line)

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True, name="tcp-proxy").start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._target, timeout=5)
            except OSError:
                _reset(client)
                continue
            server.settimeout(None)
            with self._lock:
                self._lines |= {client, server}
            for source, sink, watched in ((client, server, True), (server, client, False)):
                threading.Thread(target=self._pump, args=(source, sink, watched), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, watched: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                fatal = watched and self._is_fatal(data)
                if fatal:
                    # Nothing of the answer may pass: the client is cut off before the server is told to begin.
                    self.cuts += 1
                    _reset(source)
                sink.sendall(data)
                if fatal:
                    break
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
        # Each thread closes what it reads from; the other one, should it still write to it, fails as it ought to.
        source.close()
        with self._lock:
            self._lines.discard(source)

    def _is_fatal(self, data: bytes) -> bool:
        with self._lock:
            if not self._left or self._word not in data:
                return False
            self._left -= 1
            return self._left == 0


def _reset(line: socket.socket) -> None:
    """Ends the connection so that the peer notices at once, though another thread is reading from it."""
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        line.shutdown(socket.SHUT_RDWR)
    line.close()
