from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from backend.platforms.base.client import LONGEST_PAUSE, retry_after_seconds
from backend.platforms.base.errors import (
    CredentialRejected,
    NotFound,
    OutOfTime,
    PlatformError,
    ProfileNotFound,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamUnavailable,
    UpstreamUnreachable,
)
from backend.platforms.base.tests.clients import FakeTime, client_for
from backend.test_common.fault_server import FaultServer, Response, closed_port, redirect, throttled

GOOD = Response(body={"ok": True})


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_goes_on_after_two_server_errors(status: int) -> None:
    with FaultServer([Response(status), Response(status), GOOD]) as server:
        assert client_for(server.url).get_json("/x") == {"ok": True}


def test_gives_up_after_three_server_errors() -> None:
    with FaultServer(route=lambda _: Response(500)) as server, pytest.raises(UpstreamUnavailable) as caught:
        client_for(server.url).get_json("/x")
    assert len(server.log) == 3
    assert caught.value.status == 500


def test_backs_off_twice_as_long_each_time_up_to_the_cap() -> None:
    time = FakeTime()
    with FaultServer(route=lambda _: Response(500)) as server, pytest.raises(UpstreamUnavailable):
        client_for(server.url, time=time, tries=7).get_json("/x")
    assert time.slept == [0.5, 1, 2, 4, 8, 8]


def test_backs_off_by_a_random_part_of_that() -> None:
    time = FakeTime()
    with FaultServer([Response(500), GOOD]) as server:
        client_for(server.url, time=time, random=lambda: 0.25).get_json("/x")
    assert time.slept == [0.125]


def test_a_refused_connection_is_tried_again_and_then_told() -> None:
    time = FakeTime()
    with pytest.raises(UpstreamUnreachable):
        client_for(f"http://127.0.0.1:{closed_port()}", time=time).get_json("/x")
    assert len(time.slept) == 2


@pytest.mark.parametrize("status", [400, 402, 404, 405, 406, 410, 418, 422, 451])
def test_other_client_errors_are_not_repeated(status: int) -> None:
    with FaultServer(route=lambda _: Response(status)) as server, pytest.raises(UpstreamUnavailable):
        client_for(server.url).get_json("/x")
    assert len(server.log) == 1


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_credential_is_not_repeated(status: int) -> None:
    with FaultServer(route=lambda _: Response(status)) as server, pytest.raises(CredentialRejected) as caught:
        client_for(server.url).get_json("/x")
    assert len(server.log) == 1 and caught.value.permanent


def test_a_call_says_what_a_status_means() -> None:
    with FaultServer([Response(404, {"reason": "not found"})]) as server, pytest.raises(NotFound) as caught:
        client_for(server.url).get_json("/x", errors={404: ProfileNotFound})
    assert caught.value.code == "profile_not_found" and caught.value.detail == "no such user on Site"


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with FaultServer(route=lambda _: redirect("/elsewhere", status)) as server:
        with pytest.raises(UpstreamInvalidResponse):
            client_for(server.url).get_json("/x")
    assert server.lines == ["GET /x HTTP/1.1"]


def test_a_short_retry_after_is_waited_for_in_place() -> None:
    time = FakeTime()
    with FaultServer([throttled("5"), GOOD]) as server:
        assert client_for(server.url, time=time).get_json("/x") == {"ok": True}
    assert time.slept == [5]


def test_a_retry_after_date_is_waited_for_in_place() -> None:
    time = FakeTime()
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=4), usegmt=True)
    with FaultServer([throttled(soon), GOOD]) as server:
        client_for(server.url, time=time).get_json("/x")
    assert 2 <= time.slept[0] <= 4


@pytest.mark.parametrize(
    ("header", "pause"), [("6", 6), ("86400", 21600), ("9999999999", 21600), ("9" * 5000, 21600)]
)
def test_a_long_retry_after_is_told_and_not_waited_for(header: str, pause: float) -> None:
    time = FakeTime()
    with FaultServer([throttled(header)]) as server, pytest.raises(UpstreamRateLimited) as caught:
        client_for(server.url, time=time).get_json("/x")
    assert caught.value.retry_after == pause and time.slept == []


@pytest.mark.parametrize(
    "header", ["-1", "soon", "", "1e3", "Thu, 99 Foo 2026 00:00:00 GMT", "٣", "-9999999999"]
)
def test_a_retry_after_without_sense_means_the_ordinary_back_off(header: str) -> None:
    time = FakeTime()
    with FaultServer([throttled(header), GOOD]) as server:
        assert client_for(server.url, time=time).get_json("/x") == {"ok": True}
    assert time.slept == [0.5]


def test_a_platform_that_throttles_without_a_hint_is_given_its_usual_pause() -> None:
    with FaultServer([throttled()]) as server, pytest.raises(UpstreamRateLimited) as caught:
        client_for(server.url, rate_limit_pause=30).get_json("/x")
    assert caught.value.retry_after == 30 and "30 seconds" in caught.value.detail


def test_throttling_that_does_not_end_is_told_with_a_pause() -> None:
    with FaultServer(route=lambda _: throttled("1")) as server, pytest.raises(UpstreamRateLimited) as caught:
        client_for(server.url).get_json("/x")
    assert len(server.log) == 3 and caught.value.retry_after == 1


def test_maintenance_with_a_long_retry_after_counts_as_throttling() -> None:
    with FaultServer([throttled("600", 503)]) as server, pytest.raises(UpstreamRateLimited) as caught:
        client_for(server.url).get_json("/x")
    assert caught.value.retry_after == 600


def test_maintenance_with_a_short_retry_after_is_waited_for() -> None:
    time = FakeTime()
    with FaultServer([throttled("3", 503), GOOD]) as server:
        client_for(server.url, time=time).get_json("/x")
    assert time.slept == [3]


def test_a_pause_beyond_the_budget_tells_the_failure_at_once() -> None:
    time = FakeTime()
    with FaultServer([throttled("4")]) as server, pytest.raises(UpstreamRateLimited) as caught:
        client = client_for(server.url, time=time)
        with client.within(3):
            client.get_json("/x")
    assert caught.value.retry_after == 4 and time.slept == []


def test_a_budget_that_ends_without_a_failure_is_no_failure_of_the_platform() -> None:
    with FaultServer(route=lambda _: GOOD) as server:
        client = client_for(server.url, min_interval=2)
        with pytest.raises(OutOfTime), client.within(3):
            for _ in range(5):
                client.get_json("/x")
    assert len(server.log) == 2


def test_a_budget_that_ends_in_a_request_is_no_failure_of_the_platform() -> None:
    with FaultServer(route=lambda _: Response(delay=30)) as server:
        client = client_for(server.url)
        with pytest.raises(OutOfTime), client.within(0.2):
            client.get_json("/x")


def test_an_inner_budget_cannot_outlast_the_outer_one() -> None:
    with FaultServer(route=lambda _: Response(500)) as server:
        client = client_for(server.url)
        with pytest.raises(PlatformError), client.within(0.4), client.within(60):
            client.get_json("/x")
    assert len(server.log) == 1


def test_a_call_after_a_budget_has_no_limit_of_its_own() -> None:
    with FaultServer(route=lambda _: GOOD) as server:
        client = client_for(server.url)
        with client.within(1):
            pass
        assert client.get_json("/x") == {"ok": True}


@pytest.mark.parametrize("header", ["Wed, 21 Oct 2015 07:28:00 GMT", "-0.5", "0x10"])
def test_dates_of_the_past_and_odd_numbers_are_no_retry_after(header: str) -> None:
    assert retry_after_seconds(header, datetime.now(UTC)) is None


def test_a_retry_after_of_any_length_stays_a_number() -> None:
    assert retry_after_seconds("9" * 400, datetime.now(UTC)) == LONGEST_PAUSE
