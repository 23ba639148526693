import os
import socket
import threading
import time
from dataclasses import replace

import pytest

from backend.platforms.base.errors import UpstreamTimeout, UpstreamTls, UpstreamUnreachable
from backend.platforms.base.tests.clients import real_client_for
from backend.platforms.base.wall import WallPassed, run_within
from backend.test_common.fault_server import FaultServer, Response, hang, slow_body, slow_head

GOOD = Response(body={"ok": True})


@pytest.mark.parametrize("slow", [slow_head(0.1), slow_body(0.1)], ids=["head", "body"])
def test_bytes_that_trickle_in_are_cut_at_the_wall_clock(slow: Response) -> None:
    began = time.monotonic()
    with FaultServer([slow]) as server, pytest.raises(UpstreamTimeout):
        real_client_for(server.url, request_deadline=0.6).get_json("/x")
    assert 0.5 < time.monotonic() - began < 5


@pytest.mark.parametrize("slow", [slow_head(0.1), slow_body(0.1)], ids=["head", "body"])
def test_a_connection_that_is_used_again_is_cut_too(slow: Response) -> None:
    with FaultServer([GOOD, slow]) as server:
        client = real_client_for(server.url, request_deadline=0.6)
        client.get_json("/x")
        with pytest.raises(UpstreamTimeout):
            client.get_json("/x")
        assert server.connections == 1


@pytest.mark.parametrize("close", [False, True], ids=["kept alive", "announced as the last"])
def test_the_cut_exchange_leaves_no_thread_behind(close: bool) -> None:
    with FaultServer([replace(slow_body(0.1), close=close)]) as server:
        with pytest.raises(UpstreamTimeout):
            real_client_for(server.url, request_deadline=0.4).get_json("/x")
        for thread in threading.enumerate():
            if thread.name == "upstream-exchange":
                thread.join(5)
                assert not thread.is_alive()


def test_calls_leave_no_open_files_behind() -> None:
    with FaultServer(route=lambda _: GOOD) as server:
        client = real_client_for(server.url)
        client.get_json("/x")
        before = len(os.listdir("/dev/fd"))
        for _ in range(20):
            client.get_json("/x")
        assert len(os.listdir("/dev/fd")) <= before


def test_the_next_call_works_after_one_was_cut() -> None:
    with FaultServer([slow_body(0.1), GOOD]) as server:
        client = real_client_for(server.url, request_deadline=0.4, tries=2, backoff_base=0)
        assert client.get_json("/x") == {"ok": True}


def test_a_silent_platform_runs_into_the_read_timeout() -> None:
    with FaultServer([hang(30)]) as server, pytest.raises(UpstreamTimeout):
        real_client_for(server.url, read_timeout=0.2).get_json("/x")


def test_silence_in_the_middle_of_a_body_runs_into_the_read_timeout() -> None:
    with FaultServer([slow_body(30)]) as server, pytest.raises(UpstreamTimeout):
        real_client_for(server.url, read_timeout=0.2).get_json("/x")


def test_a_handshake_that_never_comes_is_cut_at_the_wall_clock() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(UpstreamTimeout):
            real_client_for(url, connect_timeout=30, read_timeout=30, request_deadline=0.4).get_json("/x")


def test_a_plain_answer_to_a_secure_call_is_a_tls_failure() -> None:
    with FaultServer(route=lambda _: GOOD) as server, pytest.raises(UpstreamTls):
        real_client_for(server.url.replace("http:", "https:")).get_json("/x")


def test_an_unknown_host_is_unreachable() -> None:
    with pytest.raises(UpstreamUnreachable):
        real_client_for("http://nowhere.invalid").get_json("/x")


def test_work_that_hangs_before_there_is_a_socket_is_left_behind() -> None:
    never = threading.Event()
    with pytest.raises(WallPassed):
        run_within(0.1, never.wait)
    never.set()


def test_what_the_work_raises_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        run_within(1, lambda: 1 / 0)
