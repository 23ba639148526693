"""`manage.py serve` with real processes, each on a database and a port of its own."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
import requests
from django.conf import settings

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="reads /proc, and ties children as Linux does"
    ),
]
MANAGE = [sys.executable, str(settings.ROOT / "manage.py")]


class Served:
    """One `serve` on the database in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'skilltracker.sqlite3'}",
            "PORT": str(self.port),
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{self.port}",
        }
        self.process = subprocess.Popen(
            [*MANAGE, "serve"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_it_answers(self, seconds: float = 60.0) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(requests.ConnectionError):
                url = f"http://127.0.0.1:{self.port}/health/"
                assert requests.get(url, timeout=seconds).json() == {"status": "ok"}
                return
            time.sleep(0.05)
        raise AssertionError(f"no answer; exit code {self.process.poll()}")

    def end(self, number: signal.Signals) -> tuple[int, str, str]:
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err

    def child(self, word: str) -> int:
        return next(pid for pid in children(self.process.pid) if word in command_line(pid))

    def child_after(self, former: int, word: str, seconds: float = 30.0) -> int:
        """The one that has come in place of another."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with suppress(StopIteration):
                if (pid := self.child(word)) != former:
                    return pid
            time.sleep(0.05)
        raise AssertionError(f"no other {word}")


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Served]]:
    started: list[Served] = []

    def start() -> Served:
        started.append(Served(tmp_path))
        return started[-1]

    yield start
    for served in started:
        family = [served.process.pid, *descendants(served.process.pid)]
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        served.process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_told_to_stop_and_leaves_nothing_running(
    serve: Callable[[], Served], number: signal.Signals
) -> None:
    served = serve()
    served.wait_until_it_answers()
    family = descendants(served.process.pid)

    code, out, _ = served.end(number)

    assert (code, f"http://127.0.0.1:{served.port}" in out) == (0, True)
    assert len(family) >= 3  # the web server, what it started, the worker
    assert gone(family)


def test_when_the_web_server_dies_everything_ends_with_an_error(serve: Callable[[], Served]) -> None:
    served = serve()
    served.wait_until_it_answers()
    family = descendants(served.process.pid)

    os.kill(served.child("gunicorn"), signal.SIGKILL)
    code, out, _ = served.wait()

    assert code == 1
    assert "The web server ended by itself (signal SIGKILL)" in out
    assert gone(family)


def test_a_worker_that_dies_is_started_again_beside_the_web_server(serve: Callable[[], Served]) -> None:
    served = serve()
    served.wait_until_it_answers()
    web, first = served.child("gunicorn"), served.child("run_worker")

    os.kill(first, signal.SIGKILL)
    second = served.child_after(first, "run_worker")
    served.wait_until_it_answers()
    code, out, _ = served.end(signal.SIGTERM)

    assert (code, second != first) == (0, True)
    assert "The worker ended by itself (signal SIGKILL); starting it again" in out
    assert gone([web, first, second])


def test_a_kill_of_serve_itself_leaves_no_orphans(serve: Callable[[], Served]) -> None:
    served = serve()
    served.wait_until_it_answers()
    family = descendants(served.process.pid)

    served.process.kill()
    served.process.wait()

    assert gone(family, seconds=15)


def test_it_can_be_started_again_right_after_a_kill(
    serve: Callable[[], Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = serve()
    killed.wait_until_it_answers()
    family, web = descendants(killed.process.pid), killed.child("gunicorn")
    monkeypatch.setattr(f"{__name__}.free_port", lambda: killed.port)

    os.kill(web, signal.SIGSTOP)  # a busy machine: it will hear of it later
    killed.process.kill()
    again = serve()
    time.sleep(2)
    os.kill(web, signal.SIGCONT)

    assert gone(family, seconds=15)
    again.wait_until_it_answers()
    assert again.end(signal.SIGTERM)[0] == 0


def test_a_port_in_use_is_told_in_one_line_before_anything_happens(
    serve: Callable[[], Served], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        monkeypatch.setattr(f"{__name__}.free_port", lambda: taken)

        code, out, err = serve().wait()

    assert (code, out) == (1, "")
    assert (
        err.strip() == f"CommandError: port {taken} is in use; choose another one: make run PORT={taken + 1}"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_database_is_copied_before_pending_migrations_and_only_then(
    serve: Callable[[], Served], tmp_path: Path
) -> None:
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'skilltracker.sqlite3'}"}
    manage(environment, "migrate", "--verbosity=0")
    manage(environment, "migrate", "--verbosity=0", "infrastructure", "zero")

    for _ in range(2):
        served = serve()
        served.wait_until_it_answers()
        served.end(signal.SIGTERM)

    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-migration-")
    assert "infrastructure_outbox" not in tables(copy)
    assert "infrastructure_outbox" in tables(tmp_path / "skilltracker.sqlite3")


def test_two_that_start_at_once_on_a_new_database_both_serve(serve: Callable[[], Served]) -> None:
    both = [serve(), serve()]

    for served in both:
        served.wait_until_it_answers()

    assert [served.end(signal.SIGTERM)[0] for served in both] == [0, 0]


def test_a_restore_is_refused_while_it_serves_and_possible_after(
    serve: Callable[[], Served], tmp_path: Path
) -> None:
    served = serve()
    served.wait_until_it_answers()
    copy = manage(served.environment, "backup").stdout.split(" (")[0]
    # Another port, so that it is the lock that tells and not the answer at the port.
    elsewhere = {**served.environment, "PORT": str(free_port())}

    refused = manage(elsewhere, "restore", "--yes", copy, check=False)
    served.end(signal.SIGTERM)
    allowed = manage(elsewhere, "restore", "--yes", copy)

    assert refused.returncode == 1
    assert refused.stderr.strip().endswith("SkillTracker is running on this database; stop it first")
    assert f"Restored {copy}" in allowed.stdout
    assert tables(tmp_path / "skilltracker.sqlite3") == tables(Path(copy))


def manage(
    environment: dict[str, str], *arguments: str, check: bool = True
) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MANAGE, *arguments], env=environment, capture_output=True, text=True, check=check)


def tables(file: Path) -> set[str]:
    with closing(sqlite3.connect(file)) as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def descendants(pid: int) -> list[int]:
    return [each for child in children(pid) for each in (child, *descendants(child))]


def command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def gone(pids: list[int], seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def alive(pid: int) -> bool:
    """A process that has ended but that nobody has waited for yet counts as gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
