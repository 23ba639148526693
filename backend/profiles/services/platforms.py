"""What concerns a platform as a whole: switched off without a deploy, or out of order for many accounts at once."""

import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from backend.platforms import registry
from backend.platforms.base.errors import PlatformError, UpstreamUnavailable
from backend.profiles.models import PlatformProfile, PlatformState

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
NO_ERROR: Final[Mapping[str, Any]] = {
    "last_error_code": "",
    "last_error_detail": "",
    "last_error_at": None,
    "last_error_during": "",
}
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


def may_try(slug: str) -> bool:
    """Whether to ask it by itself now. Of all who ask in an outage one may, and not before it is time: it is taken for
    failed until it has worked.
    """
    state = PlatformState.objects.filter(Q(is_off=True) | Q(outage_since__isnull=False), slug=slug).first()
    if state is None:
        return True
    if state.is_off:
        return False
    now = timezone.now()
    ready = PlatformState.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=now), slug=slug, probes=state.probes
    )
    return bool(ready.update(retry_at=now + _pause(state.probes), probes=F("probes") + 1))


def require_turn(slug: str) -> None:
    """For work that nobody waits for. Raises PlatformOff, and UpstreamUnavailable while an outage keeps it waiting."""
    require_on(slug)
    if not may_try(slug):
        state = PlatformState.objects.get(slug=slug)
        raise UpstreamUnavailable(outage_text(state), retry_after=seconds_out(slug))


def seconds_out(slug: str) -> float:
    """How long it is not to be asked by itself for an outage; 0.0 where there is none."""
    state = PlatformState.objects.filter(slug=slug, outage_since__isnull=False).first()
    if state is None or state.retry_at is None:
        return 0.0
    return max((state.retry_at - timezone.now()).total_seconds(), 0.0)


def slugs_in_outage() -> set[str]:
    return set(PlatformState.objects.filter(outage_since__isnull=False).values_list("slug", flat=True))


def slugs_off() -> set[str]:
    return set(PlatformState.objects.filter(is_off=True).values_list("slug", flat=True))


def slugs_out() -> set[str]:
    return set(PlatformState.objects.filter(_out()).values_list("slug", flat=True))


def _out() -> Q:
    return Q(is_off=True) | Q(outage_since__isnull=False, retry_at__gt=timezone.now())


def person(user_id: int) -> str:
    """What a failure counts under that no account of the person's stands for: however many names they try, once."""
    return f"user {user_id}"


def note_platform_failure(slug: str, code: str, *, account: object = "", user_id: int | None = None) -> bool:
    """Count a failure that is the platform's; whether this is an outage of it, so no fault of the account's.

    `account` tells accounts apart: one that fails time and again counts once. `user_id` says whose it is, so that the
    `person` does not count beside accounts of theirs. With an outage, what accounts were blamed for before it was known
    as one is taken back.
    """
    if code not in OF_THE_PLATFORM:
        return False
    with transaction.atomic():
        PlatformState.objects.get_or_create(slug=slug)
        state = PlatformState.objects.select_for_update().get(slug=slug)
        _count(state, str(account), user_id)
        if state.outage_since is not None or len(state.failing) >= ACCOUNTS_OF_AN_OUTAGE:
            _prolong(state, code)
            _clear_accounts(slug)
        state.save()
    return state.outage_since is not None


def note_platform_success(slug: str) -> None:
    """It answered for an account, so whatever was counted against it is over."""
    PlatformState.objects.filter(slug=slug).exclude(failing={}, outage_since=None).update(**_WELL)


def _count(state: PlatformState, account: str, user_id: int | None) -> None:
    now = time.time()
    recent = {name: at for name, at in state.failing.items() if now - at < WINDOW}
    if user_id is not None and account != person(user_id):
        recent.pop(person(user_id), None)
    elif user_id is not None and _has_account_among(user_id, recent):
        return
    latest = sorted({**recent, account: now}.items(), key=lambda entry: entry[1])[-MOST_KEPT:]
    state.failing = dict(latest)


def _has_account_among(user_id: int, names: Iterable[str]) -> bool:
    ids = [int(name) for name in names if name.isdecimal()]
    return bool(ids) and PlatformProfile.objects.filter(user=user_id, pk__in=ids).exists()


def _prolong(state: PlatformState, code: str) -> None:
    """Later each time a try has failed; failures of runs that were under way already count as the same try."""
    now = timezone.now()
    if state.retry_at is not None and state.retry_at > now:
        return
    state.outage_since = state.outage_since or now
    state.outage_code = code
    state.retry_at = now + _pause(state.probes)
    state.probes += 1


def _pause(probes: int) -> timedelta:
    doubled: timedelta = FIRST_PROBE * 2 ** min(probes, 10)
    return min(doubled, LAST_PROBE)


def _clear_accounts(slug: str) -> None:
    recent = timezone.now() - timedelta(seconds=WINDOW)
    blamed = PlatformProfile.objects.filter(
        platform=slug, last_error_code__in=OF_THE_PLATFORM, last_error_at__gte=recent
    )
    if connection.features.has_select_for_update_skip_locked:
        # Whoever holds one may wait for the platform's row, which is ours.
        blamed = PlatformProfile.objects.filter(
            pk__in=list(blamed.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True))
        )
    blamed.update(**NO_ERROR, failures=0, next_sync_at=timezone.now())


def _name(slug: str) -> str:
    return registry.get_class(slug).name if slug in registry.slugs() else slug
