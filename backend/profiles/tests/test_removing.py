"""An account goes, with what it brought or without; a person's own work stays and is named."""

import pytest
from django.utils import timezone

from backend.core.models import Activity, DeletedImport, Question, QuestionLog
from backend.imports.models import ImportJob, JobState
from backend.imports.services.start import start_import
from backend.infrastructure.models import Outbox
from backend.infrastructure.worker import run_until_empty
from backend.profiles.models import PlatformProfile
from backend.profiles.services.removal import run_removal
from backend.test_common.builders import make_log

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def bobs(client, codewars, add) -> int:
    """An account with a history of five kata."""
    codewars.make_history("bob", 5)
    pk = add()["id"]
    client.post(f"/api/profiles/{pk}/sync/")
    return pk


def remove(client, pk, history="remove"):
    return client.delete(f"/api/profiles/{pk}/?history={history}")


def titles() -> set[str]:
    return set(Question.objects.values_list("title", flat=True))


def test_an_account_goes_and_its_history_stays(client, bobs):
    answer = client.delete(f"/api/profiles/{bobs}/")
    assert answer.status_code == 200 and answer.json()["questions"] == 0
    assert not PlatformProfile.objects.exists() and Question.objects.count() == 5
    assert not Question.objects.exclude(profile_id=None).exists()


def test_an_account_that_is_added_again_takes_its_history_up_again(client, codewars, bobs, add):
    remove(client, bobs, "keep")
    kata = Question.objects.order_by("pk").first().external_id
    codewars.add_language("bob", kata, "elixir")
    counts = client.post(f"/api/profiles/{add()['id']}/sync/").json()["counts"]
    assert (counts["new"], counts["updated"], counts["unchanged"]) == (0, 1, 4)
    assert client.get("/api/profiles/").json()["results"][0]["status"]["reconciliation"]["here"] == 5


def test_an_account_goes_with_all_that_it_alone_brought(client, alice, bobs):
    Activity.objects.create(
        user=alice,
        date="2026-01-01",
        service="codewars",
        minutes=5,
        profile_id=bobs,
        platform="codewars",
        external_id="a",
    )
    answer = remove(client, bobs)
    assert answer.json() == {"questions": 5, "attempts": 5, "activities": 1, "kept_count": 0, "kept": []}
    assert not any(model.objects.exists() for model in (PlatformProfile, Question, QuestionLog, Activity))
    assert not DeletedImport.objects.exists() and not Outbox.objects.exists()


def test_what_a_person_edited_or_attempted_is_kept_and_named(client, bobs):
    first, second, third, *_ = Question.objects.order_by("pk")
    client.patch(f"/api/questions/{first.pk}/", {"title": "My own title"})
    make_log(second)
    QuestionLog.objects.filter(question=third).update(edited_at=timezone.now())
    answer = remove(client, bobs).json()
    assert (answer["questions"], answer["attempts"], answer["kept_count"]) == (2, 4, 3)
    assert sorted((one["title"], one["reason"]) for one in answer["kept"]) == sorted(
        [("My own title", "edited"), (second.title, "own_attempts"), (third.title, "edited")]
    )
    assert titles() == {"My own title", second.title, third.title}
    second.refresh_from_db()
    assert (second.attempts_count, second.profile_id) == (1, None)


def test_what_was_removed_comes_back_when_the_account_is_added_again(client, bobs, add):
    remove(client, bobs)
    assert client.post(f"/api/profiles/{add()['id']}/sync/").json()["counts"]["new"] == 5


def test_what_two_accounts_brought_comes_back_with_the_other_ones_next_sync(client, codewars, bobs, add):
    shared = codewars.kata("bob", Question.objects.first().external_id)
    codewars.add_item("ada", shared)
    ada = add(username="ada")["id"]
    client.post(f"/api/profiles/{ada}/sync/")
    remove(client, bobs)
    assert Question.objects.count() == 0
    assert client.post(f"/api/profiles/{ada}/sync/").json()["counts"]["new"] == 1
    assert Question.objects.get().profile_id == ada


def test_a_question_with_an_attempt_of_another_account_stays(client, alice, bobs, add, codewars):
    codewars.add_user("ada")
    ada = add(username="ada")["id"]
    question = Question.objects.first()
    QuestionLog.objects.create(
        user=alice, question=question, date_attempted=timezone.now(), profile_id=ada, external_id="ada-1"
    )
    assert remove(client, bobs).json()["kept"] == [{"title": question.title, "reason": "other_account"}]
    assert QuestionLog.objects.get().external_id == "ada-1"


def test_what_others_and_i_made_ourselves_is_not_touched(client, api, bob, alice, bobs):
    api(bob).post("/import/codewars/", {"username": "bob"})
    client.post("/api/questions/", {"title": "Mine"})
    remove(client, bobs)
    assert Question.objects.filter(user=bob).count() == 5
    assert [question.title for question in Question.objects.filter(user=alice)] == ["Mine"]


def test_an_import_under_way_ends_with_its_account(client, alice, bobs):
    waiting = start_import(user=alice, platform="codewars", username="bob").job
    remove(client, bobs)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.profile_id) == (JobState.CANCELLED, None)
    run_until_empty()
    assert not PlatformProfile.objects.exists() and not Question.objects.exists()


def test_a_long_history_goes_on_with_a_worker(client, bobs, monkeypatch):
    monkeypatch.setattr("backend.profiles.services.removal.PATIENCE", 0.0)
    monkeypatch.setattr("backend.profiles.services.removal.ROWS_A_STEP", 2)
    answer = remove(client, bobs)
    assert answer.status_code == 202 and answer.json()["attempts"] == 2
    told = client.get(answer["Location"]).json()
    assert (told["status"]["state"], told["removal"]["attempts"]) == ("removing", 2)
    run_until_empty()
    assert client.get(answer["Location"]).status_code == 404
    assert not Question.objects.exists() and not QuestionLog.objects.exists()


def test_with_a_queue_the_answer_does_not_wait(client, settings, bobs):
    settings.IMPORT_QUEUE_URL = "http://queue.invalid"
    assert remove(client, bobs).status_code == 202
    assert Outbox.objects.get(task="remove_profile").args == {"profile_id": bobs}
    run_removal(bobs, seconds=5, stopping=lambda: False)
    assert not PlatformProfile.objects.exists() and not Question.objects.exists()


def test_an_account_that_is_being_removed_is_not_synced(client, bobs):
    PlatformProfile.objects.update(removal={})
    jobs = ImportJob.objects.count()
    answer = client.post(f"/api/profiles/{bobs}/sync/", {"full": True})
    assert (answer.status_code, ImportJob.objects.count()) == (409, jobs)


@pytest.mark.parametrize("query", ["history=drop", "history=keep&history=remove", "other=1"])
def test_another_wish_is_refused(client, bobs, query):
    assert client.delete(f"/api/profiles/{bobs}/?{query}").status_code == 400
    assert PlatformProfile.objects.exists()
