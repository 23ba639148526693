"""How much of anything can be asked for, and what a request may be made of."""

import json

import pytest

LIMIT = 1024 * 1024
AUTH_LIMIT = 4 * 1024


@pytest.fixture
def client(api, alice):
    return api(alice)


def post(client, path, body, content_type="application/json", **extra):
    return client.post(path, body, content_type=content_type, **extra)


def codes(answer):
    return {error["code"] for error in answer.json()["errors"]}


# --- Sizes -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "path,limit", [("/api/tags/", LIMIT), ("/import/sample/", LIMIT), ("/api/import/sample/", LIMIT)]
)
def test_a_body_beyond_the_limit_is_refused_unread(client, path, limit):
    answer = post(client, path, "{}", CONTENT_LENGTH=str(limit + 1))

    assert (answer.status_code, codes(answer)) == (413, {"request_too_large"})


@pytest.mark.parametrize("path", ["login", "register", "password", "me"])
def test_what_signs_people_in_reads_no_more_than_four_kilobytes(client, path):
    answer = post(client, f"/api/accounts/{path}/", "{}", CONTENT_LENGTH=str(AUTH_LIMIT + 1))

    assert (answer.status_code, codes(answer)) == (413, {"request_too_large"})


def test_a_body_at_the_limit_is_read(client):
    body = json.dumps({"name": "x"})

    assert post(client, "/api/tags/", body + " " * (LIMIT - len(body))).status_code == 201


def test_a_length_that_is_no_number_is_refused(client):
    assert post(client, "/api/tags/", "{}", CONTENT_LENGTH="-1").status_code == 400


def test_a_body_of_unknown_length_is_refused_by_a_server_that_cannot_end_it(client):
    answer = post(client, "/api/tags/", "{}", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")

    assert answer.status_code == 411


# --- Pages -------------------------------------------------------------------------------------------------------
LISTS = [
    "/api/questions/",
    "/api/logs/",
    "/api/activities/",
    "/api/tags/",
    "/api/jobs/",
    "/api/issues/",
    "/api/profiles/",
]
REFUSED = [
    "page_size=1000000000",
    "page_size=101",
    "page_size=0",
    "page=0",
    "page=-1",
    "page=x",
    "page=99999999999999999999",
    "page=1&page=2",
    "page_size=5&page_size=6",
    "ordering=password",
    "ordering=user__password",
    "ordering=-created_at;drop",
    "unknown=1",
    "user=1",
    "_connector=OR",
    "page=1%00",
]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("query", REFUSED)
def test_a_list_refuses_what_it_does_not_document(client, path, query):
    answer = client.get(f"{path}?{query}")

    assert answer.status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_a_page_far_beyond_the_end_is_not_found(client, path):
    assert client.get(f"{path}?page=1000000000").status_code == 404


@pytest.mark.parametrize("path", ["/api/questions/", "/api/tags/"])
def test_a_search_of_ten_thousand_characters_is_refused(client, path):
    assert client.get(path, {"search": "x" * 10_000}).status_code == 400


# --- Bodies ------------------------------------------------------------------------------------------------------
UNREADABLE = {
    "nested 2,000 deep": "[" * 2000 + "]" * 2000,
    "nested 2,000 deep in a field": '{"name": ' + "[" * 2000 + "]" * 2000 + "}",
    "NUL": '{"name": "a\\u0000b"}',
    "half a surrogate pair": '{"name": "\\ud800"}',
    "NaN": '{"name": NaN}',
    "a name given twice": '{"name": "a", "name": "b"}',
    "a huge integer": '{"name": ' + "9" * 5000 + "}",
    "not UTF-8": b'{"name": "\xff"}',
    "not JSON": "name=a",
}


@pytest.mark.parametrize("path", ["/api/tags/", "/api/questions/", "/import/sample/", "/api/accounts/login/"])
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_cannot_be_read_is_a_400(client, path, body):
    assert post(client, path, body).status_code in (400, 413)


@pytest.mark.parametrize("body", ["[]", '"x"', "1", "null", "true", "1.5"])
@pytest.mark.parametrize("path", ["/api/tags/", "/api/questions/", "/import/sample/", "/api/accounts/login/"])
def test_a_body_that_is_no_object_is_a_400(client, path, body):
    assert post(client, path, body).status_code == 400


@pytest.mark.parametrize(
    "path,body",
    [
        *[("/api/tags/", {"name": value}) for value in (True, 7, 1.5, [], {}, ["x"], {"a": 1})],
        *[("/api/questions/", {"title": "x", "is_active": value}) for value in ("yes", 1, [], {})],
        *[
            ("/api/questions/", {"title": "x", "tag_ids": value})
            for value in (1, "1", {}, [True], [1.5], [[]])
        ],
        *[("/api/questions/", {"title": "x", "difficulty": value}) for value in (1, True, [], {})],
        *[("/import/sample/", {"username": value}) for value in (7, True, None, [], {})],
        *[("/import/sample/", {"username": "x", "preview": value}) for value in ("yes", 1, [], {})],
        *[("/api/accounts/login/", {"username": value, "password": "x"}) for value in (7, True, None, [])],
        *[("/api/accounts/login/", {"username": "x", "password": value}) for value in (7, True, None, [])],
    ],
)
def test_a_value_of_another_type_is_a_400(client, path, body):
    assert post(client, path, json.dumps(body)).status_code == 400


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/xml",
        "text/json",
        "application/octet-stream",
    ],
)
@pytest.mark.parametrize(
    "path", ["/api/tags/", "/import/sample/", "/api/accounts/login/", "/api/accounts/logout/"]
)
def test_any_other_format_is_refused(client, path, content_type):
    answer = post(client, path, b'{"name": "x"}', content_type)

    assert (answer.status_code, codes(answer)) == (415, {"unsupported_media_type"})


# --- Addresses ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/api/tags/%00/", "/import/%00/", "/api/tags/?search=%00", "/%00"])
def test_a_nul_in_an_address_is_a_400(client, path):
    assert client.get(path).status_code == 400


def test_a_nul_in_a_session_cookie_is_a_400(api):
    assert api().get("/api/tags/", HTTP_COOKIE='sessionid="a\\000b"').status_code == 400


@pytest.mark.parametrize(
    "path", ["/api/tags/x/", "/api/tags/-1/", "/api/tags/1.5/", "/api/tags/٣/", "/api/jobs/x/"]
)
def test_an_id_that_is_no_number_is_not_found(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/api/tags/{}/", "/api/questions/{}/", "/api/jobs/{}/", "/api/questions/{}/logs/"]
)
def test_an_id_beyond_the_range_of_ids_is_not_found(client, path):
    assert client.get(path.format(10**40)).status_code == 404
