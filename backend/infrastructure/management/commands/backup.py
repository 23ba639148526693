"""Copies the database into one checked file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from backend.infrastructure.backups import BackupError, default_folder, make_backup


class Command(BaseCommand):
    help = "Copy the database into one checked file (.sqlite3, or .dump of PostgreSQL). The server may run."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, help="where to put it (default: backups, beside the database)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path = make_backup(connection, options["folder"] or default_folder(connection))
        except BackupError as exc:
            raise CommandError(str(exc)) from exc
        self.stdout.write(f"{path} ({path.stat().st_size:,} bytes)")
