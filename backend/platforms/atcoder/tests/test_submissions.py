import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.atcoder.parse import parse_submissions
from backend.platforms.atcoder.platform import ROWS, AtCoder
from backend.platforms.base.errors import ProfileNotFound, UpstreamInvalidResponse, UpstreamUnavailable
from backend.platforms.base.records import Account, Solve, Unusable
from backend.platforms.testing import NOW, Exchange, expecting
from backend.test_common.fault_server import HTML, Response

FIXTURE = Path(__file__).parent / "fixtures" / "submissions.json"
SUBMISSIONS: list[dict[str, Any]] = json.loads(FIXTURE.read_text())
START = 1_700_000_000


def read(*rows: Any) -> list[Any]:
    return list(parse_submissions(list(rows), NOW).items)


def asked(from_second: int, rows: list[Any]) -> Exchange:
    return Exchange(f"/user/submissions?user=bob&from_second={from_second}", Response(body=rows))


def many(number: int, *, second: int | None = None) -> list[dict[str, Any]]:
    return [
        {**SUBMISSIONS[0], "id": 50_000_000 + place, "epoch_second": second or START + place}
        for place in range(number)
    ]


def test_a_submission_is_an_attempt_at_a_problem() -> None:
    [solve] = read(SUBMISSIONS[0])
    assert isinstance(solve, Solve)
    assert (solve.question_id, solve.attempt_id, solve.title) == ("abc300_a", "41000001", "abc300_a")
    assert solve.solved_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert solve.url == "https://atcoder.jp/contests/abc300/tasks/abc300_a"
    assert (solve.outcome, solve.languages, solve.difficulty, solve.tags) == ("Solved", ("Rust",), None, None)


@pytest.mark.parametrize(
    ("result", "point", "outcome"),
    [("AC", 0.0, "Solved"), ("WA", 0.0, "Failed"), ("TLE", 12.5, "Partial"), ("CE", None, "Failed")],
)
def test_results_become_outcomes(result: str, point: float | None, outcome: str) -> None:
    [solve] = read({**SUBMISSIONS[0], "result": result, "point": point})
    assert isinstance(solve, Solve) and solve.outcome == outcome


@pytest.mark.parametrize("result", ["WJ", "WR", "Judging", "3/15", "12 / 30 TLE", None, ""])
def test_what_is_still_judged_is_read_again_another_time(result: str) -> None:
    [item] = read({**SUBMISSIONS[0], "result": result})
    assert isinstance(item, Unusable) and item.transient


def test_a_page_may_end_within_a_second_and_none_of_it_is_lost_or_told_twice() -> None:
    first = [*many(ROWS - 1), {**SUBMISSIONS[0], "id": 7, "epoch_second": START + ROWS - 2}]
    last = START + ROWS - 2
    rest = [first[-2], first[-1], {**first[-1], "id": 8}, {**first[-1], "id": 9, "epoch_second": last + 5}]
    with expecting(AtCoder, asked(0, first), asked(last, rest)) as platform:
        pages = list(platform.pages(Account("bob")))
    ids = [item.attempt_id for page in pages for item in page.items if isinstance(item, Solve)]
    assert len(ids) == len(set(ids)) == ROWS + 2 and ids[-2:] == ["8", "9"]


def test_a_page_full_of_one_second_does_not_go_in_circles() -> None:
    full = many(ROWS, second=START)
    later = {**SUBMISSIONS[0], "id": 8, "epoch_second": START + 1}
    with expecting(AtCoder, asked(0, full), asked(START, full), asked(START + 1, [later])) as platform:
        assert [len(page.items) for page in platform.pages(Account("bob"))] == [ROWS, 0, 1]


def test_rows_of_the_last_second_that_are_no_record_are_told_once_too() -> None:
    last = START + ROWS - 2
    waiting = {**SUBMISSIONS[0], "id": 7, "epoch_second": last, "result": "WJ"}
    nameless = {**SUBMISSIONS[0], "id": 8, "epoch_second": last, "problem_id": None}
    first = [*many(ROWS - 2), waiting, nameless]
    with expecting(AtCoder, asked(0, first), asked(last, [waiting, nameless])) as platform:
        assert [len(page.items) for page in platform.pages(Account("bob"))] == [ROWS, 0]


def test_a_row_that_lies_ahead_leaves_nothing_out() -> None:
    first = [*many(ROWS - 1), {**SUBMISSIONS[0], "id": 7, "epoch_second": 2**31 - 1}]
    with expecting(AtCoder, asked(0, first), asked(START + ROWS - 2, many(2))) as platform:
        assert len(list(platform.pages(Account("bob")))) == 2


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_passes_since_nobody_is_signed_in(status: int) -> None:
    refused = Exchange("/user/submissions?user=bob&from_second=0", Response(status))
    with expecting(AtCoder, refused) as platform, pytest.raises(UpstreamUnavailable):
        list(platform.pages(Account("bob")))


def test_it_begins_where_the_account_says() -> None:
    since = datetime.fromtimestamp(START, UTC)
    with expecting(AtCoder, asked(START, SUBMISSIONS)) as platform:
        [page] = platform.pages(Account("bob", since=since))
    assert len(page.items) == len(SUBMISSIONS)


def test_an_empty_history_is_one_only_where_the_site_knows_the_person() -> None:
    person = Exchange("/users/bob", Response(body=HTML))
    with expecting(AtCoder, asked(0, []), person) as platform:
        assert [page.items for page in platform.pages(Account("bob"))] == [()]
    with expecting(AtCoder, asked(0, []), Exchange("/users/bob", Response(404, HTML))) as platform:
        with pytest.raises(ProfileNotFound):
            list(platform.pages(Account("bob")))


@pytest.mark.parametrize("body", [{"error": "x"}, None, 5, "text"])
def test_what_is_no_list_is_no_history(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_submissions(body, NOW)
