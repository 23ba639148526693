"""What goes over the wire, as values: a request to one platform, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from backend.platforms.base.errors import PlatformError
from backend.platforms.base.storable import JsonValue

Params: TypeAlias = Mapping[str, str | int]
Errors: TypeAlias = Mapping[int, type[PlatformError]]
Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Request:
    """`path` has places in braces, filled by `path_args`; `json` is the body, None for none.

    `headers` may carry a secret and are therefore never shown; `paced_by` says, without telling it, whose
    budget the call is counted on ("" where all callers share one). `errors` says what a status means here.
    `origin` replaces the client's base URL; of a `status_only` answer the body is not read.
    """

    path: str
    path_args: Mapping[str, str] = field(default_factory=dict)
    params: Params | None = None
    method: str = "GET"
    json: JsonValue = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    errors: Errors = field(default_factory=dict)
    paced_by: str = ""
    origin: str = ""
    status_only: bool = False

    @property
    def conditional(self) -> bool:
        """Whether 304 is an answer to it."""
        return any(name.lower() == "if-none-match" for name in self.headers)


@dataclass(frozen=True)
class Reply(Generic[Value_co]):
    """A good answer with its headers, their names in lower case; `value` is None for a 304."""

    value: Value_co | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def unchanged(self) -> bool:
        return self.status == 304
