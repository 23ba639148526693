"""Answers of the true platforms, kept beside the project, read by the code that reads them in production.

Holds without knowing a sample: each item of a list becomes a record or is told as unusable, each error answer
becomes one of the error tree, and nothing else is raised. A sample is a file
`{"request": {"method", "url"}, "response": {"status", "headers", "body"}}`; PLATFORM_SAMPLES names their
folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from backend.platforms import registry
from backend.platforms.base.body import read_json
from backend.platforms.base.config import PlatformConfig
from backend.platforms.base.errors import PlatformError
from backend.platforms.base.platform import Call, Platform
from backend.platforms.base.records import Account
from backend.platforms.testing import assert_sound, assert_sound_result, assert_storable, build
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


def call_of(request: dict[str, Any]) -> tuple[type[Platform], Call[object]]:
    """Which call of which platform a request makes; skips the test where we make no such call."""
    method, parts = str(request.get("method", "GET")).upper(), urlsplit(str(request.get("url", "")))
    for kind in registry.all_classes():
        base = urlsplit(kind.default_base_url)
        if not base.hostname or (parts.hostname or "").removeprefix("www.") != base.hostname.removeprefix(
            "www."
        ):
            continue
        path = parts.path.removeprefix(base.path).rstrip("/")
        for call in kind.calls:
            if call.method == method and call.path_args(path) is not None:
                return kind, call
    pytest.skip(f"no platform makes this call: {method} {request.get('url')}")


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


def listed_rows(call: Call[object], response: Response) -> bool:
    """Whether this is a good answer that holds the call's list."""
    try:
        body = read_json(response.payload())
    except PlatformError:
        return False
    small = len(response.payload()) <= PlatformConfig.body_limit
    good = small and 200 <= response.status < 300
    return good and isinstance(body, dict) and isinstance(body.get(call.rows), list)


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_a_call_reads_the_sample_or_raises_one_of_the_error_tree(sample: dict[str, Any]) -> None:
    kind, call = call_of(sample["request"])
    response = response_of(sample["response"])
    args = call.path_args(call.path) or {}
    with answering(kind, response) as platform:
        try:
            result = platform.ask(call, dict.fromkeys(args, "alice"))
        except PlatformError:
            assert not listed_rows(call, response), "a list that could be read was refused as a whole"
            return
    assert 200 <= response.status < 300, "an error answer was taken for a good one"
    assert_sound_result(call, read_json(response.payload()), result, datetime.now(UTC))


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_a_walk_over_the_sample_ends_in_records_or_one_of_the_error_tree(sample: dict[str, Any]) -> None:
    kind, _ = call_of(sample["request"])
    with answering(kind, response_of(sample["response"])) as platform, suppress(PlatformError):
        for page in platform.pages(Account("alice")):
            for record in page.items:
                assert_sound(record, datetime.now(UTC))


@pytest.mark.parametrize("sample", sample_files(), indirect=True)
def test_statistics_from_the_sample_can_be_stored_or_raise_one_of_the_error_tree(
    sample: dict[str, Any],
) -> None:
    kind, _ = call_of(sample["request"])
    with answering(kind, response_of(sample["response"])) as platform, suppress(PlatformError):
        stats = platform.fetch_stats(Account("alice"))
        assert_storable([stats.username, stats.rank, dict(stats.by_difficulty), dict(stats.raw)])
