"""The PostgreSQL that tests bring along: it survives a crash with its data, and leaves nothing behind."""

import errno
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from backend.test_common.postgres import PostgresError, PostgresServer, find_binaries

pytestmark = pytest.mark.faults
ROOT = Path(__file__).resolve().parent.parent
HOLDER = """
from backend.test_common.postgres import PostgresServer
server = PostgresServer().start()
print(server._folder, flush=True)
input()
"""


def test_what_is_committed_survives_a_crash_at_the_same_address() -> None:
    with PostgresServer() as server:
        url = server.url
        with closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept (value integer); INSERT INTO kept VALUES (1)")

        server.restart("immediate")

        with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT value FROM kept")
            assert cursor.fetchall() == [(1,)]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_it_ends_with_the_process_that_started_it_however_that_ends(number: signal.Signals) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        folder = Path(holder.stdout.readline().strip())
        port = int((folder / "data" / "postmaster.pid").read_text().splitlines()[3])

        holder.send_signal(number)

    deadline = time.monotonic() + 10
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) == errno.ECONNREFUSED


def test_where_no_binaries_are_it_says_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PG_BINDIR", str(tmp_path))

    with pytest.raises(PostgresError, match="make setup"):
        find_binaries()
