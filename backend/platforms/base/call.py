"""One endpoint of a platform as data: what is asked, how its answer is read, and how to know it again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar
from urllib.parse import unquote

from backend.platforms.base.errors import PlatformError
from backend.platforms.base.storable import JsonValue

Answer_co = TypeVar("Answer_co", covariant=True)

# As `rows`: the body itself is the list.
WHOLE = "$"


@dataclass(frozen=True)
class Call(Generic[Answer_co]):
    """One endpoint as data.

    `path` has places in braces; `parse` turns a decoded body into a result, with the present time handed in,
    and raises nothing but PlatformError: UpstreamInvalidResponse for a body of another shape, others where the
    platform tells an error in an answer of 200. `errors` says what a status means at this endpoint. `rows` is
    the place of the list whose items become the result's `items`: names joined by dots, or WHOLE.

    `document` is the GraphQL text of a call; `ask` then sends its body as the variables. Calls of one path
    are told apart by `words` (all of them stand in the request's GraphQL text) and by `needs` (names in its
    query string). `aliases` are other paths that give the same answer; they are read, never asked for.

    `origin` is where a call goes that lies at another host than the rest; a base URL from the settings is for
    all calls. Of a `status_only` call nothing but the 200 counts: `parse` is given None.
    """

    name: str
    path: str
    parse: Callable[[JsonValue, datetime], Answer_co]
    method: str = "GET"
    errors: Mapping[int, type[PlatformError]] = field(default_factory=dict)
    rows: str = ""
    document: str = ""
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    status_only: bool = False

    def path_args(self, path: str) -> dict[str, str] | None:
        """What stands in the places of `path`, still quoted there; None where it is another call's path."""
        for template in (self.path, *self.aliases):
            pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(template.rstrip("/")))
            if match := re.fullmatch(pattern, path.rstrip("/")):
                return {name: unquote(value) for name, value in match.groupdict().items()}
        return None

    def fits(self, method: str, path: str, names: tuple[str, ...] = (), text: str = "") -> bool:
        """Whether a request is this call's. `names` are those of its query string, `text` is its GraphQL."""
        return (
            method == self.method
            and self.path_args(path) is not None
            and set(self.needs) <= set(names)
            and all(re.search(rf"\b{re.escape(word)}\b", text) for word in self.words)
        )

    def rows_in(self, body: JsonValue) -> list[JsonValue] | None:
        """The list that a body of this call holds, None where there is none."""
        if not self.rows:
            return None
        place = body
        for name in () if self.rows == WHOLE else self.rows.split("."):
            place = place.get(name) if isinstance(place, dict) else None
        return place if isinstance(place, list) else None

    def payload(self, body: JsonValue) -> JsonValue:
        """What is sent for `body`."""
        return {"query": self.document, "variables": body or {}} if self.document else body


def find_call(
    calls: tuple[Call[object], ...], method: str, path: str, names: tuple[str, ...] = (), text: str = ""
) -> Call[object] | None:
    """The call that says most about such a request."""
    fitting = [call for call in calls if call.fits(method, path, names, text)]
    return max(fitting, key=lambda call: len(call.words) + len(call.needs), default=None)
