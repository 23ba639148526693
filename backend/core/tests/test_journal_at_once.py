"""Two tabs, two devices: what they write at the same time is as if one had been after the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from backend.core.models import Question, QuestionLog, Tag
from backend.test_common.builders import make_log, make_question, make_tag

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]

THREADS = 6


def at_once(call: Callable[[int], Any]) -> list[Any]:
    """The call's answers, each from its own thread and connection; all start together."""
    start = Barrier(THREADS)

    def run(number: int) -> Any:
        try:
            start.wait(30)
            return call(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.fixture
def clients(api, alice):
    return [api(alice) for _ in range(THREADS)]


def test_questions_of_one_title_get_slugs_of_their_own(clients):
    answers = at_once(lambda number: clients[number].post("/api/questions/", {"title": "Two Sum"}))
    assert [answer.status_code for answer in answers] == [201] * THREADS
    assert len(set(Question.objects.values_list("slug", flat=True))) == THREADS


def test_one_of_equal_tags_is_made_and_the_others_are_refused(clients):
    answers = at_once(lambda number: clients[number].post("/api/tags/", {"name": "arrays"}))
    assert sorted(answer.status_code for answer in answers) == [201] + [400] * (THREADS - 1)
    refused = [answer.json()["errors"][0] for answer in answers if answer.status_code == 400]
    assert {(error["attr"], error["code"]) for error in refused} == {("name", "unique")}


def test_attempts_are_counted_to_the_last(clients, alice):
    question = make_question(alice)
    path = f"/api/questions/{question.pk}/logs/"
    answers = at_once(lambda number: [clients[number].post(path, {}).status_code for _ in range(5)])
    assert answers == [[201] * 5] * THREADS
    question.refresh_from_db()
    assert (question.attempts_count, question.solved_count) == (5 * THREADS, 5 * THREADS)


def test_changes_and_deletions_of_attempts_are_counted_to_the_last(clients, alice):
    question = make_question(alice)
    logs = [make_log(question).pk for _ in range(THREADS)]

    def change(number):
        path = f"/api/logs/{logs[number]}/"
        return (
            clients[number].delete(path) if number % 2 else clients[number].patch(path, {"outcome": "Failed"})
        )

    assert {answer.status_code for answer in at_once(change)} == {200, 204}
    question.refresh_from_db()
    assert (question.attempts_count, question.solved_count) == (THREADS // 2, 0)


def test_a_question_is_deleted_once(clients, alice):
    question = make_question(alice)
    make_log(question)
    answers = at_once(lambda number: clients[number].delete(f"/api/questions/{question.pk}/").status_code)
    assert sorted(answers) == [204] + [404] * (THREADS - 1)
    assert not QuestionLog.objects.exists()


def test_a_question_that_goes_away_takes_its_new_attempts_along(clients, alice):
    question = make_question(alice)
    path = f"/api/questions/{question.pk}/"

    def call(number):
        return clients[number].post(f"{path}logs/", {}) if number else clients[number].delete(path)

    assert {answer.status_code for answer in at_once(call)} <= {201, 204, 400, 404}
    assert not Question.objects.exists() and not QuestionLog.objects.exists()


def test_a_tag_that_goes_away_is_not_put_on_a_question(clients, alice):
    tag = make_tag(alice)

    def call(number):
        body = {"title": "Two Sum", "tag_ids": [tag.pk]}
        return (
            clients[number].post("/api/questions/", body)
            if number
            else clients[number].delete(f"/api/tags/{tag.pk}/")
        )

    assert {answer.status_code for answer in at_once(call)} <= {201, 204, 400}
    assert not Tag.objects.exists() and not Question.tags.through.objects.exists()
