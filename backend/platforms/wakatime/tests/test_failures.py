import base64
from typing import Any

import pytest

from backend.platforms.base.errors import (
    CredentialMissing,
    CredentialRejected,
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.records import Account, Stats
from backend.platforms.testing import NOW, build
from backend.platforms.wakatime.platform import WakaTime
from backend.test_common.fault_server import Response, html, throttled
from backend.test_common.platform_servers.wakatime import DAY, KEY, WakaTimeServer

BOB = Account("bob", secret=KEY)


def failure_of(response: Response, account: Account = BOB) -> PlatformError:
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob")
        server.fault(1, response)
        with pytest.raises(PlatformError) as caught:
            list(build(WakaTime, server.url).pages(account))
        return caught.value


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (Response(401, {"error": "Unauthorized"}), CredentialRejected),
        (Response(403, {"error": "Forbidden"}), CredentialRejected),
        (html(403), UpstreamUnavailable),
        (Response(400, {"errors": {"start": ["Invalid."]}}), UpstreamUnavailable),
        (Response(202, {"data": []}), UpstreamUnavailable),
        (Response(503, "busy"), UpstreamUnavailable),
        (html(200, "application/json"), UpstreamInvalidResponse),
        (Response(body={"error": "Unauthorized"}), CredentialRejected),
    ],
)
def test_a_refusal_is_one_of_the_error_tree(response: Response, kind: type[PlatformError]) -> None:
    assert isinstance(failure_of(response), kind)


@pytest.mark.parametrize(
    ("response", "seconds"),
    [
        (Response(429, {"error": "Too many requests"}), 60),
        (throttled("120"), 120),
        (Response(302, headers={"Location": "https://wakatime.com/login"}), 60),
        (Response(body={"error": "Too many requests"}), 60),
    ],
    ids=["without a hint", "with a hint", "a redirect instead", "an error in 200"],
)
def test_throttling_is_waited_for(response: Response, seconds: int) -> None:
    error = failure_of(response)
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == seconds


def test_an_unknown_key_is_refused() -> None:
    with WakaTimeServer(now=lambda: NOW) as server, pytest.raises(CredentialRejected):
        list(build(WakaTime, server.url).pages(BOB))


def test_without_a_key_nothing_is_asked() -> None:
    with WakaTimeServer(now=lambda: NOW) as server:
        with pytest.raises(CredentialMissing):
            build(WakaTime, server.url).fetch_stats(Account("bob"))
    assert server.calls == []


def test_the_key_travels_in_a_header_and_never_in_an_address() -> None:
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob")
        list(build(WakaTime, server.url).pages(BOB))
    packed = base64.b64encode(KEY.encode()).decode()
    assert {call.headers["authorization"] for call in server.calls} == {f"Basic {packed}"}
    assert not [line for line in server.server.lines if KEY in line or packed in line]


def stats_of(server: WakaTimeServer) -> Stats:
    return build(WakaTime, server.url).fetch_stats(BOB)


def test_statistics_are_totals_without_a_rating() -> None:
    with WakaTimeServer(now=lambda: NOW) as server:
        person = server.add_user("bob", created=NOW - 40 * DAY)
        server.add_days("bob", 10)
        stats = stats_of(server)
    assert (stats.username, stats.platform_user_id) == ("bob", person.number)
    assert (stats.rating, stats.rank, stats.problems_solved) == (None, None, None)
    assert stats.raw == {
        "total_seconds": sum(600 + 60 * back for back in range(10)),
        "is_up_to_date": True,
        "since": "2026-05-22",
        "last_7_days_seconds": sum(600 + 60 * back for back in range(7)),
        "plan": "basic",
    }


@pytest.mark.parametrize("old_spelling", [True, False])
def test_the_last_week_is_read_under_both_spellings(old_spelling: bool) -> None:
    with WakaTimeServer(now=lambda: NOW, old_spelling=old_spelling) as server:
        server.add_user("bob")
        server.add_days("bob", 1)
        assert stats_of(server).raw["last_7_days_seconds"] == 600


def test_a_total_that_is_still_counted_says_so() -> None:
    counting: Any = {"data": {"total_seconds": 5.0, "is_up_to_date": False, "percent_calculated": 3}}
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob")
        server.fault(1, Response(202, counting))
        raw = stats_of(server).raw
    assert (raw["total_seconds"], raw["is_up_to_date"]) == (5, False)


def test_statistics_stand_without_the_week_that_a_plan_hides() -> None:
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob", plan_days=3)
        assert stats_of(server).raw["last_7_days_seconds"] is None


def test_an_account_without_a_user_name_is_known_by_the_one_given() -> None:
    with WakaTimeServer(now=lambda: NOW) as server:
        server.add_user("bob")
        owner = {"data": {"id": "5b5b", "username": None, "timezone": "UTC", "email": "x@example.invalid"}}
        server.fault(0, Response(body=owner))
        stats = stats_of(server)
    assert stats.username == "bob" and "example.invalid" not in repr(stats)
