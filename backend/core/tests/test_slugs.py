import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.core.models import Question
from backend.core.slugs import slug_base, slugs_for, taken_slugs
from backend.test_common.builders import make_question


@settings(deadline=None)
@given(st.lists(st.text(max_size=12)), st.sets(st.text(max_size=12)))
def test_slugs_are_unlike_each_other_and_all_that_are_taken(titles, taken):
    slugs = slugs_for(titles, taken)
    assert len(slugs) == len(titles)
    assert len(set(slugs) | taken) == len(slugs) + len(taken)


@settings(deadline=None)
@given(st.text(max_size=400))
def test_a_slug_is_never_empty_and_fits_its_column(title):
    slug = slugs_for([title], ())[0]
    assert 0 < len(slug) <= 300
    Question._meta.get_field("slug").run_validators(slug)


def test_equal_titles_are_numbered_in_their_order():
    assert slugs_for(["Two Sum", "Two sum!", "TWO SUM"], ()) == ["two-sum", "two-sum-2", "two-sum-3"]


def test_numbers_that_are_taken_are_passed_over():
    assert slugs_for(["Two Sum"], {"two-sum", "two-sum-2"}) == ["two-sum-3"]


@pytest.mark.parametrize("title", ["", "???", "--", "\x00"])
def test_a_title_without_letters_is_called_question(title):
    assert slugs_for([title], ()) == ["question"]


def test_letters_of_every_script_stay():
    assert slug_base("二叉树 Größe") == "二叉树-größe"


def test_ten_thousand_equal_titles_are_numbered_at_once():
    assert slugs_for(["x"] * 10_000, ())[-1] == "x-10000"


@pytest.mark.data
def test_the_plain_and_numbered_slugs_of_a_title_are_found(alice):
    for slug in ("two-sum", "two-sum-2", "two-sum-10", "two-sum-ii", "two-summer"):
        make_question(alice, slug=slug)
    assert taken_slugs(alice.pk, ["Two Sum"]) == {"two-sum", "two-sum-2", "two-sum-10"}


@pytest.mark.data
def test_slugs_of_others_are_not_in_the_way(alice, bob):
    make_question(bob, slug="two-sum")
    assert taken_slugs(alice.pk, ["Two Sum"]) == set()


@pytest.mark.data
def test_a_numbered_slug_is_found_where_two_titles_of_a_page_are_the_same(alice):
    make_question(alice, slug="two-sum-2")
    titles = ["Two Sum", "Two Sum"]
    assert slugs_for(titles, taken_slugs(alice.pk, titles)) == ["two-sum", "two-sum-3"]


@pytest.mark.data
def test_a_page_of_new_titles_costs_one_statement(alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert taken_slugs(alice.pk, [f"Kata {number}" for number in range(300)]) == set()


@pytest.mark.data
def test_a_page_of_clashing_titles_costs_two_statements(alice, django_assert_num_queries):
    titles = [f"Kata {number} x" for number in range(200)]
    for title in titles[:3]:
        make_question(alice, title)
    with django_assert_num_queries(2):
        taken = taken_slugs(alice.pk, [*titles, *titles])
    assert taken == {"kata-0-x", "kata-1-x", "kata-2-x"}
