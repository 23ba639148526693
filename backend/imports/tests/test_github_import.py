"""GitHub from end to end: events of a local server in its shape become days of practice in the journal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.core.models import Activity
from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Request, Response, html, redirect
from backend.test_common.platform_servers.github import GitHubServer

pytestmark = [pytest.mark.django_db, pytest.mark.data]

TOKEN = "github_pat_00CANARY00000000000000"


@pytest.fixture
def github(settings):
    with GitHubServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "github": server.url}
        server.add_user("Bob", token=TOKEN)
        yield server


@pytest.fixture
def client(api, alice):
    return api(alice)


def bring_in(client, **body):
    return client.post("/import/github/", {"username": "bob", **body})


def counts(answer) -> dict[str, int]:
    return {name: number for name, number in answer.json()["counts"].items() if number}


def sync(client, profile: int):
    PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=1))
    return client.post(f"/api/profiles/{profile}/sync/", {})


def test_a_full_import_a_second_and_a_day_that_grew(client, github):
    github.add_days("bob", 25, events_a_day=10)
    assert counts(bring_in(client)) == {"read": 25, "new": 25}
    assert counts(bring_in(client)) == {"read": 25, "unchanged": 25}
    grown = Activity.objects.order_by("-date").first()
    assert (grown.minutes, grown.is_estimated, grown.title) == (290, True, "10 events in bob/project")
    github.add_event("bob", timezone.now() - timedelta(days=1), repo="other/place")
    again = counts(bring_in(client))
    assert again["unchanged"] == 24 and again.get("updated", 0) + again.get("new", 0) == 1


def test_an_empty_account_is_a_good_import(client, github):
    assert (bring_in(client).json()["state"], Activity.objects.count()) == ("completed", 0)


def test_an_unknown_user_is_told_at_the_name(client, github):
    assert error(bring_in(client, username="nobody")) == (400, "profile_not_found", "username")


@pytest.mark.parametrize(
    ("response", "status", "code", "wait"),
    [
        (Response(403, {"message": "secondary rate limit"}), 503, "upstream_rate_limited", "60"),
        (Response(429, headers={"Retry-After": "90"}), 503, "upstream_rate_limited", "90"),
        (Response(403, {"message": "API rate limit exceeded for user."}), 503, "upstream_rate_limited", "60"),
        (Response(403, {"message": "Resource not accessible"}), 409, "credential_rejected", None),
        (html(403), 502, "upstream_unavailable", None),
        (html(503, "application/json"), 502, "upstream_unavailable", None),
        (redirect("http://169.254.169.254/latest/"), 502, "upstream_invalid_response", None),
        (html(200, "application/json"), 502, "upstream_invalid_response", None),
        (Response(body={"message": "Server Error"}), 502, "upstream_invalid_response", None),
    ],
    ids=[
        "throttled without a hint",
        "throttled with a hint",
        "the budget spent",
        "forbidden",
        "a wall",
        "html with 503",
        "a redirect",
        "html",
        "an error in 200",
    ],
)
def test_a_refusal_is_answered_in_words(client, github, response, status, code, wait):
    github.fault(0, response, times=None)
    answer = bring_in(client)
    assert error(answer)[:2] == (status, code) and answer.get("Retry-After") == wait


def test_a_fault_in_mid_paging_leaves_nothing_and_the_next_import_brings_all(client, github):
    github.add_days("bob", 25, events_a_day=10)
    github.fault(1, Response(500), times=3)
    assert error(bring_in(client))[1] == "upstream_unavailable" and not Activity.objects.exists()
    assert counts(bring_in(client)) == {"read": 25, "new": 25}


def test_pages_that_shift_while_they_are_read_count_nothing_twice(client, github):
    github.add_days("bob", 25, events_a_day=10)
    bring_in(client)
    before = dict(Activity.objects.values_list("external_id", "minutes"))

    def moving(request: Request) -> Response:
        answer = github.healthy(request)
        github.add_event("bob", timezone.now(), repo="bob/today")
        return answer

    github.fault(lambda request: "/events" in request.path, moving, times=None)
    assert bring_in(client).status_code == 200
    after = dict(Activity.objects.exclude(title__contains="bob/today").values_list("external_id", "minutes"))
    assert after == before


def test_a_worker_brings_all_after_a_fault_in_mid_paging(client, github, alice):
    github.add_days("bob", 25, events_a_day=10)
    github.fault(1, Response(502), times=None)
    job = start_import(user=alice, platform="github", username="bob").job
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("queued", "upstream_unavailable")
    github.heal()
    ImportJob.objects.update(not_before=None)
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.read_count, job.new_count) == ("completed", 25, 25)


def test_a_sync_asks_only_whether_anything_has_changed(client, github):
    github.add_days("bob", 3)
    profile = client.post("/api/profiles/", {"platform": "github", "username": "bob"}).json()["id"]
    assert counts(sync(client, profile)) == {"read": 3, "new": 3}
    assert counts(sync(client, profile)) == {}
    assert "if-none-match" in [call for call in github.calls if "/events" in call.path][-1].headers
    github.add_event("bob", timezone.now() - timedelta(days=10))
    assert counts(sync(client, profile))["read"] == 4


def test_a_token_brings_private_events_and_its_revocation_pauses_the_account(client, github):
    github.add_event("bob", timezone.now() - timedelta(days=2), public=False)
    body = {"platform": "github", "username": "bob", "credential": TOKEN}
    profile = client.post("/api/profiles/", body).json()["id"]
    assert counts(sync(client, profile)) == {"read": 1, "new": 1}
    github.revoked.add(TOKEN)
    refused = sync(client, profile)
    assert error(refused)[:2] == (409, "credential_rejected")
    assert PlatformProfile.objects.get().is_paused and Activity.objects.count() == 1
    assert TOKEN not in refused.content.decode() + str(list(ImportJob.objects.values()))
