from datetime import UTC, datetime
from typing import Any

import pytest

from backend.platforms.base.reading import not_an_object, read_solve
from backend.platforms.base.records import Solve, Unusable, solve_from_values

NOW = datetime(2026, 7, 1, tzinfo=UTC)
VALUES = {"question_id": "q1", "title": "Lanterns", "solved_at": "2026-05-04T21:30:00Z", "languages": ["go"]}


def read(**values: Any) -> Solve | Unusable:
    return read_solve({**VALUES, **values}, raw={"id": "q1"}, now=NOW)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"question_id": None}, "question_id", "missing_id"),
        ({"question_id": " \x00 "}, "question_id", "missing_id"),
        ({"question_id": {}}, "question_id", "invalid_value"),
        ({"solved_at": None}, "solved_at", "missing_date"),
        ({"solved_at": "soon"}, "solved_at", "invalid_date"),
        ({"solved_at": "2026-07-03T00:00:00Z"}, "solved_at", "future_date"),
    ],
)
def test_an_item_without_id_or_date_is_unusable(values: dict[str, Any], field: str, code: str) -> None:
    item = read(**values)
    assert isinstance(item, Unusable)
    assert (item.field, item.code) == (field, code)
    assert field not in item.values and item.raw == {"id": "q1"}


def test_a_person_has_to_fill_only_the_gap() -> None:
    item = read(solved_at="soon")
    assert isinstance(item, Unusable)
    settled = solve_from_values({**item.values, "solved_at": "2026-05-04"})
    assert (settled.question_id, settled.title, settled.languages) == ("q1", "Lanterns", ("go",))


def test_optional_values_of_a_wrong_type_count_as_not_told() -> None:
    item = read(
        title=["x"], languages={"go": 1}, url="ftp://x", difficulty="?", tags=5, minutes="ten", outcome=0
    )
    assert item == Solve("q1", "q1", "q1", datetime(2026, 5, 4, 21, 30, tzinfo=UTC))


def test_names_among_other_things_are_kept() -> None:
    item = read(languages=[None, "go", 7, "go", {}])
    assert isinstance(item, Solve) and item.languages == ("go",)


def test_numbers_are_ids_too() -> None:
    item = read(question_id=17)
    assert isinstance(item, Solve) and item.question_id == "17"


def test_an_item_that_is_no_object_says_so() -> None:
    assert not_an_object("\x00").code == "not_an_object" and not_an_object("\x00").raw == ""
