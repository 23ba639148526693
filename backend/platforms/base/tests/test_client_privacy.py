import logging

import pytest

from backend.platforms.base.config import USER_AGENT
from backend.platforms.base.errors import PlatformError, ProfileNotFound
from backend.platforms.base.tests.clients import client_for
from backend.test_common.fault_server import FaultServer, Response, closed_port, endless_stream, redirect

GOOD = Response(body={"ok": True})


def test_says_who_is_calling_and_asks_for_plain_json() -> None:
    with FaultServer([GOOD]) as server:
        client_for(server.url).get_json("/x")
    headers = server.log[0].headers
    assert headers["user-agent"] == USER_AGENT and USER_AGENT.startswith("SkillTracker/")
    assert headers["accept-encoding"] == "identity"


def test_a_name_is_quoted_into_the_path() -> None:
    with FaultServer([GOOD]) as server:
        client_for(f"{server.url}/api/").get_json(
            "/users/{name}", path_args={"name": "lo@ 千/?#%2e"}, params={"page": 0}
        )
    assert server.lines == ["GET /api/users/lo%40%20%E5%8D%83%2F%3F%23%252e?page=0 HTTP/1.1"]


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_a_value_that_would_change_the_path_never_leaves(value: str) -> None:
    with FaultServer() as server, pytest.raises(ValueError, match="path"):
        client_for(server.url).get_json("/users/{name}", path_args={"name": value})
    assert server.log == []


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    with FaultServer([GOOD]) as server:
        assert client_for(server.url).get_json("/x") == {"ok": True}


def test_a_netrc_of_the_machine_is_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    netrc = f"{tmp_path}/netrc"
    with open(netrc, "w") as file:
        file.write("machine 127.0.0.1 login someone password something\n")
    monkeypatch.setenv("NETRC", netrc)
    with FaultServer([GOOD]) as server:
        client_for(server.url).get_json("/x")
    assert "authorization" not in server.log[0].headers


def test_cookies_are_not_kept() -> None:
    with FaultServer([Response(body={}, headers={"Set-Cookie": "track=1; Path=/"}), GOOD]) as server:
        client = client_for(server.url)
        client.get_json("/x")
        client.get_json("/x")
    assert "cookie" not in server.log[1].headers


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest", "//evil.example/x", "http://[broken", "/x" * 9000]
)
def test_no_redirect_leads_anywhere(target: str) -> None:
    with FaultServer([redirect(target)]) as server, pytest.raises(PlatformError) as caught:
        client_for(server.url).get_json("/x")
    assert caught.value.code == "upstream_invalid_response" and len(server.log) == 1


def test_the_body_of_a_redirect_is_not_read() -> None:
    flood = Response(302, endless_stream().body, headers={"Location": "/y"}, endless=True)
    with FaultServer([flood]) as server, pytest.raises(PlatformError) as caught:
        client_for(server.url).get_json("/x")
    assert caught.value.code == "upstream_invalid_response"


def test_each_failure_is_one_warning_without_name_or_body(caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer([Response(500, "secret body"), GOOD]) as server, caplog.at_level(logging.WARNING):
        client_for(server.url).get_json("/users/{name}", path_args={"name": "bob"}, params={"key": "secret"})
    (record,) = (record for record in caplog.records if record.name == "skilltracker.platforms")
    told = vars(record)
    assert (told["host"], told["status"], told["code"]) == (server.url[7:], 500, "upstream_unavailable")
    assert "bob" not in str(told) and "secret" not in str(told)


def test_an_unknown_user_is_no_failure_of_the_platform(caplog: pytest.LogCaptureFixture) -> None:
    with FaultServer([Response(404)]) as server, pytest.raises(ProfileNotFound):
        client_for(server.url).get_json("/x", errors={404: ProfileNotFound})
    assert not caplog.records


def test_an_answer_tells_its_status_though_its_body_is_bad() -> None:
    with FaultServer([Response(body="<html>")]) as server, pytest.raises(PlatformError) as caught:
        client_for(server.url).get_json("/x")
    assert caught.value.status == 200
