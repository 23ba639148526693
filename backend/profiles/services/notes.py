"""What a run, a look at the numbers or a failure leaves on a profile. Each is one short write."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from backend.platforms import registry
from backend.platforms.base.errors import PlatformError
from backend.platforms.base.records import JsonValue, Stats
from backend.profiles.models import CredentialState, PauseReason, PlatformProfile
from backend.profiles.services import schedule
from backend.profiles.services.platforms import NO_ERROR as NO_ERROR
from backend.profiles.services.platforms import note_platform_failure

During = Literal["sync", "stats"]
# What only a person can mend by giving another key.
OF_THE_KEY: Final = ("credential_rejected", "credential_missing")


class OtherAccount(PlatformError):
    """The name belongs to somebody else now: the platform has it under another id than before."""

    permanent = True
    code = "other_account"
    text = "this name belongs to another account on {service} now"


def note_sync(
    profile_id: int,
    *,
    job_id: int | None = None,
    counts: Mapping[str, int | None] | None = None,
    began_at: datetime | None = None,
    is_span: bool = False,
    state: Mapping[str, JsonValue] | None = None,
    note: str = "",
) -> None:
    """A good run: what it brought, and that all before its beginning is known, but for a run over a span alone.

    A run that ends a second time, after a review, changes no more than its counts.
    """
    rows = PlatformProfile.objects.filter(pk=profile_id)
    counted = {"last_counts": dict(counts)} if counts is not None else {}
    if job_id is not None and rows.filter(last_job_id__gt=job_id).exists():
        return
    if job_id is not None and rows.filter(last_job_id=job_id).update(**NO_ERROR, **counted):
        return
    profile = rows.first()
    if profile is None:
        return
    brought = any((counts or {}).get(name) for name in ("new", "updated"))
    kept = profile.sync_state if state is None else state
    rows.update(
        last_synced_at=Now(),
        last_job_id=job_id,
        verified_at=Coalesce("verified_at", Now()),
        failures=0,
        sync_note=note[:300],
        **NO_ERROR,
        **counted,
        **({} if state is None else {"sync_state": dict(state)}),
        **({} if is_span or began_at is None else {"known_until": began_at}),
        **({} if is_span else {"backfilled_at": Coalesce("backfilled_at", Now())}),
        **({} if is_span else schedule.after_sync(profile, brought=brought, state=kept)),
    )
    rows.exclude(credential="").update(credential_state=CredentialState.OK)
    rows.filter(pause_reason=PauseReason.CREDENTIAL).update(is_paused=False, pause_reason="")


def note_trouble(
    profile_id: int | None,
    code: str,
    detail: str = "",
    *,
    platform: str,
    account: object = "",
    during: During = "sync",
) -> None:
    """A failure while nobody waited: the platform's where it fails for many, else the account's.

    In an outage the account stays as it was and is due again when the platform is. `account` tells apart those that
    have no profile.
    """
    with transaction.atomic():
        profile = PlatformProfile.objects.filter(pk=profile_id or 0).first()
        user_id = profile.user_id if profile else None
        is_outage = note_platform_failure(platform, code, account=profile_id or account, user_id=user_id)
        if profile is None:
            return
        if not is_outage:
            return note_failure(profile.pk, code, detail, during=during)
        plan = schedule.after_outage(profile) if during == "sync" else schedule.after_failed_look(profile)
        PlatformProfile.objects.filter(pk=profile.pk).update(**plan)


def note_failure(profile_id: int, code: str, detail: str = "", *, during: During = "sync") -> None:
    """A run or a look at the numbers that failed; a key that was refused pauses the profile and stays.

    What was there stays, numbers and their date as well.
    """
    rows = PlatformProfile.objects.filter(pk=profile_id)
    profile = rows.first()
    if profile is None:
        return
    is_sync = during == "sync"
    rows.update(
        last_error_code=code[:60],
        last_error_detail=detail[:500],
        last_error_at=Now(),
        last_error_during=during,
        failures=F("failures") + int(is_sync),
        **(schedule.after_failed_sync(profile, code) if is_sync else schedule.after_failed_look(profile)),
    )
    if code in OF_THE_KEY:
        rows.exclude(credential="").update(credential_state=CredentialState.REJECTED)
        _pause_for_key(rows if code == "credential_missing" else rows.exclude(credential=""))


def note_cancelled(profile_id: int) -> None:
    """A person has ended a run: an account that was never planned is not begun anew a moment later."""
    rows = PlatformProfile.objects.filter(pk=profile_id, next_sync_at=None)
    rows.update(next_sync_at=Now() + schedule.FIRST_INTERVAL, next_sync_reason="once a day")


def _pause_for_key(rows: Any) -> None:
    rows.filter(is_paused=False).update(is_paused=True, pause_reason=PauseReason.CREDENTIAL)


def note_stats(profile_id: int, stats: Stats) -> PlatformProfile:
    """Keep the numbers and, where the platform has renamed the account, its new name.

    Raises OtherAccount where the name now leads to another account, and PlatformProfile.DoesNotExist.
    """
    with transaction.atomic():
        profile = PlatformProfile.objects.select_for_update(no_key=True).get(pk=profile_id)
        if is_other_account(profile, stats):
            raise OtherAccount(service=registry.get_class(profile.platform).name)
        solved = profile.problems_solved
        changed = profile.stats_at is not None and solved != stats.problems_solved
        take_stats(profile, stats)
        if profile.last_error_during == "stats" or profile.last_error_code == "profile_not_found":
            for name, value in NO_ERROR.items():
                setattr(profile, name, value)
        profile.save()
        PlatformProfile.objects.filter(pk=profile.pk).update(**schedule.after_look(profile, changed=changed))
        follow_rename(profile, stats.username)
    return PlatformProfile.objects.select_related("user").get(pk=profile_id)


def is_other_account(profile: PlatformProfile, stats: Stats) -> bool:
    told = stats.platform_user_id
    return bool(profile.platform_user_id and told and profile.platform_user_id != told)


def take_stats(profile: PlatformProfile, stats: Stats) -> None:
    """Set the columns of a good answer; the caller saves."""
    now = timezone.now()
    profile.platform_user_id = (stats.platform_user_id or "")[:100] or profile.platform_user_id
    profile.rating = stats.rating
    profile.rank = (stats.rank or "")[:100]
    profile.problems_solved = stats.problems_solved
    profile.by_difficulty = dict(stats.by_difficulty)
    profile.raw_stats = dict(stats.raw)
    profile.stats_at = now
    profile.verified_at = profile.verified_at or now


def follow_rename(profile: PlatformProfile, name: str) -> None:
    """The account goes by another name or spelling now; where the user has that one too, both stay as they are."""
    if not name or len(name) > 100 or name == profile.username:
        return
    try:
        with transaction.atomic():
            PlatformProfile.objects.filter(pk=profile.pk).update(username=name)
    except IntegrityError:
        return
