"""What happened to a job, for the person who watches it."""

from typing import Any

from django.utils import timezone

from backend.imports.models import ImportJob

MOST_EVENTS = 100


def with_event(job: ImportJob, kind: str, detail: str = "") -> list[dict[str, Any]]:
    """The job's events and one more; of very long lives the first and the latest are kept."""
    event = {"at": timezone.now().isoformat().replace("+00:00", "Z"), "kind": kind, "detail": detail}
    events = [*job.events, event]
    return events if len(events) <= MOST_EVENTS else [*events[:10], *events[-(MOST_EVENTS - 10) :]]
