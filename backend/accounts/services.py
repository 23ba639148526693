"""What changes accounts and sessions."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone
from rest_framework.exceptions import ErrorDetail, NotFound, ValidationError

from backend.accounts import attempts, events
from backend.accounts.limits import client_address
from backend.accounts.models import RateBucket, Session, User
from backend.accounts.sessions import SIGNED_IN_AT
from backend.common.errors import ApiError, invalid

EMAIL_CONSTRAINT = "user_email_unique_ignoring_case"
SWEEP = 500


def lock_user(user_id: int) -> User:
    """Take the one writer's lock of a user's journal, until the transaction ends.

    Raises User.DoesNotExist where the account is gone. SQLite's immediate transactions are the lock there.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("the writer's lock needs a transaction")
    return User.objects.select_for_update(no_key=True).get(pk=user_id)


def register(*, username: str, password: str, email: str | None, time_zone: str, address: str) -> User:
    """Raises ValidationError for a taken name or a weak password, and TooMany. A taken e-mail address is no error."""
    attempts.count_registration(address)
    user = User(username=username, email=User.objects.normalize_email(email), time_zone=time_zone)
    check_new_password(user, password, attr="password")
    user.set_password(password)
    try:
        save_with_email(user)
    except IntegrityError:
        raise invalid("username", "This username is not available.", "not_available") from None
    events.note("registered", user_id=user.pk)
    return user


def sign_in(*, request: HttpRequest, username: str, password: str) -> User:
    """Start a new session on `request`.

    Raises one and the same ApiError (400) for an unknown name, a wrong password and a disabled account, each after the
    work of one hash; and TooMany.
    """
    account = username.lower()
    slots = attempts.begin_sign_in(account, client_address(request))
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        events.warn("sign_in_failed", account=events.account_mark(account))
        raise ApiError("Invalid credentials", "invalid_credentials", status=400)
    attempts.return_slots(slots)
    request.session.flush()  # login() would keep the key of somebody who is signed in already
    login(request, user)
    events.note("signed_in", user_id=user.pk)
    sweep()
    return user


def sign_out(*, request: HttpRequest) -> None:
    events.note("signed_out", user_id=request.user.pk)
    logout(request)
    rotate_token(request)


def change_profile(*, user: User, changes: Mapping[str, Any], password: str) -> User:
    """Set what `changes` names of `time_zone` and `email` (None removes the address).

    A new address needs the current password, since whoever reads the mail there can one day take the account over.
    Raises ValidationError for a wrong one, and TooMany.
    """
    fields = []
    if "time_zone" in changes:
        user.time_zone = changes["time_zone"]
        fields.append("time_zone")
    email = User.objects.normalize_email(changes.get("email"))
    if "email" in changes and email != user.shown_email:
        confirm_password(user=user, password=password)
        user.email, user.wanted_email = email, None
        fields += ["email", "wanted_email"]
        events.note("email_changed", user_id=user.pk)
    save_with_email(user, fields)
    return user


def change_password(*, request: HttpRequest, user: User, current: str, new: str) -> None:
    """Set a new password, end the user's other sessions and give this one a new key."""
    confirm_password(user=user, password=current)
    check_new_password(user, new, attr="new_password")
    user.set_password(new)
    with transaction.atomic():
        user.save(update_fields=["password"])
        _others(request, user).delete()
        request.session.pop(SIGNED_IN_AT, None)
        update_session_auth_hash(request, user)
    rotate_token(request)
    events.note("password_changed", user_id=user.pk)


def confirm_password(*, user: User, password: str) -> None:
    """Raises ValidationError at `current_password`, and TooMany."""
    if not password:
        raise invalid("current_password", "The current password is needed for this.", "required")
    slots = attempts.begin_confirmation(user.pk)
    if not check_password(password, user.password):
        events.warn("confirmation_failed", user_id=user.pk)
        raise invalid("current_password", "This is not the current password.", "wrong_password")
    attempts.return_slots(slots)


def end_session(*, request: HttpRequest, user: User, public_id: uuid.UUID) -> None:
    """End one session of the user, this one included. Raises NotFound."""
    session = user.sessions.filter(public_id=public_id).first()
    if session is None:
        raise NotFound()
    if session.session_key == request.session.session_key:
        return sign_out(request=request)
    session.delete()
    events.note("session_ended", user_id=user.pk)


def end_other_sessions(*, request: HttpRequest, user: User) -> None:
    _others(request, user).delete()
    events.note("other_sessions_ended", user_id=user.pk)


def sweep() -> None:
    """Delete what has expired: some of it, so that no sign-in waits long, and nothing that is being deleted already."""
    over = Session.objects.filter(expire_date__lt=timezone.now()), RateBucket.objects.filter(
        expires_at__lt=Now()
    )
    for rows in over:
        with transaction.atomic():
            old = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True)[:SWEEP])
            rows.model._default_manager.filter(pk__in=old).delete()


def _others(request: HttpRequest, user: User) -> QuerySet[Session]:
    return user.sessions.exclude(session_key=request.session.session_key)


def check_new_password(user: User, password: str, *, attr: str) -> None:
    try:
        validate_password(password, user)
    except DjangoValidationError as error:
        problems = [
            ErrorDetail(problem.messages[0], code=problem.code or "invalid") for problem in error.error_list
        ]
        raise ValidationError({attr: problems}) from None


def save_with_email(user: User, fields: list[str] | None = None) -> None:
    """Save; an address that another account holds becomes a wanted one, so that the answer is the same either way."""
    try:
        with transaction.atomic():
            user.save(update_fields=fields)
    except IntegrityError as error:
        if EMAIL_CONSTRAINT not in str(error):
            raise
        user.email, user.wanted_email = None, user.email
        user.save(update_fields=fields)
