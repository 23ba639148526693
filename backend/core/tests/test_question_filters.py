from datetime import UTC, datetime, timedelta

import pytest

from backend.test_common.builders import NOON, make_imported_question, make_log, make_question, make_tag

pytestmark = pytest.mark.data


@pytest.fixture
def found(api, alice):
    def find(**query):
        answer = api(alice).get("/api/questions/", query)
        assert answer.status_code == 200, answer.json()
        return {question["title"] for question in answer.json()["results"]}

    return find


@pytest.mark.parametrize("field", ["title", "content", "source", "slug"])
def test_search_looks_into(found, alice, field):
    make_question(alice, **{"title": "a", field: "The Needle"})
    make_question(alice, title="b")
    assert len(found(search="needle")) == 1


@pytest.mark.parametrize("text", ["%", "_", "\\", "'", '"'])
def test_search_takes_signs_as_they_are(found, alice, text):
    make_question(alice, title=f"a {text} b")
    make_question(alice, title="plain")
    assert found(search=text) == {f"a {text} b"}


def test_search_stays_within_my_rows(found, bob):
    make_question(bob, "Needle")
    assert found(search="needle") == set()


def test_by_tag(found, alice):
    tag = make_tag(alice)
    make_question(alice, "a", tags=(tag, make_tag(alice, "other")))
    make_question(alice, "b")
    assert found(tag=tag.pk) == {"a"}


@pytest.mark.parametrize("wanted, titles", [("Hard", {"a"}), ("none", {"b"}), ("Easy", set())])
def test_by_difficulty(found, alice, wanted, titles):
    make_question(alice, "a", difficulty="Hard")
    make_question(alice, "b")
    assert found(difficulty=wanted) == titles


def test_by_source_ignoring_case(found, alice):
    make_question(alice, "a", source="A Book")
    make_question(alice, "b", source="A Book of mine")
    assert found(source="a book") == {"a"}


@pytest.mark.parametrize("wanted, titles", [("codewars", {"a"}), ("none", {"b"}), ("sample", set())])
def test_by_platform(found, alice, wanted, titles):
    make_imported_question(alice, title="a")
    make_question(alice, "b")
    assert found(platform=wanted) == titles


@pytest.mark.parametrize("wanted, titles", [("true", {"a"}), ("false", {"b"})])
def test_by_whether_it_is_active(found, alice, wanted, titles):
    make_question(alice, "a")
    make_question(alice, "b", is_active=False)
    assert found(is_active=wanted) == titles
    assert found() == {"a", "b"}


def test_by_the_outcome_of_any_attempt(found, alice):
    question = make_question(alice, "a")
    make_log(question, outcome="Failed")
    make_log(question, NOON + timedelta(days=1), outcome="Solved")
    make_log(make_question(alice, "b"), outcome="Partial")
    assert (found(outcome="Failed"), found(outcome="Solved")) == ({"a"}, {"a"})


def test_outcome_and_period_speak_of_the_same_attempt(found, alice):
    question = make_question(alice, "a")
    make_log(question, NOON, outcome="Failed")
    make_log(question, NOON + timedelta(days=9), outcome="Solved")
    assert found(outcome="Solved", attempted_until="2026-03-02") == set()
    assert found(outcome="Failed", attempted_until="2026-03-02") == {"a"}


def test_both_ends_of_a_period_belong_to_it(found, alice):
    make_log(make_question(alice, "a"), NOON)
    moment = "2026-03-01T12:00:00Z"
    assert found(attempted_since=moment, attempted_until=moment) == {"a"}


@pytest.mark.parametrize(
    "at, day",
    [
        (datetime(2026, 3, 1, 4, 59, tzinfo=UTC), "2026-02-28"),
        (datetime(2026, 3, 1, 5, 0, tzinfo=UTC), "2026-03-01"),
        (datetime(2026, 3, 9, 3, 59, 59, 999999, tzinfo=UTC), "2026-03-08"),  # a day of 23 hours
        (datetime(2026, 3, 9, 4, 0, tzinfo=UTC), "2026-03-09"),
    ],
)
def test_a_day_is_one_of_the_time_zone_of_the_person(found, alice, at, day):
    alice.time_zone = "America/New_York"
    alice.save()
    make_log(make_question(alice, "a"), at)
    assert found(attempted_since=day, attempted_until=day) == {"a"}


def test_filters_narrow_together(found, alice):
    make_question(alice, "a needle", difficulty="Easy")
    make_question(alice, "b needle", difficulty="Hard")
    assert found(search="needle", difficulty="Hard") == {"b needle"}


def test_an_empty_filter_is_as_none(found, alice):
    make_question(alice, "a")
    assert found(search="", difficulty="", tag="", attempted_since="") == {"a"}


@pytest.mark.parametrize(
    "name, value",
    [
        ("colour", "red"),
        ("difficulty", "hard"),
        ("platform", "nowhere"),
        ("is_active", "perhaps"),
        ("outcome", "Won"),
        ("tag", "x"),
        ("tag", "0"),
        ("tag", str(10**30)),
        ("search", "x" * 101),
        ("source", "x" * 101),
        ("attempted_since", "2026-13-01"),
        ("attempted_since", "9999-12-31"),
        ("attempted_until", "0001-01-01"),
        ("attempted_until", "soon"),
        ("ordering", "user"),
        ("ordering", "title,-title"),
        ("page", "0"),
        ("page_size", "101"),
    ],
)
def test_an_unknown_name_or_value_is_refused(api, alice, name, value):
    answer = api(alice).get("/api/questions/", {name: value})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == name


def test_a_period_that_ends_before_it_begins_is_refused(api, alice):
    answer = api(alice).get("/api/questions/?attempted_since=2026-03-02&attempted_until=2026-03-01")
    assert answer.json()["errors"][0]["attr"] == "attempted_until"


def test_a_foreign_tag_is_refused_as_an_absent_one(api, alice, bob):
    foreign = api(alice).get("/api/questions/", {"tag": make_tag(bob).pk})
    absent = api(alice).get("/api/questions/", {"tag": 10**12})
    assert foreign.status_code == absent.status_code == 400
    assert foreign.json() == absent.json()
