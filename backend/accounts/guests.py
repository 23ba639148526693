"""Accounts without a password, for looking around; each can become a real one and keep everything."""

import secrets
from datetime import timedelta
from typing import Final

from django.contrib.auth import login, update_session_auth_hash
from django.db import IntegrityError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from backend.accounts import attempts, events
from backend.accounts.limits import client_address
from backend.accounts.models import Session, User
from backend.accounts.services import check_new_password, save_with_email
from backend.common.errors import Conflict, invalid

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
JUST_MADE: Final = timedelta(hours=1)
BATCH: Final = 100


def make_guest(*, request: HttpRequest, time_zone: str) -> User:
    """Make an account that lives as long as its session, and sign it in.

    Raises Conflict for somebody who is signed in already, and TooMany.
    """
    if request.user.is_authenticated:
        raise Conflict("signed_in", "You are signed in already.")
    attempts.count_registration(client_address(request))
    user = User(username=f"guest-{secrets.token_hex(6)}", time_zone=time_zone, is_guest=True)
    user.set_unusable_password()
    user.save()
    request.session.flush()
    login(request, user, backend=BACKEND)
    events.note("guest_made", user_id=user.pk)
    return user


def upgrade_guest(
    *, request: HttpRequest, user: User, username: str, password: str, email: str | None
) -> User:
    """Give a guest a name and a password; everything stays. Raises Conflict for who is no guest,
    ValidationError, and TooMany, since the answer tells which names are taken.
    """
    if not user.is_guest:
        raise Conflict("not_a_guest", "This account is not a guest's.")
    attempts.count_registration(client_address(request))
    user.username, user.email = username, User.objects.normalize_email(email)
    check_new_password(user, password, attr="password")
    user.set_password(password)
    user.is_guest = False
    try:
        save_with_email(user, ["username", "email", "wanted_email", "password", "is_guest"])
    except IntegrityError:
        raise invalid("username", "This username is not available.", "not_available") from None
    update_session_auth_hash(request, user)
    rotate_token(request)
    events.note("guest_upgraded", user_id=user.pk)
    return user


def clear_guests() -> int:
    """Delete guests to whom no living session leads any more; nobody could ever come back to them."""
    now = timezone.now()
    living = Session.objects.filter(user=OuterRef("pk"), expire_date__gt=now)
    lost = User.objects.filter(~Exists(living), is_guest=True, date_joined__lt=now - JUST_MADE)
    ids = list(lost.values_list("pk", flat=True)[:BATCH])
    if ids:
        User.objects.filter(pk__in=ids).delete()
        events.note("guests_cleared", number=len(ids))
    return len(ids)
