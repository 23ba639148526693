"""Answers of the true platforms, kept beside the project, read by the code that reads them in production.

Holds without knowing a sample: each item of a list becomes a record or is told as unusable, each error answer
becomes one of the error tree, and nothing else is raised. A sample is a file
`{"request": {"method", "url"}, "response": {"status", "headers", "body"}}`; PLATFORM_SAMPLES names their
folder.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

import pytest

from backend.platforms import registry
from backend.platforms.base.body import read_json
from backend.platforms.base.call import find_call
from backend.platforms.base.config import PlatformConfig
from backend.platforms.base.declarations import parse_token
from backend.platforms.base.errors import PlatformError
from backend.platforms.base.platform import Call, Platform
from backend.platforms.testing import (
    account_on,
    assert_sound,
    assert_sound_result,
    assert_storable,
    build,
    graphql_text,
)
from backend.test_common.fault_server import FaultServer, Response

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("PLATFORM_SAMPLES") or REPOSITORY.parent / "shared" / "platform-samples")
# The body of a sample is stored as it is read, so what told of its way here is no longer true.
TRANSPORT_HEADERS = {"content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive"}


def sample_files() -> list[Any]:
    """The samples in the folders of platforms that the registry knows."""
    if not FOLDER.is_dir():
        return [
            pytest.param(None, id="no-samples", marks=pytest.mark.skip(reason=f"there is no folder {FOLDER}"))
        ]
    known = set(registry.slugs())
    paths = [path for path in sorted(FOLDER.rglob("*.json")) if known & folders_of(path)]
    return [pytest.param(path, id=str(path.relative_to(FOLDER))) for path in paths] or [
        pytest.param(
            None, id="no-samples", marks=pytest.mark.skip(reason=f"{FOLDER} holds none of our platforms")
        )
    ]


def folders_of(path: Path) -> set[str]:
    return {FOLDER.name.lower(), *(part.lower() for part in path.relative_to(FOLDER).parent.parts)}


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> dict[str, Any]:
    try:
        value = json.loads(request.param.read_text(encoding="utf-8"))
        return {"request": dict(value["request"]), "response": dict(value["response"])}
    except (ValueError, KeyError, TypeError) as error:
        pytest.skip(f"this is not a sample: {error!r}")


def call_of(sample: dict[str, Any]) -> tuple[type[Platform], Call[object]]:
    """Which call of which platform a sample answers; skips the test where we make no such call.

    An error answer may come to any call of its API, so one to a call that we do not make is read as if it
    had come to one that we make.
    """
    request = sample["request"]
    method, parts = str(request.get("method", "GET")).upper(), urlsplit(str(request.get("url", "")))
    names = tuple(parse_qs(parts.query, keep_blank_values=True))
    asked = graphql_text(decoded(request.get("body")))
    # A request may be told in words of its author; the names in the answer then say what was asked.
    for text in (asked, " ".join(keys_of(decoded(sample["response"].get("body"))))):
        for kind in registry.all_classes():
            for path in paths_on(kind, parts):
                if call := find_call((*kind.calls, *token_calls(kind)), method, path, names, text):
                    return kind, call
    if is_error(sample):
        kind = kind_of(sample)
        return kind, next(call for call in kind.calls if not call.origin and not call.status_only)
    pytest.skip(f"no platform makes this call: {method} {request.get('url')}")


def kind_of(sample: dict[str, Any]) -> type[Platform]:
    """The platform whose host was asked; skips the test where nobody asks it."""
    url = str(sample["request"].get("url", ""))
    for kind in registry.all_classes():
        if kind.calls and bare(urlsplit(url).hostname) == bare(urlsplit(kind.default_base_url).hostname):
            return kind
    pytest.skip(f"no platform asks this host: {url}")


def is_error(sample: dict[str, Any]) -> bool:
    return int(sample["response"].get("status") or 200) >= 400


def token_calls(kind: type[Platform]) -> tuple[Call[object], ...]:
    """Where a code becomes a token: asked by those who connect an account, read like any other answer."""
    path = urlsplit(kind.oauth.token_url).path if kind.oauth else ""
    return (Call("token", path, parse_token, method="POST"),) if path else ()


def decoded(body: Any) -> Any:
    with suppress(ValueError):
        return json.loads(body) if isinstance(body, str | bytes) else body
    return None


def keys_of(value: Any) -> Iterator[str]:
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(inner)
    yield from map(str, value) if isinstance(value, dict) else ()


def paths_on(kind: type[Platform], parts: SplitResult) -> Iterator[str]:
    """The address under the platform's base; the same API may be told with another prefix of host or path."""
    base = urlsplit(kind.default_base_url)
    if not base.hostname or bare(parts.hostname) != bare(base.hostname):
        return
    for prefix in dict.fromkeys([base.path, base.path.removeprefix("/api")]):
        if parts.path.startswith(prefix):
            yield parts.path.removeprefix(prefix)


def bare(host: str | None) -> str:
    return re.sub(r"^(www\.|api\.)+", "", host or "")


def response_of(answer: dict[str, Any]) -> Response:
    status = answer.get("status")
    code = 200 if status is None else int(status)
    if not 200 <= code <= 999:
        pytest.skip(f"{code} is no final status")
    headers = {
        str(name): " ".join(str(value).split())
        for name, value in (answer.get("headers") or {}).items()
        if str(name).lower() not in TRANSPORT_HEADERS
    }
    body = answer.get("body")
    return Response(code, b"" if body is None else body, headers=headers)


@contextmanager
def answering(kind: type[Platform], response: Response) -> Iterator[Platform]:
    with FaultServer(route=lambda _: response) as server:
        yield build(kind, server.url, datetime.now(UTC))


def conditional(response: Response) -> dict[str, str]:
    """304 is an answer only to who has asked for it."""
    return {"If-None-Match": '"known"'} if response.status == 304 else {}


def listed_rows(call: Call[object], response: Response) -> bool:
    """Whether this is a good answer that holds the call's list."""
    try:
        body = read_json(response.payload())
    except PlatformError:
        return False
    small = len(response.payload()) <= PlatformConfig.body_limit
    return small and 200 <= response.status < 300 and call.rows_in(body) is not None


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_a_call_reads_the_sample_or_raises_one_of_the_error_tree(sample: dict[str, Any]) -> None:
    kind, call = call_of(sample)
    response = response_of(sample["response"])
    args = call.path_args(call.path) or {}
    with answering(kind, response) as platform:
        try:
            reply = platform.ask_reply(
                call, dict.fromkeys(args, "alice"), account=account_on(kind), headers=conditional(response)
            )
        except PlatformError:
            assert not listed_rows(call, response), "a list that could be read was refused as a whole"
            return
    if response.status == 304:
        assert reply.unchanged
        return
    result = reply.value
    assert 200 <= response.status < 300, "an error answer was taken for a good one"
    assert_sound_result(call, read_json(response.payload()), result, datetime.now(UTC))


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_a_walk_over_the_sample_ends_in_records_or_one_of_the_error_tree(sample: dict[str, Any]) -> None:
    kind = kind_of(sample)
    with answering(kind, response_of(sample["response"])) as platform, suppress(PlatformError):
        for page in platform.pages(account_on(kind)):
            for record in page.items:
                assert_sound(record, datetime.now(UTC))


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_statistics_from_the_sample_can_be_stored_or_raise_one_of_the_error_tree(
    sample: dict[str, Any],
) -> None:
    kind = kind_of(sample)
    with answering(kind, response_of(sample["response"])) as platform, suppress(PlatformError):
        stats = platform.fetch_stats(account_on(kind))
        assert_storable([stats.username, stats.rank, dict(stats.by_difficulty), dict(stats.raw)])
