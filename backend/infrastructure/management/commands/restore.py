"""Puts a copy of the database back."""

import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backend.infrastructure.backups import (
    BackupError,
    check_dump,
    check_sqlite,
    default_folder,
    is_file,
    restore_dump,
    restore_sqlite,
)
from backend.infrastructure.locks import Locked, lock, serving_lock


class Command(BaseCommand):
    help = "Replace the database by a copy that `backup` made. The present one is copied aside first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--folder", type=Path, help="where the present one is copied to (default: as backup)"
        )
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"there is no file {file}")
        try:
            check = check_sqlite if is_file(connection) else check_dump
            check(file)
            with lock(serving_lock(connection.settings_dict), wait=False):
                refuse_while_used()
                if not options["yes"]:
                    self.ask(file)
                self.restore(file, options["folder"] or default_folder(connection))
        except Locked as exc:
            raise CommandError("SkillTracker is running on this database; stop it first") from exc
        except BackupError as exc:
            raise CommandError(str(exc)) from exc

    def ask(self, file: Path) -> None:
        place = connection.settings_dict["NAME"]
        try:
            answer = input(f"Replace the database {place} by {file}? Type yes: ")
        except EOFError:
            answer = ""
        if answer.strip().lower() != "yes":
            raise CommandError("nothing was changed (--yes answers without a terminal)")

    def restore(self, file: Path, folder: Path) -> None:
        put_back = restore_sqlite if is_file(connection) else restore_dump
        aside = put_back(connection, file, folder)
        if aside:
            self.stdout.write(f"The database as it was: {aside}")
        self.stdout.write(f"Restored {file}. `make run` brings an older copy up to date.")


def refuse_while_used() -> None:
    """A server that was not started by `serve` holds no lock of ours, but it answers, or is connected."""
    with socket.socket() as probe:
        probe.settimeout(1)
        if probe.connect_ex(("127.0.0.1", settings.PORT)) == 0:
            raise BackupError(f"something is serving at port {settings.PORT}; stop it first")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
        if others:
            raise BackupError(f"{others} other connections use the database; stop them first")
