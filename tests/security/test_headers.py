"""Headers on every kind of answer, cookies in production, other origins, other hosts."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from backend.settings import ROOT

API_POLICY = "default-src 'none'; frame-ancestors 'none'"

# kind of answer -> (method, path, status)
ANSWERS = {
    "a page": ("GET", "/", 200),
    "the documentation": ("GET", "/api/docs/", 200),
    "the schema": ("GET", "/api/schema/", 200),
    "a probe": ("GET", "/health/", 200),
    "data": ("GET", "/api/tags/", 200),
    "an identity": ("GET", "/api/accounts/identity/", 200),
    "a bad request": ("GET", "/api/tags/?page=x", 400),
    "a malformed address": ("GET", "/api/tags/?page=%00", 400),
    "no CSRF token": ("POST", "/api/tags/", 403),
    "no such row": ("GET", "/api/tags/999999/", 404),
    "no such call": ("GET", "/api/nothing/", 404),
    "no such page": ("GET", "/nothing/", 404),
    "a wrong method": ("DELETE", "/api/tags/", 405),
    "a body too large": ("POST", "/import/sample/", 413),
}


@pytest.fixture(params=ANSWERS.values(), ids=ANSWERS.keys())
def answer(request, api, alice):
    method, path, status = request.param
    client = api(alice, enforce_csrf=status == 403)
    extra = {"CONTENT_LENGTH": "99999999"} if status == 413 else {}
    found = client.generic(method, path, "{}" if method == "POST" else "", "application/json", **extra)
    assert found.status_code == status
    return found


def test_every_answer_carries_the_headers_that_browsers_obey(answer):
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Request-ID"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy


def test_only_json_and_pages_are_answered_and_json_may_run_nothing(answer):
    if answer["Content-Type"].startswith("text/html"):
        assert answer.status_code in (200, 404)
    else:
        assert answer["Content-Type"].startswith("application/json")
        assert answer["Content-Security-Policy"] == API_POLICY


def test_what_is_personal_is_not_kept_by_any_cache(answer):
    if answer.wsgi_request.path.startswith(("/api/", "/import/")):
        assert "no-store" in answer["Cache-Control"]


def test_pages_allow_no_script_and_style_but_their_own(api):
    policy = api().get("/api/docs/")["Content-Security-Policy"]

    directives = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert directives["script-src"].startswith("'self' 'nonce-")
    assert directives["style-src"].startswith("'self' 'nonce-")
    assert directives["img-src"] == "'self' data:"
    assert {directives[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}


def test_a_nonce_is_used_once(api):
    policies = {api().get("/")["Content-Security-Policy"] for _ in range(3)}

    assert len(policies) == 3


def test_static_files_carry_them_too(settings, tmp_path, db):
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "page.html").write_text("<script>alert(1)</script>")

    answer = Client().get("/static/page.html")
    answer.close()

    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == API_POLICY


@pytest.mark.parametrize(
    "accept", ["text/html", "application/xml", "*/*", "text/html,application/xhtml+xml;q=0.9"]
)
def test_whatever_is_accepted_calls_answer_json(api, alice, accept):
    answer = api(alice).get("/api/tags/", headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


# --- Other origins -----------------------------------------------------------------------------------------------
NAMED = "https://app.example.org"


def preflight(api, origin, path="/api/tags/"):
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return api().options(path, headers=headers)


@pytest.mark.parametrize("path", ["/api/tags/", "/import/sample/"])
def test_a_named_origin_may_call_with_credentials(api, settings, path):
    settings.CORS_ALLOWED_ORIGINS = [NAMED]

    answer = preflight(api, NAMED, path)

    assert answer["Access-Control-Allow-Origin"] == NAMED
    assert answer["Access-Control-Allow-Credentials"] == "true"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "https://app.example.org.evil.example",
        "https://evil-app.example.org",
        "https://app.example.org:8443",
        "http://app.example.org",
        "https://APP.example.org.",
    ],
)
def test_no_other_origin_may(api, alice, settings, origin):
    settings.CORS_ALLOWED_ORIGINS = [NAMED]

    assert "Access-Control-Allow-Origin" not in preflight(api, origin)
    assert "Access-Control-Allow-Origin" not in api(alice).get("/api/tags/", headers={"Origin": origin})


def test_nobody_may_where_nobody_is_named(api):
    assert "Access-Control-Allow-Origin" not in preflight(api, NAMED)


def test_a_refusal_can_be_read_by_the_origin_that_was_refused_for_its_size(api, settings):
    settings.CORS_ALLOWED_ORIGINS = [NAMED]

    answer = api().post(
        "/api/tags/", "x", content_type="application/json", CONTENT_LENGTH="9999999", HTTP_ORIGIN=NAMED
    )

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (413, NAMED)


# --- Other hosts -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver:80:80", "a b"])
def test_a_host_that_is_not_ours_is_refused(api, host):
    answer = api().get("/api/accounts/identity/", HTTP_HOST=host)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "bad_request"
    assert "evil" not in answer.content.decode()


# --- A production installation -----------------------------------------------------------------------------------
PRODUCTION = Path(__file__).with_name("production_answers.py")


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """What an installation with an https address answers, each as `{status, headers, cookies}`."""
    kept = {
        name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV")
    }
    environment = {
        **kept,
        "PUBLIC_BASE_URL": "https://skills.example",
        "SECRET_KEY": "k" * 60,
        "DEBUG": "true",
        "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('production') / 'db.sqlite3'}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, PRODUCTION], env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_cookies_are_bound_to_host_and_https(production):
    cookies = production["login"]["cookies"]

    assert set(cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies.values():
        assert (cookie["secure"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            "Lax",
            "/",
            "",
        )


def test_the_session_cookie_is_not_for_script_and_the_csrf_cookie_is(production):
    cookies = production["login"]["cookies"]

    assert cookies["__Host-sessionid"]["httponly"] is True
    assert not cookies["__Host-csrftoken"]["httponly"]


def test_production_asks_for_https_for_a_year(production):
    expected = "max-age=31536000; includeSubDomains; preload"
    assert {production[name]["headers"]["Strict-Transport-Security"] for name in ("page", "identity")} == {
        expected
    }


def test_a_page_in_the_clear_is_sent_to_https_and_a_call_is_refused(production):
    assert production["page in the clear"]["status"] == 301
    assert production["page in the clear"]["headers"]["Location"] == "https://skills.example/"
    assert production["call in the clear"]["status"] == 403
    assert production["probe in the clear"]["status"] == 200


def test_production_answers_to_its_own_name_alone(production):
    assert production["localhost"]["status"] == 400


def test_an_unexpected_error_shows_no_debug_page_even_where_debug_was_asked_for(production):
    assert production["error"]["status"] == 500
    assert "Traceback" not in production["error"]["body"] and "canary" not in production["error"]["body"]
