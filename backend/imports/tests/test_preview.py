"""A preview says what would happen; committing it makes it real, matched again."""

import pytest

from backend.core.models import Question
from backend.imports.models import ImportJob
from backend.profiles.models import PlatformProfile

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def preview(api, alice, codewars):
    codewars.make_history("bob", 230)
    return api(alice).post("/import/codewars/", {"username": "bob", "preview": True})


def test_a_preview_counts_everything_and_writes_nothing(preview):
    job = preview.json()
    assert (preview.status_code, job["state"], job["counts"]["new"]) == (200, "previewed", 230)
    assert not Question.objects.exists() and not PlatformProfile.objects.exists()


def test_a_preview_shows_its_rows_with_what_would_become_of_each(api, alice, preview):
    page = api(alice).get(f"/api/jobs/{preview.json()['id']}/rows/?outcome=new&page_size=3").json()
    assert page["count"] == 230
    assert [row["number"] for row in page["results"]] == [1, 2, 3]
    assert page["results"][0]["state"] == "waiting" and page["results"][0]["values"]["title"]


def test_committing_a_preview_writes_what_it_showed_without_asking_upstream_again(
    api, alice, codewars, preview
):
    asked = len(codewars.calls)
    answer = api(alice).post(f"/api/jobs/{preview.json()['id']}/commit/")
    assert (answer.status_code, answer.json()["state"]) == (200, "completed")
    assert (
        answer.json()["counts"]["new"] == answer.json()["counts"]["read"] == Question.objects.count() == 230
    )
    assert len(codewars.calls) == asked
    assert answer.json()["profile"] == PlatformProfile.objects.get().pk


def test_a_preview_is_matched_again_when_it_is_committed(api, alice, preview):
    api(alice).post("/import/codewars/", {"username": "bob"})
    answer = api(alice).post(f"/api/jobs/{preview.json()['id']}/commit/")
    counts = answer.json()["counts"]
    assert (counts["new"], counts["unchanged"], counts["read"]) == (0, 230, 230)
    assert Question.objects.count() == 230


def test_only_a_finished_preview_can_be_committed(api, alice, preview):
    path = f"/api/jobs/{preview.json()['id']}/commit/"
    api(alice).post(path)
    again = api(alice).post(path)
    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "job_not_previewed")


def test_a_preview_can_be_cancelled_and_nothing_of_it_waits_any_more(api, alice, preview):
    job = preview.json()["id"]
    answer = api(alice).delete(f"/api/jobs/{job}/")
    assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert api(alice).get(f"/api/jobs/{job}/rows/?state=waiting").json()["count"] == 0
    assert api(alice).delete(f"/api/jobs/{job}/").status_code == 409


def test_a_preview_after_an_import_shows_only_what_changed(api, alice, codewars, preview):
    api(alice).post("/import/codewars/", {"username": "bob"})
    codewars.add_kata("bob")
    again = api(alice).post("/import/codewars/", {"username": "bob", "preview": True}).json()
    assert (again["counts"]["new"], again["counts"]["unchanged"]) == (1, 230)
    assert api(alice).get(f"/api/jobs/{again['id']}/rows/").json()["count"] == 1


def test_a_commit_that_is_interrupted_goes_on_where_it_was(api, alice, preview, settings):
    from backend.imports.services import control
    from backend.imports.services.claim import claim
    from backend.imports.services.run import run_import
    from backend.imports.services.staged import commit_staged

    job = ImportJob.objects.get(pk=preview.json()["id"])
    control.commit(job=job)
    settings.IMPORT_LEASE_SECONDS = -1
    commit_staged(claim(job.pk)[0])
    settings.IMPORT_LEASE_SECONDS = 30
    assert run_import(job.pk, seconds=20)
    job.refresh_from_db()
    assert (job.state, job.new_count, Question.objects.count()) == ("completed", 230, 230)
