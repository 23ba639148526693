import gzip
import json
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from backend.platforms.base.body import unpack
from backend.platforms.base.errors import (
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamTooLarge,
    UpstreamUnreachable,
)
from backend.platforms.base.tests.clients import real_client_for
from backend.test_common.fault_server import (
    FaultServer,
    Response,
    cut_mid_body,
    endless_stream,
    garbage,
    gzip_bomb,
    html,
    truncated,
    wrong_length,
)

REPOSITORY = Path(__file__).resolve().parents[4]
BODY = {"data": ["x" * 50_000]}


def answer_of(response: Response, **limits: int) -> object:
    with FaultServer([response]) as server:
        return real_client_for(server.url, **limits).get_json("/x")


@pytest.mark.parametrize("packer", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_a_packed_answer_is_read_though_plain_was_asked_for(packer: object) -> None:
    name = "gzip" if packer is gzip.compress else "deflate"
    packed = packer(json.dumps(BODY).encode())  # type: ignore[operator]
    assert answer_of(Response(body=packed, headers={"Content-Encoding": name})) == BODY


def test_an_answer_in_several_gzip_members_is_read() -> None:
    packed = gzip.compress(b'{"a":') + gzip.compress(b" 1}")
    assert answer_of(Response(body=packed, headers={"Content-Encoding": "gzip"})) == {"a": 1}


def test_an_answer_of_the_exact_limit_is_read() -> None:
    assert answer_of(Response(body=b'"' + b"x" * 998 + b'"'), body_limit=1000) == "x" * 998


@pytest.mark.parametrize(
    "response",
    [Response(body=b'"' + b"x" * 999 + b'"'), endless_stream(), gzip_bomb(1)],
    ids=["one byte more", "endless", "bomb"],
)
def test_an_answer_beyond_the_limit_is_cut(response: Response) -> None:
    with pytest.raises(UpstreamTooLarge):
        answer_of(response, body_limit=1000)


def test_an_answer_of_too_many_values_is_refused_before_it_fills_memory() -> None:
    with pytest.raises(UpstreamTooLarge):
        answer_of(Response(body=b"[" + b"{}," * 600_000 + b"{}]"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_bomb_of_200_megabytes_takes_less_than_32() -> None:
    with FaultServer([gzip_bomb(200)]) as server:
        command = [sys.executable, "-c", BOMB_READER, server.url]
        grown = subprocess.run(command, capture_output=True, check=True, cwd=REPOSITORY).stdout
    assert int(grown) < 32 * 1024


# In a process of its own: the most memory that this one ever had says nothing about a single answer.
BOMB_READER = """
import re, sys
from pathlib import Path
from backend.platforms.base.errors import UpstreamTooLarge
from backend.platforms.base.tests.clients import real_client_for

def most_memory():
    return int(re.search(r"VmHWM:\\s*([0-9]+) kB", Path("/proc/self/status").read_text())[1])

client = real_client_for(sys.argv[1], request_deadline=10.0)
before = most_memory()
try:
    client.get_json("/x")
except UpstreamTooLarge:
    print(most_memory() - before)
"""


@pytest.mark.parametrize(
    "response", [cut_mid_body(), wrong_length(BODY), wrong_length({})], ids=["reset", "short", "shorter"]
)
def test_an_answer_that_breaks_off_means_unreachable(response: Response) -> None:
    with pytest.raises(UpstreamUnreachable):
        answer_of(response)


def test_a_packed_answer_that_breaks_off_means_unreachable() -> None:
    packed = gzip.compress(json.dumps(BODY).encode())[:-10]
    with pytest.raises(UpstreamUnreachable):
        answer_of(Response(body=packed, headers={"Content-Encoding": "gzip"}))


@pytest.mark.parametrize(
    "response",
    [
        html(),
        html(content_type="application/json"),
        truncated(BODY),
        garbage(),
        Response(204),
        Response(body=b""),
        Response(body=b"\xff\xfe\x00"),
        Response(body=b"[" * 100_000 + b"]" * 100_000),
        Response(body=b"[" * 102 + b"]" * 102),
        Response(body=b"not packed", headers={"Content-Encoding": "gzip"}),
        Response(body=b"{}", headers={"Content-Encoding": "br"}),
    ],
)
def test_an_answer_without_sense_is_told_as_such(response: Response) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        answer_of(response)


def test_nesting_of_a_hundred_is_still_read() -> None:
    assert answer_of(Response(body=b"[" * 100 + b"]" * 100)) is not None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000])
def test_numbers_that_no_one_means_are_null(number: str) -> None:
    assert answer_of(Response(body=f'{{"a": {number}, "b": 2}}')) == {"a": None, "b": 2}


def test_a_byte_order_mark_is_no_obstacle() -> None:
    assert answer_of(Response(body=b"\xef\xbb\xbf[1]")) == [1]


def test_empty_members_without_end_are_counted_too() -> None:
    with pytest.raises(UpstreamTooLarge):
        unpack([gzip.compress(b"")] * 1000, "gzip", limit=1000)


def test_output_that_fills_a_chunk_exactly_is_not_lost() -> None:
    packed = gzip.compress(b" " * 65_536 * 3)
    assert len(unpack([packed[:30], packed[30:]], "gzip", limit=10**6)) == 65_536 * 3


OK = b"HTTP/1.1 200 OK\r\n"
WIRE = {
    "no answer": b"",
    "a head that ends early": OK,
    "two lengths": OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "a chunk without a size": OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "a chunk that ends early": OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{}",
    "a line without end": OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n{}",
    "headers without end": OK + b"".join(b"X%d: a\r\n" % number for number in range(300)) + b"\r\n{}",
    "a status of no class": b"HTTP/1.1 999 Odd\r\n\r\n{}",
    "a status of four digits": b"HTTP/1.1 1000 Odd\r\n\r\n{}",
    "another protocol": b"HTTP/1.1 101 Switching Protocols\r\n\r\n{}",
    "no head": b"{}",
}


@pytest.mark.parametrize("raw", WIRE.values(), ids=WIRE.keys())
def test_whatever_is_on_the_wire_becomes_one_of_the_error_tree(raw: bytes) -> None:
    with pytest.raises(PlatformError) as caught:
        answer_of(Response(raw=raw))
    assert caught.value.code.startswith("upstream_")
