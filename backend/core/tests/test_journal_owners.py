import pytest

from backend.core.models import Question, QuestionLog, Tag
from backend.test_common.builders import make_log, make_question, make_tag

pytestmark = pytest.mark.data

ROWS = [
    "/api/questions/{question}/",
    "/api/questions/{question}/logs/{log}/",
    "/api/logs/{log}/",
    "/api/tags/{tag}/",
]
LISTS = ["/api/questions/", "/api/logs/", "/api/tags/"]


@pytest.fixture
def ids(alice):
    log = make_log(make_question(alice, tags=(make_tag(alice),)))
    return {"question": log.question_id, "log": log.pk, "tag": log.question.tags.get().pk}


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ROWS)
def test_a_foreign_row_is_as_absent_as_one_that_never_was(api, bob, ids, path, method):
    body = {"title": "Mine", "name": "mine"}
    foreign = getattr(api(bob), method)(path.format(**ids), body)
    absent = getattr(api(bob), method)(path.format(question=10**12, log=10**12, tag=10**12), body)
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json() == absent.json()
    assert (Question.objects.get().title, Tag.objects.get().name) == ("Two Sum", "arrays")
    assert QuestionLog.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_logs_of_a_foreign_question_are_absent(api, bob, ids, method):
    assert getattr(api(bob), method)(f"/api/questions/{ids['question']}/logs/").status_code == 404
    assert QuestionLog.objects.count() == 1


def test_a_log_is_not_found_under_another_question_of_mine(api, alice, ids):
    other = make_question(alice, "Other")
    assert api(alice).get(f"/api/questions/{other.pk}/logs/{ids['log']}/").status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_lists_hold_my_rows_alone(api, alice, bob, ids, path):
    assert api(alice).get(path).json()["count"] == 1
    assert api(bob).get(path).json()["results"] == []


@pytest.mark.parametrize("path", [*LISTS, *ROWS, "/api/questions/{question}/logs/"])
def test_a_stranger_is_refused(api, ids, path):
    assert api().get(path.format(**ids)).status_code == 403


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_an_id_beyond_every_column_is_absent(api, alice, pk):
    for path in ROWS:
        assert api(alice).get(path.format(question=pk, log=pk, tag=pk)).status_code == 404
