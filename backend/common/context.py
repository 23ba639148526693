"""What a log line says about its origin: the request it belongs to and the person who is signed in."""

from contextvars import ContextVar

from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

request_id: ContextVar[str] = ContextVar("request_id", default="")
# Set by what works outside a request, such as a worker; within one, the person is read off the request.
user_id: ContextVar[int | None] = ContextVar("user_id", default=None)
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def enter_request(request: HttpRequest | None, given_id: str) -> None:
    _request.set(request)
    request_id.set(given_id)
    user_id.set(None)


def current_user_id() -> int | None:
    """The signed-in person's id where it is known already: asking never queries the database."""
    request = _request.get()
    return user_id.get() or (signed_in_id(request) if request is not None else None)


def signed_in_id(request: HttpRequest) -> int | None:
    user = getattr(request, "user", None)
    if isinstance(user, LazyObject) and user.__dict__.get("_wrapped", empty) is empty:
        return None
    key = getattr(user, "pk", None)
    return key if isinstance(key, int) else None
