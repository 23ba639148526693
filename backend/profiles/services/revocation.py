"""A token that a platform gave us for a person goes back to it when it is no longer used here."""

import logging
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from backend.common.errors import Conflict
from backend.infrastructure.outbound import open_platform
from backend.platforms import registry
from backend.platforms.base.errors import OutOfTime, PlatformError
from backend.profiles.credentials import Unreadable, reveal
from backend.profiles.models import PlatformProfile
from backend.profiles.services.platforms import require_on

logger = logging.getLogger("skilltracker.profiles")

# The kind of a credential that came by connecting; all others were typed.
CONNECTED: Final = "oauth"
PATIENCE: Final = 5.0


@dataclass(frozen=True, slots=True)
class App:
    """What a platform knows this installation by."""

    client_id: str
    client_secret: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """Whether the platform has taken a token back. If not, why in words, and the page to do it by hand."""

    done: bool
    detail: str = ""
    url: str = ""


class NotConfigured(Conflict):
    def __init__(self, name: str) -> None:
        super().__init__(
            "oauth_not_configured",
            f"This installation has no app on {name}, so nothing can be connected. Its operator can add one.",
        )


def app_of(slug: str) -> App:
    """Raises NotConfigured."""
    found = settings.OAUTH_APPS.get(slug)
    if found is None:
        raise NotConfigured(registry.get_class(slug).name)
    return App(*found)


def connected_secret(profile: PlatformProfile) -> str:
    """The token of a connected profile, "" where it is none or can no longer be read."""
    if profile.credential_kind != CONNECTED:
        return ""
    try:
        return reveal(profile)
    except Unreadable:
        return ""


def revoke(slug: str, secret: str) -> Revocation:
    """Give a token back within PATIENCE. Never raises: what is done here does not wait for the platform."""
    try:
        require_on(slug)
        app = app_of(slug)
        with closing(open_platform(slug, interactive=True)) as platform, platform.within(PATIENCE):
            platform.revoke_token(secret, client_id=app.client_id, client_secret=app.client_secret)
    except (PlatformError, NotConfigured, OutOfTime) as error:
        code = error.code if isinstance(error, (PlatformError, NotConfigured)) else "upstream_timeout"
        return by_hand(slug, code)
    return Revocation(done=True)


def revoke_connection(profile: PlatformProfile) -> None:
    """Give the token of a profile back, if it is a connected one, before its key goes from here."""
    secret = connected_secret(profile)
    if secret:
        revoke(profile.platform, secret)


def by_hand(slug: str, code: str) -> Revocation:
    logger.warning("a token was not revoked", extra={"platform": slug, "code": code})
    kind = registry.get_class(slug)
    app = settings.OAUTH_APPS.get(slug)
    url = kind.oauth.manage_url.replace("{client_id}", app[0]) if kind.oauth and app else ""
    place = url or kind.homepage
    detail = (
        f"{kind.name} could not be told that its permission is no longer used. Take it back there: {place}"
    )
    return Revocation(done=False, detail=detail, url=place)
