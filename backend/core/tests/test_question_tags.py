import pytest

from backend.core.models import Question, Tag
from backend.test_common.builders import make_question, make_tag

pytestmark = pytest.mark.data


def test_tags_are_written_by_id_and_read_by_name(api, alice):
    tags = [make_tag(alice, name) for name in ("trees", "Arrays", "graphs")]
    made = api(alice).post("/api/questions/", {"title": "x", "tag_ids": [tag.pk for tag in tags]}).json()
    assert [tag["name"] for tag in made["tags"]] == ["Arrays", "graphs", "trees"]
    assert {tag["id"] for tag in made["tags"]} == {tag.pk for tag in tags}
    assert "tag_ids" not in made


def test_a_tag_that_is_named_twice_is_set_once(api, alice):
    tag = make_tag(alice)
    made = api(alice).post("/api/questions/", {"title": "x", "tag_ids": [tag.pk, tag.pk]}).json()
    assert len(made["tags"]) == 1


def test_tags_are_replaced(api, alice):
    old, new = make_tag(alice, "old"), make_tag(alice, "new")
    question = make_question(alice, tags=(old,))
    changed = api(alice).patch(f"/api/questions/{question.pk}/", {"tag_ids": [new.pk]}).json()
    assert [tag["name"] for tag in changed["tags"]] == ["new"]


@pytest.mark.parametrize("method", ["post", "put", "patch"])
@pytest.mark.parametrize("whose", ["another's", "nobody's"])
def test_a_tag_that_is_not_mine_does_not_exist(api, alice, bob, method, whose):
    question = make_question(alice, tags=(make_tag(alice),))
    foreign = make_tag(bob).pk if whose == "another's" else 10**12
    path = "/api/questions/" if method == "post" else f"/api/questions/{question.pk}/"
    answer = getattr(api(alice), method)(path, {"title": "Changed", "tag_ids": [foreign]})
    assert answer.status_code == 400
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("tag_ids", "does_not_exist")]
    question.refresh_from_db()
    assert (Question.objects.count(), question.title, question.tags.count()) == (1, "Two Sum", 1)


@pytest.mark.parametrize(
    "given", [5, "x", None, ["x"], [None], [0], [-1], [1.5], [True], [10**18], [[1]], {"a": 1}]
)
def test_what_is_no_list_of_ids_is_refused(api, alice, given):
    answer = api(alice).post("/api/questions/", {"title": "x", "tag_ids": given})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith("tag_ids")


def test_more_than_a_hundred_tags_are_refused(api, alice):
    answer = api(alice).post("/api/questions/", {"title": "x", "tag_ids": list(range(1, 102))})
    assert answer.json()["errors"][0]["code"] == "max_length"


def test_setting_many_tags_costs_no_more_statements_than_one(api, alice, django_assert_max_num_queries):
    ids = [make_tag(alice, f"tag {number}").pk for number in range(60)]
    client = api(alice)
    with django_assert_max_num_queries(16):
        assert client.post("/api/questions/", {"title": "x", "tag_ids": ids}).status_code == 201


def test_deleting_a_tag_leaves_its_questions(api, alice):
    tag = make_tag(alice)
    question = make_question(alice, tags=(tag,))
    assert api(alice).delete(f"/api/tags/{tag.pk}/").status_code == 204
    question.refresh_from_db()
    assert not Tag.objects.exists() and not question.tags.exists() and question.edited_at is None
