"""An upstream that fails: what the person is told, what a worker does, and that the pages before it are kept."""

from __future__ import annotations

import pytest

from backend.core.models import Question
from backend.imports.models import ImportJob, JobState
from backend.test_common import fault_server as broken
from backend.test_common.fault_server import FaultServer, Response, closed_port
from tests.faults.asking import PAGE, Asking
from tests.faults.house import assert_all_is_well, begin
from tests.faults.upstream import Upstream

pytestmark = [pytest.mark.faults, pytest.mark.django_db, pytest.mark.usefixtures("hasty")]

LIST = {"totalPages": 3, "totalItems": 450, "data": []}

# What the second page answers; the status of the inline answer; its code.
TEMPORARY = {
    "500": (Response(500), 502, "upstream_unavailable"),
    "502": (Response(502), 502, "upstream_unavailable"),
    "503": (Response(503), 502, "upstream_unavailable"),
    "418": (Response(418), 502, "upstream_unavailable"),
    "reset in the body": (broken.cut_mid_body(), 502, "upstream_unreachable"),
    "closed at once": (Response(raw=b""), 502, "upstream_unreachable"),
    "more announced than sent": (broken.wrong_length(LIST), 502, "upstream_unreachable"),
    "less announced than sent": (broken.wrong_length(LIST, more=-5), 502, "upstream_invalid_response"),
    "a page for people": (broken.html(), 502, "upstream_invalid_response"),
    "a page for people as json": (
        broken.html(content_type="application/json"),
        502,
        "upstream_invalid_response",
    ),
    "json that breaks off": (broken.truncated(LIST), 502, "upstream_invalid_response"),
    "no http": (broken.garbage(), 502, "upstream_invalid_response"),
    "nothing": (Response(body=b""), 502, "upstream_invalid_response"),
    "no text": (Response(body=b"\xff\xfe\x00\x01"), 502, "upstream_invalid_response"),
    "nested 100,000 deep": (Response(body="[" * 100_000), 502, "upstream_invalid_response"),
    "deep and closed": (Response(body="[" * 100_000 + "]" * 100_000), 502, "upstream_invalid_response"),
    "a list": (Response(body=[1, 2]), 502, "upstream_invalid_response"),
    "null": (Response(body="null"), 502, "upstream_invalid_response"),
    "NaN": (Response(body="NaN"), 502, "upstream_invalid_response"),
    "data as a word": (Response(body={"data": "none"}), 502, "upstream_invalid_response"),
    "data as a mapping": (Response(body={"data": {"0": {}}}), 502, "upstream_invalid_response"),
    "not packed as it says": (
        Response(body=LIST, headers={"Content-Encoding": "gzip"}),
        502,
        "upstream_invalid_response",
    ),
    "packed as nobody asked": (
        Response(body=LIST, headers={"Content-Encoding": "br"}),
        502,
        "upstream_invalid_response",
    ),
    "an endless body": (broken.endless_stream(), 502, "upstream_too_large"),
    "a bomb": (broken.gzip_bomb(), 502, "upstream_too_large"),
    "silence": (broken.hang(), 504, "upstream_timeout"),
    "a head that trickles": (broken.slow_head(0.1), 504, "upstream_timeout"),
    "a body that trickles": (broken.slow_body(0.1), 504, "upstream_timeout"),
}
PERMANENT = {
    "404": (Response(404), 400, "profile_not_found"),
    "401": (Response(401), 409, "credential_rejected"),
    "403": (Response(403), 409, "credential_rejected"),
}


@pytest.mark.parametrize("name", [*TEMPORARY, *PERMANENT])
def test_a_person_is_told_what_failed_and_keeps_the_pages_before(asking: Asking, name: str) -> None:
    fault, status, code = {**TEMPORARY, **PERMANENT}[name]
    asking.upstream.fault(1, fault, times=None)
    asking.assert_answer(asking.ask(), status, code, read=PAGE)
    asking.assert_the_next_import_is_right()


@pytest.mark.parametrize(
    "name", ["500", "503", "reset in the body", "a page for people", "a bomb", "silence"]
)
def test_a_worker_tries_again_later_and_goes_on_where_it_stood(asking: Asking, name: str) -> None:
    fault, _, code = TEMPORARY[name]
    asking.upstream.fault(1, fault, times=None)
    job = asking.work()
    asking.assert_put_off(job, code, read=PAGE)
    asking.heal()
    job = asking.work_again(job)
    assert (job.state, job.attempts, job.new_count) == (JobState.COMPLETED, 2, 450)
    assert_all_is_well(asking.user, asking.kata, job)


@pytest.mark.parametrize("name", PERMANENT)
def test_a_worker_does_not_try_again_what_only_a_person_can_change(asking: Asking, name: str) -> None:
    fault, _, code = PERMANENT[name]
    asking.upstream.fault(1, fault, times=None)
    job = asking.work()
    assert (job.state, job.error_code, job.read_count) == (JobState.FAILED, code, PAGE)
    assert len(asking.upstream.calls) == 2
    asking.assert_the_next_import_is_right()


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("times", [1, 2])
def test_what_fails_once_or_twice_is_asked_again_and_nobody_notices(
    asking: Asking, status: int, times: int
) -> None:
    asking.upstream.fault(1, Response(status), times=times)
    answer = asking.ask()
    assert answer.status_code == 200 and answer.json()["counts"]["new"] == 450
    assert len(asking.upstream.calls) == 3 + times
    assert_all_is_well(asking.user, asking.kata, ImportJob.objects.get())


def test_after_five_claims_without_progress_a_job_fails_and_keeps_what_it_has(asking: Asking) -> None:
    asking.upstream.fault(1, Response(500), times=None)
    job = asking.work()
    # The first claim brought a page, so it does not count.
    for claims in range(1, 6):
        assert (job.state, job.attempts) == (JobState.QUEUED, claims)
        job = asking.work_again(job)
    assert (job.state, job.error_code, job.read_count) == (JobState.FAILED, "upstream_unavailable", PAGE)
    assert job.finished_at and not job.not_before
    asking.assert_the_next_import_is_right()


def test_a_job_that_makes_progress_is_never_given_up(asking: Asking) -> None:
    asking.upstream.page_size = 50
    failed: dict[str, int] = {}

    def thrice(request: broken.Request) -> bool:
        page = request.query["page"]
        failed[page] = failed.get(page, 0) + 1
        return page != "0" and failed[page] <= 3

    asking.upstream.fault(thrice, Response(500), times=None)
    job = asking.work()
    for _ in range(8):
        assert job.state == JobState.QUEUED
        job = asking.work_again(job)
    assert (job.state, job.attempts) == (JobState.COMPLETED, 9)
    assert_all_is_well(asking.user, asking.kata, job)


def test_an_unknown_user_is_an_error_of_the_field(asking: Asking) -> None:
    answer = asking.client.post("/import/codewars/", {"username": "nobody"})
    asking.assert_answer(answer, 400, "profile_not_found", read=0)
    (error,) = answer.json()["errors"]
    assert (error["attr"], error["detail"]) == ("username", "no such user on Codewars")
    assert len(asking.upstream.calls) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(asking: Asking, status: int) -> None:
    with FaultServer(route=lambda request: Response(body=LIST)) as target:
        asking.upstream.fault(1, broken.redirect(f"{target.url}/elsewhere", status), times=None)
        asking.assert_answer(asking.ask(), 502, "upstream_invalid_response", read=PAGE)
        asking.assert_the_next_import_is_right()
        assert target.connections == 0


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:{closed}", "upstream_unreachable"),
        ("http://codewars.invalid", "upstream_unreachable"),
        ("https://127.0.0.1:{plain}", "upstream_tls"),
    ],
)
def test_an_upstream_that_cannot_be_reached(asking: Asking, url: str, code: str) -> None:
    with Upstream() as plain:
        asking.point_at(url.format(closed=closed_port(), plain=plain.url.split(":")[2].split("/")[0]))
        asking.assert_answer(asking.ask(), 502, code, read=0)
        job = asking.work()
        asking.assert_put_off(job, code, read=0)
        assert plain.calls == []
        asking.heal()
        asking.work_again(job)
    assert_all_is_well(asking.user, asking.kata, job)


def test_one_persons_broken_account_does_not_hold_up_another(asking: Asking, charlie) -> None:
    asking.upstream.make_history("rob", 50)
    asking.upstream.fault(lambda request: "/bob/" in request.path, Response(500), times=None)
    begin(asking.user, "bob")
    other = begin(charlie, "rob")
    asking.work_again(other)
    assert (other.state, Question.objects.filter(user=charlie).count()) == (JobState.COMPLETED, 50)
