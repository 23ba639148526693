"""What a person reads of a profile: how it stands, what mends it, when it goes on. All its words are here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Literal

from django.utils import timezone

from backend.platforms import registry
from backend.platforms.base.platform import Platform
from backend.profiles.models import CredentialState, PauseReason, PlatformProfile, PlatformState
from backend.profiles.services.platforms import off_text, outage_text
from backend.profiles.services.revocation import CONNECTED

State = Literal[
    "ok",
    "syncing",
    "waiting",
    "needs_credential",
    "not_found",
    "failing",
    "unverified",
    "paused",
    "platform_off",
    "never_synced",
    "removing",
]
Action = Literal["set_credential", "rename", "retry", "wait", "none"]
STATES: Final[tuple[State, ...]] = State.__args__  # type: ignore[attr-defined]
ACTIONS: Final[tuple[Action, ...]] = Action.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class LiveJob:
    """The import of the account that is running or waits; `not_before` where it was put off."""

    id: int
    not_before: datetime | None
    detail: str


@dataclass(frozen=True, slots=True)
class JobFacts:
    """What imports know of a profile: `open_issues` by code, and what a person has left out for good."""

    live: LiveJob | None = None
    open_issues: Mapping[str, int] = field(default_factory=dict)
    discarded: int = 0


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """What the journal knows: solved questions of the account and of the user's others there, and deleted ones."""

    here: int = 0
    of_others: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    state: State
    text: str
    action: Action
    next_sync_at: datetime | None
    next_sync_reason: str
    last_sync: dict[str, Any] | None
    reach: str
    reconciliation: dict[str, Any] | None


# Error code -> state, words, action. `{name}` is the platform's, `{username}` the account's.
ERRORS: Final[Mapping[str, tuple[State, str, Action]]] = {
    "profile_not_found": ("not_found", "{name} knows no account named {username}.", "rename"),
    "invalid_username": ("not_found", "{username} cannot be an account on {name}.", "rename"),
    "other_account": ("not_found", "On {name}, {username} is somebody else's account now.", "rename"),
    "profile_private": (
        "failing",
        "{username} is private on {name}. Make it public there, then try again.",
        "retry",
    ),
    "outside_plan": ("failing", "Your plan on {name} does not show what was asked for.", "none"),
    "upstream_rate_limited": ("waiting", "{name} asks us to wait; we go on by ourselves.", "wait"),
    "platform_off": ("waiting", "{name} was switched off here; we go on by ourselves.", "wait"),
    "upstream_unavailable": ("failing", "{name} was out of order; we try again by ourselves.", "wait"),
    "upstream_unreachable": ("failing", "{name} could not be reached; we try again by ourselves.", "wait"),
    "upstream_tls": ("failing", "No secure connection to {name}; we try again by ourselves.", "wait"),
    "upstream_timeout": ("failing", "{name} took too long to answer; we try again by ourselves.", "wait"),
    "upstream_invalid_response": (
        "failing",
        "{name} gave an answer that makes no sense; we try again by ourselves.",
        "wait",
    ),
    "upstream_too_large": ("failing", "{name} gave an answer that is too large.", "retry"),
    "internal": ("failing", "Something went wrong on our side.", "retry"),
}
UNKNOWN_ERROR: Final[tuple[State, str, Action]] = ("failing", "The last sync with {name} failed.", "retry")
# Issue code -> what is wrong with so many records, after their number.
WHY_NOT_HERE: Final = {
    "missing_id": "without an id",
    "invalid_id": "without a usable id",
    "missing_date": "without a date",
    "invalid_date": "without a usable date",
    "future_date": "dated in the future",
}


def status_of(
    profile: PlatformProfile,
    *,
    platform: PlatformState | None = None,
    jobs: JobFacts = JobFacts(),  # noqa: B008  (frozen)
    journal: JournalFacts = JournalFacts(),  # noqa: B008
) -> Status:
    kind = registry.get_class(profile.platform) if profile.platform in registry.slugs() else None
    name = kind.name if kind else profile.platform
    state, text, action = _standing(profile, kind, platform, jobs)
    goes_on = state not in ("paused", "needs_credential", "not_found", "platform_off", "removing")
    next_at, why = _next_sync(profile, platform, jobs, name) if goes_on else (None, "")
    return Status(
        state=state,
        text=text.format(name=name, username=profile.username),
        action=action,
        next_sync_at=next_at,
        next_sync_reason=why,
        last_sync=_last_sync(profile),
        reach=_reach(profile, kind),
        reconciliation=_reconciliation(profile, jobs, journal),
    )


def _standing(
    profile: PlatformProfile, kind: type[Platform] | None, platform: PlatformState | None, jobs: JobFacts
) -> tuple[State, str, Action]:
    """The first that applies: what stands in the way of everything, what is going on, what failed, how it is."""
    if profile.removal is not None:
        return "removing", "This account and what it brought are being removed.", "none"
    if kind is None or (platform is not None and platform.is_off):
        text = _plain(off_text(platform)) if platform else "This platform is not read here any more"
        return "platform_off", f"{text}.", "wait" if kind else "none"
    return (
        _going_on(profile, jobs)
        or _without_key(profile, kind)
        or _held_up(profile, platform)
        or _failed(profile)
        or _at_rest(profile)
    )


def _going_on(profile: PlatformProfile, jobs: JobFacts) -> tuple[State, str, Action] | None:
    live, until = jobs.live, _put_off(jobs)
    if live is None:
        return None
    if until is not None:
        why = f": {_plain(live.detail)}" if live.detail else ""
        unknown = "" if profile.verified_at else " Whether {username} exists is checked then."
        return "waiting", f"The sync goes on at {_clock(until)}{why}.{unknown}", "wait"
    return "syncing", "Reading from {name} now.", "wait"


def _put_off(jobs: JobFacts) -> datetime | None:
    """Until when the sync that was begun waits."""
    until = jobs.live.not_before if jobs.live else None
    return until if until is not None and until > timezone.now() else None


def _without_key(profile: PlatformProfile, kind: type[Platform]) -> tuple[State, str, Action] | None:
    if kind.credential is None or profile.pause_reason == PauseReason.USER:
        return None
    label = _plain(kind.credential.label_beside(kind.name))
    if profile.credential and profile.credential_state == CredentialState.REJECTED:
        if profile.credential_kind == CONNECTED:
            return "needs_credential", "{name} ended the connection. Connect it again.", "set_credential"
        return "needs_credential", f"{{name}} refused your {label}. Enter a new one.", "set_credential"
    if kind.credential.required and not profile.credential:
        return "needs_credential", f"{{name}} needs your {label}.", "set_credential"
    if profile.last_error_code in ("credential_rejected", "credential_missing"):
        return "needs_credential", f"{{name}} refused access. Your {label} may open it.", "set_credential"
    return None


def _held_up(profile: PlatformProfile, platform: PlatformState | None) -> tuple[State, str, Action] | None:
    if profile.is_paused and profile.pause_reason != PauseReason.CREDENTIAL:
        return "paused", "You have paused this account.", "none"
    if platform is not None and platform.outage_since is not None:
        return "waiting", f"{_plain(outage_text(platform))}.", "wait"
    return None


def _failed(profile: PlatformProfile) -> tuple[State, str, Action] | None:
    if not profile.last_error_code:
        return None
    state, text, action = ERRORS.get(profile.last_error_code, UNKNOWN_ERROR)
    if profile.verified_at is None and state != "not_found":
        return "unverified", f"{text} Whether {{username}} exists is checked at the next sync.", "wait"
    if profile.last_synced_at is not None and state == "failing":
        text = f"{text} Last good sync: {_clock(profile.last_synced_at)}."
    return state, text, action


def _at_rest(profile: PlatformProfile) -> tuple[State, str, Action]:
    if profile.verified_at is None:
        return "unverified", "Whether {username} exists is checked at the next sync.", "wait"
    if profile.last_synced_at is None:
        return "never_synced", "Nothing was read yet; the first sync reads all there is.", "wait"
    return "ok", f"In sync since {_clock(profile.last_synced_at)}.", "none"


def _next_sync(
    profile: PlatformProfile, platform: PlatformState | None, jobs: JobFacts, name: str
) -> tuple[datetime | None, str]:
    """When it is read next by itself, and why then; None where that was never planned, so that it is due."""
    if until := _put_off(jobs):
        return until, "the sync that was begun goes on"
    if platform is not None and platform.outage_since is not None:
        times = [at for at in (profile.next_sync_at, platform.retry_at) if at is not None]
        return max(times, default=None), f"as soon as {name} works again"
    if profile.backfilled_at is None and not profile.next_sync_reason:
        return profile.next_sync_at, "to read all there is"
    return profile.next_sync_at, profile.next_sync_reason


def _last_sync(profile: PlatformProfile) -> dict[str, Any] | None:
    if profile.last_synced_at is None:
        return None
    names = ("read", "new", "updated", "unchanged", "duplicate", "ignored", "invalid")
    counts = {name: (profile.last_counts or {}).get(name, 0) for name in names}
    return {"at": profile.last_synced_at, "job": profile.last_job_id, **counts}


def _reach(profile: PlatformProfile, kind: type[Platform] | None) -> str:
    """How far back this account is read, with the key it has or without, and what the last sync said of it."""
    if kind is None:
        return ""
    parts = [kind.reach]
    if kind.credential is not None and kind.credential.reach:
        has_key = bool(profile.credential) and profile.credential_state != CredentialState.REJECTED
        more = kind.credential.reach
        # Some tell of it in the same breath.
        hint = "" if more in kind.reach else f"with your {kind.credential.label}: {more}"
        parts = [more] if has_key else [kind.reach, hint]
    return "; ".join(filter(None, [*parts, profile.sync_note]))


def _reconciliation(profile: PlatformProfile, jobs: JobFacts, journal: JournalFacts) -> dict[str, Any] | None:
    """The platform's own total against what is here; None where it has none, or nothing was read yet."""
    told = profile.problems_solved
    if told is None:
        told = (profile.last_counts or {}).get("total")
    if told is None or profile.last_synced_at is None:
        return None
    reasons = _reasons(told - journal.here, profile, jobs, journal)
    text = f"{journal.here} of {told}" + (f": {', '.join(reasons)}" if reasons else "")
    return {"told": told, "here": journal.here, "text": text}


def _reasons(missing: int, profile: PlatformProfile, jobs: JobFacts, journal: JournalFacts) -> list[str]:
    """What accounts for the difference, most certain first, and never for more than there is."""
    if missing < 0:
        return ["the platform counts otherwise"]
    known = [
        *(
            (number, WHY_NOT_HERE.get(code, "unreadable"))
            for code, number in sorted(jobs.open_issues.items())
        ),
        (journal.deleted, "deleted by you"),
        (jobs.discarded, "left out by you"),
        (journal.of_others, "with another account of yours"),
    ]
    reasons = []
    for number, why in known:
        counted = min(number, missing)
        if counted:
            reasons.append(f"{counted} {why}")
            missing -= counted
    if missing:
        reasons.append(f"{missing} " + ("not read yet" if profile.backfilled_at is None else "out of reach"))
    return reasons


def _clock(moment: datetime) -> str:
    return f"{moment:%d %B %Y, %H:%M} UTC"


def _plain(text: str) -> str:
    """Words that others chose, which may hold braces and end in a full stop."""
    return text.replace("{", "{{").replace("}", "}}").rstrip(".")
