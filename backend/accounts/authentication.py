"""Who asks. A session cookie with CSRF on, or a bearer token; whoever gives neither is anonymous and gets 403."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from rest_framework import authentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

from backend.accounts import events

CSRF_FAILED = "The CSRF token is missing or wrong. Reload and try again."


class SessionAuthentication(authentication.SessionAuthentication):
    """The signed-in user, with Django's CSRF check; for others, unsafe calls sent by a foreign site are refused."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        found = super().authenticate(request)
        if found is None and request.method not in SAFE_METHODS:
            refuse_cross_site(request._request)
        return found

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as refusal:
            events.warn("access_denied", reason="csrf")
            raise PermissionDenied(CSRF_FAILED, code="csrf_failed") from refusal


class BearerAuthentication(authentication.BaseAuthentication):
    """No tokens are issued, so each one is a bad one. It is an error, never a reason to look at the cookie."""

    def authenticate(self, request: Request) -> None:
        if _has_token(request):
            events.warn("access_denied", reason="bearer")
            raise AuthenticationFailed("This token is not valid.", code="invalid_token")

    def authenticate_header(self, request: Request) -> str | None:
        # Without a header here, DRF answers 403 in place of 401.
        return "Bearer" if _has_token(request) else None


def refuse_cross_site(request: HttpRequest) -> None:
    """Keep other sites from signing a visitor in as somebody else. A program, which sends neither header, passes.

    CSRF tokens cannot do this: they are bound to nothing before there is a session.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        if request.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin"):
            return
    elif origin in _own_origins(request):
        return
    events.warn("access_denied", reason="cross-site")
    raise PermissionDenied("This request comes from another site.", code="cross_site")


def _own_origins(request: HttpRequest) -> set[str]:
    own = f"{request.scheme}://{request.get_host()}"
    return {own, *(_origin(url) for url in settings.CSRF_TRUSTED_ORIGINS)}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _has_token(request: Request) -> bool:
    return request.headers.get("Authorization", "").lower().split(" ")[0] == "bearer"
