"""From a profile to the account that a platform is asked about; the one place where a secret comes to light."""

from dataclasses import replace
from datetime import datetime

from django.db.models.functions import Now

from backend.platforms import registry
from backend.platforms.base.errors import CredentialMissing
from backend.platforms.base.records import Account
from backend.profiles.credentials import Unreadable, reveal
from backend.profiles.models import PlatformProfile


def profile_of(*, user_id: int, platform: str, username: str) -> PlatformProfile | None:
    """The user's profile of that name, in whatever case."""
    profiles = PlatformProfile.objects.select_related("user")
    return profiles.filter(user=user_id, platform=platform, username__iexact=username).first()


def verified_profile(*, user_id: int, platform: str, username: str) -> PlatformProfile:
    """The user's profile of that name, made where there is none; the platform has just answered for it."""
    profile = profile_of(
        user_id=user_id, platform=platform, username=username
    ) or PlatformProfile.objects.create(user_id=user_id, platform=platform, username=username)
    if profile.verified_at is None:
        PlatformProfile.objects.filter(pk=profile.pk).update(verified_at=Now())
    return profile


def account_of(
    profile: PlatformProfile, *, since: datetime | None = None, until: datetime | None = None
) -> Account:
    """What a platform is asked about, with its secret: never stored, logged or sent anywhere but there.

    Raises CredentialMissing where the stored secret can no longer be read.
    """
    try:
        secret = reveal(profile)
    except Unreadable:
        name = registry.get_class(profile.platform).name
        raise CredentialMissing(f"the key for {name} can no longer be read: enter it again") from None
    return replace(public_account(profile), secret=secret, since=since, until=until)


def public_account(profile: PlatformProfile) -> Account:
    """The same without its secret."""
    return Account(
        username=profile.username,
        user_id=profile.platform_user_id or None,
        time_zone=profile.user.time_zone,
        state=profile.sync_state or {},
    )
