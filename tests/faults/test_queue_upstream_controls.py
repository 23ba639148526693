"""The proof that the tests of a broken upstream through a queue can fail: one guard less, and each of them does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, TypeAlias

import pytest
import requests

from backend.imports.services import finish, pages, run
from backend.infrastructure import outbound, worker
from backend.platforms.base import client, errors, storable, walk
from backend.platforms.base.pagination import PageNumbers
from backend.platforms.codewars import platform as codewars
from backend.profiles.services import notes
from tests.faults import test_queue_upstream as failures
from tests.faults import test_queue_upstream_garbage as garbage
from tests.faults.queued import Queued

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hasty")]

Patch: TypeAlias = pytest.MonkeyPatch
Ask: TypeAlias = Callable[[Queued, Any], None]


# --- What is taken away -------------------------------------------------------------------------------------------


def endless_waits(patch: Patch) -> None:
    patch.setattr(finish, "LONGEST_WAIT", 10**9)
    patch.setattr(client, "LONGEST_PAUSE", 1e9)


def believed_headers(patch: Patch) -> None:
    patch.setattr(client, "retry_after_seconds", lambda header, now: 3600.0)


def no_row_for_later(patch: Patch) -> None:
    patch.setattr(finish, "queue", SimpleNamespace(send=lambda *args, **options: None))


def no_acknowledgement(patch: Patch) -> None:
    honest = worker._run_record

    def run_record(*args: Any) -> bool:
        honest(*args)
        return False

    patch.setattr(worker, "_run_record", run_record)


def early_surrender(patch: Patch) -> None:
    patch.setattr(run, "MOST_STALLED", 1)


def single_tries(patch: Patch) -> None:
    honest = outbound.platform_config
    patch.setattr(
        outbound, "platform_config", lambda slug, **options: replace(honest(slug, **options), tries=1)
    )


def forgotten_cursors(patch: Patch) -> None:
    honest = finish.wait

    def wait(job: Any, *args: Any, **options: Any) -> Any:
        job = honest(job, *args, **options)
        finish.save(job, cursor=None)
        return job

    patch.setattr(finish, "wait", wait)


def hope_for_other_names(patch: Patch) -> None:
    patch.setattr(errors.ProfileNotFound, "permanent", False)


def hope_for_other_keys(patch: Patch) -> None:
    patch.setattr(errors.CredentialRejected, "permanent", False)


def silence_towards_the_account(patch: Patch) -> None:
    patch.setattr(notes, "_pause_for_key", lambda rows: None)


def one_meaning_for_all(patch: Patch) -> None:
    patch.setattr(client, "_meaning", lambda error: errors.UpstreamUnavailable)


def no_wall(patch: Patch) -> None:
    patch.setattr(client, "run_within", lambda seconds, call: call())


def followed_redirects(patch: Patch) -> None:
    honest = requests.Session.request

    def request(self: Any, *args: Any, **options: Any) -> Any:
        return honest(self, *args, **{**options, "allow_redirects": True})

    patch.setattr(client._Session, "request", request)
    patch.setattr(client._Session, "get_redirect_target", requests.Session.get_redirect_target)


def dropped_items(patch: Patch) -> None:
    patch.setattr(pages, "_write_unusable", lambda job, parts: Counter())


def unwashed_text(patch: Patch) -> None:
    patch.setattr(storable, "_UNSTORABLE", storable.re.compile("(?!)"))


def garbage_for_an_end(patch: Patch) -> None:
    patch.setattr(client, "read_json", lambda body: {"data": []})


def tireless_reading(patch: Patch) -> None:
    patch.setattr(pages, "_is_known", lambda job, parts, counts: False)
    patch.setattr(walk, "_key", lambda item: "")


def longer_lists(patch: Patch) -> None:
    patch.setattr(codewars, "NUMBERS", PageNumbers(size=200, limit=120))


# --- Which test notices, and by what ------------------------------------------------------------------------------


def refused_key(queued: Queued, request: Any) -> None:
    keyed = request.getfixturevalue("keyed")
    failures.test_a_refused_key_pauses_its_account_and_leaves_the_others_alone(queued, keyed)


def far_throttle(queued: Queued, request: Any) -> None:
    failures.test_a_job_that_has_to_wait_frees_its_worker_and_comes_back_when_it_is_due(queued, "9999999999")


def five_claims(queued: Queued, request: Any) -> None:
    patch = request.getfixturevalue("monkeypatch")
    failures.test_after_five_claims_without_progress_the_job_fails_though_its_letters_came_by_themselves(
        queued, patch
    )


def trickling_body(queued: Queued, request: Any) -> None:
    failures.test_what_may_pass_is_tried_again_later_from_where_it_stood(queued, "a short body that trickles")


def failing(name: str) -> Ask:
    return lambda queued, request: (
        failures.test_what_may_pass_is_tried_again_later_from_where_it_stood(queued, name)
    )


CONTROLS: list[tuple[Callable[[Patch], None], Ask, str]] = [
    (endless_waits, far_throttle, "== 21600"),
    (no_row_for_later, far_throttle, "0 rows wait"),
    (no_acknowledgement, far_throttle, "batchItemFailures"),
    (
        believed_headers,
        lambda queued, request: (
            failures.test_a_retry_after_that_makes_no_sense_puts_off_by_the_default(queued, "soon")
        ),
        "== 30",
    ),
    (early_surrender, five_claims, "== .6, 6."),
    (
        single_tries,
        lambda queued, request: (
            failures.test_what_fails_once_or_twice_is_asked_again_by_the_same_delivery(queued, 2)
        ),
        "== .1, ",
    ),
    (forgotten_cursors, failing("500"), "are lost"),
    (
        hope_for_other_names,
        lambda queued, request: failures.test_an_unknown_user_fails_the_job_with_one_call(queued),
        "queued",
    ),
    (
        hope_for_other_keys,
        lambda queued, request: failures.test_what_only_a_person_can_change_is_not_tried_again(queued, "401"),
        "queued",
    ),
    (silence_towards_the_account, refused_key, "is_paused"),
    (
        one_meaning_for_all,
        lambda queued, request: failures.test_an_upstream_that_cannot_be_reached_puts_the_job_off(
            queued, "https://127.0.0.1:{plain}", "upstream_tls"
        ),
        "upstream_unavailable",
    ),
    (no_wall, trickling_body, "completed"),
    (
        followed_redirects,
        lambda queued, request: failures.test_a_redirect_is_not_followed(queued, 302),
        "connections",
    ),
    (
        dropped_items,
        lambda queued, request: (
            garbage.test_what_is_no_solve_becomes_an_issue_and_the_message_does_not_come_back(queued)
        ),
        "completed",
    ),
    (
        unwashed_text,
        lambda queued, request: garbage.test_names_of_any_kind_can_be_stored(queued),
        "COMPLETED",
    ),
    (
        garbage_for_an_end,
        lambda queued, request: (
            garbage.test_a_page_of_garbage_is_put_off_and_leaves_what_came_before(queued, "a page for people")
        ),
        "completed",
    ),
    (
        tireless_reading,
        lambda queued, request: garbage.test_a_list_that_begins_again_on_every_page_ends(queued),
        "upstream_invalid_response|== .*200",
    ),
    (
        longer_lists,
        lambda queued, request: (
            garbage.test_a_list_without_an_end_is_stopped_and_fails_without_another_call(queued)
        ),
        "240|upstream",
    ),
]


@pytest.mark.parametrize(
    ("spoil", "ask", "words"), CONTROLS, ids=[spoil.__name__ for spoil, _, _ in CONTROLS]
)
def test_without_this_guard_a_test_fails(
    queued: Queued,
    request: pytest.FixtureRequest,
    monkeypatch: Patch,
    spoil: Callable[[Patch], None],
    ask: Ask,
    words: str,
) -> None:
    spoil(monkeypatch)
    with pytest.raises(AssertionError, match=words):
        ask(queued, request)
