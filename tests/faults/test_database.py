"""The database crashes, goes away and comes back, on a PostgreSQL of the test's own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from urllib.parse import urlsplit

import pytest
import requests
from django.core.management import call_command
from django.db import connection

from backend.accounts.models import User
from backend.imports.models import ImportJob, JobState
from backend.test_common.api import LiveApi
from backend.test_common.people import make_user
from backend.test_common.postgres import PostgresServer
from backend.test_common.processes import wait_until
from backend.test_common.tcp_proxy import TcpProxy
from tests.faults import queue_sabotage
from tests.faults.house import BOTH_WAYS, BY_QUEUE, House, assert_all_is_well, begin, wait_for, wait_for_claim

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("postgres"),
]


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker) -> Iterator[PostgresServer]:
    with PostgresServer() as started, in_place_of_the_default(started), django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        yield started


@pytest.fixture
def postgres(server: PostgresServer, transactional_db: None) -> Iterator[PostgresServer]:
    """Takes the place of the session's database for one test, and for the processes that it starts."""
    server.start()
    with in_place_of_the_default(server):
        yield server


@contextmanager
def in_place_of_the_default(server: PostgresServer) -> Iterator[None]:
    before = dict(connection.settings_dict)
    place = urlsplit(server.url)
    connection.close()
    connection.settings_dict.update(
        NAME=place.path[1:], USER=place.username, PASSWORD=place.password, PORT=place.port
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture
def carol(postgres: PostgresServer) -> Iterator[User]:
    user = make_user("carol")
    yield user
    user.delete()


def crash(postgres: PostgresServer) -> None:
    postgres.restart("immediate")
    connection.close()


def wait_for_progress(job: ImportJob) -> None:
    job.refresh_from_db()
    further = ImportJob.objects.filter(pk=job.pk).exclude(read_count=job.read_count, state=job.state)
    wait_until(further.exists, "another page")


@BOTH_WAYS
def test_a_worker_whose_database_crashes_goes_on_where_it_stood(house: House, postgres, carol) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(5)
    job = begin(carol)
    worker = house.worker()
    gate.wait()
    crash(postgres)
    gate.open()
    job = wait_for(job, JobState.COMPLETED)
    assert worker.running and job.attempts == 2
    assert "the database is away" in worker.output()
    assert_all_is_well(carol, kata, job)


@BOTH_WAYS
@pytest.mark.parametrize("crashes", [2, pytest.param(12, marks=pytest.mark.deep)])
def test_crashes_at_any_point_leave_nothing_half_written(
    house: House, postgres, carol, chance: Random, crashes
) -> None:
    # As long as Codewars' limit of pages allows, and slow enough to last until the last crash.
    kata = house.upstream.make_history("bob", 190 * crashes)
    house.upstream.delay = 0.1
    job = begin(carol)
    house.worker(IMPORT_LEASE_SECONDS=0.5)
    wait_for_claim(job, 1)
    for _ in range(crashes):
        # Five crashes without a page between them would end the job, and rightly.
        wait_for_progress(job)
        time.sleep(chance.uniform(0, 0.5))
        crash(postgres)
    job = wait_for(job, JobState.COMPLETED)
    assert_all_is_well(carol, kata, job)


@pytest.mark.parametrize("commit", range(2, 6))
def test_a_commit_whose_answer_is_lost_is_not_done_twice(house: House, postgres, carol, commit: int) -> None:
    kata = house.upstream.make_history("bob", 75)
    job = begin(carol)
    with TcpProxy(("127.0.0.1", postgres.port)) as proxy:
        proxy.cut_after(b"COMMIT", nth=commit)
        house.worker(place={"PORT": proxy.port}, IMPORT_LEASE_SECONDS=0.4)
        job = wait_for(job, JobState.COMPLETED)
        assert proxy.cuts == 1
        house.close()
    assert_all_is_well(carol, kata, job)


def test_a_request_in_flight_gets_503_in_the_one_shape_and_the_next_one_200(
    house: House, postgres, carol
) -> None:
    kata = house.upstream.make_history("bob", 300)
    gate = house.upstream.hold_page(3)
    api = house.client(house.web(threads=1), carol)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(api.post, "/import/codewars/", json={"username": "bob"})
        gate.wait()
        crash(postgres)
        gate.open()
        answer = asked.result(30)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert [error["code"] for error in answer.json()["errors"]] == ["service_unavailable"]
    assert api.get("/api/jobs/").status_code == 200
    house.worker()
    job = wait_for(ImportJob.objects.get(), JobState.COMPLETED)
    assert_all_is_well(carol, kata, job)


@BY_QUEUE
def test_a_request_that_was_about_to_decide_gets_503_and_has_sent_nothing(
    house: House, postgres, carol
) -> None:
    kata = house.upstream.make_history("bob", 50)
    api, answer = asked_in_a_crash(house, postgres, carol, queue_sabotage.slow_to_decide)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0
    assert [error["code"] for error in answer.json()["errors"]] == ["service_unavailable"]
    assert (ImportJob.objects.count(), house.queue.size()) == (0, 0)
    assert api.get("/api/jobs/").json()["results"] == []
    assert api.post("/import/codewars/", json={"username": "bob"}).status_code == 202
    house.worker()
    assert_all_is_well(carol, kata, wait_for(ImportJob.objects.get(), JobState.COMPLETED))


@BY_QUEUE
def test_a_letter_that_is_sent_before_the_commit_is_seen(house: House, postgres, carol) -> None:
    spoiled = queue_sabotage.slow_to_decide_and_sends_before_the_commit
    _, answer = asked_in_a_crash(house, postgres, carol, spoiled)
    assert answer.status_code == 503
    assert (ImportJob.objects.count(), house.queue.size()) == (0, 1)


def asked_in_a_crash(house: House, postgres, user: User, spoiled) -> tuple[LiveApi, requests.Response]:
    """What somebody is answered whose database crashes between the rows of the decision and their commit."""
    web = house.web(sabotage=spoiled)
    api = house.client(web, user)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(api.post, "/import/codewars/", json={"username": "bob"})
        wait_until(lambda: "between the rows and the commit" in web.output(), "the rows")
        crash(postgres)
        return api, asked.result(30)


@BY_QUEUE
def test_a_decision_whose_answer_is_lost_stands_and_is_brought_to_the_queue(
    house: House, postgres, carol
) -> None:
    kata = house.upstream.make_history("bob", 50)
    with TcpProxy(("127.0.0.1", postgres.port)) as proxy:
        web = house.web(place={"PORT": proxy.port})
        api = house.client(web, carol)
        proxy.cut_after(b"COMMIT")
        assert api.post("/import/codewars/", json={"username": "bob"}).status_code == 503
        job = wait_until(ImportJob.objects.first, "the job whose commit was not heard of")
        house.queue.wait_for(1)
        house.worker()
        job = wait_for(job, JobState.COMPLETED)
        house.close()
    assert_all_is_well(carol, kata, job)


@BOTH_WAYS
def test_while_the_database_is_away_everything_says_so_and_later_works_again(
    house: House, postgres, carol
) -> None:
    api = house.client(house.web(), carol)
    worker = house.worker()
    postgres.stop("immediate")
    connection.close()
    for path in ("/api/questions/", "/import/codewars/"):
        answer = api.request("GET" if "api" in path else "POST", path, json={"username": "bob"})
        assert answer.status_code == 503 and answer.headers["Retry-After"]
        assert answer.json()["errors"][0]["code"] == "service_unavailable"
    assert (api.get("/health/").status_code, api.get("/health/ready/").status_code) == (200, 503)
    wait_until(lambda: "the database is away" in worker.output(), "the worker's word")
    assert house.letters() == 0
    postgres.start()
    assert not ImportJob.objects.exists()
    assert api.get("/api/questions/").status_code == 200
    house.upstream.make_history("bob", 30)
    wait_for(begin(carol), JobState.COMPLETED)
    assert worker.running


@BY_QUEUE
def test_a_relay_whose_database_is_away_waits_for_it(house: House, postgres) -> None:
    relay = house.relay()
    postgres.stop("immediate")
    connection.close()
    wait_until(lambda: "the database is away" in relay.output(), "the relay's word")
    postgres.start()
    before = relay.output().count("letters sent")
    wait_until(lambda: relay.output().count("letters sent") > before, "another round of the relay")
