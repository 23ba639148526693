"""What GitHub means by 403 and 429: three things that only headers and a sentence tell apart. Pure.

https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from backend.platforms.base.client import retry_after_seconds
from backend.platforms.base.errors import PlatformError, UpstreamRateLimited, UpstreamUnavailable

# Asked for by GitHub where it names no time.
SHORTEST_PAUSE = 60.0


def meaning_of(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> PlatformError | None:
    """None where the status says it all. The sentence has been written in more than one letter case."""
    if status not in (403, 429):
        return None
    text = body.decode("utf-8", "replace").lower()
    if "user agent string" in text:
        return UpstreamUnavailable("GitHub refuses the name under which we call")
    if "secondary rate limit" in text or "abuse detection" in text:
        return UpstreamRateLimited(retry_after=_asked(headers, now) or SHORTEST_PAUSE)
    if status == 429 or "rate limit" in text or _spent(headers):
        pause = _asked(headers, now) or _until_reset(headers, now) or SHORTEST_PAUSE
        return UpstreamRateLimited(retry_after=pause)
    if "retry-after" in headers:
        return UpstreamRateLimited(retry_after=_asked(headers, now) or SHORTEST_PAUSE)
    if text.lstrip().startswith("<"):
        return UpstreamUnavailable(service="GitHub")
    return None


def _spent(headers: Mapping[str, str]) -> bool:
    return headers.get("x-ratelimit-remaining", "").strip() == "0"


def _asked(headers: Mapping[str, str], now: datetime) -> float | None:
    return retry_after_seconds(headers.get("retry-after", ""), now)


def _until_reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the budget is full again, by GitHub's own clock where it tells the time."""
    reset = headers.get("x-ratelimit-reset", "").strip()
    if not reset.isascii() or not reset.isdigit() or len(reset) > 12:
        return None
    return max(int(reset) - _clock(headers, now).timestamp(), 1.0)


def _clock(headers: Mapping[str, str], now: datetime) -> datetime:
    try:
        moment = parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return now
    return moment.replace(tzinfo=moment.tzinfo or UTC)
