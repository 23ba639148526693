import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.imports.services.sweep import send_lost_jobs
from backend.infrastructure.relay import relay


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
        while True:
            send_lost_jobs()
            self.stdout.write(f"{relay()} letters sent")
            self.stdout.flush()
            if every is None:
                return
            time.sleep(every)
