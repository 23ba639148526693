"""A person connects an account: sent to its platform, back with a code, which becomes a token kept as its key.

OAuth with PKCE: https://www.rfc-editor.org/rfc/rfc7636 and https://www.rfc-editor.org/rfc/rfc9700. The state is random,
good once, for ten minutes, and for the session and the person it was made for; it is used up before the platform is
asked. Where a person comes back to is fixed, and nothing of the request decides it.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from typing import Final

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.errors import ApiError, Conflict, invalid
from backend.infrastructure.outbound import oauth_of, open_platform
from backend.platforms import registry
from backend.platforms.base.errors import OutOfTime, UpstreamInvalidResponse, UpstreamTimeout
from backend.platforms.base.platform import OAuth, Platform
from backend.platforms.base.records import Account, Stats
from backend.profiles import credentials
from backend.profiles.models import CredentialState, PlatformProfile
from backend.profiles.services import pending
from backend.profiles.services.changes import (
    Found,
    canonical,
    check_room,
    forget_trouble_with_key,
    keep_secret,
    taken,
)
from backend.profiles.services.limits import count_check
from backend.profiles.services.notes import NO_ERROR, follow_rename, is_other_account, take_stats
from backend.profiles.services.platforms import require_on
from backend.profiles.services.revocation import (
    CONNECTED,
    Revocation,
    app_of,
    by_hand,
    connected_secret,
    revoke,
)
from backend.profiles.services.statistics import PATIENCE

# A page of the web app, which posts what it was given: a GET changes nothing.
CALLBACK: Final = "/accounts/connect"


@dataclass(frozen=True, slots=True)
class Connected:
    profile: PlatformProfile
    is_new: bool


class Declined(Conflict):
    def __init__(self, name: str) -> None:
        super().__init__("oauth_denied", f"{name} was not connected, as it was not allowed there.")


class OfAnother(ApiError):
    def __init__(self, name: str, owner: str, wanted: str) -> None:
        text = f"On {name} you are signed in as {owner}, and this account is {wanted}. Nothing was connected."
        super().__init__(text, "oauth_other_account", status=400)


def begin(*, user: User, session_key: str, platform: str, profile: int | None = None) -> str:
    """The address to send a person to, where an account of theirs is connected: a new one, or `profile`.

    Raises ValidationError at `platform` or `profile`, NotConfigured, NoKeys and PlatformError.
    """
    declared = _declared(platform)
    if profile is not None:
        _check_own(user, platform, profile)
    app = app_of(platform)
    credentials.require_keys()
    require_on(platform)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    pending.expect(
        user=user,
        session_key=session_key,
        platform=platform,
        profile_id=profile,
        state=state,
        verifier=verifier,
    )
    uri: str = prepare_grant_uri(
        declared.authorize_url,
        client_id=app.client_id,
        response_type="code",
        redirect_uri=redirect_uri(),
        scope=declared.scope,
        state=state,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
    )
    return uri


def finish(*, user: User, session_key: str, state: str, code: str) -> Connected:
    """Whoever's the token is, that account of the person's is made or updated, and the token becomes its key.

    Raises ValidationError at `state`, OfAnother, Conflict, TooMany and PlatformError; a token that is then of no use
    goes back at once.
    """
    row = pending.find(user=user, session_key=session_key, state=state)
    kind = registry.get_class(row.platform)
    require_on(kind.slug)
    count_check(user, kind)
    verifier = pending.use_up(row)
    deadline = time.monotonic() + PATIENCE
    secret = _exchange(kind.slug, code, verifier, deadline)
    with ExitStack() as undo:
        undo.callback(revoke, kind.slug, secret)
        owner = _owner(kind.slug, Account("", secret=secret, time_zone=user.time_zone), deadline)
        connected, former = _keep(user, kind, row.profile_id, secret, owner)
        undo.pop_all()
    if former:
        revoke(kind.slug, former)
    return connected


def decline(*, user: User, session_key: str, state: str) -> None:
    """Someone came back without a code. Uses the state up and raises Declined; ValidationError at `state`."""
    row = pending.find(user=user, session_key=session_key, state=state)
    pending.use_up(row)
    raise Declined(registry.get_class(row.platform).name)


def disconnect(*, profile: PlatformProfile) -> tuple[PlatformProfile, Revocation]:
    """Give the token back and forget it, the latter also where the platform is away. Raises Conflict."""
    if profile.credential_kind != CONNECTED:
        raise Conflict("not_connected", "This account is not connected.")
    secret = connected_secret(profile)
    told = revoke(profile.platform, secret) if secret else by_hand(profile.platform, "unreadable")
    with transaction.atomic():
        lock_user(profile.user_id)
        rows = PlatformProfile.objects.select_for_update(no_key=True)
        # One that was connected anew meanwhile keeps its new token.
        row = rows.filter(pk=profile.pk, credential_set_at=profile.credential_set_at).first()
        if row is not None:
            credentials.drop(row)
            forget_trouble_with_key(row)
    return PlatformProfile.objects.select_related("user").get(pk=profile.pk), told


def redirect_uri() -> str:
    return f"{settings.PUBLIC_BASE_URL}{CALLBACK}"


# --- What may be connected --------------------------------------------------------------------------------------


def _declared(slug: str) -> OAuth:
    declared = oauth_of(slug) if slug in registry.slugs() else None
    if declared is None:
        able = ", ".join(kind.slug for kind in registry.all_classes() if kind.oauth)
        raise invalid("platform", f"This platform cannot be connected. These can: {able}.", "no_oauth")
    return declared


def _check_own(user: User, slug: str, profile_id: int) -> None:
    mine = PlatformProfile.objects.filter(user=user, platform=slug, removal__isnull=True)
    if not mine.filter(pk=profile_id).exists():
        text = f'Invalid id "{profile_id}": there does not exist such an account of yours on this platform.'
        raise invalid("profile", text, "does_not_exist")


# --- What the platform says -------------------------------------------------------------------------------------


def _exchange(slug: str, code: str, verifier: str, deadline: float) -> str:
    app = app_of(slug)
    form = {
        "grant_type": "authorization_code",
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect_uri(),
    }
    with _asking(slug, deadline) as platform:
        return platform.exchange_code(form).secret


def _owner(slug: str, account: Account, deadline: float) -> Stats:
    with _asking(slug, deadline) as platform:
        owner = platform.fetch_owner(account)
    if owner is None:
        raise UpstreamInvalidResponse(f"{platform.name} does not say whose account this is")
    return owner


@contextmanager
def _asking(slug: str, deadline: float) -> Iterator[Platform]:
    with closing(open_platform(slug, interactive=True)) as platform:
        try:
            with platform.within(deadline - time.monotonic()):
                yield platform
        except OutOfTime:
            raise UpstreamTimeout(service=platform.name) from None


# --- What is written --------------------------------------------------------------------------------------------


def _keep(
    user: User, kind: type[Platform], wanted: int | None, secret: str, owner: Stats
) -> tuple[Connected, str]:
    """The profile under its token, and the token that it had before."""
    try:
        with transaction.atomic():
            lock_user(user.pk)
            row, is_new = _row_of(user, kind, wanted, owner)
            former = connected_secret(row)
            take_stats(row, owner)
            if row.last_error_during == "stats" or row.last_error_code == "profile_not_found":
                for name, value in NO_ERROR.items():
                    setattr(row, name, value)
            row.next_sync_at, row.next_sync_reason = timezone.now(), ""
            keep_secret(row, secret, CONNECTED, CredentialState.OK)
            follow_rename(row, canonical(kind, row.username, Found(stats=owner)))
    except IntegrityError:
        # An import of that name made it a moment ago.
        raise taken(owner.username) from None
    profile = PlatformProfile.objects.select_related("user").get(pk=row.pk)
    return Connected(profile, is_new), former if former != secret else ""


def _row_of(
    user: User, kind: type[Platform], wanted: int | None, owner: Stats
) -> tuple[PlatformProfile, bool]:
    """The row to write, locked, and whether it is new."""
    mine = PlatformProfile.objects.select_for_update(no_key=True).filter(user=user, platform=kind.slug)
    row = mine.filter(pk=wanted).first() if wanted else _same_account(mine, owner)
    if row is None and wanted:
        raise pending.unexpected()
    if row is None:
        name = canonical(kind, owner.username, Found(stats=owner))
        check_room(user, kind.slug, name)
        return PlatformProfile.objects.create(user=user, platform=kind.slug, username=name), True
    if not _is_owners(row, owner):
        raise OfAnother(kind.name, owner.username, row.username)
    if row.removal is not None:
        raise Conflict("profile_removing", "This account is being removed. Connect it when it is gone.")
    return row, False


def _same_account(mine: QuerySet[PlatformProfile], owner: Stats) -> PlatformProfile | None:
    by_id = mine.filter(platform_user_id=owner.platform_user_id) if owner.platform_user_id else mine.none()
    return by_id.first() or mine.filter(username__iexact=owner.username).first()


def _is_owners(row: PlatformProfile, owner: Stats) -> bool:
    """By the platform's own id, which outlives names; by the name where there is none."""
    if row.platform_user_id and owner.platform_user_id:
        return not is_other_account(row, owner)
    return row.username.lower() == owner.username.lower()
