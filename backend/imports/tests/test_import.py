"""The main job: a history comes in whole, a second time adds nothing, and a person's edits win."""

import pytest

from backend.core.models import Question, QuestionLog
from backend.imports.models import ImportJob, StagedRow
from backend.infrastructure.models import Outbox
from backend.profiles.models import PlatformProfile

pytestmark = [pytest.mark.django_db, pytest.mark.data]


def import_kata(client, username="bob", **body):
    return client.post("/import/codewars/", {"username": username, **body})


def counts(answer) -> dict[str, int]:
    return {name: number for name, number in answer.json()["counts"].items() if number}


def journal():
    fields = (
        "title",
        "url",
        "external_id",
        "attempts_count",
        "solved_count",
        "last_attempted_at",
        "updated_at",
    )
    return list(Question.objects.order_by("pk").values(*fields)), list(
        QuestionLog.objects.order_by("pk").values()
    )


def test_a_history_of_2000_kata_is_imported_whole(api, alice, codewars):
    kata = codewars.make_history("bob", 2000)
    answer = import_kata(api(alice))
    assert answer.status_code == 200, answer.json()
    assert counts(answer) == {"read": 2000, "new": 2000}
    assert (
        Question.objects.filter(user=alice).count() == QuestionLog.objects.filter(user=alice).count() == 2000
    )
    log = QuestionLog.objects.select_related("question").get(external_id=kata[700]["id"])
    assert log.languages == list(dict.fromkeys(kata[700]["completedLanguages"]))
    assert log.date_attempted.isoformat()[:19] == kata[700]["completedAt"][:19]
    assert (log.question.title, log.question.attempts_count, log.question.solved_count) == (
        kata[700]["name"],
        1,
        1,
    )


def test_the_second_import_adds_nothing_and_changes_nothing(api, alice, codewars):
    codewars.make_history("bob", 450)
    import_kata(api(alice))
    before = journal()
    assert counts(import_kata(api(alice))) == {"read": 450, "unchanged": 450}
    assert journal() == before
    assert StagedRow.objects.count() == 450


def test_the_third_import_adds_the_new_updates_the_changed_and_keeps_my_title(api, alice, codewars):
    kata = codewars.make_history("bob", 450)
    import_kata(api(alice))
    mine = Question.objects.get(external_id=kata[5]["id"])
    api(alice).patch(f"/api/questions/{mine.pk}/", {"title": "My own title"})
    codewars.add_kata("bob")
    codewars.add_language("bob", kata[3]["id"], "elixir")
    assert counts(import_kata(api(alice))) == {"read": 451, "new": 1, "updated": 1, "unchanged": 449}
    assert "elixir" in QuestionLog.objects.get(external_id=kata[3]["id"]).languages
    mine.refresh_from_db()
    assert mine.title == "My own title"


def test_a_title_that_both_sides_changed_stays_mine_and_is_listed(api, alice, codewars):
    kata = codewars.make_history("bob", 3)
    import_kata(api(alice))
    mine = Question.objects.get(external_id=kata[0]["id"])
    api(alice).patch(f"/api/questions/{mine.pk}/", {"title": "Mine"})
    codewars.rename_kata("bob", kata[0]["id"], "Theirs")
    answer = import_kata(api(alice))
    assert counts(answer) == {"read": 3, "unchanged": 3}
    rows = api(alice).get(f"/api/jobs/{answer.json()['id']}/rows/").json()["results"]
    assert [row["kept_mine"] for row in rows] == [[{"field": "title", "mine": "Mine", "theirs": "Theirs"}]]
    assert counts(import_kata(api(alice))) == {"read": 3, "unchanged": 3}


def test_a_title_that_only_upstream_changed_is_taken(api, alice, codewars):
    kata = codewars.make_history("bob", 3)
    import_kata(api(alice))
    codewars.rename_kata("bob", kata[0]["id"], "A new name")
    assert counts(import_kata(api(alice))) == {"read": 3, "updated": 1, "unchanged": 2}
    assert Question.objects.get(external_id=kata[0]["id"]).title == "A new name"


def test_a_kata_that_lost_its_name_upstream_keeps_the_one_we_have(api, alice, codewars):
    kata = codewars.make_history("bob", 2)
    name = kata[0]["name"]
    import_kata(api(alice))
    codewars.rename_kata("bob", kata[0]["id"], None)
    assert counts(import_kata(api(alice))) == {"read": 2, "unchanged": 2}
    assert Question.objects.get(external_id=kata[0]["id"]).title == name


def test_a_language_that_i_took_away_does_not_come_back(api, alice, codewars):
    kata = codewars.make_history("bob", 1)
    import_kata(api(alice))
    log = QuestionLog.objects.get()
    api(alice).patch(f"/api/logs/{log.pk}/", {"languages": ["forth"]})
    codewars.add_language("bob", kata[0]["id"], "elixir")
    import_kata(api(alice))
    log.refresh_from_db()
    assert log.languages == ["forth", "elixir"]


def test_what_i_deleted_stays_away_until_asked_back(api, alice, codewars):
    kata = codewars.make_history("bob", 3)
    import_kata(api(alice))
    question = Question.objects.get(external_id=kata[1]["id"])
    api(alice).delete(f"/api/questions/{question.pk}/")
    assert counts(import_kata(api(alice))) == {"read": 3, "unchanged": 2, "ignored": 1}
    assert Question.objects.count() == 2
    assert counts(import_kata(api(alice), bring_back=True)) == {"read": 3, "unchanged": 2, "new": 1}


def test_a_second_account_on_the_platform_only_adds_languages(api, alice, codewars):
    codewars.make_history("bob", 2)
    import_kata(api(alice))
    mine = QuestionLog.objects.order_by("-date_attempted").first()
    codewars.add_kata(
        "rob", id=mine.external_id, completedAt="2020-01-01T00:00:00Z", completedLanguages=["ada"]
    )
    assert counts(import_kata(api(alice), "rob")) == {"read": 1, "updated": 1}
    again = QuestionLog.objects.get(pk=mine.pk)
    assert again.languages == [*mine.languages, "ada"]
    assert again.date_attempted == mine.date_attempted


def test_the_first_import_makes_a_verified_profile_linked_to_the_job(api, alice, codewars):
    codewars.make_history("bob", 2)
    answer = import_kata(api(alice))
    profile = PlatformProfile.objects.get(user=alice, platform="codewars", username="bob")
    assert profile.verified_at and profile.last_synced_at
    assert answer.json()["profile"] == profile.pk


def test_an_import_is_answered_with_its_location_and_leaves_no_work_behind(api, alice, codewars):
    codewars.make_history("bob", 2)
    answer = import_kata(api(alice))
    assert api(alice).get(answer["Location"]).json() == answer.json()
    assert not Outbox.objects.exists()


def test_the_route_under_api_does_the_same(api, alice, codewars):
    codewars.make_history("bob", 2)
    assert api(alice).post("/api/import/codewars/", {"username": "bob"}).json()["counts"]["new"] == 2


def test_the_same_key_twice_in_a_run_is_counted_as_duplicate(api, alice, codewars):
    kata = codewars.make_history("bob", 250)
    codewars.add_item("bob", dict(kata[3]), place=220)
    codewars.add_item("bob", dict(kata[7]), place=8)
    assert counts(import_kata(api(alice))) == {"read": 252, "new": 250, "duplicate": 2}


def test_a_list_that_moves_while_it_is_read_loses_nothing(api, alice, codewars):
    codewars.make_history("bob", 450)
    healthy = codewars._healthy

    def moving(request):
        answer = healthy(request)
        codewars.add_kata("bob")
        return answer

    codewars._healthy = moving
    answer = import_kata(api(alice))
    assert counts(answer) == {"read": 452, "new": 450, "duplicate": 2}


def test_an_empty_history_completes(api, alice, codewars):
    codewars.add_user("bob")
    answer = import_kata(api(alice))
    assert (answer.status_code, answer.json()["state"], counts(answer)) == (200, "completed", {})


def test_details_bring_difficulty_and_tags_once(api, alice, codewars):
    codewars.make_history("bob", 12)
    import_kata(api(alice), details=True)
    asked = len(codewars.calls)
    question = Question.objects.first()
    assert question.difficulty and question.tags.exists()
    import_kata(api(alice), details=True)
    assert len(codewars.calls) - asked <= 4
    assert Question.objects.get(pk=question.pk).difficulty == question.difficulty


def test_the_sample_platform_needs_no_account_anywhere(api, alice):
    answer = api(alice).post("/import/sample/", {"username": "anybody"})
    job = answer.json()
    assert answer.status_code == 200 and job["state"] == "needs_review"
    assert job["counts"]["new"] > 200 and job["open_issues"] == job["counts"]["invalid"] > 0
    again = api(alice).post("/import/sample/", {"username": "anybody"}).json()
    assert again["counts"]["new"] == again["counts"]["updated"] == 0
    assert again["open_issues"] == 0


def test_two_people_import_the_same_account_each_for_themselves(api, alice, charlie, codewars):
    codewars.make_history("bob", 3)
    import_kata(api(alice))
    assert counts(import_kata(api(charlie))) == {"read": 3, "new": 3}
    assert Question.objects.filter(user=charlie).count() == 3
    assert ImportJob.objects.filter(user=charlie).count() == 1
