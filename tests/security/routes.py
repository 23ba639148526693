"""Every route of the product and the methods it answers, read off the resolver, so that none is forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.admindocs.views import simplify_regex
from django.urls import URLPattern, URLResolver, get_resolver
from rest_framework.permissions import AllowAny

SAFE = ("GET", "HEAD")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, order=True)
class Route:
    """One method of one address, whose variable parts are written `<name>`."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Target:
    route: Route
    view: Any

    @property
    def is_open(self) -> bool:
        """Whether it answers anyone."""
        classes = getattr(getattr(self.view, "cls", None), "permission_classes", [AllowAny])
        return all(one is AllowAny for one in classes)

    @property
    def is_api(self) -> bool:
        return hasattr(self.view, "cls")

    @property
    def example(self) -> str:
        """An address of this route that names nothing there is."""
        return fill(self.route.path, {})


def targets() -> list[Target]:
    found = [
        Target(Route(method, path), view)
        for path, view in _walk(get_resolver().url_patterns, "/")
        for method in _methods(view)
    ]
    return sorted(found, key=lambda target: target.route)


def fill(path: str, values: dict[str, object]) -> str:
    """The address with its variable parts filled in; those without a value get one that exists nowhere."""
    for name in _names(path):
        path = path.replace(f"<{name}>", str(values.get(name, ABSENT.get(name, 999_999_999))))
    return path


ABSENT: dict[str, object] = {"public_id": UUID(int=7), "platform": "nowhere", "page": "nowhere"}


def _names(path: str) -> list[str]:
    return [part.split(">")[0] for part in path.split("<")[1:]]


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield _readable(path), pattern.callback


def _readable(path: str) -> str:
    """`/api/jobs/<int:id>/` and `/api/^questions/(?P<pk>[^/.]+)/$` alike, as `/api/jobs/<id>/`."""
    simple = simplify_regex(path.replace("^", "").replace("$", "").replace(r"\Z", ""))
    for part in simple.split("<")[1:]:
        converter, _, name = part.split(">")[0].rpartition(":")
        if converter:
            simple = simple.replace(f"<{converter}:{name}>", f"<{name}>")
    return "/" + simple.lstrip("/")


def _methods(view: Any) -> list[str]:
    if hasattr(view, "actions"):
        return [method.upper() for method in view.actions if method.upper() in METHODS]
    kind = getattr(view, "cls", None) or getattr(view, "view_class", None)
    return [method for method in METHODS if hasattr(kind, method.lower())] if kind else ["GET"]
