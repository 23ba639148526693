"""What strangers send: statuses, bodies that are none, odd values, and names that would alter a request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import strategies as st

from backend.platforms.base.records import JsonValue
from backend.test_common.fault_server import HTML

# Where a machine in a cloud tells its secrets.
METADATA = "http://169.254.169.254/latest/meta-data/"

STATUSES = (
    204,
    301,
    302,
    304,
    400,
    401,
    402,
    403,
    404,
    405,
    408,
    410,
    422,
    429,
    451,
    500,
    502,
    503,
    504,
    520,
)
GARBAGE: Mapping[str, bytes] = {
    "nothing": b"",
    "html": HTML.encode(),
    "truncated": b'{"data": [{"id": "1", "na',
    "nested 100,000 deep": b"[" * 100_000 + b"]" * 100_000,
    "nested 150 deep": b"[" * 150 + b"]" * 150,
    "null": b"null",
    "a number": b"5",
    "text": b'"text"',
    "a list": b"[]",
    "a list of lists": b"[[[]], null, 1]",
    "an empty object": b"{}",
    "NaN": b'{"data": NaN, "username": Infinity}',
    "a huge number": b'{"data": ' + b"9" * 6000 + b"}",
    "an error in 200": b'{"success": false, "reason": "not found"}',
    "latin-1": '{"username": "é"}'.encode("latin-1"),
    "utf-16": '{"data": []}'.encode("utf-16"),
    "random bytes": bytes(range(256)),
}
BAD_USERNAMES = (
    "",
    " ",
    ".",
    "..",
    " .. ",
    "../x",
    "..\\x",
    "a/b",
    "/",
    "a\x00b",
    "bob\r\nX-Evil: 1",
    "bob\n",
    "%2e%2e",
    "%2e%2e%2fx",
    "%252e%252e%252fx",
    "..%2fx",
    ".%2e",
    "a%00b",
    "%0d%0aX-Evil: 1",
    "bob?page=9",
    "bob#x",
    "bob&limit=9",
    "bob;x=1",
    "http://169.254.169.254/",
    "bob@169.254.169.254:80/",
    "//evil.example/x",
    "bob\tx",
    "bob\x7f",
    "bob\x85",
    "\x1bbob",
    "bob\u2029",
    # Look like dots, slashes and nothing at all; a library that normalises would make them so.
    "\uff0e\uff0e",
    "\u2024\u2024",
    "\u2025",
    "bob\uff0fx",
    "bob\u2215x",
    "bob\u2044x",
    "bob\uff05x",
    "bob\u200bx",
    "bob\u202ex",
    "\ufeffbob",
    "bob\u00adx",
    "\u2028bob",
    "\ud800bob",
    "x" * 10_240,
    None,
    7,
    ["bob"],
)
_ODD_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=10**20, max_value=10**40)
    | st.floats()
    | st.text(st.characters(), max_size=400)
    | st.sampled_from(
        ["", " ", "\x00", "\ud800", "9999-12-31T23:59:59-14:00", "0001-01-01", "2999-01-01", "javascript:x"]
    )
    | st.lists(st.none() | st.integers() | st.text(max_size=5), max_size=3)
    | st.dictionaries(st.text(max_size=5), st.none() | st.integers(), max_size=3)
)


def spoilt(body: JsonValue, data: st.DataObject) -> JsonValue:
    """The body with one value, anywhere in it, replaced or left out."""
    places = list(_places(body))
    holder, key = data.draw(st.sampled_from(places))
    if data.draw(st.integers(0, 4)) == 0:
        del holder[key]
    else:
        holder[key] = data.draw(_ODD_VALUES)
    return body


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
