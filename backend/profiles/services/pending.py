"""Who was sent to a platform to connect an account, and is expected back: once, soon, in the same session."""

import hashlib
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import ValidationError

from backend.accounts.models import User
from backend.accounts.services import lock_user
from backend.common.errors import invalid
from backend.platforms import registry
from backend.profiles import credentials
from backend.profiles.models import PendingConnection

LIFE: Final = timedelta(minutes=10)
MOST_A_SESSION: Final = 5
SWEEP: Final = 500


def expect(
    *, user: User, session_key: str, platform: str, profile_id: int | None, state: str, verifier: str
) -> None:
    """Of many that a session began, the latest are good. Raises NoKeys."""
    digest = _digest(state)
    with transaction.atomic():
        lock_user(user.pk)
        begun = PendingConnection.objects.filter(user=user, session=_mark(session_key))
        older = begun.order_by("-expires_at", "digest").values_list("pk", flat=True)[MOST_A_SESSION - 1 :]
        PendingConnection.objects.filter(pk__in=list(older)).delete()
        PendingConnection.objects.create(
            digest=digest,
            session=_mark(session_key),
            user=user,
            platform=platform,
            profile_id=profile_id,
            verifier=credentials.seal_text(verifier, [digest]),
            expires_at=Now() + LIFE,
        )


def find(*, user: User, session_key: str, state: str) -> PendingConnection:
    """Raises ValidationError at `state`, one and the same whatever is wrong with it."""
    row = PendingConnection.objects.filter(
        digest=_digest(state), user=user, session=_mark(session_key), expires_at__gt=Now()
    ).first()
    if row is None or row.platform not in registry.slugs():
        raise unexpected()
    return row


def use_up(row: PendingConnection) -> str:
    """The verifier, to one caller alone; ValidationError to all others."""
    number, _ = PendingConnection.objects.filter(pk=row.pk).delete()
    if not number:
        raise unexpected()
    try:
        return credentials.open_text(row.verifier, [row.digest])
    except credentials.Unreadable:
        raise unexpected() from None


def unexpected() -> ValidationError:
    text = "This answer was not expected, or came too late or twice. Begin to connect once more."
    return invalid("state", text, "oauth_state_invalid")


def sweep_pending() -> None:
    """Delete what nobody came back for."""
    with transaction.atomic():
        old = PendingConnection.objects.filter(expires_at__lt=Now()).select_for_update(skip_locked=True)
        PendingConnection.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:SWEEP])).delete()


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _mark(session_key: str) -> str:
    return salted_hmac("backend.profiles.connecting", session_key, algorithm="sha256").hexdigest()
