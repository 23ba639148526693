from typing import Any

import pytest

from backend.platforms.base.errors import (
    CredentialRejected,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.leetcode.parse import parse_profile
from backend.platforms.leetcode.platform import LeetCode
from backend.platforms.testing import NOW, account_on, build
from backend.test_common.fault_server import HTML, FaultServer, Response


def failing(response: Response) -> PlatformError:
    with FaultServer(route=lambda _: response) as server, pytest.raises(PlatformError) as raised:
        build(LeetCode, server.url).fetch_stats(account_on(LeetCode, "bob"))
    return raised.value


@pytest.mark.parametrize("status", [200, 400, 403])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (
            {"errors": [{"message": "That user does not exist."}], "data": {"matchedUser": None}},
            ProfileNotFound,
        ),
        ({"errors": [{"message": 'Cannot query field "x" on type "UserNode".'}]}, UpstreamInvalidResponse),
        ({"errors": ["odd"]}, UpstreamInvalidResponse),
        ({"error": "User is not authenticated"}, CredentialRejected),
        ({"detail": "Authentication credentials were not provided."}, CredentialRejected),
        ({"errors": [{"message": "odd"}, {"message": "That user does not exist."}]}, ProfileNotFound),
        ({"errors": [{"message": "Too many requests"}]}, UpstreamRateLimited),
    ],
)
def test_the_body_decides_whatever_the_status_is(status: int, body: Any, kind: type[PlatformError]) -> None:
    assert type(failing(Response(status, body))) is kind


def test_the_wall_in_front_of_the_site_is_not_the_sessions_fault() -> None:
    assert type(failing(Response(403, HTML))) is UpstreamUnavailable


@pytest.mark.parametrize("body", [HTML, {"error": "slow down"}, {"detail": "odd"}])
def test_a_429_without_a_hint_means_a_minute(body: Any) -> None:
    error = failing(Response(429, body))
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 60


def test_a_user_that_is_null_without_an_error_does_not_exist_either() -> None:
    assert type(failing(Response(body={"data": {"matchedUser": None}}))) is ProfileNotFound


def test_a_500_is_an_outage_whatever_it_says() -> None:
    assert type(failing(Response(500, {"error": "internal"}))) is UpstreamUnavailable


def test_an_error_about_something_else_spoils_nothing() -> None:
    body = {
        "errors": [{"message": "timed out", "path": ["userContestRanking"]}],
        "data": {"matchedUser": {"username": "bob"}, "userContestRanking": None},
    }
    assert parse_profile(body, NOW).username == "bob"
