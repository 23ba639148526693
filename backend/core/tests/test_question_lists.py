import json
from datetime import timedelta

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.renderers import JSONRenderer

from backend.core import selectors
from backend.core.models import Question
from backend.core.serializers import QuestionSerializer
from backend.test_common.builders import (
    NOON,
    make_imported_log,
    make_imported_question,
    make_log,
    make_question,
    make_tag,
)

pytestmark = pytest.mark.data

HARDNESS = ("Hard", "Easy", "Medium", None)


def titles(answer):
    return [question["title"] for question in answer.json()["results"]]


def test_the_list_costs_six_statements_however_many_questions(api, alice, django_assert_num_queries):
    client, tags = api(alice), [make_tag(alice, f"tag {number}") for number in range(3)]
    for number in range(60):
        make_question(alice, f"Kata {number}", tags=tuple(tags))
    with django_assert_num_queries(6):  # session, user, count, ids, rows, tags
        assert len(client.get("/api/questions/").json()["results"]) == 50


def test_one_question_costs_four_statements(api, alice, django_assert_num_queries):
    client, question = api(alice), make_question(alice, tags=(make_tag(alice),))
    with django_assert_num_queries(4):  # session, user, row, tags
        client.get(f"/api/questions/{question.pk}/")


def test_a_list_shows_each_question_as_it_is_shown_alone(api, alice):
    make_imported_log(make_imported_question(alice, tags=(make_tag(alice), make_tag(alice, "b"))))
    make_question(alice, "Mine", difficulty="Hard", content="x", url="https://example.org/")
    for shown in api(alice).get("/api/questions/").json()["results"]:
        assert shown == api(alice).get(f"/api/questions/{shown['id']}/").json()
        row = selectors.questions().get(pk=shown["id"])
        assert shown == json.loads(JSONRenderer().render(QuestionSerializer(row).data))


def test_a_list_holds_the_fields_that_the_schema_promises(api, alice):
    make_question(alice)
    schema = SchemaGenerator().get_schema(public=True)["components"]["schemas"]["Question"]
    assert set(api(alice).get("/api/questions/").json()["results"][0]) == set(schema["properties"])


def test_what_only_imports_need_is_not_read(api, alice, django_assert_num_queries):
    client, _ = api(alice), make_imported_question(alice)
    with django_assert_num_queries(6) as statements:
        client.get("/api/questions/")
    assert not any('"imported"' in statement["sql"] for statement in statements)


def test_the_newest_come_first(api, alice):
    for title in "abc":
        make_question(alice, title)
    assert titles(api(alice).get("/api/questions/")) == ["c", "b", "a"]


@pytest.mark.parametrize(
    "ordering, expected",
    [
        ("created_at", "abcd"),
        ("-created_at", "dcba"),
        ("title", "abcd"),
        ("-title", "dcba"),
        ("last_attempted_at", "cabd"),
        ("-last_attempted_at", "bacd"),
        ("attempts_count", "dcab"),
        ("-attempts_count", "bacd"),
        ("difficulty", "bcad"),
        ("-difficulty", "acbd"),
    ],
)
def test_orderings(api, alice, ordering, expected):
    made = {
        title: make_question(alice, title, difficulty=hard)
        for title, hard in zip("abcd", HARDNESS, strict=True)
    }
    for title, days in (("a", (1, 2)), ("b", (1, 2, 3)), ("c", (1,))):
        for day in days:
            make_log(made[title], NOON + timedelta(days=day))
    assert "".join(titles(api(alice).get("/api/questions/", {"ordering": ordering}))) == expected


@pytest.mark.parametrize("ordering", ["title", "-title", "difficulty", "-last_attempted_at"])
def test_pages_of_equal_rows_never_overlap(api, alice, ordering):
    for number in range(10):
        make_question(alice, "same", slug=f"same-{number}")
    client = api(alice)
    pages = [
        client.get(f"/api/questions/?ordering={ordering}&page_size=3&page={page}").json()
        for page in (1, 2, 3, 4)
    ]
    assert {row["id"] for page in pages for row in page["results"]} == set(
        Question.objects.values_list("pk", flat=True)
    )
