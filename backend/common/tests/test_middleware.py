import logging
from io import BytesIO

import pytest
from django.http import HttpResponse, JsonResponse
from django.test import RequestFactory

from backend.common import context
from backend.common.middleware import BodyLimitMiddleware, RequestIdMiddleware


def answer_with_id(request):
    return JsonResponse({"id": context.request_id.get()})


def read_body(request):
    return HttpResponse(request.body)


def ask(view=answer_with_id, path="/api/tags/", **extra):
    return RequestIdMiddleware(view)(RequestFactory().get(path, **extra))


def send(length=None, path="/api/tags/", body=b"", **extra):
    if length is not None:
        extra["CONTENT_LENGTH"] = length
    request = RequestFactory().generic("POST", path, body, content_type="application/json", **extra)
    return BodyLimitMiddleware(read_body)(request)


class Unread(BytesIO):
    def read(self, *args):
        raise AssertionError("the body was read")


def chunked(body, **extra):
    request = RequestFactory().generic("POST", "/api/tags/", HTTP_TRANSFER_ENCODING="chunked", **extra)
    request.META["CONTENT_LENGTH"] = ""
    request.META["wsgi.input"] = body
    return BodyLimitMiddleware(read_body)(request)


@pytest.mark.parametrize("given", ["abc-1", "A.b_c", "x" * 64])
def test_a_sane_request_id_is_kept(given):
    assert ask(HTTP_X_REQUEST_ID=given)["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a\r\nSet-Cookie: x", "<script>", "ü"])
def test_any_other_request_id_is_replaced(given):
    found = ask(HTTP_X_REQUEST_ID=given)["X-Request-ID"]

    assert len(found) == 32 and found != given


def test_the_id_is_known_while_the_request_is_answered_and_forgotten_after():
    assert ask(HTTP_X_REQUEST_ID="abc").content == b'{"id": "abc"}'
    assert context.request_id.get() == ""


def test_the_id_is_forgotten_after_a_failure():
    with pytest.raises(ZeroDivisionError):
        ask(lambda request: 1 / 0, HTTP_X_REQUEST_ID="abc")

    assert context.request_id.get() == ""


def test_static_files_have_no_log_line(caplog):
    with caplog.at_level(logging.INFO, "backend.requests"):
        ask(path="/static/missing.css")

    assert not caplog.records


def test_a_body_at_the_limit_passes(settings):
    settings.BODY_LIMIT = 10

    assert send(body=b"x" * 10).status_code == 200


@pytest.mark.parametrize("length", ["11", "52428800", "9" * 30])
def test_a_longer_body_is_refused_before_it_is_read(settings, length):
    settings.BODY_LIMIT = 10

    assert send(length, **{"wsgi.input": Unread()}).status_code == 413


def test_accounts_have_a_limit_of_their_own(settings):
    settings.BODY_LIMIT, settings.AUTH_BODY_LIMIT = 100, 10

    assert send(body=b"x" * 11, path="/api/accounts/login/").status_code == 413


@pytest.mark.parametrize("length", ["-1", "x", "1.5", "1,1", "٣"])
def test_a_length_that_is_no_number_is_refused(length):
    assert send(length).status_code == 400


def test_no_more_is_read_than_the_length_that_was_given():
    assert send("3", body=b"abcdef").content == b"abc"


def test_a_chunked_body_is_read_up_to_the_limit(settings):
    settings.BODY_LIMIT = 5

    assert chunked(BytesIO(b"abcde"), **{"wsgi.input_terminated": True}).content == b"abcde"
    assert chunked(BytesIO(b"abcdef"), **{"wsgi.input_terminated": True}).status_code == 413


def test_a_chunked_body_that_the_server_does_not_end_is_refused_unread():
    assert chunked(Unread()).status_code == 411


@pytest.mark.parametrize("path", ["/api/tags/%00/", "/api/tags/?search=%00", "/api/tags/?search=a%00b"])
def test_a_nul_in_the_address_is_refused(path):
    assert send(path=path).status_code == 400


def test_a_nul_in_a_cookie_is_refused():
    assert send(HTTP_COOKIE='sessionid="a\\000b"').status_code == 400


def test_calls_in_the_clear_are_refused_where_https_is_required(settings):
    settings.SECURE_SSL_REDIRECT = True

    assert send().status_code == 403
    assert send(secure=True).status_code == 200


def test_probes_may_come_in_the_clear(settings):
    settings.SECURE_SSL_REDIRECT = True

    assert send(path="/health/").status_code == 200
