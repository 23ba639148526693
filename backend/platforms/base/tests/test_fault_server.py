"""The servers that other tests lean on have to be trusted themselves."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from backend.platforms.base.client import HttpClient
from backend.platforms.base.errors import PlatformError
from backend.platforms.base.tests.clients import client_for
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import FaultServer, Response

GOOD = Response(body={"ok": True})


def test_the_script_comes_first_and_the_route_answers_the_rest() -> None:
    with FaultServer([Response(body=1)], route=lambda request: Response(body=[request.path])) as server:
        client = client_for(server.url)
        assert [client.get_json("/x"), client.get_json("/y")] == [1, ["/y"]]
    assert server.lines == ["GET /x HTTP/1.1", "GET /y HTTP/1.1"]


def test_answers_that_nobody_asked_for_are_counted() -> None:
    with FaultServer([GOOD, GOOD]) as server:
        client_for(server.url).get_json("/x")
    assert server.unused == 1


def test_the_most_requests_at_one_time_are_counted() -> None:
    together = threading.Barrier(3, timeout=5)

    def wait(_: object) -> Response:
        together.wait()
        return GOOD

    with FaultServer(route=wait) as server, ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda _: client_for(server.url).get_json("/x"), range(3)))
    assert server.peak == 3


def test_an_invented_history_is_the_same_every_time() -> None:
    with CodewarsServer() as one, CodewarsServer() as other:
        assert one.make_history("bob", 20) == other.make_history("bob", 20) != one.make_history("eve", 20)


def test_an_invented_history_can_be_changed_while_it_is_served() -> None:
    with CodewarsServer() as server:
        kata_id = server.make_history("bob", 2)[0]["id"]
        server.add_language("bob", kata_id, "cobol")
        server.rename_kata("bob", kata_id, "Renamed")
        new = server.add_kata("bob", name="Newest")
        body = client_for(server.url).get_json("/users/bob/code-challenges/completed")
    data: Any = body["data"] if isinstance(body, dict) else []
    assert [item["name"] for item in data[:2]] == ["Newest", "Renamed"]
    assert "cobol" in data[1]["completedLanguages"] and new["completedAt"] > data[1]["completedAt"]


def test_a_fault_breaks_the_call_it_is_meant_for() -> None:
    with CodewarsServer() as server:
        server.make_history("bob", 1)
        server.fault(1, Response(500))
        client = client_for(server.url, tries=1)
        assert [_status(client, "/users/bob") for _ in range(3)] == [200, 500, 200]


def test_a_fault_can_be_meant_for_one_address_and_be_healed() -> None:
    with CodewarsServer() as server:
        server.make_history("bob", 1)
        server.fault(lambda request: "completed" in request.path, Response(500), times=None)
        client = client_for(server.url, tries=1)
        path = "/users/bob/code-challenges/completed"
        assert [_status(client, "/users/bob"), _status(client, path), _status(client, path)] == [
            200,
            500,
            500,
        ]
        server.heal()
        assert _status(client, path) == 200


def _status(client: HttpClient, path: str) -> int | None:
    try:
        client.get_json(path)
    except PlatformError as error:
        return error.status
    return 200
