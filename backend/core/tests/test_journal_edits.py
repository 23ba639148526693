import pytest

from backend.core.models import Question, QuestionLog
from backend.test_common.builders import make_imported_log, make_imported_question, make_tag

pytestmark = pytest.mark.data


@pytest.fixture
def question(alice):
    return make_imported_question(alice)


@pytest.fixture
def log(question):
    return make_imported_log(question)


@pytest.mark.parametrize("change", [{"title": "Mine"}, {"difficulty": "Hard"}, {"is_active": False}])
def test_a_changed_question_is_noted_as_edited(api, alice, question, change):
    api(alice).patch(f"/api/questions/{question.pk}/", change)
    assert Question.objects.get().edited_at is not None


def test_changed_tags_are_an_edit(api, alice, question):
    api(alice).patch(f"/api/questions/{question.pk}/", {"tag_ids": [make_tag(alice).pk]})
    assert Question.objects.get().edited_at is not None


def test_a_question_that_is_saved_as_it_was_is_not_edited(api, alice, question):
    given = api(alice).get(f"/api/questions/{question.pk}/").json()
    assert api(alice).put(f"/api/questions/{question.pk}/", {**given, "tag_ids": []}).status_code == 200
    after = Question.objects.get()
    assert (after.edited_at, after.updated_at) == (None, question.updated_at)


def test_an_edit_leaves_what_was_imported(api, alice, question):
    api(alice).patch(f"/api/questions/{question.pk}/", {"title": "Mine"})
    after = Question.objects.get()
    assert (after.imported, after.platform, after.external_id) == (
        question.imported,
        question.platform,
        question.external_id,
    )


@pytest.mark.parametrize("change", [{"outcome": "Failed"}, {"languages": ["go"]}, {"time_spent_min": None}])
def test_a_changed_log_is_noted_as_edited(api, alice, log, change):
    api(alice).patch(f"/api/logs/{log.pk}/", change)
    assert QuestionLog.objects.get().edited_at is not None


def test_a_log_that_is_saved_as_it_was_is_not_edited(api, alice, log):
    given = api(alice).get(f"/api/logs/{log.pk}/").json()
    assert api(alice).put(f"/api/logs/{log.pk}/", given).status_code == 200
    after = QuestionLog.objects.get()
    assert (after.edited_at, after.updated_at, after.time_is_estimated) == (None, log.updated_at, True)


def test_counting_a_log_is_no_edit_of_its_question(api, alice, log):
    api(alice).patch(f"/api/logs/{log.pk}/", {"outcome": "Failed"})
    assert Question.objects.get().edited_at is None
