"""Undo removes what a job created, restores what it changed, and keeps by name what is no longer the job's alone."""

from dataclasses import replace

import pytest

from backend.core.models import Question, QuestionLog, Tag
from backend.imports.tests import invented
from backend.imports.tests.invented import solve

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


def bring_in(client, **body) -> int:
    answer = client.post("/import/codewars/", {"username": "bob", **body})
    assert answer.status_code == 200, answer.json()
    return answer.json()["id"]


def undo(client, job: int):
    return client.post(f"/api/jobs/{job}/undo/")


def test_undo_removes_everything_that_the_import_created(client, codewars):
    codewars.make_history("bob", 620)
    answer = undo(client, bring_in(client))
    assert answer.status_code == 200
    assert answer.json()["undo"] == {"state": "done", "removed": 620, "restored": 0, "kept": []}
    assert answer.json()["state"] == "completed"
    assert not Question.objects.exists() and not QuestionLog.objects.exists()


def test_undo_again_gives_the_same_answer(client, codewars):
    codewars.make_history("bob", 5)
    job = bring_in(client)
    first = undo(client, job)
    assert undo(client, job).json() == first.json()


def test_after_an_undo_the_same_import_brings_everything_again(client, codewars):
    codewars.make_history("bob", 5)
    undo(client, bring_in(client))
    again = client.post("/import/codewars/", {"username": "bob"}).json()
    assert again["counts"]["new"] == 5


def test_undo_restores_what_the_import_changed(client, codewars):
    kata = codewars.make_history("bob", 5)
    bring_in(client)
    before = list(QuestionLog.objects.order_by("pk").values("languages", "imported"))
    title = Question.objects.get(external_id=kata[1]["id"]).title
    codewars.add_language("bob", kata[0]["id"], "elixir")
    codewars.rename_kata("bob", kata[1]["id"], "Renamed")
    answer = undo(client, bring_in(client)).json()["undo"]
    assert (answer["removed"], answer["restored"], answer["kept"]) == (0, 2, [])
    assert list(QuestionLog.objects.order_by("pk").values("languages", "imported")) == before
    assert Question.objects.get(external_id=kata[1]["id"]).title == title


def test_minutes_that_were_an_estimate_before_the_import_are_one_again(client, alice, feed):
    feed.items = [solve(1)]
    invented.bring_in(alice, feed)
    feed.items = [replace(solve(1), minutes=45)]
    job = invented.bring_in(alice, feed)
    told = QuestionLog.objects.values_list("time_spent_min", "time_is_estimated")
    assert told.get() == (45, False)
    assert undo(client, job.pk).json()["undo"]["restored"] == 1
    assert told.get() == (feed.nominal_minutes, True)


def test_a_question_edited_since_is_kept_and_named(client, codewars):
    kata = codewars.make_history("bob", 3)
    job = bring_in(client)
    mine = Question.objects.get(external_id=kata[0]["id"])
    client.patch(f"/api/questions/{mine.pk}/", {"title": "Mine now"})
    answer = undo(client, job).json()["undo"]
    assert answer["kept"] == [{"title": kata[0]["name"], "reason": "edited"}]
    assert list(Question.objects.values_list("title", flat=True)) == ["Mine now"]


def test_an_attempt_edited_since_is_kept_with_its_question(client, codewars):
    kata = codewars.make_history("bob", 3)
    job = bring_in(client)
    log = QuestionLog.objects.get(external_id=kata[2]["id"])
    client.patch(f"/api/logs/{log.pk}/", {"self_notes": "two pointers"})
    answer = undo(client, job).json()["undo"]
    assert answer["kept"] == [{"title": kata[2]["name"], "reason": "edited"}]
    assert Question.objects.get().attempts_count == QuestionLog.objects.count() == 1


def test_a_question_with_an_attempt_of_my_own_is_kept(client, codewars):
    kata = codewars.make_history("bob", 2)
    job = bring_in(client)
    question = Question.objects.get(external_id=kata[0]["id"])
    client.post(
        f"/api/questions/{question.pk}/logs/", {"date_attempted": "2026-05-01T10:00:00Z", "outcome": "Failed"}
    )
    answer = undo(client, job).json()["undo"]
    assert answer["kept"] == [{"title": kata[0]["name"], "reason": "own_attempts"}]
    question.refresh_from_db()
    assert (question.attempts_count, question.solved_count) == (1, 0)


def test_what_a_later_import_changed_is_kept(client, codewars):
    kata = codewars.make_history("bob", 2)
    job = bring_in(client)
    codewars.add_language("bob", kata[0]["id"], "elixir")
    bring_in(client)
    answer = undo(client, job).json()["undo"]
    assert answer["kept"] == [{"title": kata[0]["name"], "reason": "later_import"}]
    assert QuestionLog.objects.count() == 1


def test_undo_takes_the_tags_that_nothing_uses_any_more(client, codewars, alice):
    codewars.make_history("bob", 4)
    Tag.objects.create(user=alice, name="Algorithms")
    job = bring_in(client, details=True)
    assert Tag.objects.count() > 1
    undo(client, job)
    assert list(Tag.objects.values_list("name", flat=True)) == ["Algorithms"]


def test_undo_of_something_deleted_meanwhile_passes_it_over(client, codewars):
    codewars.make_history("bob", 2)
    job = bring_in(client)
    client.delete(f"/api/questions/{Question.objects.first().pk}/")
    answer = undo(client, job).json()["undo"]
    assert (answer["removed"], answer["kept"]) == (1, [])


def test_an_import_that_brought_nothing_has_nothing_to_undo(client, codewars):
    codewars.make_history("bob", 2)
    bring_in(client)
    answer = undo(client, bring_in(client))
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "nothing_to_undo")


def test_the_rows_of_an_undone_job_say_so(client, codewars):
    codewars.make_history("bob", 2)
    job = bring_in(client)
    undo(client, job)
    rows = client.get(f"/api/jobs/{job}/rows/").json()["results"]
    assert {row["state"] for row in rows} == {"undone"}


def test_a_running_job_cannot_be_undone(client, codewars, alice):
    from backend.imports.services.start import start_import

    codewars.make_history("bob", 2)
    job = start_import(user=alice, platform="codewars", username="bob").job
    answer = undo(client, job.pk)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (409, "job_running")


def test_an_undo_that_takes_too_long_goes_on_in_the_worker(client, codewars, monkeypatch):
    from backend.imports.services import inline
    from backend.infrastructure.worker import run_until_empty

    codewars.make_history("bob", 620)
    job = bring_in(client)
    monkeypatch.setattr(inline.settings, "IMPORT_INLINE_SECONDS", 0.0)
    answer = undo(client, job)
    assert (answer.status_code, answer.json()["undo"]["state"]) == (202, "running")
    run_until_empty()
    assert undo(client, job).json()["undo"]["removed"] == 620
    assert not Question.objects.exists()
