"""Serves the whole product on this machine: what `make run` runs."""

import errno
import os
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backend.infrastructure.backups import BackupError
from backend.infrastructure.locks import Locked, lock, serving_lock
from backend.infrastructure.preparation import prepare_database, prepare_static_files
from backend.infrastructure.processes import Program, Supervisor

HOST = "127.0.0.1"
WEB_TIMEOUT_SECONDS = 60
WEB_STOP_SECONDS = 10
BACKLOG = 512
# A server that was killed a moment ago has children that still let go of the port.
PORT_PATIENCE_SECONDS = 5.0


class Command(BaseCommand):
    help = "Prepare the database and the static files, then run the web server and one worker until stopped."
    # The web process and the worker check themselves; checking here too would only make the start slower.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-backup", action="store_true", help="migrate without a copy of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with (
                claim_port(settings.PORT) as listener,
                lock(serving_lock(connection.settings_dict), shared=True, wait=False) as serving,
            ):
                prepare_database(connection, self.say, backup=not options["no_backup"])
                prepare_static_files(self.say)
                connection.close()
                self.say(f"SkillTracker is at http://{HOST}:{settings.PORT} (Ctrl-C stops it)")
                code = Supervisor(self.say).run(programs(listener.fileno(), serving.fileno()))
        except Locked as exc:
            raise CommandError("the database is being restored; try again when that is done") from exc
        except BackupError as exc:
            reason = f"the database could not be copied before its migrations: {exc}"
            raise CommandError(f"{reason}\nTo go on without a copy: manage.py serve --no-backup") from exc
        sys.exit(code)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def claim_port(port: int) -> socket.socket:
    """Listen at once: nobody else takes the port while we prepare, and early visitors wait for an answer."""
    deadline = time.monotonic() + PORT_PATIENCE_SECONDS
    while True:
        try:
            return listen(port)
        except OSError as exc:
            if exc.errno != errno.EADDRINUSE:
                raise CommandError(f"cannot listen at port {port}: {exc.strerror}") from exc
            if time.monotonic() > deadline:
                raise CommandError(
                    f"port {port} is in use; choose another one: make run PORT={port + 1}"
                ) from exc
        time.sleep(0.1)


def listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def programs(listener: int, serving: int) -> list[Program]:
    """Both hold the serving lock too, so that a restore stays refused for as long as either lives."""
    workers = min(2, os.cpu_count() or 1)
    # --preload: one import for all web processes. Requests are logged by the product itself.
    how = (
        f"--bind fd://{listener} --worker-class gthread --workers {workers} --threads 8"
        f" --timeout {WEB_TIMEOUT_SECONDS} --graceful-timeout {WEB_STOP_SECONDS}"
        " --preload --no-control-socket --log-level warning"
    )
    web = [sys.executable, "-m", "gunicorn", "backend.wsgi:application", "--chdir", str(settings.ROOT)]
    worker = [sys.executable, str(settings.ROOT / "manage.py"), "run_worker"]
    return [
        Program("web server", [*web, *how.split()], (listener, serving)),
        Program("worker", worker, (serving,), restart=True),
    ]
