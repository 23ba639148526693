"""One round of syncs, for cron."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.imports.services.sync import sync_due
from backend.platforms import registry


class Command(BaseCommand):
    help = (
        "Begin the syncs that are due, for a worker to run, and fetch the numbers of the other accounts. "
        "Exits with 1 where nothing worked of what was tried."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--platform", help="only accounts on this one, by its slug")
        parser.add_argument("--limit", type=int, help="at most so many imports, and so many looks at numbers")
        parser.add_argument("--refresh-only", action="store_true", help="only the numbers, no imports")
        parser.add_argument(
            "--seconds", type=float, default=240.0, help="no account is begun with after so long (240)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        platform, limit = options["platform"], options["limit"]
        if platform is not None and platform not in registry.slugs():
            raise CommandError(f"--platform is one of {', '.join(registry.slugs())}")
        if limit is not None and limit < 1:
            raise CommandError("--limit is a number above 0")
        report = sync_due(
            seconds=options["seconds"],
            platform=platform,
            limit=limit,
            imports=not options["refresh_only"],
        )
        self.stdout.write(str(report))
        worked = report.begun + report.joined + report.looked.fresh
        if report.looked.failed and not worked:
            sys.exit(1)
