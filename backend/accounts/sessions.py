"""The session engine: sessions in the database that know their user, and the two middlewares that bound their life.

A session slides for SESSION_COOKIE_AGE after its last use and never outlives SESSION_ABSOLUTE_AGE after signing in.
"""

import time
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

from backend.accounts.models import Session, User

SIGNED_IN_AT = "signed_in_at"
# A use is written at most this often: a write on every request would cost more than the request.
TOUCH_EVERY = timedelta(hours=1)


class SessionStore(DatabaseStore):
    user_agent = ""
    last_used_at: datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        if SESSION_KEY in data:
            data.setdefault(SIGNED_IN_AT, int(time.time()))
        row = cast(Session, super().create_model_instance(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.user_agent = self.user_agent
        row.last_used_at = timezone.now()
        return row

    def get_session_cookie_age(self) -> int:
        """Seconds until this session ends if it is not used again."""
        return max(0, min(settings.SESSION_COOKIE_AGE, self._seconds_left()))

    def is_outlived(self) -> bool:
        return SESSION_KEY in self and self._seconds_left() <= 0

    def touch(self) -> bool:
        """Note the use of a signed-in session where the last note is an hour old; True where that moved its end."""
        if (
            not self.last_used_at
            or timezone.now() - self.last_used_at < TOUCH_EVERY
            or SESSION_KEY not in self
        ):
            return False
        rows = Session.objects.filter(session_key=self.session_key)
        return bool(rows.update(last_used_at=timezone.now(), expire_date=self.get_expiry_date()))

    def _seconds_left(self) -> int:
        signed_in_at = self.get(SIGNED_IN_AT, time.time())
        return int(signed_in_at + settings.SESSION_ABSOLUTE_AGE - time.time())

    def _get_session_from_db(self) -> Session | None:
        row: Session | None = super()._get_session_from_db()  # type: ignore[misc]
        self.last_used_at = row.last_used_at if row else None
        return row


class SessionMiddleware(DjangoSessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        agent = request.headers.get("User-Agent", "")
        _session(request).user_agent = "".join(filter(str.isprintable, agent))[:200]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        session = _session(request)
        unsaved = settings.SESSION_COOKIE_NAME not in response.cookies and session.accessed
        if unsaved and response.status_code < 500 and session.touch():
            _set_cookie(response, session)
        return response


class AbsoluteSessionMiddleware(MiddlewareMixin):
    """Ends a session that outlived its sign-in, when somebody first asks who the user is."""

    def process_request(self, request: HttpRequest) -> None:
        request.user = cast(User, SimpleLazyObject(lambda: _user_of_live_session(request)))


def _user_of_live_session(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    if _session(request).is_outlived():
        request.session.flush()
    return get_user(request)


def _session(request: HttpRequest) -> SessionStore:
    return cast(SessionStore, request.session)


def _set_cookie(response: HttpResponse, session: SessionStore) -> None:
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        str(session.session_key),
        max_age=session.get_expiry_age(),
        domain=settings.SESSION_COOKIE_DOMAIN,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=settings.SESSION_COOKIE_HTTPONLY,
        samesite=cast(Literal["Lax"], settings.SESSION_COOKIE_SAMESITE),
    )
