import pytest
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest
from django.test import Client
from django.urls import path
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, Throttled
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.common.errors import ApiError, Conflict, ServiceUnavailable, TooMany, invalid

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


class Inner(serializers.Serializer):
    number = serializers.IntegerField()


class Outer(serializers.Serializer):
    inner = Inner(many=True)


def read_nested(request: Request) -> None:
    Outer(data={"inner": [{"number": 1}, {"number": "x"}]}).is_valid(raise_exception=True)


RAISED = {
    "conflict": Conflict("job_running", "Wait for it.", location="/api/jobs/7/", extra={"job": {"id": 7}}),
    "unavailable": ServiceUnavailable(1.2),
    "too-many": TooMany(0.01),
    "named": ApiError("No.", "nope", status=502, attr="username"),
    "invalid": invalid("name", "Not this one.", "not_available"),
    "throttled": Throttled(wait=1.5),
    "absent": Http404(),
    "denied": PermissionDenied(),
    "database-down": OperationalError("could not connect to server at 10.0.0.7"),
    "connection-gone": InterfaceError("connection already closed"),
    "unexpected": RuntimeError("canary"),
}


class Raising(APIView):
    authentication_classes = permission_classes = ()

    def get(self, request: Request, name: str) -> Response:
        if name == "nested":
            read_nested(request)
        raise RAISED[name]


def plain(request: HttpRequest, name: str) -> None:
    raise RAISED[name]


urlpatterns = [
    path("api/<str:name>/", Raising.as_view()),
    path("api/plain/<str:name>/", plain),
    path("page/<str:name>/", plain),
]
handler404 = "backend.common.errors.handler404"
handler500 = "backend.common.errors.handler500"


def ask(address):
    return Client(raise_request_exception=False, headers={"X-Request-ID": "abc"}).get(address)


def test_a_conflict_carries_its_code_its_location_and_what_it_is_about():
    answer = ask("/api/conflict/")

    assert (answer.status_code, answer["Location"]) == (409, "/api/jobs/7/")
    assert answer.json() == {
        "type": "client_error",
        "errors": [{"code": "job_running", "detail": "Wait for it.", "attr": None}],
        "job": {"id": 7},
    }


@pytest.mark.parametrize(
    "name,status,seconds", [("unavailable", 503, "2"), ("too-many", 429, "1"), ("throttled", 429, "2")]
)
def test_an_answer_that_asks_to_come_back_says_when_in_whole_seconds(name, status, seconds):
    answer = ask(f"/api/{name}/")

    assert (answer.status_code, answer["Retry-After"]) == (status, seconds)


def test_an_error_can_name_its_input():
    assert ask("/api/named/").json()["errors"][0]["attr"] == "username"
    assert ask("/api/invalid/").json() == {
        "type": "validation_error",
        "errors": [{"code": "not_available", "detail": "Not this one.", "attr": "name"}],
    }


def test_a_nested_input_is_named_by_its_path():
    errors = ask("/api/nested/").json()["errors"]

    assert [error["attr"] for error in errors] == ["inner.1.number"]


@pytest.mark.parametrize("name,status", [("absent", 404), ("denied", 403)])
def test_djangos_own_exceptions_have_the_one_shape(name, status):
    answer = ask(f"/api/{name}/")

    assert answer.status_code == status
    assert set(answer.json()) == {"type", "errors"}


@pytest.mark.parametrize("name", ["database-down", "connection-gone"])
@pytest.mark.parametrize("address", ["/api/{}/", "/api/plain/{}/", "/page/{}/"])
def test_without_a_database_the_answer_is_503(name, address):
    answer = ask(address.format(name))

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "10.0.0.7" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/api/unexpected/", "/api/plain/unexpected/"])
def test_an_unexpected_error_names_the_request_and_nothing_else(address):
    answer = ask(address)

    detail = "Something went wrong on our side. If you report it, name request abc."
    assert answer.status_code == 500
    assert answer.json() == {
        "type": "server_error",
        "errors": [{"code": "error", "detail": detail, "attr": None}],
    }


def test_a_page_that_fails_is_a_page():
    answer = ask("/page/unexpected/")

    assert answer["Content-Type"].startswith("text/html")
    assert "canary" not in answer.content.decode()


@pytest.mark.parametrize(
    "name,is_reported", [("unexpected", True), ("database-down", True), ("conflict", False)]
)
def test_the_log_has_what_was_not_meant(caplog, name, is_reported):
    ask(f"/api/{name}/")

    assert any(record.exc_info for record in caplog.records) is is_reported
