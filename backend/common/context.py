"""What a log line says about its origin: the request it belongs to, the person who is signed in, the import."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest
from django.utils.functional import LazyObject, empty

request_id: ContextVar[str] = ContextVar("request_id", default="")
# Set by what works outside a request, such as a worker; within one, the person is read off the request.
user_id: ContextVar[int | None] = ContextVar("user_id", default=None)
_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)
_facts: ContextVar[Mapping[str, object]] = ContextVar(
    "facts", default={}
)  # noqa: B039  (never changed in place)


def enter_request(request: HttpRequest | None, given_id: str) -> None:
    _request.set(request)
    request_id.set(given_id)
    user_id.set(None)
    _facts.set({})


def tell(**facts: object) -> None:
    """Have the lines of the request at hand say this from now on; outside of one nothing would end it."""
    if _request.get() is not None:
        _facts.set({**_facts.get(), **facts})


@contextmanager
def telling(for_request: str = "", **facts: object) -> Iterator[None]:
    """Have the lines of the block say this, and that they belong to a request where they belong to none yet."""
    lines = _facts.set({**_facts.get(), **facts})
    request = request_id.set(request_id.get() or for_request)
    try:
        yield
    finally:
        request_id.reset(request)
        _facts.reset(lines)


def current_facts() -> Mapping[str, object]:
    return _facts.get()


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
