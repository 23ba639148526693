"""A token that a platform gave us for a person goes back to it when it is no longer used here.

Whoever asks for that is told at once what came of it. A profile that goes with its token, in whatever way, leaves the
token to a task.
"""

import logging
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import F

from backend.common.errors import Conflict
from backend.infrastructure import queue
from backend.infrastructure.outbound import open_platform
from backend.platforms import registry
from backend.platforms.base.errors import OutOfTime, PlatformError
from backend.profiles.credentials import OF_CREDENTIAL, Unreadable, drop, open_text, reveal, seal_text
from backend.profiles.models import PlatformProfile, UnusedToken
from backend.profiles.services.platforms import require_on

logger = logging.getLogger("skilltracker.profiles")

# The kind of a credential that came by connecting; all others were typed.
CONNECTED: Final = "oauth"
PATIENCE: Final = 5.0
TASK: Final = "revoke_token"
# Between the tries of the task: 1, 6 and 36 minutes, and nearly four hours.
FIRST_PAUSE: Final = 60.0
LONGER: Final = 6


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
    code = _give_back(slug, secret)
    return by_hand(slug, code) if code else Revocation(done=True)


def _give_back(slug: str, secret: str) -> str:
    """Why the platform did not take it, as a code; "" where it did."""
    try:
        require_on(slug)
        app = app_of(slug)
        with closing(open_platform(slug, interactive=True)) as platform, platform.within(PATIENCE):
            platform.revoke_token(secret, client_id=app.client_id, client_secret=app.client_secret)
    except (PlatformError, NotConfigured) as error:
        return error.code
    except OutOfTime:
        return "upstream_timeout"
    return ""


def revoke_connection(profile: PlatformProfile) -> None:
    """Give the token of a profile that is about to go back, if it is a connected one, and forget it.

    One that its platform does not take now stays, and goes the way of `leave_token` with the profile.
    """
    secret = connected_secret(profile)
    if secret and revoke(profile.platform, secret).done:
        # One that was connected anew meanwhile keeps its new token.
        rows = PlatformProfile.objects.filter(pk=profile.pk, credential=profile.credential)
        drop(profile)
        rows.update(**{name: getattr(profile, name) for name in OF_CREDENTIAL})


def leave_token(instance: PlatformProfile, **_: Any) -> None:
    """A row is being deleted: in the same transaction its token is left to the task, if it is a connected one.

    Rows go in many ways, with their users as well, who know nothing of profiles; they all send this signal.
    """
    if instance.credential_kind != CONNECTED:
        return
    try:
        secret = reveal(instance)
    except Unreadable:
        return _warn(instance.platform, "unreadable")
    if secret:
        token = UnusedToken(platform=instance.platform)
        token.token = seal_text(secret, _bound(token))
        token.save(force_insert=True)
        queue.send(TASK, {"token_id": str(token.pk)})


def run_revocation(token_id: str) -> queue.Outcome:
    """The task: give a left token back, now or later, and forget it then or after so many tries. Safe to run twice."""
    token = UnusedToken.objects.filter(pk=token_id).first()
    if token is None:
        return queue.Outcome()
    UnusedToken.objects.filter(pk=token.pk).update(tries=F("tries") + 1)
    code = _take_back(token)
    if code and token.tries + 1 < queue.MAX_ATTEMPTS:
        return queue.Outcome(again_in=FIRST_PAUSE * LONGER**token.tries)
    if code:
        _warn(token.platform, code)
    token.delete()
    return queue.Outcome()


def _take_back(token: UnusedToken) -> str:
    try:
        return _give_back(token.platform, open_text(token.token, _bound(token)))
    except Unreadable:
        return "unreadable"


def _bound(token: UnusedToken) -> list[Any]:
    return [str(token.pk)]


def _warn(slug: str, code: str) -> None:
    logger.warning("a token was not revoked", extra={"platform": slug, "code": code})


def by_hand(slug: str, code: str) -> Revocation:
    _warn(slug, code)
    kind = registry.get_class(slug)
    app = settings.OAUTH_APPS.get(slug)
    url = kind.oauth.manage_url.replace("{client_id}", app[0]) if kind.oauth and app else ""
    place = url or kind.homepage
    detail = (
        f"{kind.name} could not be told that its permission is no longer used. Take it back there: {place}"
    )
    return Revocation(done=False, detail=detail, url=place)
