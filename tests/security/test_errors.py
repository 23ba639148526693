"""What goes wrong is told in one shape, to the person without and to the log with its cause."""

import pytest
from django.db import OperationalError
from rest_framework.test import APIClient
from rest_framework.views import APIView

from backend.common import docs
from tests.security.routes import Target, targets

CANARY = 'SELECT * FROM accounts_user WHERE secret = "canary" -- /srv/skilltracker/backend/settings.py'
LEAKS = ("canary", "SELECT", "Traceback", "RuntimeError", "OperationalError", "/srv/", "backend", "django")
CALLS = [target for target in targets() if target.is_api]


def fail_with(error):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.fixture
def client(alice):
    client = APIClient(raise_request_exception=False)
    client.force_login(alice)
    return client


def call(client, target: Target):
    return client.generic(target.route.method, target.example, "{}", "application/json")


@pytest.mark.parametrize("target", CALLS, ids=lambda target: str(target.route))
def test_an_unexpected_error_leaks_nothing(client, monkeypatch, target):
    monkeypatch.setattr(APIView, "initial", fail_with(RuntimeError(CANARY)))

    answer = call(client, target)

    assert answer.status_code == 500
    (error,) = answer.json()["errors"]
    assert answer["X-Request-ID"] in error["detail"]
    assert not [leak for leak in LEAKS if leak in answer.content.decode()]


@pytest.mark.parametrize("path", ["/", "/api/docs/"])
def test_a_page_that_fails_leaks_nothing(client, monkeypatch, path):
    monkeypatch.setattr(docs, "render", fail_with(RuntimeError(CANARY)))

    answer = client.get(path)

    assert answer.status_code == 500
    assert not [leak for leak in LEAKS if leak in answer.content.decode()]


@pytest.mark.parametrize("path", ["/api/tags/", "/import/sample/", "/"])
def test_an_error_before_the_view_leaks_nothing(client, monkeypatch, path):
    middleware = "django.middleware.common.CommonMiddleware.process_request"
    monkeypatch.setattr(middleware, fail_with(RuntimeError(CANARY)))

    answer = client.get(path)

    assert answer.status_code == 500
    assert not [leak for leak in LEAKS if leak in answer.content.decode()]


@pytest.mark.parametrize("path", ["/api/tags/", "/api/jobs/", "/api/accounts/identity/"])
def test_a_database_that_is_gone_is_a_503_that_says_when_to_come_back(client, monkeypatch, path):
    gone = OperationalError("could not connect to server: 10.0.0.7 refused")
    monkeypatch.setattr("django.db.models.sql.compiler.SQLCompiler.execute_sql", fail_with(gone))

    answer = client.get(path)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["errors"][0]["code"] == "service_unavailable"
    assert "10.0.0.7" not in answer.content.decode()


def test_the_process_lives_without_its_database_and_says_that_it_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(
        "django.db.models.sql.compiler.SQLCompiler.execute_sql", fail_with(OperationalError("gone"))
    )

    assert client.get("/health/").json() == {"status": "ok"}
    ready = client.get("/health/ready/")
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "unavailable",
        "checks": {"database": "unavailable", "queue": "unavailable", "outbox_lag_seconds": None},
    }


@pytest.mark.parametrize(
    "path", ["/api/", "/api/nothing/", "/api/accounts/nothing/", "/import/", "/health/nothing/"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_call_has_the_one_shape(client, method, path):
    answer = client.generic(method, path)

    assert answer.status_code == 404
    assert answer.json() == {
        "type": "client_error",
        "errors": [{"code": "not_found", "detail": "Not found.", "attr": None}],
    }


def test_what_is_not_ours_is_not_repeated_in_the_answer(client):
    answer = client.get("/nothing/<script>alert(1)</script>/")

    assert answer.status_code == 404
    assert "script" not in answer.content.decode()
