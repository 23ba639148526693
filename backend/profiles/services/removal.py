"""A profile goes, its imported history with it or not. What is kept then is told by name and reason."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.core.services.history import Removed, let_go_of_history, remove_history
from backend.infrastructure import queue
from backend.profiles.models import PlatformProfile

History = Literal["keep", "remove"]
TASK: Final = "remove_profile"
# Within the request that asked for it; a worker does the rest.
PATIENCE: Final = 8.0
# Workers leave a row alone for so long after that; a request that was killed is thereby noticed.
GRACE: Final = 10.0
ROWS_A_STEP: Final = 500
MOST_NAMED: Final = 100


@dataclass(frozen=True, slots=True)
class Removal:
    """What became of it so far: `is_done`, and counts and names as they are told."""

    is_done: bool
    told: dict[str, Any]


def hold_seconds() -> float:
    """How long a removal's row is kept for the request that wrote it; 0 where a queue takes all work."""
    return 0.0 if settings.IMPORT_QUEUE_URL else PATIENCE + GRACE


def remove_profile(*, profile: PlatformProfile, history: History, hold: float = 0) -> Removal:
    """Take a profile away. A long history goes on with a worker; the profile then goes with its last row."""
    with transaction.atomic():
        lock_user(profile.user_id)
        if history == "keep":
            let_go_of_history(profile.user_id, profile.pk)
            # As it is now: it may have been connected since it was read.
            PlatformProfile.objects.filter(pk=profile.pk).delete()
            return Removal(is_done=True, told=_told({}))
        removal = profile.removal or {"began_at": timezone.now().isoformat(), **_told({})}
        PlatformProfile.objects.filter(pk=profile.pk).update(removal=removal)
        row = queue.send(TASK, {"profile_id": profile.pk}, hold=hold)
    if hold:
        done = _go_on(profile.pk, PATIENCE)
        queue.done(row.pk)
        return done
    return Removal(is_done=False, told=removal)


def run_removal(profile_id: int, *, seconds: float, stopping: Callable[[], bool]) -> None:
    """Go on with a removal for at most `seconds`; what is left is sent to the queue. Safe to run twice at once."""
    _go_on(profile_id, seconds, stopping)


def _go_on(profile_id: int, seconds: float, stopping: Callable[[], bool] = lambda: False) -> Removal:
    deadline = time.monotonic() + seconds
    removal = _step(profile_id)
    while not removal.is_done:
        if stopping() or time.monotonic() > deadline:
            queue.send(TASK, {"profile_id": profile_id})
            return removal
        removal = _step(profile_id)
    return removal


def _step(profile_id: int) -> Removal:
    """Remove one set of rows, and the profile with the last; done also where there is nothing to remove."""
    user_id = PlatformProfile.objects.filter(pk=profile_id).values_list("user", flat=True).first()
    with transaction.atomic():
        try:
            lock_user(user_id or 0)
        except User.DoesNotExist:
            return Removal(is_done=True, told=_told({}))
        profile = PlatformProfile.objects.filter(pk=profile_id, removal__isnull=False).first()
        if profile is None:
            return Removal(is_done=True, told=_told({}))
        removed = remove_history(profile.user_id, profile.pk, limit=ROWS_A_STEP)
        told = _told(profile.removal or {}, removed)
        if removed.is_last:
            _finish(profile)
        else:
            PlatformProfile.objects.filter(pk=profile_id).update(removal={**(profile.removal or {}), **told})
    return Removal(is_done=removed.is_last, told=told)


def _finish(profile: PlatformProfile) -> None:
    let_go_of_history(profile.user_id, profile.pk)
    # A solve of two accounts belonged to the one that brought it first: the others are read again from the beginning,
    # so that what they have of it comes back.
    others = PlatformProfile.objects.filter(user=profile.user_id, platform=profile.platform)
    others.exclude(pk=profile.pk).update(
        backfilled_at=None, known_until=None, sync_state=None, next_sync_at=timezone.now()
    )
    profile.delete()


def _told(before: dict[str, Any], removed: Removed | None = None) -> dict[str, Any]:
    """Counts and names so far and those of another step; of very many that are kept, the first are named."""
    counts = {name: before.get(name, 0) for name in ("questions", "attempts", "activities", "kept_count")}
    kept = list(before.get("kept", ()))
    if removed is not None:
        counts["questions"] += removed.questions
        counts["attempts"] += removed.attempts
        counts["activities"] += removed.activities
        counts["kept_count"] += len(removed.kept)
        kept = [*kept, *removed.kept][:MOST_NAMED]
    return {**counts, "kept": kept}
