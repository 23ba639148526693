import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.records import Account, Solve, Unusable
from backend.platforms.codeforces.parse import difficulty, parse_submissions
from backend.platforms.codeforces.platform import PAGE, Codeforces
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import Response

ROWS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "fixtures" / "status.json").read_text(encoding="utf-8")
)["result"]


def read(*rows: Any) -> list[Solve | Unusable]:
    return list(parse_submissions({"status": "OK", "result": list(rows)}, NOW).items)


def first_page(rows: list[Any]) -> Exchange:
    return Exchange(page(1), Response(body={"status": "OK", "result": rows}))


def page(start: int) -> str:
    return f"/user.status?handle=bob&from={start}&count={PAGE}&lang=en"


def test_a_submission_is_an_attempt_at_a_problem_of_a_contest() -> None:
    [solve] = read(ROWS[1])
    assert isinstance(solve, Solve)
    assert (solve.question_id, solve.attempt_id, solve.title) == ("1900B", "250000011", "Two Ladders")
    assert solve.solved_at == datetime(2024, 5, 29, 13, 40, tzinfo=UTC)
    assert solve.url == "https://codeforces.com/contest/1900/problem/B"
    assert (solve.outcome, solve.difficulty, solve.tags) == ("Solved", "Medium", ("greedy", "math"))
    assert (solve.languages, solve.minutes, solve.minutes_estimated) == (("PyPy 3-64",), 30, True)


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        ("OK", "Solved"),
        ("PARTIAL", "Partial"),
        ("WRONG_ANSWER", "Failed"),
        ("COMPILATION_ERROR", "Failed"),
        ("CHALLENGED", "Failed"),
        ("SKIPPED", "Failed"),
        ("A_VERDICT_OF_TOMORROW", "Failed"),
    ],
)
def test_verdicts_become_outcomes(verdict: str, outcome: str) -> None:
    [solve] = read({**ROWS[1], "verdict": verdict})
    assert isinstance(solve, Solve) and solve.outcome == outcome


@pytest.mark.parametrize("verdict", [None, "TESTING", "SUBMITTED"])
def test_what_is_still_judged_is_read_again_another_time(verdict: str | None) -> None:
    [item] = read({**ROWS[1], "verdict": verdict})
    assert isinstance(item, Unusable) and item.transient


def test_gyms_old_sets_and_teams_have_their_own_addresses() -> None:
    gym, old, team = read(ROWS[3], ROWS[4], ROWS[5])
    assert isinstance(gym, Solve) and gym.url == "https://codeforces.com/gym/104000/problem/C"
    assert isinstance(old, Solve) and old.question_id == "acmsguru-100"
    assert old.url == "https://codeforces.com/problemsets/acmsguru/problem/99999/100"
    assert isinstance(team, Solve) and (team.question_id, team.difficulty) == ("1800F2", "Hard")


def test_a_contest_that_only_the_submission_tells_names_the_problem_too() -> None:
    problem = {name: value for name, value in ROWS[1]["problem"].items() if name != "contestId"}
    [solve] = read({**ROWS[1], "problem": problem, "contestId": 1900})
    assert isinstance(solve, Solve) and solve.question_id == "1900B"
    [old] = read({**ROWS[4], "contestId": 99999})
    assert isinstance(old, Solve) and old.question_id == "acmsguru-100"


def test_team_members_are_not_handed_on() -> None:
    [item] = read({**ROWS[5], "creationTimeSeconds": None})
    assert isinstance(item, Unusable) and "carol" not in json.dumps(item.raw)


@pytest.mark.parametrize(
    ("rating", "level"),
    [
        (800, "Easy"),
        (1299, "Easy"),
        (1300, "Medium"),
        (1899, "Medium"),
        (1900, "Hard"),
        (None, None),
        ("x", None),
    ],
)
def test_difficulty_follows_the_rating_of_the_problem(rating: Any, level: str | None) -> None:
    assert difficulty(rating) == level


def test_a_full_page_is_followed_by_one_that_begins_behind_it() -> None:
    many = [{**ROWS[1], "id": 300_000_000 - number} for number in range(PAGE)]
    rest = Exchange(page(PAGE + 1), Response(body={"status": "OK", "result": ROWS[1:3]}))
    with expecting(Codeforces, first_page(many), rest) as platform:
        pages = list(platform.pages(Account("bob")))
    assert [len(one.items) for one in pages] == [PAGE, 2] and pages[1].next_cursor is None


def test_a_list_that_ends_with_a_full_page_ends_with_an_empty_one() -> None:
    many = [{**ROWS[1], "id": 300_000_000 - number} for number in range(PAGE)]
    empty = Exchange(page(PAGE + 1), Response(body={"status": "OK", "result": []}))
    with expecting(Codeforces, first_page(many), empty) as platform:
        assert [len(one.items) for one in platform.pages(Account("bob"))] == [PAGE, 0]


def test_a_cursor_of_nonsense_begins_at_the_first_place() -> None:
    with expecting(Codeforces, first_page(ROWS)) as platform:
        assert len(platform.fetch_page(Account("bob"), {"from": "x"}).items) == len(ROWS)
