import pytest
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from backend.accounts.models import User
from backend.common.pagination import StrictPagination
from backend.test_common.people import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.data]


@pytest.fixture
def five():
    return [make_user(name) for name in "edcba"]


def page(query, rows=None):
    paginator = StrictPagination()
    users = User.objects.order_by("username") if rows is None else rows
    return paginator.paginate_queryset(users, Request(APIRequestFactory().get("/" + query))), paginator


def names(query):
    return "".join(user.username for user in page(query)[0])


def test_a_page_keeps_the_order_of_the_query(five):
    assert [names("?page_size=2"), names("?page_size=2&page=2"), names("?page_size=2&page=3")] == [
        "ab",
        "cd",
        "e",
    ]


def test_a_page_of_nothing_is_empty(db):
    assert page("")[0] == []


def test_a_page_takes_three_statements_however_long_it_is(five, django_assert_num_queries):
    with django_assert_num_queries(3):
        page("?page_size=5")


@pytest.mark.parametrize(
    "page_size", ["0", "101", "1000000000", "-1", "x", "", "1.5", "٣", "1e2", "1" * 5000]
)
def test_a_size_that_is_no_size_is_a_400(five, page_size):
    with pytest.raises(ValidationError) as caught:
        page(f"?page_size={page_size}")
    assert caught.value.get_codes() == {"page_size": ["invalid"]}


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "last", "9" * 30, " 1"])
def test_a_page_that_is_no_number_is_a_400(five, number):
    with pytest.raises(ValidationError):
        page(f"?page={number}")


@pytest.mark.parametrize("number", ["2", "1000000000"])
def test_a_page_beyond_the_end_is_a_404(five, number):
    with pytest.raises(NotFound):
        page(f"?page={number}")


@pytest.mark.parametrize("query", ["?page=1&page=2", "?page_size=5&page_size=5"])
def test_a_parameter_given_twice_is_a_400(five, query):
    with pytest.raises(ValidationError) as caught:
        page(query)
    assert "repeated" in str(caught.value.get_codes())


def test_a_plain_list_can_be_paged_too():
    assert page("?page_size=2&page=2", list("abcde"))[0] == ["c", "d"]
