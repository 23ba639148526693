import io
import json
import logging

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from backend.common import context
from backend.common.logging import JsonLines, OriginFilter, Text, UnexpectedFilter


def open_log(formatter):
    """A logger of its own, and the text that it has written."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(OriginFilter())
    logger = logging.Logger("under.test")
    logger.addHandler(handler)
    logger.written = stream.getvalue
    return logger


@pytest.fixture(params=[JsonLines, Text])
def log(request):
    return open_log(request.param())


@pytest.fixture
def json_log():
    return open_log(JsonLines())


def entry(log):
    return json.loads(log.written())


def test_a_json_line_says_when_how_bad_what_and_who(json_log):
    json_log.warning("Upstream %s", "failed", extra={"host": "codewars.com", "status": 502})

    line = entry(json_log)
    assert line.pop("timestamp").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "message": "Upstream failed",
        "logger": "under.test",
        "host": "codewars.com",
        "status": 502,
    }


def test_lines_of_a_request_carry_its_id_and_its_person(json_log):
    context.enter_request(None, "abc")
    context.user_id.set(7)
    json_log.info("x")
    context.enter_request(None, "")

    assert (entry(json_log)["request_id"], entry(json_log)["user_id"]) == ("abc", 7)


def test_lines_outside_a_request_carry_neither(json_log):
    json_log.info("x")

    assert {"request_id", "user_id"}.isdisjoint(entry(json_log))


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "new_password",
        "csrftoken",
        "Cookie",
        "Authorization",
        "sessionid",
        "api_key",
        "X-Api-Key",
        "secret",
    ],
)
def test_an_extra_with_a_secret_name_is_hidden(log, name):
    log.info("x", extra={name: "canary", "inner": {name: "canary"}, "list": [{name: ["canary"]}]})

    assert "canary" not in log.written()
    assert "[redacted]" in log.written()


@pytest.mark.parametrize(
    "text",
    [
        "password=canary",
        '{"password": "a canary"}',
        "{'token': 'a canary'}",
        "Authorization: Bearer canary",
        "?page=1&token=canary&x=2",
        "Cookie: sessionid=canary; csrftoken=canary",
    ],
)
def test_a_secret_in_the_text_is_hidden(log, text):
    log.info("sent %s", text, extra={"note": text})

    assert "canary" not in log.written()


def test_a_secret_in_an_exception_is_hidden(log):
    sent = "api_key=canary"
    try:
        raise ValueError(sent)
    except ValueError:
        log.exception("x")

    assert "canary" not in log.written()
    assert "ValueError" in log.written()


def test_a_request_object_is_left_out(log):
    log.info("x", extra={"request": RequestFactory().get("/?t=canary")})

    assert "canary" not in log.written()


def test_a_line_break_cannot_start_a_line_of_ours(log):
    sent = "x\r\n2026 INFO forged\x85forged"
    try:
        raise ValueError(sent)
    except ValueError:
        log.exception("one\r\nforged \u2028forged", extra={"name_of": "two\r\nforged"})

    assert not any(line.startswith(("forged", "2026")) for line in log.written().splitlines())


def test_an_exception_is_one_field(json_log):
    try:
        raise ValueError("boom")
    except ValueError:
        json_log.exception("x")

    assert len(json_log.written().splitlines()) == 1
    assert entry(json_log)["exception"].endswith("ValueError: boom")


def test_other_handlers_see_the_record_as_it_was(log):
    seen = []
    other = logging.Handler()
    other.emit = seen.append
    log.addHandler(other)
    log.info("password=%s", "mine", extra={"token": "mine"})

    assert (seen[0].args, seen[0].token) == (("mine",), "mine")


def test_of_djangos_lines_about_answers_only_tracebacks_are_kept():
    plain = logging.makeLogRecord({"msg": "Not Found: /x"})
    traced = logging.makeLogRecord({"msg": "x", "exc_info": (ValueError, ValueError(), None)})

    assert [UnexpectedFilter().filter(one) for one in (plain, traced)] == [False, True]


# --- What a database says of rows ---------------------------------------------------------------------------------


def ask_for_trouble(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


# Put together, since a traceback shows lines of code.
CANARY = "row-" + "4711"


def a_taken_name():
    get_user_model().objects.create(username=CANARY)
    get_user_model().objects.create(username=CANARY.title())


def a_row_that_breaks_a_rule():
    ask_for_trouble("INSERT INTO django_content_type (app_label, model) VALUES (%s, NULL)", CANARY)


TROUBLE = [
    (a_taken_name, "23505"),
    (a_row_that_breaks_a_rule, "23502"),
    (lambda: ask_for_trouble("SELECT %s::int", f'a "{CANARY}"'), "22P02"),
    (lambda: ask_for_trouble("SELECT %s::int", f"a\n{CANARY}\nDETAIL: {CANARY}"), "22P02"),
    (lambda: ask_for_trouble("SELECT nothing, %s", CANARY), "42703"),
]
WHAT = ["a taken name", "a broken rule", "a wrong value", "a wrong value of many lines", "a wrong statement"]


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite tells no values")
@pytest.mark.parametrize(("fail", "code"), TROUBLE, ids=WHAT)
def test_values_in_a_database_error_are_left_out(log, fail, code):
    try:
        fail()
    except DatabaseError as error:
        assert CANARY in str(error).lower()
        log.exception("x")
        log.error("failed: %s", error, extra={"error": error, "all": [error]})

    assert CANARY not in log.written().lower()
    assert log.written().count(f"SQLSTATE {code}") == 5


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite tells no values")
def test_a_database_error_is_still_told_where_others_followed_from_it(json_log):
    try:
        try:
            a_taken_name()
        except DatabaseError as error:
            raise RuntimeError(f"gave up: {error}") from error
    except RuntimeError:
        json_log.exception("x")

    told = entry(json_log)["exception"]
    assert CANARY not in told.lower() and "in a_taken_name" in told and told.count("Traceback") == 3
    reason = 'duplicate key value violates unique constraint "user_username_unique_ignoring_case"'
    assert f"UniqueViolation: {reason} (SQLSTATE 23505)\n" in told
    assert told.endswith(f"RuntimeError: gave up: {reason}")


@pytest.mark.parametrize("form", [str, repr])
def test_rows_that_a_database_error_tells_of_are_left_out_of_its_text_too(log, form):
    error = ValueError(f"duplicate key\nDETAIL:  Key (email)=({CANARY}\n{CANARY}) already exists.\n")
    log.error(f"failed: {form(error)}", extra={"note": form(error), "all": [form(error)]})

    assert CANARY not in log.written() and log.written().count("duplicate key") == 3
