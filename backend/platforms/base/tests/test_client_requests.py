import logging
import traceback

import pytest

from backend.platforms.base.body import read_json
from backend.platforms.base.client import ERROR_BODY_LIMIT, HttpClient
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import (
    PlatformError,
    ProfileNotFound,
    ProfilePrivate,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
)
from backend.platforms.base.messages import Request
from backend.platforms.base.storable import JsonValue
from backend.platforms.base.tests.clients import FakeTime, client_for
from backend.test_common.fault_server import (
    FaultServer,
    Response,
    cut_mid_body,
    endless_stream,
    gzip_bomb,
    html,
    redirect,
)
from backend.test_common.processes import wait_until

SECRET = "s3cr3t-t0ken"


def same(body: JsonValue) -> JsonValue:
    return body


def reading_client(url: str, seen: list[tuple[int, bytes]], error: PlatformError | None = None) -> HttpClient:
    """Notes what it is asked about error answers, and calls them all `error`."""

    def read_error(status: int, headers: object, body: bytes) -> PlatformError | None:
        seen.append((status, body))
        return error

    config = PlatformConfig(tries=1, read_timeout=1, request_deadline=3)
    return HttpClient(config, url, Pacer(), min_interval=0, service="Site", read_error=read_error)


def test_a_body_is_posted_as_json() -> None:
    with FaultServer([Response(body={"ok": True})]) as server:
        reply = client_for(server.url).send(Request("/g", method="POST", json={"query": "{ me }"}), same)
    assert reply.value == {"ok": True} and server.lines == ["POST /g HTTP/1.1"]
    assert server.log[0].json() == {"query": "{ me }"}
    assert server.log[0].headers["content-type"] == "application/json"


def test_a_get_has_no_body() -> None:
    with FaultServer([Response(body={})]) as server:
        client_for(server.url).send(Request("/g"), same)
    assert server.log[0].body == b"" and "content-type" not in server.log[0].headers


def test_a_reply_tells_its_headers() -> None:
    with FaultServer([Response(body=[], headers={"ETag": '"x"', "X-Poll-Interval": "60"})]) as server:
        reply = client_for(server.url).send(Request("/x"), same)
    assert (reply.headers["etag"], reply.headers["x-poll-interval"]) == ('"x"', "60")


def test_304_is_an_answer_to_who_asks_what_has_changed() -> None:
    with FaultServer([Response(304, headers={"ETag": '"x"'})]) as server:
        reply = client_for(server.url).send(Request("/x", headers={"If-None-Match": '"x"'}), same)
    assert reply.unchanged and reply.value is None


def test_304_makes_no_sense_to_anyone_else() -> None:
    with FaultServer([Response(304)]) as server, pytest.raises(UpstreamInvalidResponse):
        client_for(server.url).send(Request("/x"), same)


def test_a_platform_says_what_an_error_answer_means_before_the_tables_do() -> None:
    seen: list[tuple[int, bytes]] = []
    with FaultServer([Response(404, {"why": "hidden"})]) as server:
        client = reading_client(server.url, seen, ProfilePrivate(service="Site"))
        with pytest.raises(ProfilePrivate) as caught:
            client.send(Request("/x", errors={404: ProfileNotFound}), same)
    assert seen == [(404, b'{"why": "hidden"}')] and caught.value.status == 404


def test_a_platform_that_says_nothing_leaves_it_to_the_tables() -> None:
    with FaultServer([Response(404, "?")]) as server, pytest.raises(ProfileNotFound):
        reading_client(server.url, []).send(Request("/x", errors={404: ProfileNotFound}), same)


@pytest.mark.parametrize(
    "response",
    [
        Response(500, endless_stream().body, endless=True),
        Response(500, gzip_bomb(50).body, headers={"Content-Encoding": "gzip"}),
    ],
    ids=["endless", "packed"],
)
def test_the_body_of_an_error_is_read_up_to_a_limit(response: Response) -> None:
    seen: list[tuple[int, bytes]] = []
    with FaultServer([response]) as server, pytest.raises(UpstreamUnavailable):
        reading_client(server.url, seen).send(Request("/x"), same)
    assert 0 < len(seen[0][1]) <= ERROR_BODY_LIMIT


def test_a_body_that_breaks_does_not_hide_the_status() -> None:
    broken = cut_mid_body()
    response = Response(404, broken.body, cut_after=broken.cut_after)
    with FaultServer([response]) as server, pytest.raises(ProfileNotFound):
        reading_client(server.url, []).send(Request("/x", errors={404: ProfileNotFound}), same)


def test_what_a_parser_finds_in_a_good_answer_is_tried_again_like_any_failure() -> None:
    time = FakeTime()

    def read(body: JsonValue) -> JsonValue:
        if body == "busy":
            raise UpstreamRateLimited(retry_after=2)
        return body

    with FaultServer([Response(body='"busy"'), Response(body='"done"')]) as server:
        reply = client_for(server.url, time=time).send(Request("/x"), read)
    assert reply.value == "done" and time.slept == [2]


def test_a_long_pause_found_in_a_good_answer_is_not_waited_for() -> None:
    def read(body: JsonValue) -> JsonValue:
        raise UpstreamRateLimited(retry_after=10**9)

    with FaultServer([Response(body="1")]) as server, pytest.raises(UpstreamRateLimited) as caught:
        client_for(server.url).send(Request("/x"), read)
    assert caught.value.retry_after == 6 * 3600 and caught.value.status == 200


@pytest.mark.parametrize(
    ("header", "known", "seconds"),
    [("90", 30.0, 90), (None, 45.0, 45), (None, None, 30), ("never", 45.0, 45)],
)
def test_a_status_that_means_throttling_is_paused_for_as_told(
    header: str | None, known: float | None, seconds: float
) -> None:
    headers = {"Retry-After": header} if header else {}
    with (
        FaultServer([Response(302, headers=headers)] * 3) as server,
        pytest.raises(UpstreamRateLimited) as caught,
    ):
        client_for(server.url, rate_limit_pause=known).send(
            Request("/x", errors={302: UpstreamRateLimited}), same
        )
    assert caught.value.retry_after == seconds


@pytest.mark.parametrize("value", ["a\r\nX-Evil: 1", "a\x00", "é", "\u2028"])
def test_a_header_that_cannot_be_sent_is_refused_without_being_told(value: str) -> None:
    secret = f"{SECRET}{value}"
    with FaultServer() as server, pytest.raises(ValueError, match="cannot be sent") as caught:
        client_for(server.url).send(Request("/x", headers={"Authorization": secret}), same)
    assert server.log == [] and SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("base", ["http://127.0.0.1:1", "https://{server}", "{server}"])
def test_no_failure_carries_the_headers_of_its_request(base: str, caplog: pytest.LogCaptureFixture) -> None:
    request = Request("/x", headers={"Authorization": SECRET})
    with FaultServer([redirect("https://elsewhere.example/")]) as server, caplog.at_level(logging.DEBUG):
        url = base.format(server=server.url if base == "{server}" else server.url[7:])
        with pytest.raises(PlatformError) as caught:
            client_for(url, tries=1).send(request, same)
    chain: BaseException | None = caught.value
    while chain is not None:
        assert SECRET not in repr(vars(chain)) and getattr(chain, "request", None) is None
        chain = chain.__cause__ or chain.__context__
    assert SECRET not in caplog.text and SECRET not in repr(request)


def test_calls_of_one_credential_wait_for_each_other_and_for_no_one_else() -> None:
    time = FakeTime()
    with FaultServer(route=lambda _: Response(body={})) as server:
        client = client_for(server.url, time=time, min_interval=5)
        for owner in ("a", "b", "a"):
            client.send(Request("/x", paced_by=owner), same)
    assert time.slept == [5]


def test_a_packed_answer_can_be_asked_for() -> None:
    packed = Response(body=gzip_bomb(1).body, headers={"Content-Encoding": "gzip"})
    with FaultServer([packed]) as server:
        client = HttpClient(
            PlatformConfig(), server.url, Pacer(), min_interval=0, headers={"Accept-Encoding": "gzip"}
        )
        assert client.send(Request("/x"), same).value == read_json(b'"' + b" " * 2**20 + b'"')
    assert server.log[0].headers["accept-encoding"] == "gzip"


def test_a_client_that_is_closed_leaves_no_connection_behind() -> None:
    """Though a failure that somebody still holds has seen it."""
    with FaultServer([html(), Response(body={})]) as server:
        client = client_for(server.url)
        with pytest.raises(UpstreamInvalidResponse) as caught:
            client.get_json("/x")
        client.get_json("/x")
        assert len(server._open) == 1
        client.close()
        wait_until(lambda: not server._open, "the server sees the end")
    assert caught.value.__traceback__
