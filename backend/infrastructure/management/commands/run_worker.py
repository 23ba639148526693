"""Takes waiting work until it is stopped. Start as many as the machine can bear."""

import os
import signal
import sys
import threading
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.infrastructure.poller import poll_forever, poll_until_empty
from backend.infrastructure.processes import Program, Supervisor
from backend.infrastructure.worker import run_forever, run_until_empty, settle_down

# A page may take longer than a stop is given: what is not committed by then is read again by the next worker.
STOP_SECONDS: Final = 8.0
MOST_PROCESSES: Final = 64


class Command(BaseCommand):
    help = "Run imports and other background work until stopped (SIGTERM, Ctrl-C): from the queue where there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then exit")
        parser.add_argument("--processes", type=int, default=1, help="how many work at the same time")
        parser.add_argument(
            "--batch", type=int, default=1, help="how many messages are taken off the queue at once (1 to 10)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        processes, batch = options["processes"], options["batch"]
        if not 1 <= processes <= MOST_PROCESSES:
            raise CommandError(f"--processes is a number from 1 to {MOST_PROCESSES}")
        if not 1 <= batch <= 10:
            raise CommandError("--batch is a number from 1 to 10")
        if options["once"]:
            self.stdout.write(f"{_run_once()} tasks run")
        elif processes > 1:
            sys.exit(Supervisor(self.say).run(_programs(processes, batch)))
        else:
            _work(batch)

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _programs(number: int, batch: int) -> list[Program]:
    command = [sys.executable, str(settings.ROOT / "manage.py"), "run_worker", f"--batch={batch}"]
    return [Program(f"worker {one}", command, restart=True) for one in range(1, number + 1)]


def _run_once() -> int:
    if not settings.IMPORT_QUEUE_URL:
        return run_until_empty()
    return poll_until_empty()


def _work(batch: int) -> None:
    settle_down()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: _stop(stop))
    if settings.IMPORT_QUEUE_URL:
        poll_forever(stop.is_set, batch=batch, sleep=lambda seconds: _nap(stop, seconds))
    else:
        run_forever(stop.is_set, sleep=lambda seconds: _nap(stop, seconds))


def _nap(stop: threading.Event, seconds: float) -> None:
    stop.wait(seconds)


def _stop(stop: threading.Event) -> None:
    stop.set()
    timer = threading.Timer(STOP_SECONDS, os._exit, args=(0,))
    timer.daemon = True
    timer.start()
