"""WakaTime from end to end: days of a local server in its shape become practice time in the journal."""

from datetime import timedelta

import pytest
from django.utils import timezone

from backend.core.models import Activity
from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Request, Response, html
from backend.test_common.platform_servers.wakatime import KEY, WakaTimeServer

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def wakatime(settings):
    with WakaTimeServer() as server:
        settings.PLATFORM_BASE_URLS = {**settings.PLATFORM_BASE_URLS, "wakatime": server.url}
        server.add_user("bob", KEY, zone="Asia/Kolkata", created=timezone.now() - timedelta(days=40))
        yield server


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def profile(client, wakatime) -> int:
    body = {"platform": "wakatime", "username": "bob", "credential": KEY}
    answer = client.post("/api/profiles/", body)
    assert answer.status_code == 201, answer.json()
    return answer.json()["id"]


def bring_in(client):
    return client.post("/import/wakatime/", {"username": "bob"})


def sync(client, profile: int):
    PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=1))
    return client.post(f"/api/profiles/{profile}/sync/", {})


def counts(answer) -> dict[str, int]:
    return {name: number for name, number in answer.json()["counts"].items() if number}


def test_without_a_key_nothing_can_be_imported(client, wakatime):
    answer = bring_in(client)
    assert error(answer)[:2] == (400, "credential_missing") and wakatime.calls == []
    assert answer.json()["errors"][0]["detail"] == "WakaTime needs your API key: give it to the account first"


def test_a_full_import_a_second_and_time_that_comes_late(client, wakatime, profile):
    wakatime.add_days("bob", 35)
    assert counts(bring_in(client)) == {"read": 35, "new": 35}
    assert counts(bring_in(client)) == {"read": 35, "unchanged": 35}
    wakatime.set_day("bob", wakatime.today("bob") - timedelta(days=3), 7200, project="tides")
    assert counts(bring_in(client)) == {"read": 35, "updated": 1, "unchanged": 34}
    assert Activity.objects.get(minutes=120).title == "tides · Python"
    assert not Activity.objects.filter(is_estimated=True).exists()
    wakatime.set_day("bob", wakatime.today("bob") - timedelta(days=36), 1200)
    assert counts(bring_in(client)) == {"read": 36, "new": 1, "unchanged": 35}


def test_a_sync_reads_the_last_days_alone(client, wakatime, profile):
    wakatime.add_days("bob", 35)
    assert counts(sync(client, profile)) == {"read": 35, "new": 35}
    before = len(wakatime.span_calls())
    late = wakatime.today("bob") - timedelta(days=5)
    wakatime.set_day("bob", late, 7200)
    assert counts(sync(client, profile))["updated"] == 1
    start, _ = wakatime.span_calls()[-1]
    assert start >= (wakatime.today("bob") - timedelta(days=9)).isoformat()
    assert len(wakatime.span_calls()) <= before + 2


def test_days_outside_the_plan_are_told_in_words_and_are_no_zeros(client, wakatime, profile):
    wakatime.people["bob"].plan_days = 10
    wakatime.add_days("bob", 35)
    assert counts(sync(client, profile)) == {"read": 10, "new": 10}
    oldest = wakatime.today("bob") - timedelta(days=9)
    assert PlatformProfile.objects.get().sync_note == f"days before {oldest} are outside your plan"
    assert not Activity.objects.filter(minutes=0).exists()


def test_an_empty_account_is_a_good_import(client, wakatime, profile):
    assert (bring_in(client).json()["state"], Activity.objects.count()) == ("completed", 0)


@pytest.mark.parametrize(
    ("response", "status", "code", "wait"),
    [
        (Response(429, {"error": "Too many requests"}), 503, "upstream_rate_limited", "60"),
        (Response(429, headers={"Retry-After": "90"}), 503, "upstream_rate_limited", "90"),
        (Response(302, headers={"Location": "/login"}), 503, "upstream_rate_limited", "60"),
        (html(503, "application/json"), 502, "upstream_unavailable", None),
        (html(200, "application/json"), 502, "upstream_invalid_response", None),
        (Response(body={"data": None}), 502, "upstream_invalid_response", None),
        (Response(body={"error": "Too many requests"}), 503, "upstream_rate_limited", "60"),
        (Response(403, {"error": "Forbidden"}), 409, "credential_rejected", None),
    ],
    ids=[
        "throttled without a hint",
        "with a hint",
        "a redirect",
        "html with 503",
        "html",
        "no days",
        "an error in 200",
        "forbidden",
    ],
)
def test_a_refusal_is_answered_in_words(client, wakatime, profile, response, status, code, wait):
    wakatime.fault(0, response, times=None)
    answer = bring_in(client)
    assert error(answer)[:2] == (status, code) and answer.get("Retry-After") == wait


def test_a_fault_in_mid_paging_keeps_what_came_and_the_next_import_brings_the_rest(client, wakatime, profile):
    wakatime.add_days("bob", 35)
    wakatime.fault(2, Response(500), times=3)
    assert error(bring_in(client))[1] == "upstream_unavailable" and Activity.objects.count() == 14
    assert counts(bring_in(client)) == {"read": 35, "new": 21, "unchanged": 14}


def test_time_that_comes_while_days_are_read_is_neither_lost_nor_doubled(client, wakatime, profile):
    wakatime.add_days("bob", 35)

    def moving(request: Request) -> Response:
        answer = wakatime.healthy(request)
        wakatime.set_day("bob", wakatime.today("bob") - timedelta(days=30), 7200, project="tides")
        return answer

    wakatime.fault(lambda request: request.path.endswith("/summaries"), moving, times=None)
    assert counts(bring_in(client))["new"] == 35
    wakatime.heal()
    bring_in(client)
    assert Activity.objects.count() == 35 and Activity.objects.get(minutes=120).title == "tides · Python"


def test_a_worker_goes_on_where_the_fault_was(client, wakatime, profile, alice):
    wakatime.add_days("bob", 35)
    wakatime.fault(2, Response(502), times=None)
    job = start_import(user=alice, platform="wakatime", username="bob").job
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.error_code, job.read_count) == ("queued", "upstream_unavailable", 14)
    wakatime.heal()
    ImportJob.objects.update(not_before=None)
    run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.read_count, job.new_count) == ("completed", 35, 35)


def test_a_key_that_ends_pauses_the_account_until_there_is_another(client, wakatime, profile):
    wakatime.add_days("bob", 3)
    sync(client, profile)
    wakatime.people["bob"].key = other = KEY.replace("0000example", "0001example")
    assert error(sync(client, profile))[:2] == (409, "credential_rejected")
    asked = len(wakatime.calls)
    assert error(sync(client, profile))[:2] == (409, "needs_credential") and len(wakatime.calls) == asked
    told = client.get(f"/api/profiles/{profile}/").json()["status"]
    assert (told["state"], told["action"]) == ("needs_credential", "set_credential")
    client.patch(f"/api/profiles/{profile}/", {"credential": other})
    assert sync(client, profile).status_code == 200 and Activity.objects.count() == 3


def test_a_key_that_is_refused_is_told_at_its_field_and_not_kept(client, wakatime):
    body = {
        "platform": "wakatime",
        "username": "bob",
        "credential": KEY.replace("0000example", "0001example"),
    }
    assert error(client.post("/api/profiles/", body)) == (400, "credential_rejected", "credential")
    assert not PlatformProfile.objects.exists()


def test_the_key_is_nowhere_but_in_the_profile(client, wakatime, profile):
    wakatime.people.clear()
    refused = bring_in(client)
    assert error(refused)[:2] == (409, "credential_rejected")
    told = refused.content.decode() + str(list(ImportJob.objects.values()))
    assert KEY not in told and KEY not in str(list(PlatformProfile.objects.values()))
