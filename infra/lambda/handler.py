"""The worker as a Lambda function: messages of the queue, and what a schedule starts as `{"scheduled": name}`.

Django is set up once, when a process starts (or when SnapStart takes its picture).
"""

import os
import random
from contextlib import suppress
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.worker_settings")

from backend.common.tracing import start_tracing  # noqa: E402

start_tracing()

import django  # noqa: E402

django.setup()

from backend.infrastructure.worker import run_batch, run_scheduled, settle_down  # noqa: E402

with suppress(ImportError):
    from snapshot_restore_py import register_after_restore

    # All processes begin as the same picture: their jitter must not be the same too.
    register_after_restore(random.seed)

settle_down()


def lambda_handler(event: dict[str, Any], context: Any) -> object:
    def seconds_left() -> float:
        return float(context.get_remaining_time_in_millis()) / 1000

    if "scheduled" in event:
        return run_scheduled(event["scheduled"], seconds_left=seconds_left)
    return run_batch(event, seconds_left=seconds_left)
