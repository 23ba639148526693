"""Many questions at once, and tags put together."""

import pytest

from backend.core.models import DeletedImport, Question, Tag

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def client(api, alice):
    return api(alice)


@pytest.fixture
def ids(alice):
    questions = [Question(user=alice, title=f"q{number}", slug=f"q{number}") for number in range(5)]
    return [question.pk for question in Question.objects.bulk_create(questions)]


@pytest.fixture
def tag(alice):
    return Tag.objects.create(user=alice, name="graph")


def change(client, **body):
    return client.post("/api/questions/bulk/", body)


def test_tags_are_added_and_removed(client, ids, tag):
    assert change(client, ids=ids[:3], add_tags=[tag.pk]).json() == {"changed": 3}
    assert change(client, ids=ids, add_tags=[tag.pk]).json() == {"changed": 2}
    assert change(client, ids=ids[:1], remove_tags=[tag.pk]).json() == {"changed": 1}
    assert tag.questions.count() == 4


def test_questions_are_deactivated_and_given_a_difficulty(client, ids):
    assert change(client, ids=ids[:2], is_active=False, difficulty="Hard").json() == {"changed": 2}
    assert Question.objects.filter(is_active=False, difficulty="Hard", edited_at__isnull=False).count() == 2


def test_deleted_ones_are_gone_and_imported_ones_stay_away(client, ids):
    Question.objects.filter(pk=ids[0]).update(platform="codewars", external_id="abc")
    assert change(client, ids=ids[:2], delete=True).json() == {"changed": 2}
    assert Question.objects.count() == 3
    assert DeletedImport.objects.get().external_id == "abc"


def test_one_foreign_id_changes_nothing(client, api, charlie, ids, tag):
    foreign = Question.objects.create(user=charlie, title="x", slug="x")
    answer = change(client, ids=[*ids, foreign.pk], delete=True)
    assert answer.status_code == 400 and answer.json()["errors"][0]["attr"] == "ids"
    assert Question.objects.count() == 6
    other = Tag.objects.create(user=charlie, name="mine")
    assert change(client, ids=ids, add_tags=[tag.pk, other.pk]).json()["errors"][0]["attr"] == "add_tags"
    assert not tag.questions.exists()


@pytest.mark.parametrize("body", [{}, {"delete": True, "is_active": True}, {"is_active": None}])
def test_a_change_that_says_nothing_or_too_much_is_refused(client, ids, body):
    assert change(client, ids=ids, **body).status_code == 400


def test_the_number_of_statements_does_not_grow_with_the_questions(
    client, ids, tag, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        change(client, ids=ids, add_tags=[tag.pk], is_active=False)


def test_merging_tags_moves_the_questions_and_deletes_the_first(client, alice, ids, tag):
    other = Tag.objects.create(user=alice, name="graphs")
    tag.questions.set(ids[:3])
    other.questions.set(ids[2:4])
    answer = client.post(f"/api/tags/{other.pk}/merge/", {"into": tag.pk})
    assert (answer.status_code, answer.json()["questions_count"]) == (200, 4)
    assert list(Tag.objects.all()) == [tag]


def test_a_tag_cannot_be_merged_into_itself_or_into_anothers(client, charlie, tag):
    foreign = Tag.objects.create(user=charlie, name="x")
    codes = [
        client.post(f"/api/tags/{tag.pk}/merge/", {"into": into}).json()["errors"][0]["code"]
        for into in (tag.pk, foreign.pk)
    ]
    assert codes == ["same_tag", "does_not_exist"]
    assert client.post(f"/api/tags/{foreign.pk}/merge/", {"into": tag.pk}).status_code == 404
