"""A bad record becomes an issue that a person settles; it never stops the rest."""

import pytest

from backend.core.models import Question
from backend.imports.models import Issue, StagedRow

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def job(client, codewars):
    codewars.make_history("bob", 3)
    codewars.add_item("bob", {"name": "No id here", "completedAt": "2026-01-02T03:04:05Z"}, place=1)
    codewars.add_item("bob", "not even an object")
    return bring_in(client)


def bring_in(client) -> dict:
    return client.post("/import/codewars/", {"username": "bob"}).json()


def row_of(client, title: str) -> dict:
    issues = client.get("/api/issues/").json()["results"]
    return next(issue["row"] for issue in issues if issue["row"]["values"].get("title", "") == title)


def test_the_rest_is_imported_and_the_job_waits_for_a_person(job):
    assert job["state"] == "needs_review"
    assert (job["counts"]["new"], job["counts"]["invalid"], job["open_issues"]) == (3, 2, 2)
    assert Question.objects.count() == 3


def test_issues_are_listed_with_totals_and_by_job(client, job):
    page = client.get("/api/issues/?state=open").json()
    assert (page["count"], page["totals"]) == (2, {"open": 2, "resolved": 0})
    assert client.get(f"/api/issues/job/{job['id']}/").json() == page | {"next": None}
    assert client.get("/api/issues/job/999999/").status_code == 404


def test_a_row_without_an_id_is_mended_and_then_imported(client, job):
    row = row_of(client, "No id here")
    edited = client.put(f"/api/staging/{row['id']}/", {"values": {"title": "Mended"}})
    assert (edited.status_code, edited.json()["outcome"], edited.json()["state"]) == (200, "new", "waiting")
    again = client.post(f"/api/jobs/{job['id']}/reprocess/").json()
    assert (again["state"], again["open_issues"], again["counts"]["new"], again["counts"]["invalid"]) == (
        "needs_review",
        1,
        4,
        1,
    )
    question = Question.objects.get(title="Mended")
    assert question.external_id.startswith("k1-") and question.attempts_count == 1


def test_a_wrong_value_is_told_at_its_field_and_changes_nothing(client, job):
    row = row_of(client, "No id here")
    answer = client.put(f"/api/staging/{row['id']}/", {"values": {"solved_at": "yesterday"}})
    error = answer.json()["errors"][0]
    assert (answer.status_code, error["attr"], error["code"]) == (400, "values.solved_at", "invalid_date")
    assert StagedRow.objects.get(pk=row["id"]).values == row["values"]
    assert Issue.objects.filter(state="open").count() == 2


def test_when_everything_is_discarded_the_job_is_complete(client, job):
    for issue in client.get("/api/issues/").json()["results"]:
        assert client.put(f"/api/staging/{issue['row']['id']}/", {"state": "discarded"}).status_code == 200
    done = client.get(f"/api/jobs/{job['id']}/").json()
    assert (done["state"], done["open_issues"], done["counts"]["ignored"]) == ("completed", 0, 2)


def test_a_settled_issue_is_not_asked_again_by_the_next_import(client, job):
    first, second = client.get("/api/issues/").json()["results"]
    client.put(f"/api/issues/{first['id']}/", {"state": "resolved"})
    again = bring_in(client)
    assert (again["counts"]["ignored"], again["counts"]["invalid"], again["open_issues"]) == (1, 1, 0)
    assert Issue.objects.count() == 2


def test_an_issue_can_be_settled_with_values(client, job):
    row = row_of(client, "No id here")
    issue = Issue.objects.get(row=row["id"])
    answer = client.put(f"/api/issues/{issue.pk}/", {"state": "resolved", "values": {"question_id": "abc"}})
    assert (answer.json()["state"], answer.json()["resolution"]) == ("resolved", "edited")
    client.post(f"/api/jobs/{job['id']}/reprocess/")
    assert Question.objects.filter(external_id="abc", title="No id here").exists()


def test_a_settled_row_cannot_be_changed_again(client, job):
    row = row_of(client, "No id here")
    client.put(f"/api/staging/{row['id']}/", {"state": "discarded"})
    answer = client.put(f"/api/staging/{row['id']}/", {"values": {"title": "x"}})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "row_settled")


def test_cancelling_a_review_keeps_what_is_committed_and_lets_the_next_import_ask_again(client, job):
    answer = client.delete(f"/api/jobs/{job['id']}/")
    assert (answer.status_code, answer.json()["state"], answer.json()["open_issues"]) == (200, "cancelled", 0)
    assert Question.objects.count() == 3
    assert bring_in(client)["open_issues"] == 2


def test_only_a_job_in_review_can_be_reprocessed(client, codewars):
    codewars.make_history("bob", 1)
    answer = client.post(f"/api/jobs/{bring_in(client)['id']}/reprocess/")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "job_not_in_review")


def test_the_counts_always_add_up(client, job):
    row = row_of(client, "No id here")
    client.put(f"/api/staging/{row['id']}/", {"values": {"title": "Mended"}})
    client.put(f"/api/staging/{row['id']}/", {"values": {"title": "Mended again"}})
    counts = client.get(f"/api/jobs/{job['id']}/").json()["counts"]
    assert sum(counts.values()) - counts["read"] == counts["read"] == 5
    client.post(f"/api/jobs/{job['id']}/reprocess/")
    counts = client.get(f"/api/jobs/{job['id']}/").json()["counts"]
    assert sum(counts.values()) - counts["read"] == counts["read"] == 5


def test_undo_takes_back_mended_rows_too(client, job):
    row = row_of(client, "No id here")
    client.put(f"/api/staging/{row['id']}/", {"values": {}})
    client.post(f"/api/jobs/{job['id']}/reprocess/")
    assert client.post(f"/api/jobs/{job['id']}/undo/").json()["undo"]["removed"] == 4
    assert not Question.objects.exists()


def test_an_undone_import_cannot_write_again(client, job):
    row = row_of(client, "No id here")
    client.post(f"/api/jobs/{job['id']}/undo/")
    assert client.get(f"/api/jobs/{job['id']}/").json()["open_issues"] == 0
    assert client.post(f"/api/jobs/{job['id']}/reprocess/").json()["errors"][0]["code"] == "job_undone"
    assert client.put(f"/api/staging/{row['id']}/", {"values": {"title": "x"}}).status_code == 409
    assert not Question.objects.exists()


def test_a_mended_row_that_was_undone_is_asked_about_again(client, job):
    row = row_of(client, "No id here")
    client.put(f"/api/staging/{row['id']}/", {"values": {"question_id": "mine1"}})
    client.post(f"/api/jobs/{job['id']}/reprocess/")
    client.post(f"/api/jobs/{job['id']}/undo/")
    assert bring_in(client)["open_issues"] == 2


def test_a_discarded_row_is_asked_about_again_when_all_is_asked_back(client, job):
    for issue in client.get("/api/issues/").json()["results"]:
        client.put(f"/api/issues/{issue['id']}/", {"state": "resolved"})
    assert bring_in(client)["open_issues"] == 0
    answer = client.post("/import/codewars/", {"username": "bob", "bring_back": True}).json()
    assert answer["open_issues"] == 2


def test_an_id_that_was_built_follows_the_title(client, job):
    row = row_of(client, "No id here")
    built = [
        client.put(f"/api/staging/{row['id']}/", {"values": {"title": title}}).json()["values"]["question_id"]
        for title in ("One", "Another")
    ]
    assert built[0] != built[1]


def test_leaving_out_a_row_that_was_mended_settles_it_so(client, job):
    row = row_of(client, "No id here")
    client.put(f"/api/staging/{row['id']}/", {"values": {"title": "One"}})
    client.put(f"/api/staging/{row['id']}/", {"state": "discarded"})
    assert Issue.objects.get(row=row["id"]).resolution == "discarded"


def test_a_misspelt_option_imports_nothing(client, codewars):
    answer = client.post("/import/codewars/", {"username": "bob", "previw": True})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "previw")
    assert not codewars.calls
