"""A wall clock around one exchange with another machine.

A socket's time-out begins anew with every byte, so a peer that sends one byte every 0.8 s holds a caller for
ever; a name server can do the same before there is a socket. The exchange therefore runs in a thread of its
own, and when its time is up the sockets it uses are shut down under it and the caller goes on.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context
from typing import Any, Generic, TypeVar

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

T = TypeVar("T")


class WallPassed(Exception):
    """The exchange did not end in time and has been cut."""


class Watch:
    """Handles of its own on the sockets of one exchange, so that neither a TLS layer on top nor a connection
    that closes early takes them away. Once cut, sockets that come later are shut down as they come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handles: list[socket.socket] = []
        self._cut = False

    def add(self, sock: socket.socket) -> None:
        with self._lock:
            handle = socket.socket(fileno=socket.dup(sock.fileno()))
            self._handles.append(handle)
            if self._cut:
                _shut(handle)

    def cut(self) -> None:
        with self._lock:
            self._cut = True
            for handle in self._handles:
                _shut(handle)

    def end(self) -> None:
        with self._lock:
            while self._handles:
                self._handles.pop().close()


def _shut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


_watching = threading.local()


def run_within(seconds: float, work: Callable[[], T]) -> T:
    """The result of `work`, or what it raised; WallPassed after `seconds`, whatever it is busy with."""
    exchange = _Exchange(work)
    thread = threading.Thread(
        target=copy_context().run, args=(exchange.run,), daemon=True, name="upstream-exchange"
    )
    thread.start()
    try:
        thread.join(seconds)
        late = thread.is_alive()
    except BaseException:  # the caller itself is being stopped
        exchange.watch.cut()
        raise
    if late:
        exchange.watch.cut()
        raise WallPassed
    return exchange.result()


class _Exchange(Generic[T]):
    def __init__(self, work: Callable[[], T]) -> None:
        self.watch = Watch()
        self._work = work
        self._raised: BaseException | None = None
        self._value: T

    def run(self) -> None:
        """Keeps the outcome for `result`, an exception as well: both belong to the caller's thread."""
        _watching.watch = self.watch
        try:
            self._value = self._work()
        except BaseException as raised:
            self._raised = raised
        finally:
            self.watch.end()

    def result(self) -> T:
        if self._raised is not None:
            raise self._raised
        return self._value


def _watch(sock: socket.socket) -> None:
    watch: Watch | None = getattr(_watching, "watch", None)
    if watch is not None:
        watch.add(sock)


class _WatchedConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        sock = super()._new_conn()
        _watch(sock)
        return sock

    def putrequest(self, *args: Any, **kwargs: Any) -> None:
        # A connection that is used again has been opened under another watch.
        if self.sock is not None:
            _watch(self.sock)
        super().putrequest(*args, **kwargs)


class _WatchedTlsConnection(_WatchedConnection, HTTPSConnection):
    """HTTPSConnection asks `_new_conn` for its plain socket, so the order of the bases is all it takes."""


class WatchedPool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class WatchedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedTlsConnection
