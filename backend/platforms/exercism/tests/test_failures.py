import pytest

from backend.platforms.base.errors import (
    CredentialRejected,
    NotFound,
    PlatformError,
    ProfileNotFound,
    ProfilePrivate,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.records import JsonValue
from backend.platforms.exercism.parse import parse_solutions, parse_token_check, parse_tracks
from backend.platforms.exercism.platform import Exercism
from backend.platforms.testing import NOW, Exchange, account_on, build, expecting
from backend.test_common.fault_server import HTML, FaultServer, Response

VALID = Exchange("/validate_token", Response(body={"status": {"token": "valid"}}))


def failing(response: Response) -> PlatformError:
    with FaultServer(route=lambda _: response) as server, pytest.raises(PlatformError) as raised:
        build(Exercism, server.url).fetch_stats(account_on(Exercism, "bob"))
    return raised.value


@pytest.mark.parametrize(
    ("status", "kind", "error"),
    [
        (401, "invalid_auth_token", CredentialRejected),
        (403, "not_onboarded", ProfilePrivate),
        (403, "permission_denied", ProfilePrivate),
        (404, "profile_not_found", ProfileNotFound),
        (404, "track_not_found", NotFound),
        (403, "a_word_of_tomorrow", CredentialRejected),
    ],
)
def test_the_type_of_an_error_decides(status: int, kind: str, error: type[PlatformError]) -> None:
    body = {"error": {"type": kind, "message": "something for people"}}
    assert type(failing(Response(status, body))) is error


def test_an_empty_429_means_a_minute() -> None:
    error = failing(Response(429, b""))
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 60


def test_a_429_with_a_hint_means_what_it_says() -> None:
    error = failing(Response(429, "Retry later\n", headers={"Retry-After": "37"}))
    assert isinstance(error, UpstreamRateLimited) and error.retry_after == 37


def test_a_refusal_by_the_wall_in_front_of_the_site_is_not_the_tokens_fault() -> None:
    assert type(failing(Response(403, HTML))) is UpstreamUnavailable


def test_the_statistics_count_the_exercises_of_joined_tracks() -> None:
    tracks = [{"slug": "rust", "is_joined": True, "num_completed_exercises": 42}, {"slug": "zig"}]
    with expecting(Exercism, VALID, Exchange("/tracks", Response(body={"tracks": tracks}))) as platform:
        stats = platform.fetch_stats(account_on(Exercism, "bob"))
    assert (stats.username, stats.problems_solved, stats.raw) == ("bob", 42, {"tracks": {"rust": 42}})


@pytest.mark.parametrize("status", [200, 401])
def test_a_token_that_is_not_good_is_noticed_where_anybody_could_read(status: int) -> None:
    body = {"status": {"token": "invalid"}}
    if status == 401:
        body = {"error": {"type": "invalid_auth_token"}}
    assert type(failing(Response(status, body))) is CredentialRejected


def test_an_error_means_the_same_in_an_answer_of_200() -> None:
    body: JsonValue = {"error": {"type": "not_onboarded", "message": "finish first"}}
    for parse in (parse_solutions, parse_tracks, parse_token_check):
        with pytest.raises(ProfilePrivate):
            parse(body, NOW)
