"""What the import story has to know of a kind of record; everything else about it is in the journal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Protocol, TypeVar

from backend.core.matching import Origin, Result
from backend.platforms.base.records import InvalidValue, JsonValue

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Matched(Protocol):
    """What one record does to the journal; `effects` is what undo reverts, as JSON."""

    @property
    def result(self) -> Result: ...

    @property
    def effects(self) -> dict[str, Any]: ...

    @property
    def kept_mine(self) -> list[dict[str, Any]]: ...


class FromValues(Protocol[R_co]):
    def __call__(self, values: Mapping[str, object], *, now: datetime | None = None) -> R_co: ...


@dataclass(frozen=True)
class RecordType(Generic[R]):
    """`fields` are the values that a row of it has, in the order in which a person is asked for them.

    `from_values` raises InvalidValue for the first that cannot be used. `key` is the same text for the same thing
    upstream. `match` says what records would do, `write` does it, with the writer's lock held; both in order.
    `without_built_id` leaves out of a row's values the ids that were built from others of them.
    """

    name: str
    fields: tuple[str, ...]
    to_values: Callable[[R], dict[str, JsonValue]]
    from_values: FromValues[R]
    key: Callable[[R], str]
    match: Callable[[Origin, Sequence[R]], Sequence[Matched]]
    write: Callable[[Origin, Sequence[R]], Sequence[Matched]]
    all_told_before: Callable[[Origin, Sequence[R]], bool]
    without_built_id: Callable[[Mapping[str, Any]], dict[str, Any]]

    def mend(self, values: Mapping[str, Any], given: Mapping[str, Any], *, now: datetime) -> R:
        """The record of a row whose values a person completes or replaces; an id that was built is built anew.

        Raises InvalidValue for the first value that cannot be used, or that no record of this kind has.
        """
        for name in given:
            if name not in self.fields:
                raise InvalidValue(name, "unknown", "this field is not known")
        return self.from_values({**self.without_built_id(values), **given}, now=now)
