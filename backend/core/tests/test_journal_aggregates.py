from datetime import timedelta

import pytest

from backend.core.models import Question
from backend.test_common.builders import NOON, make_log, make_question

pytestmark = pytest.mark.data


def counted(question):
    row = Question.objects.get(pk=question.pk)
    return row.attempts_count, row.solved_count, row.last_attempted_at


@pytest.fixture
def question(alice):
    return make_question(alice)


@pytest.fixture
def log(question):
    return make_log(question, outcome="Failed")


def test_a_new_log_is_counted(api, alice, question, log):
    later = NOON + timedelta(days=1)
    api(alice).post(f"/api/questions/{question.pk}/logs/", {"date_attempted": later.isoformat()})
    assert counted(question) == (2, 1, later)


def test_a_changed_outcome_is_counted(api, alice, question, log):
    api(alice).patch(f"/api/logs/{log.pk}/", {"outcome": "Solved"})
    assert counted(question) == (1, 1, NOON)


def test_a_changed_date_is_followed(api, alice, question, log):
    make_log(question, NOON - timedelta(days=9))
    api(alice).patch(f"/api/logs/{log.pk}/", {"date_attempted": "2020-01-01T00:00:00Z"})
    assert counted(question) == (2, 1, NOON - timedelta(days=9))


def test_a_deleted_log_is_not_counted_any_more(api, alice, question, log):
    api(alice).delete(f"/api/logs/{log.pk}/")
    assert counted(question) == (0, 0, None)


def test_a_log_that_moves_is_counted_where_it_goes(api, alice, question, log):
    other = make_question(alice, "Other")
    api(alice).patch(f"/api/logs/{log.pk}/", {"question": other.pk})
    assert (counted(question), counted(other)) == ((0, 0, None), (1, 0, NOON))


def test_an_answer_shows_the_aggregates(api, alice, question, log):
    shown = api(alice).get(f"/api/questions/{question.pk}/").json()
    numbers = (shown["attempts_count"], shown["solved_count"], shown["last_attempted_at"])
    assert numbers == (1, 0, "2026-03-01T12:00:00Z")
