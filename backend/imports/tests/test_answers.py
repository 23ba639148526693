"""What an import call is answered, where nothing is wrong upstream; the rest of the table is in tests/faults."""

import threading
import time

import pytest
from django.db import connection

from backend.core.models import Question
from backend.imports.models import ImportJob
from backend.imports.services.start import start_import
from backend.infrastructure.worker import run_until_empty
from backend.platforms import registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(api, alice):
    return api(alice)


def error(answer) -> tuple[int, str, str | None]:
    first = answer.json()["errors"][0]
    return answer.status_code, first["code"], first["attr"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "required"),
        ({"username": ""}, "blank"),
        ({"username": None}, "null"),
        ({"username": 5}, "invalid"),
        ({"username": ["bob"]}, "invalid"),
        ({"username": "x" * 10_240}, "max_length"),
        ({"username": "../x"}, "invalid_username"),
        ({"username": ".."}, "invalid_username"),
        ({"username": "a/b"}, "invalid_username"),
    ],
)
def test_a_username_that_cannot_be_one_is_refused_before_any_call(client, codewars, body, code):
    assert error(client.post("/import/codewars/", body)) == (400, code, "username")
    assert not codewars.calls and not ImportJob.objects.exists()


def test_a_control_character_in_a_username_is_refused(client, codewars):
    answer = client.post("/import/codewars/", {"username": "bob\r\nHost: evil"})
    assert answer.status_code == 400 and not codewars.calls


@pytest.mark.parametrize("name", ["preview", "details", "bring_back"])
def test_an_option_that_is_no_boolean_is_refused(client, codewars, name):
    assert error(client.post("/import/codewars/", {"username": "bob", name: "yes"})) == (400, "invalid", name)


def test_an_unknown_platform_is_a_404_that_lists_the_known(client):
    answer = client.post("/import/nowhere/", {"username": "bob"})
    assert error(answer) == (404, "not_found", None)
    assert ", ".join(registry.slugs()) in answer.json()["errors"][0]["detail"]


def test_a_user_that_the_platform_does_not_know_is_a_400_with_a_failed_job(client, codewars):
    answer = client.post("/import/codewars/", {"username": "nobody"})
    assert error(answer) == (400, "profile_not_found", "username")
    assert answer.json()["job"]["state"] == "failed"
    assert answer.json()["job"]["error"]["detail"] == "no such user on Codewars"
    assert client.get(answer["Location"]).json() == answer.json()["job"]


def test_an_account_that_is_being_imported_is_joined(client, codewars, alice):
    codewars.make_history("bob", 3)
    running = start_import(user=alice, platform="codewars", username="bob").job
    answer = client.post("/import/codewars/", {"username": "BOB"})
    assert (answer.status_code, answer.json()["id"]) == (202, running.pk)
    assert ImportJob.objects.count() == 1 and not codewars.calls


def test_too_many_imports_in_an_hour_are_answered_with_429(client, codewars, settings):
    codewars.make_history("bob", 1)
    settings.IMPORTS_PER_HOUR = 2
    assert [client.post("/import/codewars/", {"username": "bob"}).status_code for _ in range(3)] == [
        200,
        200,
        429,
    ]
    assert int(client.post("/import/codewars/", {"username": "bob"})["Retry-After"]) > 3000
    assert client.post("/import/sample/", {"username": "bob"}).status_code == 200


def test_what_takes_longer_than_a_request_may_is_finished_by_the_worker(client, codewars, settings):
    settings.IMPORT_INLINE_SECONDS = 1.6
    codewars.make_history("bob", 1000)
    codewars.delay = 0.3
    answer = client.post("/import/codewars/", {"username": "bob"})
    job = answer.json()
    assert (answer.status_code, job["state"]) == (202, "queued")
    assert 0 < job["counts"]["new"] == Question.objects.count() < 1000
    run_until_empty()
    done = client.get(answer["Location"]).json()
    assert (done["state"], done["counts"]["new"], done["attempts"]) == ("completed", 1000, 2)


@pytest.mark.django_db(transaction=True)
def test_progress_shows_while_an_import_runs_and_cancel_stops_it_at_the_next_page(
    api, alice, codewars, live_server
):
    codewars.make_history("bob", 2000)
    codewars.delay = 0.2
    client, answers = api(alice), []

    def bring_in() -> None:
        answers.append(api(alice).post("/import/codewars/", {"username": "bob"}))
        connection.close()

    importing = threading.Thread(target=bring_in)
    importing.start()
    while (
        not (jobs := client.get("/api/jobs/?state=running").json()["results"]) or not jobs[0]["counts"]["new"]
    ):
        time.sleep(0.05)
    assert jobs[0]["total"] == 2000 and jobs[0]["counts"]["new"] < 2000
    assert client.delete(f"/api/jobs/{jobs[0]['id']}/").status_code == 202
    importing.join()
    assert answers[0].json()["state"] == "cancelled"
    assert 0 < Question.objects.count() == answers[0].json()["counts"]["new"] < 2000


def test_a_job_that_has_ended_cannot_be_cancelled(client, codewars):
    codewars.make_history("bob", 1)
    job = client.post("/import/codewars/", {"username": "bob"}).json()
    assert error(client.delete(f"/api/jobs/{job['id']}/")) == (409, "job_finished", None)


def test_platforms_tell_what_they_need(client):
    listed = client.get("/api/platforms/").json()
    assert [platform["slug"] for platform in listed] == list(registry.slugs())
    assert all(platform["username_help"] and platform["reach"] for platform in listed)


@pytest.mark.parametrize("app", [(), ("an-id", "a-secret")], ids=["without an app", "with one"])
def test_platforms_declare_secrets_and_connections(client, settings, app):
    settings.OAUTH_APPS = {"github": app} if app else {}
    answer = client.get("/api/platforms/")
    listed = {platform["slug"]: platform for platform in answer.json()}
    needs = {slug for slug, platform in listed.items() if (platform["credential"] or {}).get("required")}
    assert needs == {it.slug for it in registry.all_classes() if it.credential and it.credential.required}
    assert all(listed[slug]["credential"]["url"].startswith("https://") for slug in needs)
    assert listed["github"]["oauth"]["configured"] is bool(app)
    assert [slug for slug, platform in listed.items() if platform["csv_only"]] == ["codechef", "kattis"]
    assert b"a-secret" not in answer.content
