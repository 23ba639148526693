import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.pagination import PageNumbers
from backend.platforms.base.records import Cursor

NUMBERS = PageNumbers(size=200, limit=100)


@pytest.mark.parametrize(
    ("page", "items", "pages", "total", "following"),
    [
        (0, 200, 3, 450, {"page": 1}),
        (1, 200, 3, 450, {"page": 2}),
        (2, 50, 3, 450, None),
        (0, 3, 2, 341, {"page": 1}),
        (0, 0, 0, 0, None),
        (0, 0, 9, 1800, None),
        (0, 200, None, 450, {"page": 1}),
        (0, 200, "3", None, {"page": 1}),
        (0, 200, 0, 0, {"page": 1}),
        (0, 199, None, None, None),
        (0, 200, None, None, {"page": 1}),
        (0, 900, None, None, None),
        (0, 200, True, -5, {"page": 1}),
    ],
)
def test_goes_on_as_far_as_the_answer_makes_sense(
    page: int, items: int, pages: object, total: object, following: Cursor | None
) -> None:
    assert NUMBERS.after(page, items=items, pages=pages, total=total) == following


@pytest.mark.parametrize("cursor", [None, {}, {"page": None}, {"page": "7"}, {"page": -1}, {"page": True}])
def test_begins_at_the_first_page_without_a_usable_cursor(cursor: Cursor | None) -> None:
    assert NUMBERS.page(cursor) == 0


def test_never_goes_beyond_the_limit() -> None:
    assert NUMBERS.page({"page": 99}) == 99
    with pytest.raises(UpstreamInvalidResponse, match="endless"):
        NUMBERS.page({"page": 100})


def test_counts_from_one_where_the_platform_does() -> None:
    numbers = PageNumbers(size=10, limit=5, first=1)
    assert numbers.page(None) == 1
    assert numbers.after(1, items=10, pages=2) == {"page": 2}
    assert numbers.after(2, items=10, pages=2) is None
