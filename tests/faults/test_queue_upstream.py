"""An upstream that fails, through a queue: accepted, delivered, put off or failed, and never delivered in vain.

Each test has a control in test_queue_upstream_controls.py.
"""

from __future__ import annotations

import time

import pytest
from django.utils import timezone

from backend.imports.models import ImportJob
from backend.imports.services import run
from backend.infrastructure import outbound
from backend.profiles.models import PlatformProfile
from backend.test_common import fault_server as broken
from backend.test_common.fault_server import FaultServer, Response, closed_port, throttled
from backend.test_common.keyed_platform import CANARY, KeyedServer
from tests.faults.asking import PAGE
from tests.faults.queued import Queued, is_second_page
from tests.faults.test_upstream_failures import LIST, PERMANENT, TEMPORARY
from tests.faults.test_upstream_throttling import LAST_YEAR, LONG
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hasty")]

# Short enough to be heard to its end by a client that lets it trickle.
FAULTS = {
    **TEMPORARY,
    "a short body that trickles": (Response(body=LIST, trickle=0.05), 504, "upstream_timeout"),
}
# SQS delays no message for longer: what is due later is sent by the relay when it is due.
LONGEST_DELAY = 900


# --- Throttles ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["120", "86400", "9999999999"])
def test_a_job_that_has_to_wait_frees_its_worker_and_comes_back_when_it_is_due(
    queued: Queued, header: str
) -> None:
    queued.upstream.fault(is_second_page, throttled(header), times=None)
    started = time.monotonic()
    job = queued.work()
    assert time.monotonic() - started < 3
    queued.assert_put_off(job, "upstream_rate_limited", read=PAGE)
    assert_due_in(job, LONG[header])
    assert queued.queue.size() == (1 if LONG[header] <= LONGEST_DELAY else 0)
    queued.heal()
    job = queued.work_again(job)
    assert job.attempts == 2
    queued.assert_completed(job)


@pytest.mark.parametrize("header", ["-1", "Thu, 99 Foo 2026 25:61:61 GMT", LAST_YEAR])
def test_a_retry_after_that_makes_no_sense_puts_off_by_the_default(queued: Queued, header: str) -> None:
    queued.upstream.fault(is_second_page, throttled(header), times=None)
    job = queued.work()
    queued.assert_put_off(job, "upstream_rate_limited", read=PAGE)
    assert_due_in(job, 30)
    assert len(queued.upstream.calls) == 1 + 3


def test_a_short_retry_after_is_waited_for_with_the_message_in_hand(queued: Queued) -> None:
    queued.upstream.fault(is_second_page, throttled("1"))
    job = queued.work()
    assert (len(queued.esm.deliveries), job.attempts) == (1, 1)
    queued.assert_completed(job)
    queued.assert_nothing_is_left()


def test_the_letter_for_later_comes_by_itself(queued: Queued, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbound, "WORKER_RETRY_AFTER_WAIT", 0.5)
    queued.upstream.fault(is_second_page, throttled("1"))
    job = queued.work()
    queued.assert_put_off(job, "upstream_rate_limited", read=PAGE)
    queued.esm.run_until_empty()
    job.refresh_from_db()
    queued.assert_completed(job)
    queued.assert_nothing_is_left()


# --- Failures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "500",
        "503",
        "reset in the body",
        "more announced than sent",
        "an endless body",
        "a bomb",
        "a head that trickles",
        "a short body that trickles",
    ],
)
def test_what_may_pass_is_tried_again_later_from_where_it_stood(queued: Queued, name: str) -> None:
    fault, _, code = FAULTS[name]
    queued.upstream.fault(is_second_page, fault, times=None)
    started = time.monotonic()
    job = queued.work()
    assert time.monotonic() - started < 5
    queued.assert_put_off(job, code, read=PAGE)
    queued.heal()
    calls = len(queued.upstream.calls)
    job = queued.work_again(job)
    assert len(queued.upstream.calls) == calls + 2
    queued.assert_completed(job)


@pytest.mark.parametrize("times", [1, 2])
def test_what_fails_once_or_twice_is_asked_again_by_the_same_delivery(queued: Queued, times: int) -> None:
    queued.upstream.fault(is_second_page, Response(502), times=times)
    job = queued.work()
    assert (len(queued.esm.deliveries), len(queued.upstream.calls)) == (1, 3 + times)
    queued.assert_completed(job)
    queued.assert_nothing_is_left()


def test_after_five_claims_without_progress_the_job_fails_though_its_letters_came_by_themselves(
    queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "FIRST_PAUSE", 1.0)
    monkeypatch.setattr(run, "LONGEST_PAUSE", 1.0)
    queued.upstream.fault(is_second_page, Response(500), times=None)
    job = queued.work()
    queued.esm.run_until_empty()
    job.refresh_from_db()
    # The first claim brought a page, so it does not count.
    assert (job.attempts, len(queued.esm.deliveries)) == (6, 6)
    queued.assert_failed(job, "upstream_unavailable", read=PAGE)
    queued.assert_the_next_import_is_right()


@pytest.mark.parametrize("name", PERMANENT)
def test_what_only_a_person_can_change_is_not_tried_again(queued: Queued, name: str) -> None:
    fault, _, code = PERMANENT[name]
    queued.upstream.fault(is_second_page, fault, times=None)
    job = queued.work()
    queued.assert_failed(job, code, read=PAGE)
    assert len(queued.upstream.calls) == 2
    queued.assert_the_next_import_is_right()


def test_an_unknown_user_fails_the_job_with_one_call(queued: Queued) -> None:
    job = queued.deliver(queued.start("nobody"))
    queued.assert_failed(job, "profile_not_found", read=0)
    assert job.error_detail == "no such user on Codewars"
    assert (len(queued.upstream.calls), job.attempts) == (1, 1)


def test_a_refused_key_pauses_its_account_and_leaves_the_others_alone(
    queued: Queued, keyed: KeyedServer
) -> None:
    keyed.add("ada")
    profile = queued.client.post(
        "/api/profiles/", {"platform": "keyed", "username": "ada", "credential": CANARY}
    ).json()
    keyed.tokens.clear()
    asked = queued.client.post("/import/keyed/", {"username": "ada"}).json()
    other = queued.start()
    refused = queued.deliver(ImportJob.objects.get(pk=asked["id"]))
    queued.assert_completed(queued.deliver(other))
    assert (refused.state, refused.error_code, refused.attempts) == ("failed", "credential_rejected", 1)
    kept = PlatformProfile.objects.get(pk=profile["id"])
    assert kept.is_paused and kept.pause_reason == "needs_credential" and kept.credential
    told = queued.client.get(f"/api/profiles/{kept.pk}/").json()
    assert told["status"]["state"] == "needs_credential" and CANARY not in str(told)
    queued.assert_nothing_is_left()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:{closed}", "upstream_unreachable"),
        ("http://codewars.invalid", "upstream_unreachable"),
        ("https://127.0.0.1:{plain}", "upstream_tls"),
    ],
)
def test_an_upstream_that_cannot_be_reached_puts_the_job_off(queued: Queued, url: str, code: str) -> None:
    with Upstream() as plain:
        queued.point_at(url.format(closed=closed_port(), plain=plain.url.split(":")[2].split("/")[0]))
        job = queued.work()
        queued.assert_put_off(job, code, read=0)
        assert plain.calls == []
        queued.heal()
        queued.assert_completed(queued.work_again(job))


@pytest.mark.parametrize("status", [302, 307])
def test_a_redirect_is_not_followed(queued: Queued, status: int) -> None:
    with FaultServer(route=lambda request: Response(body=LIST)) as target:
        queued.upstream.fault(is_second_page, broken.redirect(f"{target.url}/elsewhere", status), times=None)
        job = queued.work()
        assert target.connections == 0
        queued.assert_put_off(job, "upstream_invalid_response", read=PAGE)
        queued.heal()
        queued.assert_completed(queued.work_again(job))


def assert_due_in(job: ImportJob, seconds: float) -> None:
    __tracebackhide__ = True
    assert job.not_before is not None
    assert (job.not_before - timezone.now()).total_seconds() == pytest.approx(seconds, abs=10)
