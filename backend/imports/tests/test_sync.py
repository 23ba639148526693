"""Accounts are synced by themselves, in rounds: what is due is begun once, spread out, and as an ordinary import."""

import math
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from backend.core.models import QuestionLog
from backend.imports.models import ImportJob
from backend.imports.services.account_sync import start_sync
from backend.imports.services.run import run_import
from backend.imports.services.sync import MOST_WAITING, TASK, begin_sync, run_round, send_round, sync_due
from backend.imports.tests.syncing import add, work
from backend.infrastructure import queue
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import SCHEDULED, Housekeeping, run_scheduled
from backend.platforms.codewars.platform import Codewars
from backend.profiles.models import PlatformProfile
from backend.profiles.services import note_failure
from backend.profiles.services.platforms import switch_off
from backend.test_common.fault_server import Response, throttled
from backend.test_common.keyed_platform import CANARY
from backend.test_common.processes import wait_until

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def stored() -> PlatformProfile:
    return PlatformProfile.objects.get()


def days_left(profile: PlatformProfile) -> float:
    return (profile.next_sync_at - timezone.now()).total_seconds() / 86400


def make_due(**fields) -> None:
    PlatformProfile.objects.update(next_sync_at=timezone.now() - timedelta(minutes=1), **fields)


# --- Rounds -----------------------------------------------------------------------------------------------------


def test_a_new_account_is_read_whole_by_itself_and_then_a_day_later(alice, codewars):
    codewars.make_history("bob", 30)
    add(alice)
    report = sync_due(seconds=5)
    work()
    assert (report.begun, report.is_all) == (1, True)
    assert (QuestionLog.objects.count(), stored().problems_solved) == (30, 30)
    assert stored().backfilled_at and days_left(stored()) == pytest.approx(1, rel=0.2)
    assert sync_due(seconds=5).begun == 0 and ImportJob.objects.count() == 1


def test_the_next_sync_reads_what_is_new(alice, codewars):
    codewars.make_history("bob", 30)
    add(alice)
    sync_due(seconds=5)
    work()
    codewars.make_history("bob", 31)
    make_due()
    sync_due(seconds=5)
    work()
    job = ImportJob.objects.latest("pk")
    assert (job.state, job.new_count, job.options["incremental"]) == ("completed", 1, True)
    assert stored().sync_interval_seconds == 12 * 3600


def test_an_account_that_is_being_read_is_joined(alice, codewars):
    codewars.make_history("bob", 3)
    running = start_sync(profile=add(alice)).job
    report = sync_due(seconds=5)
    assert (report.begun, report.joined) == (0, 1) and ImportJob.objects.get() == running


def test_what_nobody_asked_for_is_counted_against_no_limit(alice, codewars, settings):
    settings.IMPORTS_PER_HOUR = 1
    for number in range(3):
        add(alice, f"user{number}")
    assert sync_due(seconds=5).begun == 3


def test_syncs_of_a_platform_are_spread_at_its_own_pace(alice, settings):
    settings.PLATFORM_BASE_URLS = {}
    for number in range(4):
        add(alice, f"user{number}")
    sync_due(seconds=5)
    due = list(Outbox.objects.order_by("due_at").values_list("due_at", flat=True))
    gaps = [(later - sooner).total_seconds() for sooner, later in zip(due, due[1:], strict=False)]
    assert gaps == [pytest.approx(3 * Codewars.min_interval, abs=0.2)] * 3


def test_a_round_begins_so_many_and_leaves_the_rest_to_the_next(alice):
    for number in range(MOST_WAITING + 5):
        add(alice, f"user{number}")
    assert (first := sync_due(seconds=5)).begun == MOST_WAITING and not first.is_all
    assert (second := sync_due(seconds=5)).begun == 0 and not second.is_all
    ImportJob.objects.update(state="completed")
    assert (third := sync_due(seconds=5)).begun == 5 and third.is_all


def test_a_crowd_on_one_platform_keeps_nobody_elsewhere_waiting(alice, bob):
    for number in range(MOST_WAITING + 5):
        add(alice, f"user{number}", next_sync_at=timezone.now() - timedelta(days=3))
    add(bob, "ada", platform="sample", next_sync_at=timezone.now())
    sync_due(seconds=5)
    assert ImportJob.objects.filter(platform="sample").count() == 1


def test_accounts_whose_key_is_dead_or_gone_are_left_alone(alice, keyed, codewars):
    dead = add(alice, "ada", platform="keyed", credential="x")
    note_failure(dead.pk, "credential_rejected")
    add(alice, "eve", platform="keyed")
    add(alice, is_paused=True, pause_reason="user")
    sync_due(seconds=5)
    assert not ImportJob.objects.exists() and not keyed.calls and not codewars.calls
    paused = PlatformProfile.objects.get(username="eve")
    assert (paused.pause_reason, paused.last_error_code) == ("needs_credential", "credential_missing")
    assert sync_due(seconds=5).begun == 0


def test_a_platform_that_is_off_is_left_alone(alice, codewars):
    add(alice)
    switch_off("codewars", reason="maintenance")
    report = sync_due(seconds=5)
    assert (report.begun, report.is_all) == (0, True) and not codewars.calls


def test_numbers_that_are_due_are_looked_at_without_an_import(alice, codewars):
    codewars.make_history("bob", 3)
    later, before = timezone.now() + timedelta(days=3), timezone.now() - timedelta(minutes=1)
    add(alice, next_sync_at=later, next_stats_at=before, problems_solved=3, stats_at=before)
    report = sync_due(seconds=5)
    assert (report.begun, report.looked.fresh) == (0, 1)
    assert str(report) == "0 syncs begun, 0 were running; numbers: 1 fresh, 0 failed, 0 put off"
    assert stored().stats_at > before and len(codewars.calls) == 1


def test_a_platform_that_asks_us_to_wait_is_asked_no_more_and_no_account_is_blamed(alice, codewars, settings):
    settings.SYNC_CONCURRENCY = 1
    codewars.fault(lambda request: True, throttled("600"), times=None)
    before = timezone.now() - timedelta(minutes=1)
    for number in range(5):
        add(
            alice,
            f"u{number}",
            next_sync_at=before + timedelta(days=1),
            next_stats_at=before,
            stats_at=before,
        )
    report = sync_due(seconds=5)
    assert (report.looked.put_off, report.looked.failed) == (1, 0) and len(codewars.calls) == 1
    told = set(PlatformProfile.objects.values_list("last_error_code", "stale_since", "stats_at"))
    assert told == {("", None, before)}
    assert sync_due(seconds=5).looked.put_off == 0 and len(codewars.calls) == 1


@pytest.mark.parametrize(("paced_by", "begun"), [("host", 0), ("credential", 1)])
def test_who_was_told_to_wait_holds_up_those_alone_who_share_the_budget(alice, monkeypatch, paced_by, begun):
    monkeypatch.setattr(Codewars, "paced_by", paced_by)
    for number in range(MOST_WAITING):
        add(alice, f"user{number}")
    sync_due(seconds=5)
    ImportJob.objects.update(not_before=timezone.now() + timedelta(hours=2))
    add(alice, "one-more")
    assert sync_due(seconds=5).begun == begun


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_begin_each_account_once(alice, codewars):
    for number in range(12):
        add(alice, f"user{number}")
    reports, ready = [], threading.Barrier(3)

    def one_round():
        ready.wait(10)
        reports.append(sync_due(seconds=5))
        connection.close()

    rounds = [threading.Thread(target=one_round) for _ in range(3)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    assert (
        sum(report.begun for report in reports) == ImportJob.objects.count() == Outbox.objects.count() == 12
    )
    assert sum(report.joined for report in reports) == 0


def test_a_claim_without_its_job_is_no_claim(alice, monkeypatch):
    profile = add(alice)

    def die(*_, **__):
        raise SystemExit

    monkeypatch.setattr("backend.imports.services.start.queue.send", die)
    with pytest.raises(SystemExit):
        begin_sync(profile)
    assert stored().next_sync_at is None and not ImportJob.objects.exists()


# --- Backfill ---------------------------------------------------------------------------------------------------


def test_a_backfill_goes_on_where_it_stopped(alice, codewars):
    codewars.make_history("bob", 850)
    add(alice)
    sync_due(seconds=5)
    job, stopped = ImportJob.objects.get(), threading.Event()
    run_import(job.pk, seconds=60, stopping=stopped.is_set, on_page=lambda job: stopped.set())
    job.refresh_from_db()
    # The page that was on its way when the worker was told to stop is in as well.
    assert job.state == "queued" and job.read_count in (200, 400) and stored().backfilled_at is None
    pages, missing = len(codewars.calls), 850 - job.read_count
    work()
    job.refresh_from_db()
    assert (job.state, job.new_count) == ("completed", 850) and stored().backfilled_at
    assert len(codewars.calls) == pages + math.ceil(missing / 200)


def test_a_backfill_that_failed_is_begun_over_the_whole_reach_again(alice, codewars):
    codewars.make_history("bob", 250)
    codewars.fault(lambda request: "page=1" in request.target, Response(404), times=1)
    add(alice)
    sync_due(seconds=5)
    work()
    assert ImportJob.objects.get().state == "failed" and QuestionLog.objects.count() == 200
    assert stored().backfilled_at is None and stored().failures == 1
    make_due()
    sync_due(seconds=5)
    work()
    job = ImportJob.objects.latest("pk")
    assert (job.options["sync"], "since" in job.options, job.new_count) == (True, False, 50)
    assert QuestionLog.objects.count() == 250 and stored().backfilled_at


def test_a_span_can_be_asked_for_again_after_the_backfill(alice, codewars, api):
    codewars.make_history("bob", 5)
    pk = add(alice).pk
    sync_due(seconds=5)
    work()
    before = stored()
    QuestionLog.objects.all().delete()
    body = {"since": "2000-01-01", "until": datetime.now(UTC).isoformat()}
    job = api(alice).post(f"/api/profiles/{pk}/sync/", body).json()
    assert (job["state"], job["counts"]["read"]) == ("completed", 5)
    assert (stored().next_sync_at, stored().known_until) == (before.next_sync_at, before.known_until)


# --- Who begins a round -----------------------------------------------------------------------------------------


def test_the_command_tells_what_it_did(alice, codewars, capsys):
    add(alice)
    call_command("sync_profiles")
    assert capsys.readouterr().out.startswith("1 syncs begun, 0 were running; numbers: 0 fresh")


def test_the_command_can_be_narrowed(alice, codewars, capsys):
    codewars.make_history("bob", 1)
    add(alice, next_stats_at=timezone.now())
    add(alice, "ada", platform="sample")
    call_command("sync_profiles", platform="codewars", limit=1, refresh_only=True)
    assert capsys.readouterr().out == "0 syncs begun, 0 were running; numbers: 1 fresh, 0 failed, 0 put off\n"
    assert not ImportJob.objects.exists()


def test_the_command_says_by_its_exit_code_that_nothing_worked(alice, codewars):
    later, now = timezone.now() + timedelta(days=1), timezone.now()
    add(alice, "nobody", next_sync_at=later, next_stats_at=now)
    with pytest.raises(SystemExit) as ended:
        call_command("sync_profiles")
    assert ended.value.code == 1


@pytest.mark.parametrize("wrong", [{"platform": "nowhere"}, {"limit": 0}])
def test_the_command_refuses_what_makes_no_sense(wrong):
    with pytest.raises(CommandError):
        call_command("sync_profiles", **wrong)


def test_a_worker_begins_rounds_by_itself_one_at_a_time(settings):
    settings.SYNC_EVERY = 60
    for _ in range(3):
        Housekeeping().keep()
    row = Outbox.objects.get()
    assert row.task == TASK and 50 < (row.due_at - timezone.now()).total_seconds() < 61


def test_a_worker_leaves_rounds_alone_where_it_is_told_to(settings):
    settings.SYNC_EVERY = 0
    Housekeeping().keep()
    assert not Outbox.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_schedule_begins_a_round_at_once_and_it_is_run_as_a_task(alice, codewars):
    codewars.make_history("bob", 2)
    add(alice)
    assert "sync" in SCHEDULED
    for _ in range(2):
        run_scheduled("sync", seconds_left=lambda: 60.0)
    assert Outbox.objects.get().task == TASK
    work()
    assert ImportJob.objects.get().state == "completed" and not Outbox.objects.exists()


def test_a_round_that_could_not_do_everything_goes_on_a_little_later(alice):
    for number in range(MOST_WAITING + 1):
        add(alice, f"user{number}")
    assert send_round() and queue.claim(lease=60)
    run_round()
    rounds = Outbox.objects.filter(task=TASK).order_by("pk")
    assert rounds.count() == 2 and rounds[1].due_at > timezone.now()
    run_round()
    assert rounds.count() == 2


def test_a_round_that_was_given_up_does_not_keep_the_next_from_coming():
    Outbox.objects.create(task=TASK, dead_at=timezone.now())
    assert (send_round(), send_round()) == (True, False)


def test_nothing_of_a_key_is_in_what_a_round_writes(api, alice, keyed, caplog):
    keyed.add("ada")
    body = {"platform": "keyed", "username": "ada", "credential": CANARY}
    api(alice).post("/api/profiles/", body)
    sync_due(seconds=5)
    PlatformProfile.objects.update(next_stats_at=timezone.now())
    keyed.tokens.clear()
    sync_due(seconds=5)
    written = [*ImportJob.objects.values(), *Outbox.objects.values(), *PlatformProfile.objects.values()]
    assert CANARY not in repr(written) + caplog.text
    wait_until(lambda: stored().credential_state == "rejected", "the key is known to be dead")
