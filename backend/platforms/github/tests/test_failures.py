from collections.abc import Mapping
from datetime import timedelta
from email.utils import format_datetime

import pytest

from backend.platforms.base.errors import (
    CredentialRejected,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.records import Account
from backend.platforms.github.platform import GitHub
from backend.platforms.github.refusals import meaning_of
from backend.platforms.testing import NOW, build
from backend.test_common.fault_server import Response, html
from backend.test_common.platform_servers.github import GitHubServer

RESET = str(int((NOW + timedelta(minutes=20)).timestamp()))
SECONDARY = "You have exceeded a Secondary Rate Limit. Please wait a few minutes."
ABUSE = "You have triggered an Abuse Detection mechanism."
TOKEN = "github_pat_00000000000000000000"


def meaning(status: int, text: str, headers: Mapping[str, str] | None = None) -> PlatformError | None:
    return meaning_of(status, headers or {}, f'{{"message": "{text}"}}'.encode(), NOW)


@pytest.mark.parametrize("status", [403, 429])
@pytest.mark.parametrize("text", ["API rate limit exceeded for user ID 1.", "API Rate Limit Exceeded for x"])
def test_a_spent_budget_is_waited_for_until_its_reset(status: int, text: str) -> None:
    error = meaning(status, text, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET})
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 20 * 60


def test_a_reset_is_read_by_githubs_own_clock() -> None:
    date = format_datetime(NOW + timedelta(minutes=5), usegmt=True)
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": RESET, "date": date}
    error = meaning(403, "", headers)
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 15 * 60


@pytest.mark.parametrize("reset", ["", "soon", "-1", "9" * 20, "٣"])
def test_a_budget_without_a_reset_is_asked_for_again_in_a_minute(reset: str) -> None:
    error = meaning(403, "API Rate Limit Exceeded for 203.0.113.7", {"x-ratelimit-reset": reset})
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 60


@pytest.mark.parametrize("text", [SECONDARY, ABUSE])
@pytest.mark.parametrize(("header", "seconds"), [({}, 60), ({"retry-after": "90"}, 90)])
def test_calls_too_close_together_are_paused_for(text: str, header: dict[str, str], seconds: int) -> None:
    error = meaning(403, text, {"x-ratelimit-remaining": "4000", "x-ratelimit-reset": RESET, **header})
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == seconds


def test_a_429_without_a_word_is_a_minute() -> None:
    error = meaning_of(429, {}, b"", NOW)
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 60


def test_a_missing_user_agent_is_no_fault_of_the_users_token() -> None:
    error = meaning(403, "Missing or invalid User Agent string. See http://developer.github.com/v3/#x")
    assert isinstance(error, UpstreamUnavailable)


def test_a_page_of_html_is_no_fault_of_the_users_token() -> None:
    assert isinstance(meaning_of(403, {}, b"<!DOCTYPE html><html>", NOW), UpstreamUnavailable)


def test_any_other_403_is_about_the_token() -> None:
    assert meaning(403, "Resource not accessible by personal access token") is None


def failure_of(response: Response | None = None, account: Account = Account("bob")) -> PlatformError:
    with GitHubServer(now=lambda: NOW) as server:
        server.add_user("bob", token=TOKEN)
        server.add_days("bob", 15, events_a_day=10)
        if response:
            server.fault(0, response)
        with pytest.raises(PlatformError) as caught:
            list(build(GitHub, server.url).pages(account))
        return caught.value


def test_an_unknown_user_is_told_for_people() -> None:
    error = failure_of(account=Account("nobody"))
    assert isinstance(error, ProfileNotFound) and error.detail == "no such user on GitHub"


def test_a_revoked_token_is_refused() -> None:
    assert isinstance(
        failure_of(account=Account("bob", secret="github_pat_1111111111111111")), CredentialRejected
    )


def test_throttling_with_a_hint_reaches_whoever_waits() -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": RESET}
    error = failure_of(Response(403, {"message": "API rate limit exceeded"}, headers=headers))
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 20 * 60


def test_throttling_without_a_hint_reaches_whoever_waits() -> None:
    error = failure_of(Response(403, {"message": SECONDARY}))
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 60


def test_html_under_a_json_type_is_an_outage() -> None:
    assert isinstance(failure_of(html(503, "application/json; charset=utf-8")), UpstreamUnavailable)


def test_html_in_an_answer_of_200_makes_no_sense() -> None:
    assert isinstance(failure_of(html(200, "application/json")), UpstreamInvalidResponse)


def test_an_error_in_an_answer_of_200_makes_no_sense() -> None:
    assert isinstance(failure_of(Response(body={"message": "Server Error"})), UpstreamInvalidResponse)


def test_a_fault_in_mid_paging_tells_no_day_and_the_next_try_tells_them_all() -> None:
    with GitHubServer(now=lambda: NOW) as server:
        server.add_days("bob", 15, events_a_day=10)
        server.fault(1, Response(500))
        platform = build(GitHub, server.url)
        with pytest.raises(UpstreamUnavailable):
            list(platform.pages(Account("bob")))
        (page,) = platform.pages(Account("bob"))
    assert len(page.items) == 15
