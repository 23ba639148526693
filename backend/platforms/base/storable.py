"""Anything a stranger sends, made fit for our tables: text without NUL, JSON that jsonb takes."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

RAW_LIMIT = 4096
DEPTH_LIMIT = 12
_BIGGEST_INT = 2**63 - 1
# PostgreSQL refuses NUL in text and lone surrogates in any encoding.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x1f\x7f-\x9f\u2028\u2029]")


def clean_text(value: str) -> str:
    return _UNSTORABLE.sub("", value)


def clean_line(value: str, limit: int) -> str:
    """One line of at most `limit` characters, blanks at its ends removed."""
    return _CONTROL.sub(" ", clean_text(value)).strip()[:limit].rstrip()


def storable(value: object, limit: int = RAW_LIMIT) -> JsonValue:
    """A copy of a decoded JSON value that fits into `limit` bytes of JSON; what does not fit is left out.

    Numbers that jsonb or a browser would spoil become text (huge) or null (NaN, infinities).
    """
    return _Fitter(limit).fit(value, DEPTH_LIMIT)


class _Fitter:
    """Spends a budget of bytes on a value, in the value's order."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def fit(self, value: object, depth: int) -> JsonValue:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return self._mapping(value, depth - 1)
        if isinstance(value, list | tuple):
            return self._list(value, depth - 1)
        scalar = _scalar(value)
        self._left -= _size(scalar)
        return scalar if self._left >= 0 else None

    def _text(self, value: str) -> str:
        text = clean_text(value[: self._left])
        while text and _size(text) > self._left:
            text = text[: len(text) // 2]
        self._left -= _size(text)
        return text

    def _mapping(self, value: Mapping[str, object], depth: int) -> dict[str, JsonValue]:
        self._left -= 2
        fitted: dict[str, JsonValue] = {}
        for name, item in value.items():
            key = clean_text(str(name))
            self._left -= _size(key) + 4
            if self._left < _size(None) or depth <= 0:
                break
            fitted[key] = self.fit(item, depth)
        return fitted

    def _list(self, value: Sequence[object], depth: int) -> list[JsonValue]:
        self._left -= 2
        fitted: list[JsonValue] = []
        for item in value:
            self._left -= 2
            if self._left < _size(None) or depth <= 0:
                break
            fitted.append(self.fit(item, depth))
        return fitted


def _scalar(value: object) -> bool | int | float | str | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _BIGGEST_INT else _huge(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return None


def _huge(value: int) -> str:
    # Decimal text of a very long integer is refused by Python itself, and quadratic; hexadecimal is neither.
    return hex(value)[:100] if value.bit_length() > 256 else str(value)


def _size(value: bool | int | float | str | None) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode())
