"""The number of SQL statements grows with the pages of an import, not with its rows; lists have pinned counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.imports.services import pages
from backend.imports.tests.invented import bring_in, practice

pytestmark = pytest.mark.django_db


def statements(client, codewars, username: str, rows: int, **body) -> int:
    for number, kata in enumerate(codewars.make_history(username, rows)):
        # Equal titles cost one statement more, for their slugs.
        kata["name"] = f"{username} {number}"
    with CaptureQueriesContext(connection) as captured:
        assert client.post("/import/codewars/", {"username": username, **body}).status_code == 200
    return len(captured)


def test_a_page_of_200_costs_as_many_statements_as_a_page_of_10(api, alice, codewars):
    client = api(alice)
    few = statements(client, codewars, "few", 10)
    assert statements(client, codewars, "many", 200) == few


def test_each_further_page_costs_the_same(api, alice, codewars):
    client = api(alice)
    two, three, five = (statements(client, codewars, f"user{pages}", pages * 200) for pages in (2, 3, 5))
    assert five - three == 2 * (three - two)
    assert three - two <= 20


def test_an_update_of_200_rows_costs_as_many_statements_as_one_of_10(api, alice, codewars):
    client, found = api(alice), []
    for name, rows in (("few", 10), ("many", 200)):
        kata = codewars.make_history(name, rows)
        client.post("/import/codewars/", {"username": name})
        for item in kata:
            item["name"] += " again"
        with CaptureQueriesContext(connection) as captured:
            answer = client.post("/import/codewars/", {"username": name}).json()
        assert answer["counts"]["updated"] == rows
        found.append(len(captured))
    assert found[0] == found[1]


def test_the_list_of_jobs_costs_the_same_for_any_number(api, alice, codewars, django_assert_num_queries):
    client = api(alice)
    for rows in (1, 2, 3):
        statements(client, codewars, f"user{rows}", rows)
    with django_assert_num_queries(5):
        assert client.get("/api/jobs/").json()["count"] == 3


def test_the_list_of_issues_costs_the_same_for_any_number(api, alice, django_assert_num_queries):
    client = api(alice)
    client.post("/import/sample/", {"username": "anybody"})
    with django_assert_num_queries(6):
        assert client.get("/api/issues/").json()["count"] > 1


def test_the_rows_of_a_job_cost_the_same_for_any_number(api, alice, codewars, django_assert_num_queries):
    client = api(alice)
    statements(client, codewars, "bob", 30)
    job = client.get("/api/jobs/").json()["results"][0]["id"]
    with django_assert_num_queries(6):
        assert client.get(f"/api/jobs/{job}/rows/").json()["count"] == 30


@pytest.fixture
def never_late(monkeypatch):
    """A machine so quick that no page which brings nothing has to be counted before the last."""
    monkeypatch.setattr(pages, "AHEAD_SECONDS", 600.0)


@pytest.mark.usefixtures("never_late")
def test_an_import_that_brings_nothing_new_reads_one_statement_a_page(api, alice, codewars):
    client, found = api(alice), []
    for number in (3, 5):
        codewars.make_history(f"user{number}", number * 200)
        client.post("/import/codewars/", {"username": f"user{number}"})
        with CaptureQueriesContext(connection) as captured:
            client.post("/import/codewars/", {"username": f"user{number}"})
        found.append(len(captured))
    assert found[1] - found[0] <= 2 * 2


def of_practice(user, diary, days: int, **fields) -> int:
    diary.items = [practice(number, **fields) for number in range(days)]
    with CaptureQueriesContext(connection) as captured:
        assert bring_in(user, diary).state == "completed"
    return len(captured)


def test_a_page_of_200_days_of_practice_costs_as_many_statements_as_one_of_10(alice, bob, diary, monkeypatch):
    monkeypatch.setattr(diary, "page_size", 200)
    few, many = (
        [of_practice(user, diary, days), of_practice(user, diary, days, minutes=95, title="other")]
        for user, days in ((alice, 10), (bob, 200))
    )
    assert few == many


def test_each_further_page_of_practice_costs_the_same(alice, bob, charlie, diary):
    two, three, five = (
        of_practice(user, diary, days) for user, days in ((alice, 10), (bob, 15), (charlie, 25))
    )
    assert five - three == 2 * (three - two)
    assert three - two <= 14


@pytest.mark.usefixtures("never_late")
def test_practice_that_brings_nothing_new_reads_one_statement_a_page(alice, bob, diary):
    found = []
    for user, days in ((alice, 15), (bob, 25)):
        of_practice(user, diary, days)
        found.append(of_practice(user, diary, days))
    assert found[1] - found[0] <= 2


def test_undo_of_200_days_of_practice_costs_as_many_statements_as_of_10(api, alice, diary):
    client, found = api(alice), []
    for days in (10, 200):
        diary.items = [practice(number) for number in range(days)]
        job = bring_in(alice, diary)
        with CaptureQueriesContext(connection) as captured:
            assert client.post(f"/api/jobs/{job.pk}/undo/").json()["undo"]["removed"] == days
        found.append(len(captured))
    assert found[0] == found[1]
