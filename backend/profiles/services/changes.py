"""A person adds an account, renames it, gives it a key or takes the key away.

The platform is asked first, within the patience of a request; what it says decides what is written then, in one short
transaction. A name or a key that it refuses is told at its field. Where it cannot say, the profile is kept unverified.
"""

import time
from dataclasses import dataclass, replace
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.errors import Conflict, invalid
from backend.platforms import registry
from backend.platforms.base.errors import CredentialMissing, InvalidUsername, PlatformError
from backend.platforms.base.platform import Platform
from backend.platforms.base.records import Account, Stats
from backend.profiles import credentials
from backend.profiles.models import CredentialState, PauseReason, PlatformProfile
from backend.profiles.services.accounts import account_of, public_account
from backend.profiles.services.limits import count_check
from backend.profiles.services.notes import NO_ERROR, OF_THE_KEY, note_failure, take_stats
from backend.profiles.services.platforms import (
    note_platform_failure,
    note_platform_success,
    person,
    require_on,
)
from backend.profiles.services.revocation import connected_secret, revoke
from backend.profiles.services.statistics import PATIENCE, OutOfPatience, ask_platform

MOST_PROFILES: Final = 100
# What a platform says of an account that a person can put right in what they typed: error code -> the field.
AT_FIELD: Final = {
    "profile_not_found": "username",
    "not_found": "username",
    "invalid_username": "username",
    "profile_private": "username",
    "credential_missing": "credential",
}


@dataclass(frozen=True, slots=True)
class Found:
    """What the platform says of an account, or why it could not say."""

    stats: Stats | None = None
    error: PlatformError | None = None


def add_profile(
    *, user: User, platform: str, username: str, credential: str | None = None
) -> PlatformProfile:
    """Raises ValidationError at the field that is wrong, Conflict for an account that is there, TooMany, NoKeys."""
    deadline = time.monotonic() + PATIENCE
    kind = _platform(platform)
    name = _username(kind, username)
    secret = _secret(kind, credential)
    if kind.credential and kind.credential.required and not secret:
        label = kind.credential.label_beside(kind.name)
        raise invalid("credential", f"{kind.name} needs your {label}.", "credential_missing")
    if secret:
        credentials.require_keys()
    check_room(user, platform, name)
    count_check(user, kind)
    account = Account(username=name, secret=secret, time_zone=user.time_zone)
    found = _look_up(kind, account, gave_secret=bool(secret), deadline=deadline)
    return _create(user, kind, name, secret, found)


def change_profile(
    *,
    profile: PlatformProfile,
    username: str | None = None,
    credential: str | None = None,
    drop_credential: bool = False,
    is_paused: bool | None = None,
) -> PlatformProfile:
    """Take over what is given. Raises ValidationError at the field that is wrong, Conflict, TooMany, NoKeys."""
    deadline = time.monotonic() + PATIENCE
    kind = _platform(profile.platform)
    name = profile.username if username is None else _username(kind, username)
    secret = _secret(kind, credential)
    found = None
    if name != profile.username:
        _check_free(profile.user, profile.platform, name, but=profile.pk)
    former = connected_secret(profile) if secret or drop_credential else ""
    if secret:
        credentials.require_keys()
    if name != profile.username or secret:
        count_check(profile.user, kind)
        found = _look_up(
            kind,
            _changed_account(profile, name, secret, drop_credential),
            gave_secret=bool(secret),
            deadline=deadline,
        )
    changed = _change(profile, kind, name, secret, drop_credential, is_paused, found)
    if former:
        revoke(kind.slug, former)
    return changed


# --- What was typed ---------------------------------------------------------------------------------------------


def _platform(slug: str) -> type[Platform]:
    if slug not in registry.slugs():
        known = ", ".join(registry.slugs())
        raise invalid("platform", f"There is no such platform. Known are: {known}.", "unknown_platform")
    kind = registry.get_class(slug)
    if kind.csv_only:
        raise invalid(
            "platform", f"{kind.name} can be imported from a file alone: {kind.csv_only}", "csv_only"
        )
    return kind


def _username(kind: type[Platform], text: str) -> str:
    try:
        return kind.check_username(text)
    except InvalidUsername as error:
        raise invalid("username", error.detail, error.code) from error


def _secret(kind: type[Platform], text: str | None) -> str:
    """The secret without blanks around it, "" where none was given. It is not told back in an error."""
    if text is None:
        return ""
    if kind.credential is None:
        raise invalid("credential", f"{kind.name} needs no key.", "not_needed")
    secret = text.strip()
    if not kind.credential.accepts(secret):
        raise invalid(
            "credential", f"This does not look like your {kind.credential.label}.", "invalid_credential"
        )
    return secret


def check_room(user: User, platform: str, name: str) -> None:
    if PlatformProfile.objects.filter(user=user).count() >= MOST_PROFILES:
        raise Conflict("too_many_profiles", f"You have {MOST_PROFILES} accounts here, which is the most.")
    _check_free(user, platform, name)


def _check_free(user: User, platform: str, name: str, user_id: str = "", but: int = 0) -> None:
    """Raises Conflict where another profile of the person is this account, by its name or the platform's own id."""
    mine = PlatformProfile.objects.filter(user=user, platform=platform).exclude(pk=but)
    same = mine.filter(username__iexact=name).first() or (
        mine.filter(platform_user_id=user_id).first() if user_id else None
    )
    if same is not None:
        raise taken(same.username)


def taken(name: str) -> Conflict:
    return Conflict("profile_exists", f"You have added this account already, as {name}.")


# --- What the platform says -------------------------------------------------------------------------------------


def _changed_account(profile: PlatformProfile, name: str, secret: str, drop_credential: bool) -> Account:
    """The account as it would be; a new name is asked about as such, whatever id the old one had."""
    account = public_account(profile) if secret or drop_credential else _readable_account(profile)
    user_id = account.user_id if name == profile.username else None
    return replace(account, username=name, secret=secret or account.secret, user_id=user_id)


def _readable_account(profile: PlatformProfile) -> Account:
    """Where its secret can no longer be read, the account without one, which the platform may do without."""
    try:
        return account_of(profile)
    except CredentialMissing:
        return public_account(profile)


def _look_up(kind: type[Platform], account: Account, *, gave_secret: bool, deadline: float) -> Found:
    """Raises ValidationError for what a person can put right; what else goes wrong is in the answer."""
    try:
        require_on(kind.slug)
        return Found(stats=ask_platform(kind.slug, account, deadline=deadline))
    except PlatformError as error:
        refused = "credential" if gave_secret and error.code == "credential_rejected" else None
        field = AT_FIELD.get(error.code, refused)
        if field is not None:
            raise invalid(field, error.detail, error.code) from None
        return Found(error=error)


# --- What is written --------------------------------------------------------------------------------------------


def _create(user: User, kind: type[Platform], name: str, secret: str, found: Found) -> PlatformProfile:
    name = canonical(kind, name, found)
    try:
        with transaction.atomic():
            lock_user(user.pk)
            _check_free(user, kind.slug, name, _told_id(found))
            profile = PlatformProfile.objects.create(user=user, platform=kind.slug, username=name)
            _set_secret(profile, kind, secret, found)
            _settle(profile, found)
    except IntegrityError:
        # An import of that name made it a moment ago.
        raise taken(name) from None
    _tell_of_platform(user.pk, kind.slug, found)
    return PlatformProfile.objects.select_related("user").get(pk=profile.pk)


def _change(
    profile: PlatformProfile,
    kind: type[Platform],
    name: str,
    secret: str,
    drop_credential: bool,
    is_paused: bool | None,
    found: Found | None,
) -> PlatformProfile:
    try:
        with transaction.atomic():
            lock_user(profile.user_id)
            row = PlatformProfile.objects.select_for_update(no_key=True).get(pk=profile.pk)
            if name != row.username:
                _rename(row, kind, name, found)
            if secret or drop_credential:
                _set_secret(row, kind, secret, found)
            if is_paused is not None:
                row.is_paused = is_paused
                row.pause_reason = PauseReason.USER if is_paused else PauseReason.NONE
            row.save()
            if found is not None:
                _settle(row, found)
    except IntegrityError:
        raise taken(name) from None
    if found is not None:
        _tell_of_platform(profile.user_id, kind.slug, found)
    return PlatformProfile.objects.select_related("user").get(pk=profile.pk)


def _rename(row: PlatformProfile, kind: type[Platform], name: str, found: Found | None) -> None:
    """The history stays. Under another id, or one that is not known, the new name's own is read from its beginning."""
    told = _told_id(found) if found else ""
    name = canonical(kind, name, found) if found else name
    _check_free(row.user, row.platform, name, told, but=row.pk)
    row.username = name
    row.verified_at = None
    for field, value in NO_ERROR.items():
        setattr(row, field, value)
    if not told or told != row.platform_user_id:
        row.platform_user_id = told
        row.backfilled_at = row.known_until = row.sync_state = None


def _set_secret(row: PlatformProfile, kind: type[Platform], secret: str, found: Found | None) -> None:
    if secret and kind.credential is not None:
        # Where numbers are shown to anyone, an answer says nothing about the key; the first sync will.
        proven = found is not None and found.stats is not None and kind.credential.required
        state = CredentialState.OK if proven else CredentialState.UNKNOWN
        keep_secret(row, secret, kind.credential.kind, state)
    else:
        credentials.drop(row)
        forget_trouble_with_key(row)


def keep_secret(row: PlatformProfile, secret: str, kind: str, state: CredentialState) -> None:
    """Give a row that the caller holds a secret, and save it; the account goes on where it waited for one."""
    credentials.put(row, secret, kind, state)
    # More may be within reach now, from the beginning.
    row.backfilled_at = row.known_until = row.sync_state = None
    forget_trouble_with_key(row)


def forget_trouble_with_key(row: PlatformProfile) -> None:
    if row.last_error_code in OF_THE_KEY:
        for field, value in NO_ERROR.items():
            setattr(row, field, value)
    if row.pause_reason == PauseReason.CREDENTIAL:
        row.is_paused, row.pause_reason = False, PauseReason.NONE
    row.save()


def _settle(row: PlatformProfile, found: Found) -> None:
    """Keep what the platform said, or why it did not; a row that has not been synced since is due at once."""
    if found.stats is not None:
        take_stats(row, found.stats)
    if row.backfilled_at is None:
        row.next_sync_at, row.next_sync_reason = timezone.now(), ""
    row.save()
    if found.error is not None:
        note_failure(row.pk, found.error.code, found.error.detail, during="stats")


def _tell_of_platform(user_id: int, slug: str, found: Found) -> None:
    """Whether it worked for a person who adds an account says something about it to all others.

    In a transaction of its own: whoever counts a failure holds the platform's row before those of accounts.
    """
    if found.stats is not None:
        note_platform_success(slug)
    elif found.error is not None and not isinstance(found.error, OutOfPatience):
        note_platform_failure(slug, found.error.code, account=person(user_id), user_id=user_id)


def canonical(kind: type[Platform], name: str, found: Found) -> str:
    """The name as the platform spells it, where that is one of its names at all."""
    if found.stats is None:
        return name
    try:
        return kind.check_username(found.stats.username)
    except InvalidUsername:
        return name


def _told_id(found: Found) -> str:
    told = found.stats.platform_user_id if found.stats else None
    return (told or "")[:100]
