"""A platform is switched off without a deploy, or found to be out of order for everybody."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from backend.imports.models import ImportJob
from backend.imports.services.run import run_import
from backend.imports.services.start import start_import
from backend.profiles.models import PlatformProfile, PlatformState
from backend.profiles.services import (
    due_profiles,
    is_out,
    note_platform_failure,
    note_platform_success,
    readable_slugs,
)
from backend.profiles.services.platforms import may_try, switch_on
from backend.test_common.api import error
from backend.test_common.fault_server import Response, html
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def off(codewars):
    codewars.make_history("bob", 1)
    call_command("platform", "off", "codewars", "--reason", "they asked us to stop")


def fail(number: int = 5, code: str = "upstream_timeout") -> list[bool]:
    return [note_platform_failure("codewars", code, account=one) for one in range(number)]


def test_a_platform_that_is_off_is_asked_nothing_and_says_why(client, off, codewars):
    told = client.post("/api/profiles/", {"platform": "codewars", "username": "bob"}).json()
    answers = [
        client.post("/import/codewars/", {"username": "bob"}),
        client.post(f"/api/profiles/{told['id']}/sync/"),
        client.post(f"/api/profiles/{told['id']}/refresh/"),
    ]
    assert [error(answer) for answer in answers] == [(503, "platform_off", None)] * 3
    assert all("they asked us to stop" in answer.json()["errors"][0]["detail"] for answer in answers)
    assert all(answer["Retry-After"] for answer in answers)
    assert told["status"]["state"] == "platform_off" and not codewars.calls and not ImportJob.objects.exists()


def test_switched_on_again_it_is_asked_again(client, off, codewars):
    call_command("platform", "on", "codewars")
    assert client.post("/import/codewars/", {"username": "bob"}).status_code == 200


def test_what_was_queued_before_waits_until_it_is_on_again(alice, codewars):
    codewars.make_history("bob", 1)
    job = start_import(user=alice, platform="codewars", username="bob").job
    call_command("platform", "off", "codewars")
    run_import(job.pk, seconds=5)
    job.refresh_from_db()
    assert (job.state, job.error_code) == ("queued", "platform_off") and job.not_before > timezone.now()
    assert not codewars.calls


def test_the_list_of_platforms_says_which_are_not_available(client, off):
    listed = {one["slug"]: one for one in client.get("/api/platforms/").json()}
    assert (listed["codewars"]["available"], listed["sample"]["available"]) == (False, True)
    assert "they asked us to stop" in listed["codewars"]["notice"] and listed["sample"]["notice"] == ""


def test_an_outage_is_told_and_does_not_make_a_platform_unavailable(client):
    fail()
    listed = {one["slug"]: one for one in client.get("/api/platforms/").json()}
    assert listed["codewars"]["available"] is True and "out of order" in listed["codewars"]["notice"]


def test_the_command_lists_how_platforms_stand(off, capsys):
    call_command("platform", "list")
    lines = capsys.readouterr().out.splitlines()
    assert "sample: on" in lines and any("they asked us to stop" in line for line in lines)


def test_the_command_wants_a_platform_it_knows():
    with pytest.raises(CommandError):
        call_command("platform", "off", "nowhere")
    with pytest.raises(CommandError):
        call_command("platform", "off")


def test_many_accounts_failing_at_once_are_an_outage_and_few_are_not():
    assert fail(4) == [False] * 4 and not is_out("codewars")
    assert note_platform_failure("codewars", "upstream_unavailable", account=9) is True
    assert is_out("codewars") and not is_out("sample")
    assert PlatformState.objects.get().outage_code == "upstream_unavailable"


def test_one_account_failing_often_is_no_outage():
    assert not any(note_platform_failure("codewars", "upstream_timeout", account=1) for _ in range(20))


def test_what_is_an_accounts_own_fault_is_not_counted():
    assert not any(fail(20, "profile_not_found")) and not PlatformState.objects.exists()


def test_one_that_works_in_between_says_that_it_is_no_outage():
    fail(4)
    note_platform_success("codewars")
    assert fail(4) == [False] * 4


def test_failures_of_long_ago_are_not_counted():
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        fail(4)
    assert note_platform_failure("codewars", "upstream_timeout", account=9) is False


def test_an_outage_is_probed_later_each_time_and_ends_with_the_first_that_works():
    waits = []
    now = timezone.now()
    for _ in range(6):
        with time_machine.travel(now, tick=False):
            fail()
            state = PlatformState.objects.get()
            waits.append(round((state.retry_at - now).total_seconds() / 60))
            assert is_out("codewars")
        now = state.retry_at + timedelta(seconds=1)
        with time_machine.travel(now, tick=False):
            assert not is_out("codewars")
    assert waits == [5, 10, 20, 40, 60, 60]
    note_platform_success("codewars")
    assert PlatformState.objects.get().outage_since is None


def test_accounts_of_a_platform_that_is_off_or_out_are_not_due(alice, add, codewars):
    codewars.make_history("bob", 1)
    add()
    PlatformProfile.objects.create(user=alice, platform="sample", username="bob")
    due = lambda: {one.platform for slug in readable_slugs() for one in due_profiles(slug, 10)}  # noqa: E731
    assert due() == {"codewars", "sample"}
    fail()
    assert due() == {"sample"}
    switch_on("codewars")
    assert due() == {"codewars", "sample"}


def test_paused_and_later_accounts_are_not_due(alice):
    now = timezone.now()
    make = lambda name, **fields: PlatformProfile.objects.create(  # noqa: E731
        user=alice, platform="sample", username=name, **fields
    )
    make("paused", is_paused=True)
    make("later", next_sync_at=now + timedelta(hours=1))
    make("removed", removal={})
    make("due", next_sync_at=now - timedelta(hours=1))
    make("new")
    assert [one.username for one in due_profiles("sample", 10)] == ["new", "due"]
    assert len(due_profiles("sample", 1)) == 1


def test_imports_that_fail_for_many_people_are_told_as_an_outage(api, codewars):
    codewars.fault(lambda request: True, Response(404), times=None)
    clients = [api(make_user(f"user{number}")) for number in range(5)]
    for client in clients:
        client.post("/import/codewars/", {"username": "nobody"})
    assert not is_out("codewars")
    codewars.heal()
    codewars.fault(lambda request: True, html(), times=None)
    for client in clients:
        client.post("/import/codewars/", {"username": "bob"})
    assert is_out("codewars")


def test_an_import_that_works_ends_an_outage(client, codewars):
    codewars.make_history("bob", 1)
    fail()
    client.post("/import/codewars/", {"username": "bob"})
    assert not is_out("codewars")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_to_try_in_an_outage_one_may(codewars):
    fail()
    PlatformState.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    answers, ready = [], threading.Barrier(5)

    def ask():
        ready.wait(10)
        answers.append(may_try("codewars"))
        connection.close()

    crowd = [threading.Thread(target=ask) for _ in range(5)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert sorted(answers) == [False] * 4 + [True]
    assert is_out("codewars") and may_try("sample")
