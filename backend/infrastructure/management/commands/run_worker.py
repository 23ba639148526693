"""Runs imports and other background work until it is stopped. Start as many as the machine can bear."""

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend.infrastructure.worker import run_forever, run_until_empty

# A page may take longer than a stop is given: what is not committed by then is read again by the next worker.
STOP_SECONDS = 8.0


class Command(BaseCommand):
    help = "Run imports and other background work until stopped (SIGTERM, Ctrl-C)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then exit")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{run_until_empty()} tasks run")
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: _stop(stop))
        run_forever(stop.is_set, sleep=lambda seconds: _nap(stop, seconds))


def _nap(stop: threading.Event, seconds: float) -> None:
    stop.wait(seconds)


def _stop(stop: threading.Event) -> None:
    stop.set()
    timer = threading.Timer(STOP_SECONDS, os._exit, args=(0,))
    timer.daemon = True
    timer.start()
