"""Brings the database up to date with this version, whoever else tries at the same time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from backend.infrastructure.backups import BackupError
from backend.infrastructure.preparation import prepare_database


class Command(BaseCommand):
    help = "Apply pending migrations, after a copy: one machine at a time, and for as long as it takes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-backup", action="store_true", help="migrate without a copy of the database")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            prepare_database(connection, self.stdout.write, backup=not options["no_backup"])
        except BackupError as exc:
            reason = f"the database could not be copied before its migrations: {exc}"
            raise CommandError(f"{reason}\nTo go on without a copy: --no-backup") from exc
        except OperationalError as exc:
            raise CommandError(f"the database is away, or a table too busy: {exc}") from exc
        self.stdout.write("The database is up to date")
