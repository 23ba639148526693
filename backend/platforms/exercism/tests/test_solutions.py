import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import UpstreamInvalidResponse
from backend.platforms.base.records import Solve, Unusable
from backend.platforms.exercism.parse import parse_solutions
from backend.platforms.exercism.platform import NUMBERS, Exercism
from backend.platforms.testing import NOW, Exchange, account_on, expecting
from backend.test_common.fault_server import Response

FIXTURE = Path(__file__).parent / "fixtures" / "solutions.json"
SOLUTIONS: list[dict[str, Any]] = json.loads(FIXTURE.read_text())["results"]


def read(*rows: Any) -> list[Any]:
    return list(parse_solutions({"results": list(rows)}, NOW).items)


def page(number: int, rows: list[Any], pages: int) -> Exchange:
    target = f"/solutions?order=oldest_first&page={number}&per_page={NUMBERS.size}"
    meta = {"current_page": number, "total_count": 3, "total_pages": pages}
    return Exchange(target, Response(body={"results": rows, "meta": meta}))


def test_a_published_solution_is_one_solve_of_one_exercise_of_a_track() -> None:
    [solve] = read(SOLUTIONS[0])
    assert isinstance(solve, Solve)
    assert (solve.question_id, solve.attempt_id) == ("rust/lasagna-tower", "1a" * 16)
    assert (solve.title, solve.languages, solve.outcome) == ("Lasagna Tower (Rust)", ("Rust",), "Solved")
    assert solve.solved_at == datetime(2023, 2, 1, 8, 59, tzinfo=UTC)
    assert solve.url == "https://exercism.org/tracks/rust/exercises/lasagna-tower/solutions/bob"


def test_what_is_not_published_is_linked_where_only_its_owner_can_see_it() -> None:
    [solve] = read(SOLUTIONS[1])
    assert isinstance(solve, Solve) and solve.url == "https://exercism.org/tracks/rust/exercises/bell-ringer"


def test_an_iteration_that_was_not_completed_is_partial() -> None:
    [solve] = read(SOLUTIONS[2])
    assert isinstance(solve, Solve) and solve.outcome == "Partial"
    assert solve.solved_at == datetime(2023, 4, 1, 9, tzinfo=UTC)


def test_an_exercise_that_was_only_begun_is_no_attempt_yet() -> None:
    [item] = read(SOLUTIONS[3])
    assert isinstance(item, Unusable) and item.transient


def test_an_old_solution_without_any_date_is_told() -> None:
    [item] = read(SOLUTIONS[4])
    assert isinstance(item, Unusable) and (item.field, item.transient) == ("solved_at", False)
    assert item.values["title"] == "Old Clock (C#)"


@pytest.mark.parametrize("status", ["completed", "published"])
def test_a_date_of_completion_counts_before_all_others(status: str) -> None:
    times = {"completed_at": "2024-01-01T00:00:00Z", "last_iterated_at": "2024-06-01T00:00:00Z"}
    [solve] = read({**SOLUTIONS[0], **times, "status": status})
    assert isinstance(solve, Solve) and solve.solved_at == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("status", [None, "", "graduated", 7])
def test_what_was_completed_is_solved_whatever_it_is_called(status: Any) -> None:
    [solve] = read({**SOLUTIONS[0], "status": status})
    assert isinstance(solve, Solve) and solve.outcome == "Solved"


def test_a_published_solution_without_a_public_page_is_linked_to_the_persons_own() -> None:
    [solve] = read({**SOLUTIONS[0], "public_url": None})
    assert isinstance(solve, Solve) and solve.url == SOLUTIONS[0]["private_url"]


def test_pages_are_walked_oldest_first_as_far_as_the_answer_says() -> None:
    with expecting(Exercism, page(1, SOLUTIONS[:1], 2), page(2, SOLUTIONS[1:2], 2)) as platform:
        pages = list(platform.pages(account_on(Exercism, "bob")))
    assert [len(one.items) for one in pages] == [1, 1] and pages[0].total == 3


def test_an_empty_account_has_no_pages() -> None:
    with expecting(Exercism, page(1, [], 0)) as platform:
        assert [one.items for one in platform.pages(account_on(Exercism, "bob"))] == [()]


@pytest.mark.parametrize("body", [{}, {"results": None}, [], {"results": {}}])
def test_what_holds_no_list_is_no_history(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_solutions(body, NOW)
