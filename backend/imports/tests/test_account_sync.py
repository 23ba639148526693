"""The sync of one account: what is new, everything again, or a span; as an import does it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from backend.imports.models import ImportJob
from backend.imports.services.account_sync import start_sync
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.infrastructure.models import Outbox
from backend.profiles.models import PlatformProfile
from backend.test_common.api import error
from backend.test_common.fault_server import Response
from backend.test_common.keyed_platform import CANARY

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def ada(keyed, client):
    keyed.add("ada")
    body = {"platform": "keyed", "username": "ada", "credential": CANARY}
    return client.post("/api/profiles/", body).json()["id"]


def sync(client, pk, **body):
    return client.post(f"/api/profiles/{pk}/sync/", body)


def asked(keyed) -> dict[str, str]:
    """What the last call for the history asked for."""
    return [call for call in keyed.calls if call.path.endswith("/solves")][-1].query


def cool_down() -> None:
    PlatformProfile.objects.update(last_synced_at=timezone.now() - timedelta(hours=1))


def stored() -> PlatformProfile:
    return PlatformProfile.objects.get()


def test_the_first_sync_reads_everything_and_is_answered_as_an_import(client, keyed, ada):
    answer = sync(client, ada)
    job = answer.json()
    assert (answer.status_code, job["state"], job["counts"]["new"]) == (200, "completed", 3)
    assert answer["Location"] == f"/api/jobs/{job['id']}/" and job["profile"] == ada
    assert asked(keyed) == {} and stored().backfilled_at and stored().known_until
    assert stored().last_job_id == job["id"] and stored().last_counts["new"] == 3


def test_the_next_sync_asks_for_what_is_new_since_the_last_one_began(client, keyed, ada):
    began = ImportJob.objects.get(pk=sync(client, ada).json()["id"]).started_at
    cool_down()
    keyed.add("ada", solved=4)
    assert sync(client, ada).json()["counts"]["new"] == 1
    # Two days that come late, and an hour for clocks that differ.
    assert datetime.fromisoformat(asked(keyed)["since"]) == began - timedelta(days=2, hours=1)
    assert asked(keyed)["etag"] == "v2"
    assert stored().known_until > began


def test_everything_can_be_asked_for_again(client, keyed, ada):
    sync(client, ada)
    assert sync(client, ada, full=True).json()["counts"]["unchanged"] == 3
    assert asked(keyed) == {}


def test_a_span_can_be_asked_for_again_and_says_nothing_of_the_rest(client, keyed, ada):
    answer = sync(client, ada, since="2025-12-01", until="2025-12-31T00:00:00Z")
    assert answer.status_code == 200
    assert asked(keyed)["since"] == datetime(2025, 12, 1, tzinfo=UTC).isoformat()
    assert stored().backfilled_at is None and stored().known_until is None


@pytest.mark.parametrize(
    "body",
    [
        {"full": True, "since": "2025-01-01"},
        {"since": "2025-02-01", "until": "2025-01-01"},
        {"since": "yesterday"},
        {"full": "yes"},
        {"username": "bob"},
    ],
)
def test_a_span_that_is_none_is_refused(client, keyed, ada, body):
    calls = len(keyed.calls)
    assert sync(client, ada, **body).status_code == 400 and len(keyed.calls) == calls


def test_after_a_useful_run_the_next_one_has_to_wait(client, keyed, ada):
    sync(client, ada)
    again = sync(client, ada)
    assert error(again) == (429, "throttled", None) and 890 < int(again["Retry-After"]) <= 900


def test_after_a_failure_the_next_run_need_not_wait(client, keyed, ada):
    keyed.answer = Response(500)
    assert error(sync(client, ada)) == (502, "upstream_unavailable", None)
    assert (stored().failures, stored().last_synced_at) == (1, None)
    keyed.answer = None
    assert sync(client, ada).status_code == 200
    assert (stored().failures, stored().last_error_code) == (0, "")


def test_a_failed_run_leaves_the_state_and_the_note_of_the_last_good_one(client, keyed, ada):
    sync(client, ada)
    assert (stored().sync_state, stored().sync_note) == ({"etag": "v2"}, "a note of the platform's")
    PlatformProfile.objects.update(sync_state={"etag": "mine"}, known_until=None)
    keyed.answer = Response(500)
    sync(client, ada, full=True)
    assert (stored().sync_state, stored().known_until) == ({"etag": "mine"}, None)


def test_a_sync_that_runs_is_joined(client, keyed, ada, alice):
    running = start_import(user=alice, platform="keyed", username="ada").job
    answer = sync(client, ada)
    assert (answer.status_code, answer.json()["id"]) == (202, running.pk)
    status = client.get(f"/api/profiles/{ada}/").json()["status"]
    assert (status["state"], status["action"]) == ("syncing", "wait")


def test_a_sync_that_runs_under_the_former_name_is_joined(client, keyed, ada, alice):
    running = start_import(user=alice, platform="keyed", username="ada").job
    keyed.rename("ada", "lovelace")
    client.patch(f"/api/profiles/{ada}/", {"username": "lovelace"})
    assert sync(client, ada).json()["id"] == running.pk


def test_an_account_that_waits_for_a_key_is_not_asked_about(client, keyed, ada):
    keyed.tokens.clear()
    assert error(sync(client, ada)) == (409, "credential_rejected", None)
    calls = len(keyed.calls)
    assert error(sync(client, ada)) == (409, "needs_credential", None) and len(keyed.calls) == calls


def test_an_import_by_name_uses_the_key_of_the_account(client, keyed, ada):
    assert client.post("/import/keyed/", {"username": "ADA"}).status_code == 200
    assert keyed.calls[-1].headers["authorization"] == f"Bearer {CANARY}"


def test_an_import_without_the_key_that_is_needed_is_refused_at_it(client, keyed):
    answer = client.post("/import/keyed/", {"username": "ada"})
    assert error(answer) == (400, "credential_missing", "credential")
    assert not ImportJob.objects.exists()


def test_another_persons_account_cannot_be_synced(api, bob, keyed, ada):
    assert sync(api(bob), ada).status_code == 404


def test_a_sync_brings_the_numbers_up_to_date(client, keyed, ada):
    keyed.add("ada", solved=5, rating=1900)
    sync(client, ada)
    told = client.get(f"/api/profiles/{ada}/").json()
    assert (told["rating"], told["problems_solved"]) == (1900, 5)
    assert told["status"]["reconciliation"] == {"told": 5, "here": 5, "text": "5 of 5"}


def test_a_sync_follows_a_new_name(client, keyed, ada):
    keyed.rename("ada", "lovelace")
    sync(client, ada)
    assert keyed.calls[-1].path == "/people/lovelace/solves" and stored().username == "lovelace"


def test_a_name_that_is_somebody_elses_now_is_not_read(client, keyed, ada):
    keyed.add("ada", id="id-99", solved=50)
    assert error(sync(client, ada)) == (409, "other_account", None)
    assert stored().last_counts is None and stored().problems_solved == 3
    assert client.get(f"/api/profiles/{ada}/").json()["status"]["state"] == "not_found"


def test_numbers_that_cannot_be_had_keep_no_history_back(client, keyed, ada):
    keyed.fail_person = Response(500)
    assert sync(client, ada).json()["counts"]["new"] == 3
    assert stored().last_error_code == "" and stored().problems_solved == 3


def test_a_worker_finds_the_key_by_the_account(keyed, ada):
    job = start_sync(profile=stored(), hold=0).job
    assert run_import(job.pk, seconds=10)
    job.refresh_from_db()
    assert (job.state, job.new_count) == ("completed", 3)
    assert CANARY not in repr(ImportJob.objects.values()) + repr(list(Outbox.objects.values()))
