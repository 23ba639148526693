import logging
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from backend.imports.services.sweep import send_lost_jobs
from backend.infrastructure.relay import relay
from backend.infrastructure.worker import DATABASE_AWAY

logger = logging.getLogger("skilltracker.worker")


class Command(BaseCommand):
    help = "Send to the queue what it has not got: what was missed, has come due, or lost its worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on, with this pause in between"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IMPORT_QUEUE_URL:
            raise CommandError("there is no queue: IMPORT_QUEUE_URL is not set")
        every = options["every"]
        if every is not None and every <= 0:
            raise CommandError("--every is a number of seconds above 0")
        if every is None:
            self._relay()
            return
        while True:
            try:
                close_old_connections()
                self._relay()
            except DATABASE_AWAY as error:
                logger.warning("the database is away", extra={"error": type(error).__name__})
            time.sleep(every)

    def _relay(self) -> None:
        send_lost_jobs()
        self.stdout.write(f"{relay()} letters sent")
        self.stdout.flush()
