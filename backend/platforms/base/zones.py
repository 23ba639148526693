"""Time zones by name."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo


def zone_of(name: str) -> tzinfo:
    """UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return UTC
