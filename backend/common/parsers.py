"""The only way in for a body: JSON that Python, PostgreSQL and every later reader understand alike."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

MAX_DEPTH = 50
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1
# A string is skipped as one match, also where its end is missing, so that the scan stays linear.
_STRINGS_AND_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


class StrictJSONParser(JSONParser):
    """JSON as RFC 8259 has it and nothing else. Refused, each with 400: other encodings than UTF-8, nesting deeper
    than `MAX_DEPTH`, repeated names, NaN and infinities, integers beyond 64 bits, NUL and lone surrogates."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            return read_json(stream.read().decode())
        except UnicodeDecodeError:
            raise ParseError("The body is not UTF-8.") from None
        except ValueError as error:
            raise ParseError(f"The body is not valid JSON: {error}") from None


def read_json(text: str) -> Any:
    """Raises ValueError, with a text for people, for whatever is refused."""
    _check_depth(text)
    value = json.loads(
        text,
        object_pairs_hook=_unique_names,
        parse_constant=_refuse_constant,
        parse_int=_read_int,
        parse_float=_read_float,
    )
    # Bytes that are UTF-8 hold neither, and JSON takes no bare control character: only an escape can bring them.
    if "\\u" in text:
        _check_strings(value)
    return value


def _check_depth(text: str) -> None:
    depth = 0
    for match in _STRINGS_AND_BRACKETS.finditer(text):
        token = match.group()
        if token in "[{":
            depth += 1
        elif token in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            raise ValueError(f"it is nested deeper than {MAX_DEPTH} levels.")


def _unique_names(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name is given twice in one object.")
    return members


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a number.")


def _read_int(digits: str) -> int:
    # Digits are counted first: turning very many of them into a number is slow, and Python refuses it.
    if len(digits) > 20 or not _SMALLEST <= int(digits) <= _LARGEST:
        raise ValueError("a whole number is too large.")
    return int(digits)


def _read_float(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large.")
    return number


def _check_strings(value: Any) -> None:
    for text in _strings(value):
        if "\0" in text:
            raise ValueError("a text contains a NUL character.")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ValueError("a text contains half of a surrogate pair.")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from _strings(item)
