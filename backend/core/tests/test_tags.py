import pytest

from backend.core.models import Tag
from backend.test_common.builders import make_question, make_tag

pytestmark = pytest.mark.data


def test_a_tag_is_created(api, alice):
    answer = api(alice).post("/api/tags/", {"name": " arrays ", "description": "Indices"})
    assert answer.status_code == 201
    assert (answer.json()["name"], answer.json()["description"]) == ("arrays", "Indices")
    assert api(alice).get(answer.headers["Location"]).json() == answer.json()


def test_a_name_is_unique_ignoring_case(api, alice):
    make_tag(alice, "Arrays")
    answer = api(alice).post("/api/tags/", {"name": "aRRays"})
    assert answer.status_code == 400
    assert [(e["attr"], e["code"]) for e in answer.json()["errors"]] == [("name", "unique")]


def test_another_person_may_use_the_same_name(api, alice, bob):
    make_tag(bob, "arrays")
    assert api(alice).post("/api/tags/", {"name": "arrays"}).status_code == 201


def test_a_tag_cannot_take_the_name_of_another(api, alice):
    make_tag(alice, "arrays")
    tag = make_tag(alice, "graphs")
    answer = api(alice).patch(f"/api/tags/{tag.pk}/", {"name": "ARRAYS"})
    assert answer.json()["errors"][0]["code"] == "unique"


def test_a_tag_may_change_the_case_of_its_own_name(api, alice):
    tag = make_tag(alice, "arrays")
    assert api(alice).patch(f"/api/tags/{tag.pk}/", {"name": "Arrays"}).json()["name"] == "Arrays"


@pytest.mark.parametrize("name", ["", " ", None, "x" * 61, [], {}])
def test_a_name_that_is_none_is_refused(api, alice, name):
    answer = api(alice).post("/api/tags/", {"name": name})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "name"


def test_a_list_counts_the_questions_of_each_tag(api, alice):
    used, unused = make_tag(alice, "used"), make_tag(alice, "unused")
    make_question(alice, "a", tags=(used,))
    make_question(alice, "b", tags=(used,))
    found = {tag["id"]: tag["questions_count"] for tag in api(alice).get("/api/tags/").json()["results"]}
    assert found == {used.pk: 2, unused.pk: 0}


def test_tags_are_listed_by_name_ignoring_case(api, alice):
    for name in ("b", "A", "c"):
        make_tag(alice, name)
    assert [tag["name"] for tag in api(alice).get("/api/tags/").json()["results"]] == ["A", "b", "c"]


def test_tags_are_ordered_by_use(api, alice):
    make_question(alice, tags=(make_tag(alice, "z"),))
    make_tag(alice, "a")
    found = api(alice).get("/api/tags/?ordering=-questions_count").json()["results"]
    assert [tag["name"] for tag in found] == ["z", "a"]


def test_tags_are_searched(api, alice):
    make_tag(alice, "arrays")
    make_tag(alice, "graphs", description="Not ARRAYS")
    make_tag(alice, "trees")
    assert api(alice).get("/api/tags/?search=arrays").json()["count"] == 2


def test_the_list_of_tags_costs_five_statements(api, alice, django_assert_num_queries):
    client = api(alice)
    for number in range(30):
        make_tag(alice, f"tag {number}")
    with django_assert_num_queries(5):  # session, user, count, ids, rows
        assert len(client.get("/api/tags/").json()["results"]) == 30


def test_nothing_is_written_where_nothing_differs(api, alice):
    tag = make_tag(alice, "arrays")
    api(alice).patch(f"/api/tags/{tag.pk}/", {"name": "arrays"})
    assert Tag.objects.get().updated_at == tag.updated_at
