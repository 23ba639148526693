"""No secret reaches a log, and nobody writes lines of their own into it."""

import io
import json
import logging

import pytest

from backend.common.logging import JsonLines, OriginFilter
from backend.test_common.people import PASSWORD

CANARY = "canary-7f3a9"


@pytest.fixture
def written():
    """Everything that is logged, down to DEBUG, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(OriginFilter())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(before)


def lines(written):
    return [json.loads(line) for line in written().splitlines()]


def requests_logged(written):
    return [line for line in lines(written) if line["logger"] == "backend.requests"]


def post(client, path, **body):
    return client.post(path, body, format="json")


def test_no_password_is_logged(api, written):
    client = api()
    post(client, "/api/accounts/register/", username="dora", password=CANARY)
    post(client, "/api/accounts/login/", username="dora", password=CANARY + "-wrong")
    assert post(client, "/api/accounts/login/", username="dora", password=CANARY).status_code == 200
    post(client, "/api/accounts/password/", current_password=CANARY, new_password=CANARY + "-new")

    assert CANARY not in written()


def test_no_session_and_no_csrf_token_is_logged(api, alice, written):
    client = api()
    post(client, "/api/accounts/login/", username="alice", password=PASSWORD)
    client.get("/api/accounts/sessions/")

    secrets = [client.cookies[name].value for name in ("sessionid", "csrftoken")]
    assert not [secret for secret in secrets if secret in written()]


@pytest.mark.parametrize("header", ["Authorization", "Cookie", "X-CSRFToken", "X-Api-Key"])
def test_no_header_with_a_secret_is_logged_or_answered(api, written, header):
    answer = api().get("/api/tags/", headers={header: f"Bearer {CANARY}"})

    assert answer.status_code in (401, 403)
    assert CANARY not in written() + answer.content.decode()


def test_no_body_and_no_query_is_logged(api, alice, written):
    client = api(alice)
    post(client, "/api/tags/", name=CANARY)
    client.get("/api/tags/", {"search": CANARY})
    client.post("/api/tags/", f'{{"name": "{CANARY}', content_type="application/json")

    assert CANARY not in written()


def test_an_error_is_logged_without_what_was_sent(api, alice, written, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr("rest_framework.views.APIView.initial", fail)
    client = api(alice)
    client.raise_request_exception = False
    client.post("/api/tags/?search=" + CANARY, {"name": CANARY}, format="json")

    assert CANARY not in written()
    assert any("boom" in line.get("exception", "") for line in lines(written))


def test_a_request_is_one_line_with_its_route_and_its_person(api, alice, written):
    api(alice).get("/api/tags/999999/", headers={"X-Request-ID": "abc"})

    (line,) = requests_logged(written)
    assert line.pop("duration_ms") > 0
    assert {name: line[name] for name in ("method", "route", "status", "user_id", "request_id")} == {
        "method": "GET",
        "route": "/api/tags/<int:pk>/",
        "status": 404,
        "user_id": alice.pk,
        "request_id": "abc",
    }
    assert "999999" not in json.dumps(line)


def test_an_anonymous_request_has_no_person(api, written):
    api().get("/api/accounts/identity/")

    assert "user_id" not in requests_logged(written)[0]


@pytest.mark.parametrize(
    "path",
    ["/api/%0d%0aforged/", "/import/x%0d%0aforged/", "/nothing%0aforged", "/api/tags/?search=%0d%0aforged"],
)
def test_a_line_break_in_an_address_forges_no_line(api, alice, written, path):
    api(alice).get(path)

    assert not [line for line in written().splitlines() if not line.startswith("{")]
    assert "forged" not in written()


def test_a_line_break_in_a_name_or_a_header_forges_no_line(api, written):
    name = "x\r\n" + json.dumps({"level": "INFO", "message": "forged"})
    headers = {"X-Request-ID": name, "User-Agent": name}
    api().post("/api/accounts/login/", {"username": name, "password": "y"}, format="json", headers=headers)

    assert not [line for line in lines(written) if line["message"] == "forged"]
