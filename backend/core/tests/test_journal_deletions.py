import pytest

from backend.core.models import DeletedImport
from backend.test_common.builders import make_imported_log, make_imported_question, make_log, make_question

pytestmark = pytest.mark.data


def remembered():
    return list(
        DeletedImport.objects.values_list("user__username", "platform", "external_id", "log_external_id")
    )


def test_a_deleted_import_is_remembered(api, alice):
    question = make_imported_question(alice, "kata-1")
    make_imported_log(question)
    api(alice).delete(f"/api/questions/{question.pk}/")
    assert remembered() == [("alice", "codewars", "kata-1", "")]


def test_a_deleted_attempt_of_an_import_is_remembered(api, alice):
    log = make_imported_log(make_imported_question(alice, "kata-1"), "attempt-1")
    api(alice).delete(f"/api/logs/{log.pk}/")
    assert remembered() == [("alice", "codewars", "kata-1", "attempt-1")]


def test_an_own_attempt_at_an_import_leaves_no_trace(api, alice):
    log = make_log(make_imported_question(alice))
    api(alice).delete(f"/api/logs/{log.pk}/")
    assert remembered() == []


def test_an_own_question_leaves_no_trace(api, alice):
    question = make_question(alice)
    api(alice).delete(f"/api/questions/{question.pk}/")
    assert remembered() == []


def test_what_comes_back_and_is_deleted_again_is_remembered_once(api, alice):
    for _ in range(2):
        question = make_imported_question(alice, "kata-1")
        assert api(alice).delete(f"/api/questions/{question.pk}/").status_code == 204
    assert len(remembered()) == 1
