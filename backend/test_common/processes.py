"""Real processes for tests that kill them: workers and web servers, forked from a warm process or started cold.

Every process leads a group of its own, so that a kill takes its children too. All of them end with the nursery,
and the nursery with whoever made it, however that dies.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote

import requests

from backend.test_common.fault_server import closed_port

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 30.0


def wait_until(
    happened: Callable[[], Any], what: str, *, seconds: float = PATIENCE, every: float = 0.01
) -> Any:
    """What `happened` returns as soon as that is true. Raises AssertionError, naming `what`, when it never is."""
    deadline = time.monotonic() + seconds
    while not (found := happened()):
        if time.monotonic() > deadline:
            raise AssertionError(f"after {seconds:.0f} s still not: {what}")
        time.sleep(every)
    return found


@dataclass
class Process:
    """`url` is set for a web server. What the process writes goes to `log`."""

    pid: int
    log: Path
    exit_code: Callable[[], int | None]
    url: str = ""

    def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit code, negative for a signal. Raises AssertionError when it does not end in time."""
        wait_until(lambda: not self.running, f"the end of process {self.pid}", seconds=seconds, every=0.005)
        code = self.exit_code()
        assert code is not None
        return code

    @property
    def running(self) -> bool:
        return self.exit_code() is None

    def kill(self) -> None:
        """As `kill -9`, with all its children; does nothing where it has ended."""
        self._signal(signal.SIGKILL)
        self.wait()

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def freeze(self) -> None:
        os.killpg(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def memory(self, name: str) -> int:
        """Bytes, by a name of /proc/PID/status: VmRSS for now, VmHWM for the most there ever was."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
        raise KeyError(name)

    def _signal(self, number: signal.Signals) -> None:
        if self.running:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)


@dataclass(frozen=True)
class Change:
    """What is different in a child: Django settings, module variables ("module:name"), a function to call."""

    settings: Mapping[str, Any] = field(default_factory=dict)
    patches: Mapping[str, Any] = field(default_factory=dict)
    sabotage: Callable[[], None] | None = None

    def order(self) -> dict[str, Any]:
        name = f"{self.sabotage.__module__}:{self.sabotage.__name__}" if self.sabotage else ""
        return {"settings": dict(self.settings), "patches": dict(self.patches), "sabotage": name}


class Nursery:
    """One warm process; a child of it takes milliseconds to start. All children end with it."""

    def __init__(self, folder: Path, *, settings_module: str) -> None:
        self._folder = folder
        self._environment = {**os.environ, "DJANGO_SETTINGS_MODULE": settings_module}
        self._children: list[Process] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        with open(self._folder / "nursery.log", "wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "backend.test_common.nursery"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=ROOT,
                env=self._environment,
                text=True,
                bufsize=1,
            )
        self._answer()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill_all()
        _leave(self._process)

    def worker(self, change: Change, database: Mapping[str, Any], *options: str) -> Process:
        """`run_worker` with these options."""
        return self._spawn("worker", change, database, arguments=["run_worker", *options])

    def relay(self, change: Change, database: Mapping[str, Any], *, every: float) -> Process:
        """`relay_outbox`, as a schedule runs it on AWS."""
        return self._spawn("relay", change, database, arguments=["relay_outbox", f"--every={every}"])

    def web(self, change: Change, database: Mapping[str, Any], *, threads: int = 4) -> Process:
        """A web server that answers already."""
        port = closed_port()
        process = self._spawn("web", change, database, arguments=gunicorn_arguments(port, threads))
        process.url = f"http://127.0.0.1:{port}"
        wait_until_healthy(process)
        return process

    def cold(self, script: str, *arguments: str, database: Mapping[str, Any], **environment: str) -> Process:
        """A script of ours in a Python that is started anew, as a person would start it."""
        command = [sys.executable, script, *arguments]
        given = {**self._environment, "DATABASE_URL": database_url(database), **environment}
        return self._spawn("cold", Change(), database, command=command, environment=given)

    def kill_all(self) -> None:
        """The children of one test; the nursery is ready for the next."""
        for child in self._children:
            child.kill()
        self._children.clear()

    def _spawn(self, what: str, change: Change, database: Mapping[str, Any], **more: Any) -> Process:
        log = self._folder / f"{what}-{len(list(self._folder.iterdir()))}.log"
        log.touch()
        order = {"do": what, "log": str(log), "database": dict(database), **change.order(), **more}
        pid: int = self._ask(order)["pid"]
        child = Process(pid, log, lambda: self._ask({"do": "poll", "pid": pid})["code"])
        self._children.append(child)
        return child

    def _ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError((self._folder / "nursery.log").read_text())
        answer: dict[str, Any] = json.loads(line)
        return answer


def gunicorn_arguments(port: int, threads: int) -> list[str]:
    sizes = ["--workers", "1", "--threads", str(threads), "--timeout", "60", "--graceful-timeout", "1"]
    return ["--bind", f"127.0.0.1:{port}", *sizes, "--no-control-socket", "backend.wsgi"]


def wait_until_healthy(process: Process) -> None:
    wait_until(lambda: _healthy(process), f"{process.url} answers")


def _healthy(process: Process) -> bool:
    assert process.running, process.output()
    try:
        with requests.Session() as session:
            session.trust_env = False
            return session.get(f"{process.url}/health/", timeout=5).status_code == 200
    except (requests.ConnectionError, requests.Timeout):
        return False


def database_url(database: Mapping[str, Any]) -> str:
    secret = quote(str(database["PASSWORD"]), safe="")
    return f"postgres://{database['USER']}:{secret}@{database['HOST']}:{database['PORT']}/{database['NAME']}"


def _leave(process: subprocess.Popen[str]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
