"""The web app's one page: where it is served, where it is not, and what the policy lets it do."""

import re

import pytest
from django.conf import settings as product
from whitenoise import WhiteNoise

from backend.common.pages import PLACES, read_index

INDEX = '<script nonce="__CSP_NONCE__"></script><meta name="api-docs" content="__API_DOCS__">'


@pytest.fixture
def built(settings, tmp_path):
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "index.html").write_text(INDEX)
    settings.STATIC_ROOT = tmp_path


@pytest.mark.parametrize("path", ["/", "/today", "/questions/12", "/import", "/sign-in", "/jobs/"])
def test_each_place_of_the_app_gets_its_page(client, built, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/html")
    assert "<script" in answer.content.decode()
    assert answer["Cache-Control"] == "no-cache"


def test_an_address_that_the_app_does_not_know_gets_it_as_not_found(client, built):
    answer = client.get("/nothing/here")

    assert answer.status_code == 404
    assert "<script" in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/api/nothing/", "/import/", "/import/nowhere/x/", "/health/nothing/", "/api", "/static/none.js"]
)
def test_calls_and_files_are_left_alone(client, built, path):
    answer = client.get(path)

    assert answer.status_code == 404
    assert "<script" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/robots.txt", "/.env", "/today/../x.php"])
def test_what_looks_like_a_file_is_no_page(client, built, path):
    assert "<script" not in client.get(path).content.decode()


def test_a_slash_that_was_forgotten_is_still_added_to_a_call(client, built):
    assert client.get("/health")["Location"] == "/health/"


def test_each_answer_has_its_own_nonce_and_the_policy_names_it(client, built):
    answers = [client.get("/today") for _ in range(2)]

    nonces = [re.search(r'nonce="([^"]+)"', one.content.decode())[1] for one in answers]
    assert nonces[0] != nonces[1]
    for nonce, answer in zip(nonces, answers, strict=True):
        assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("mode", "told"), [("public", "/api/docs/"), ("staff", ""), ("off", "")])
def test_the_page_knows_of_the_documentation_where_everybody_may_see_it(client, built, settings, mode, told):
    settings.API_DOCS = mode

    assert f'content="{told}"' in client.get("/").content.decode()


def test_nothing_but_reading_is_done_with_a_page(client, built):
    assert client.post("/today").status_code == 405


def test_without_the_app_the_front_page_says_how_to_build_it(client):
    assert "make run" in client.get("/").content.decode()
    assert client.get("/today").status_code == 404


def test_the_places_are_those_of_the_router():
    router = (product.ROOT / "frontend" / "src" / "app" / "router.tsx").read_text()

    assert set(re.findall(r'path: "/([^"/]*)', router)) == PLACES


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/static/app/assets/index-DcRNUJJi.js", True),
        ("/static/app/assets/Box-Dt0h-q7_.css", True),
        ("/static/admin/css/base.0123456789ab.css", True),
        ("/static/app/index.html", False),
        ("/static/admin/css/base.css", False),
    ],
)
def test_only_files_named_by_their_contents_are_kept_for_ever(url, expected):
    files = WhiteNoise(None, immutable_file_test=product.WHITENOISE_IMMUTABLE_FILE_TEST)

    assert files.immutable_file_test("", url) is expected


def early_calls(client, path):
    return re.findall(
        r'<link rel="preload" as="fetch" crossorigin href="([^"]+)">', client.get(path).content.decode()
    )


@pytest.fixture
def whole(built, settings):
    index = settings.STATIC_ROOT / "app" / "index.html"
    index.write_text("<html><head><title>App</title></head><body></body></html>")
    read_index.cache_clear()


def test_who_somebody_is_is_asked_while_the_script_is_on_its_way(client, whole):
    assert early_calls(client, "/tags") == ["/api/accounts/identity/"]


def test_the_numbers_of_the_first_page_are_asked_for_only_where_there_is_a_session(client, whole):
    assert early_calls(client, "/today") == ["/api/accounts/identity/"]

    client.cookies[product.SESSION_COOKIE_NAME] = "anything"

    assert early_calls(client, "/today") == ["/api/accounts/identity/", "/api/stats/"]
    assert early_calls(client, "/tags") == ["/api/accounts/identity/"]
    assert client.get("/today")["Cache-Control"] == "no-store"
