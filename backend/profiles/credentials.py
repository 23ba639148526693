"""People's platform secrets at rest: encrypted under keys of their own, each bound to the row it was given to.

Fernet keys, newest first, in `CREDENTIAL_KEYS`: the first one encrypts, all of them decrypt. To retire a key, put a new
one in front, run `manage.py rotate_credentials`, and take the old one away.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils import timezone

from backend.common.errors import ApiError
from backend.profiles.models import CredentialState, PlatformProfile, UnusedToken

# Of a shorter secret, four characters would give too much away.
LEAST_FOR_LAST4: Final = 12
OF_CREDENTIAL: Final = (
    "credential",
    "credential_kind",
    "credential_last4",
    "credential_set_at",
    "credential_state",
)


class Unreadable(Exception):
    """A stored secret that no key of ours opens, or that was given to another row."""


class NoKeys(ApiError):
    def __init__(self) -> None:
        text = "This installation cannot keep keys of platforms: its operator has set no CREDENTIAL_KEYS."
        super().__init__(text, "credentials_off", status=409)


@dataclass(slots=True)
class Rotation:
    """`unreadable` names the profiles whose secret no key opens; it stays as it is."""

    rotated: int = 0
    current: int = 0
    unreadable: list[int] = field(default_factory=list)


def put(profile: PlatformProfile, secret: str, kind: str, state: str = CredentialState.UNKNOWN) -> None:
    """Set the columns of a secret on a row that has its id; the caller saves OF_CREDENTIAL. Raises NoKeys."""
    profile.credential = seal(profile, secret)
    profile.credential_kind = kind
    profile.credential_last4 = secret[-4:] if len(secret) >= LEAST_FOR_LAST4 else ""
    profile.credential_set_at = timezone.now()
    profile.credential_state = state


def drop(profile: PlatformProfile) -> None:
    """Clear the columns of a secret; the caller saves OF_CREDENTIAL."""
    profile.credential = profile.credential_kind = profile.credential_last4 = ""
    profile.credential_set_at = None
    profile.credential_state = CredentialState.UNKNOWN


def require_keys() -> None:
    """Raises NoKeys."""
    if not settings.CREDENTIAL_KEYS:
        raise NoKeys


def seal(profile: PlatformProfile, secret: str) -> str:
    """The secret as it may be stored on this row. Raises NoKeys."""
    if profile.pk is None:
        raise ValueError("a secret is bound to the id of its row")
    return seal_text(secret, _row(profile))


def reveal(profile: PlatformProfile) -> str:
    """The secret of a row, "" where there is none. Raises Unreadable."""
    return open_text(profile.credential, _row(profile)) if profile.credential else ""


def seal_text(text: str, bound_to: list[Any]) -> str:
    """A secret as it may be stored, of use only where it is opened for the same thing. Raises NoKeys."""
    require_keys()
    sealed = json.dumps({"row": bound_to, "secret": text})
    return _fernet(settings.CREDENTIAL_KEYS).encrypt(sealed.encode()).decode()


def open_text(sealed: str, bound_to: list[Any]) -> str:
    """Raises Unreadable."""
    try:
        opened = json.loads(_fernet(settings.CREDENTIAL_KEYS).decrypt(sealed.encode()))
    except (InvalidToken, ValueError, IndexError):
        # Without the cause, which may hold a part of the text.
        raise Unreadable("this secret cannot be read with the keys there are") from None
    if opened["row"] != bound_to:
        raise Unreadable("this secret was given to another row")
    return str(opened["secret"])


def rotate(*, batch: int) -> Iterator[Rotation]:
    """Put every secret under the first key, `batch` rows at a time, telling after each batch what is done so far.

    Safe to stop and to start again: what is under the first key already is left alone, and a row changes only where
    nobody gave it another secret meanwhile.
    """
    done = Rotation()
    first, every = _fernet(settings.CREDENTIAL_KEYS[:1]), _fernet(settings.CREDENTIAL_KEYS)
    _rotate_unused(every)
    last = 0
    while rows := _batch_after(last, batch):
        for pk, sealed in rows:
            _rotate_one(done, pk, sealed, first, every)
        last = rows[-1][0]
        yield done


def _batch_after(last: int, batch: int) -> list[tuple[int, str]]:
    rows = PlatformProfile.objects.filter(pk__gt=last).exclude(credential="").order_by("pk")
    return list(rows.values_list("pk", "credential")[:batch])


def _rotate_one(done: Rotation, pk: int, sealed: str, first: MultiFernet, every: MultiFernet) -> None:
    if _opens(first, sealed):
        done.current += 1
    elif not _opens(every, sealed):
        done.unreadable.append(pk)
    else:
        again = every.rotate(sealed.encode()).decode()
        done.rotated += PlatformProfile.objects.filter(pk=pk, credential=sealed).update(credential=again)


def _rotate_unused(every: MultiFernet) -> None:
    """Few, and gone within hours; what cannot be read will be given up by itself."""
    for pk, sealed in UnusedToken.objects.values_list("pk", "token"):
        if _opens(every, sealed):
            again = every.rotate(sealed.encode()).decode()
            UnusedToken.objects.filter(pk=pk, token=sealed).update(token=again)


def _opens(keys: MultiFernet, sealed: str) -> bool:
    try:
        keys.decrypt(sealed.encode())
    except InvalidToken:
        return False
    return True


def _row(profile: PlatformProfile) -> list[Any]:
    """What a secret is bound to: none of it changes while the row lives."""
    return [profile.pk, profile.user_id, profile.platform]


def _fernet(keys: Sequence[str]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
