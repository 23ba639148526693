import pytest

from backend.core.models import Question, QuestionLog
from backend.test_common.builders import make_log, make_question, make_tag

pytestmark = pytest.mark.data

FULL = {
    "title": "Two Sum",
    "source": "A book",
    "url": "https://example.org/two-sum",
    "content": "Given an array",
    "difficulty": "Easy",
    "is_active": False,
}


def test_a_question_is_created_with_all_that_was_given(api, alice):
    answer = api(alice).post("/api/questions/", FULL)
    assert answer.status_code == 201
    assert {name: answer.json()[name] for name in FULL} == FULL
    assert Question.objects.get().user == alice


def test_a_title_is_enough(api, alice):
    made = api(alice).post("/api/questions/", {"title": "  Two Sum "}).json()
    assert made["title"] == "Two Sum"
    assert made["is_active"] is True
    assert [made[name] for name in ("source", "url", "content", "difficulty", "tags")] == [
        "",
        "",
        "",
        None,
        [],
    ]


def test_the_answer_tells_where_the_new_question_is(api, alice):
    answer = api(alice).post("/api/questions/", FULL)
    assert api(alice).get(answer.headers["Location"]).json() == answer.json()


def test_the_server_makes_a_slug_that_is_unique_for_its_owner(api, alice, bob):
    slugs = [
        api(user).post("/api/questions/", {"title": "Two Sum"}).json()["slug"] for user in (alice, alice, bob)
    ]
    assert slugs == ["two-sum", "two-sum-2", "two-sum"]


def test_a_new_title_leaves_the_slug_as_it_is(api, alice):
    question = make_question(alice, "Two Sum")
    changed = api(alice).patch(f"/api/questions/{question.pk}/", {"title": "Three Sum"}).json()
    assert (changed["title"], changed["slug"]) == ("Three Sum", "two-sum")


def test_put_resets_what_it_leaves_out(api, alice):
    question = make_question(alice, tags=(make_tag(alice),), source="A book", difficulty="Hard")
    changed = api(alice).put(f"/api/questions/{question.pk}/", {"title": "Two Sum"}).json()
    assert (changed["source"], changed["difficulty"], changed["tags"]) == ("", None, [])


def test_patch_keeps_what_it_leaves_out(api, alice):
    question = make_question(alice, tags=(make_tag(alice),), source="A book", difficulty="Hard")
    changed = api(alice).patch(f"/api/questions/{question.pk}/", {"content": "x"}).json()
    assert (changed["source"], changed["difficulty"], len(changed["tags"])) == ("A book", "Hard", 1)


@pytest.mark.parametrize(
    "field, value",
    [
        ("slug", "mine"),
        ("platform", "codewars"),
        ("external_id", "1"),
        ("attempts_count", 9),
        ("solved_count", 9),
        ("last_attempted_at", "2026-01-01T00:00:00Z"),
        ("id", 999),
    ],
)
def test_what_the_server_keeps_cannot_be_set(api, alice, field, value):
    made = api(alice).post("/api/questions/", {"title": "Two Sum", field: value}).json()
    row = Question.objects.values().get(pk=made["id"])
    assert row.get(field) != value


@pytest.mark.parametrize("field", ["user", "edited_at", "created_by_job", "titles"])
def test_a_field_that_is_not_known_is_refused(api, alice, field):
    answer = api(alice).post("/api/questions/", {"title": "Two Sum", field: 1})
    assert answer.status_code == 400
    assert (answer.json()["errors"][0]["attr"], answer.json()["errors"][0]["code"]) == (field, "unknown")
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "field, value, code",
    [
        ("title", "", "blank"),
        ("title", " ", "blank"),
        ("title", "x" * 301, "max_length"),
        ("title", None, "null"),
        ("title", ["x"], "invalid"),
        ("source", "x" * 101, "max_length"),
        ("url", "javascript:alert(1)", "invalid"),
        ("url", "ftp://example.org/", "invalid"),
        ("url", "https://example.org/" + "x" * 500, "max_length"),
        ("content", "x" * 50_001, "max_length"),
        ("difficulty", "easy", "invalid_choice"),
        ("difficulty", "", "invalid_choice"),
        ("is_active", "perhaps", "invalid"),
        ("is_active", None, "null"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_at_its_field(api, alice, field, value, code):
    answer = api(alice).post("/api/questions/", {"title": "Two Sum", field: value})
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]
    assert not Question.objects.exists()


def test_a_question_is_deleted_with_its_logs(api, alice):
    question = make_question(alice)
    make_log(question)
    assert api(alice).delete(f"/api/questions/{question.pk}/").status_code == 204
    assert not Question.objects.exists() and not QuestionLog.objects.exists()


def test_deleting_twice_answers_404(api, alice):
    question = make_question(alice)
    api(alice).delete(f"/api/questions/{question.pk}/")
    assert api(alice).delete(f"/api/questions/{question.pk}/").status_code == 404
