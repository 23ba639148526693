"""An answer's bytes, unpacked with a limit and read as JSON. Nothing here trusts what a header says."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Iterable, Iterator

from backend.platforms.base.errors import (
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamTooLarge,
    UpstreamUnreachable,
)
from backend.platforms.base.storable import JsonValue

NESTING_LIMIT = 100
# Values take far more memory than their text: 5 MiB of "{}," would become 100 MiB of objects.
VALUES_LIMIT = 100_000
CHUNK = 64 * 1024
_DIGITS_LIMIT = 1000
# 32 above the largest window: gzip or zlib, told apart by their first bytes.
_ANY_WINDOW = 32 + zlib.MAX_WBITS


def unpack(chunks: Iterable[bytes], encoding: str, limit: int) -> bytearray:
    """The body, never more than `limit` bytes of it in memory, packed or not.

    Raises UpstreamTooLarge, UpstreamUnreachable for a packed body that ends early, UpstreamInvalidResponse.
    """
    packed = _counted(chunks, limit)
    name = encoding.strip().lower()
    if name in ("", "identity"):
        plain = packed
    elif name in ("gzip", "x-gzip", "deflate"):
        plain = _counted(_inflate(packed), limit)
    else:
        raise UpstreamInvalidResponse("the answer is packed in a way that was not asked for")
    body = bytearray()
    for chunk in plain:
        body += chunk
    return body


def unpack_some(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The beginning of a body that only helps to understand an error, as far as it can be had."""
    body = bytearray()
    name = encoding.strip().lower()
    try:
        for chunk in _inflate(chunks) if name in ("gzip", "x-gzip", "deflate") else chunks:
            body += chunk[: limit - len(body)]
            if len(body) >= limit:
                break
    except PlatformError:
        pass
    return bytes(body)


def _counted(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise UpstreamTooLarge(f"the answer is larger than {limit // 1024} KiB")
        yield chunk


def _inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_ANY_WINDOW)
    try:
        for chunk in chunks:
            data, full = chunk, False
            while data or full:
                if inflater.eof:
                    inflater = zlib.decompressobj(_ANY_WINDOW)
                piece = inflater.decompress(data, CHUNK)
                yield piece
                data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
                full = len(piece) == CHUNK and not inflater.eof
    except zlib.error:
        raise UpstreamInvalidResponse("the answer cannot be unpacked") from None
    if not inflater.eof:
        raise UpstreamUnreachable("the answer ended early")


def read_json(body: bytes | bytearray) -> JsonValue:
    """Numbers that JSON does not know (NaN, infinities) or no one means (1,000 digits) are null.

    Raises UpstreamInvalidResponse for anything else than UTF-8 JSON nested at most 100 deep, UpstreamTooLarge
    for more values than any list of ours holds.
    """
    if body.count(b",") > VALUES_LIMIT:
        raise UpstreamTooLarge("the answer holds too many values")
    try:
        value: JsonValue = json.loads(
            body.decode("utf-8-sig"), parse_constant=lambda _: None, parse_float=_finite, parse_int=_whole
        )
    except UnicodeDecodeError:
        raise UpstreamInvalidResponse("the answer is not text") from None
    except ValueError:
        raise UpstreamInvalidResponse("the answer is not JSON") from None
    except RecursionError:
        raise UpstreamInvalidResponse("the answer is nested too deep") from None
    _check_nesting(value)
    return value


def _finite(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def _whole(text: str) -> int | None:
    return int(text) if len(text) <= _DIGITS_LIMIT else None


def _check_nesting(value: JsonValue) -> None:
    level: list[JsonValue] = [value]
    for _ in range(NESTING_LIMIT + 1):
        level = [inner for outer in level for inner in _containers(outer)]
        if not level:
            return
    raise UpstreamInvalidResponse("the answer is nested too deep")


def _containers(value: JsonValue) -> list[JsonValue]:
    if isinstance(value, dict):
        return [inner for inner in value.values() if isinstance(inner, dict | list)]
    if isinstance(value, list):
        return [inner for inner in value if isinstance(inner, dict | list)]
    return []
