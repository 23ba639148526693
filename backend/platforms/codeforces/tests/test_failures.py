import pytest

from backend.platforms.base.errors import (
    InvalidUsername,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.records import Account, JsonValue
from backend.platforms.codeforces.platform import Codeforces
from backend.platforms.testing import build
from backend.test_common.fault_server import HTML, FaultServer, Response


def failing(response: Response) -> PlatformError:
    with FaultServer(route=lambda _: response) as server, pytest.raises(PlatformError) as raised:
        build(Codeforces, server.url).fetch_page(Account("bob"), None)
    return raised.value


@pytest.mark.parametrize("status", [200, 400, 503])
@pytest.mark.parametrize(
    ("comment", "kind"),
    [
        ("handle: User with handle bob not found", ProfileNotFound),
        ("handles: User with handle bob not found", ProfileNotFound),
        ("handle: Field should contain between 3 and 24 characters, inclusive", InvalidUsername),
        ("handles: Field is invalid", InvalidUsername),
        ("Call limit exceeded", UpstreamRateLimited),
        ("something nobody has seen before", UpstreamUnavailable),
    ],
)
def test_the_comment_decides_whatever_the_status_is(
    status: int, comment: str, kind: type[PlatformError]
) -> None:
    body: JsonValue = {"status": "FAILED", "comment": comment}
    assert type(failing(Response(status, body))) is kind


def test_a_refusal_by_the_wall_in_front_of_the_site_passes() -> None:
    error = failing(Response(403, HTML))
    assert type(error) is UpstreamUnavailable and not error.permanent


@pytest.mark.parametrize(("headers", "pause"), [({}, 5), ({"Retry-After": "90"}, 90)])
def test_a_call_limit_means_five_seconds_unless_it_says_more(headers: dict[str, str], pause: int) -> None:
    comment: JsonValue = {"status": "FAILED", "comment": "Call limit exceeded"}
    limited = failing(Response(400, comment, headers=headers))
    assert isinstance(limited, UpstreamRateLimited) and limited.retry_after == pause


def test_a_429_says_more_than_its_comment() -> None:
    limited = failing(Response(429, {"status": "FAILED", "comment": "odd"}, headers={"Retry-After": "90"}))
    assert isinstance(limited, UpstreamRateLimited) and limited.retry_after == 90


@pytest.mark.parametrize("body", [{"status": "OK"}, {"status": "OK", "result": {}}, {"result": []}, []])
def test_an_answer_of_another_shape_is_told_as_such(body: JsonValue) -> None:
    assert type(failing(Response(body=body))) is UpstreamInvalidResponse
