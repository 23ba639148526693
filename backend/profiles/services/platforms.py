"""What concerns a platform as a whole: switched off without a deploy, or out of order for many accounts at once."""

import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.platforms import registry
from backend.platforms.base.errors import PlatformError
from backend.profiles.models import PlatformState

# So many accounts that fail within so many seconds, with none that works in between, are no coincidence.
ACCOUNTS_OF_AN_OUTAGE: Final = 5
WINDOW: Final = 15 * 60.0
MOST_KEPT: Final = 50
FIRST_PROBE: Final = timedelta(minutes=5)
LAST_PROBE: Final = timedelta(hours=1)
RETRY_WHEN_OFF: Final = 3600.0
# What says something about the platform and nothing about the account.
OF_THE_PLATFORM: Final = frozenset(
    {
        "upstream_unavailable",
        "upstream_unreachable",
        "upstream_tls",
        "upstream_timeout",
        "upstream_invalid_response",
        "upstream_too_large",
    }
)
_WELL: Final[Mapping[str, Any]] = {
    "failing": {},
    "outage_since": None,
    "outage_code": "",
    "probes": 0,
    "retry_at": None,
}


class PlatformOff(PlatformError):
    """Whoever runs this has switched the platform off or taken it away; nothing is asked of it."""

    code = "platform_off"


def switch_off(slug: str, *, reason: str) -> None:
    changes = {"is_off": True, "reason": reason[:300], "off_at": timezone.now()}
    PlatformState.objects.update_or_create(slug=slug, defaults=changes)


def switch_on(slug: str) -> None:
    """Also ends an outage: the next account tries at once."""
    PlatformState.objects.filter(slug=slug).update(is_off=False, reason="", off_at=None, **_WELL)


def require_on(slug: str) -> None:
    """Raises PlatformOff, with the reason, for a platform that is switched off, or not known any more."""
    if slug not in registry.slugs():
        raise PlatformOff(f"{slug} is not read here any more", retry_after=RETRY_WHEN_OFF)
    state = PlatformState.objects.filter(slug=slug, is_off=True).first()
    if state is not None:
        raise PlatformOff(off_text(state), retry_after=RETRY_WHEN_OFF)


def states(slugs: Iterable[str]) -> dict[str, PlatformState]:
    return PlatformState.objects.in_bulk(list(set(slugs)))


def notices() -> dict[str, str]:
    """What is wrong with platforms at the moment, by slug; those that are well are left out."""
    wrong = PlatformState.objects.filter(Q(is_off=True) | Q(outage_since__isnull=False))
    return {state.slug: off_text(state) if state.is_off else outage_text(state) for state in wrong}


def off_text(state: PlatformState) -> str:
    reason = f": {state.reason}" if state.reason else ""
    return f"{_name(state.slug)} is switched off here at the moment{reason}"


def outage_text(state: PlatformState) -> str:
    since = f" since {state.outage_since:%d %B, %H:%M} UTC" if state.outage_since else ""
    return f"{_name(state.slug)} has been out of order{since}; we try again by ourselves"


def is_out(slug: str) -> bool:
    """Whether nothing should be asked of it by itself now: it is off, or out of order and not due for another try."""
    return PlatformState.objects.filter(_out(), slug=slug).exists()


def slugs_off() -> set[str]:
    return set(PlatformState.objects.filter(is_off=True).values_list("slug", flat=True))


def slugs_out() -> set[str]:
    return set(PlatformState.objects.filter(_out()).values_list("slug", flat=True))


def _out() -> Q:
    return Q(is_off=True) | Q(outage_since__isnull=False, retry_at__gt=timezone.now())


def note_platform_failure(slug: str, code: str, *, account: object = "") -> bool:
    """Count a failure that is the platform's; whether this is an outage of it, so no fault of the account's.

    `account` tells accounts apart: one that fails time and again counts once.
    """
    if code not in OF_THE_PLATFORM:
        return False
    with transaction.atomic():
        PlatformState.objects.get_or_create(slug=slug)
        state = PlatformState.objects.select_for_update().get(slug=slug)
        _count(state, str(account))
        if state.outage_since is not None or len(state.failing) >= ACCOUNTS_OF_AN_OUTAGE:
            _prolong(state, code)
        state.save()
    return state.outage_since is not None


def note_platform_success(slug: str) -> None:
    """It answered for an account, so whatever was counted against it is over."""
    PlatformState.objects.filter(slug=slug).exclude(failing={}, outage_since=None).update(**_WELL)


def _count(state: PlatformState, account: str) -> None:
    now = time.time()
    recent = {name: at for name, at in state.failing.items() if now - at < WINDOW}
    latest = sorted({**recent, account: now}.items(), key=lambda entry: entry[1])[-MOST_KEPT:]
    state.failing = dict(latest)


def _prolong(state: PlatformState, code: str) -> None:
    """Later each time a try has failed; failures of runs that were under way already count as the same try."""
    now = timezone.now()
    if state.retry_at is not None and state.retry_at > now:
        return
    state.outage_since = state.outage_since or now
    state.outage_code = code
    state.retry_at = now + min(FIRST_PROBE * 2 ** min(state.probes, 10), LAST_PROBE)
    state.probes += 1


def _name(slug: str) -> str:
    return registry.get_class(slug).name if slug in registry.slugs() else slug
