"""A platform that is out of order for everybody: nobody is blamed, it is left alone, and tried again by one."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.core.models import QuestionLog
from backend.imports.models import ImportJob
from backend.imports.services.sync import sync_due
from backend.imports.tests.syncing import add, work
from backend.infrastructure.models import Outbox
from backend.profiles.models import PlatformProfile, PlatformState
from backend.profiles.services.platforms import FIRST_PROBE, note_platform_failure
from backend.test_common.fault_server import Response
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def crowd(codewars):
    """Twelve people with an account each."""
    for number in range(12):
        codewars.make_history(f"user{number}", 1)
        add(make_user(f"person{number}"), f"user{number}")
    return codewars


def go_on(minutes: float) -> None:
    """Time passes for what waits."""
    # A moment ago: databases tell the time in other parts of a second.
    Outbox.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    ImportJob.objects.filter(state="queued").update(not_before=None)
    states = PlatformState.objects.filter(retry_at__isnull=False)
    for state in states:
        state.retry_at -= timedelta(minutes=minutes)
        state.save()


def test_a_platform_that_fails_for_many_is_out_of_order_and_nobody_is_blamed(crowd, client_for, alice):
    crowd.fault(lambda request: True, Response(200, "<html>"), times=None)
    sync_due(seconds=5)
    work()
    state = PlatformState.objects.get()
    assert state.outage_since and state.outage_code == "upstream_invalid_response"
    told = set(PlatformProfile.objects.values_list("last_error_code", "failures", "last_error_at"))
    assert told == {("", 0, None)}
    listed = {one["slug"]: one for one in client_for(alice).get("/api/platforms/").json()}
    assert "out of order" in listed["codewars"]["notice"]


def test_in_an_outage_the_others_are_not_asked_about(crowd):
    crowd.fault(lambda request: True, Response(200, "<html>"), times=None)
    sync_due(seconds=5)
    work()
    calls = len(crowd.calls)
    # Five found out, by two calls each: whose numbers they are, and what there is.
    assert calls == 10 and ImportJob.objects.filter(state="queued").count() == 12
    go_on(0)
    work()
    assert len(crowd.calls) == calls


def test_an_outage_is_tried_with_one_account_later_each_time(crowd):
    crowd.fault(lambda request: True, Response(200, "<html>"), times=None)
    sync_due(seconds=5)
    work()
    waits = []
    for _ in range(3):
        calls = len(crowd.calls)
        go_on(60)
        work()
        waits.append((PlatformState.objects.get().retry_at - timezone.now()).total_seconds() / 60)
        assert len(crowd.calls) == calls + 2
    assert waits == [pytest.approx(minutes, abs=0.5) for minutes in (10, 20, 40)]


def test_when_it_works_again_everybody_is_read(crowd):
    crowd.fault(lambda request: True, Response(200, "<html>"), times=None)
    sync_due(seconds=5)
    work()
    crowd.heal()
    go_on(60)
    work()
    assert PlatformState.objects.get().outage_since is None
    go_on(60)
    work()
    assert set(ImportJob.objects.values_list("state", flat=True)) == {"completed"}
    assert QuestionLog.objects.count() == 12


def test_a_round_in_an_outage_begins_one_import_when_it_is_time(alice, codewars):
    for number in range(8):
        add(alice, f"user{number}")
    for number in range(5):
        note_platform_failure("codewars", "upstream_timeout", account=number)
    assert sync_due(seconds=5).begun == 0
    with time_machine.travel(timezone.now() + FIRST_PROBE + timedelta(minutes=1)):
        assert [sync_due(seconds=5).begun for _ in range(2)] == [1, 0]


def test_a_person_who_asks_in_an_outage_is_not_kept_waiting(crowd, api, alice):
    for number in range(5):
        note_platform_failure("codewars", "upstream_timeout", account=number)
    crowd.make_history("bob", 2)
    assert api(alice).post("/import/codewars/", {"username": "bob"}).status_code == 200
    assert PlatformState.objects.get().outage_since is None
