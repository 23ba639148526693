import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.platforms.base.errors import CredentialRejected, ProfileNotFound, UpstreamInvalidResponse
from backend.platforms.base.records import Account, Details, Solve, Unusable
from backend.platforms.leetcode.parse import parse_progress, parse_recent
from backend.platforms.leetcode.platform import NEWEST_ONLY, PAGE, LeetCode
from backend.platforms.testing import NOW, account_on, build
from backend.test_common.fault_server import FaultServer, Request, Response

FIXTURES = Path(__file__).parent / "fixtures"
RECENT: list[dict[str, Any]] = json.loads((FIXTURES / "recent.json").read_text())["data"][
    "recentAcSubmissionList"
]
PROGRESS = json.loads((FIXTURES / "progress.json").read_text())["data"]["userProgressQuestionList"]
PROFILE = json.loads((FIXTURES / "profile.json").read_text())


def recent(*rows: Any) -> list[Any]:
    return list(parse_recent({"data": {"recentAcSubmissionList": list(rows)}}, NOW).items)


def progress(*rows: Any) -> list[Any]:
    body = {"data": {"userProgressQuestionList": {"totalNum": len(rows), "questions": list(rows)}}}
    return list(parse_progress(body, NOW).items)


class Site:
    """Answers by the name of the operation and keeps what was asked."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, request: Request) -> Response:
        body = request.json()
        name = next(name for name in self.answers if name in body["query"])
        self.asked.append((name, body["variables"]))
        answer = self.answers[name]
        return Response(body=answer(body["variables"]) if callable(answer) else answer)


def test_a_submission_is_an_attempt_known_by_its_problem_and_its_second() -> None:
    [solve] = recent(RECENT[0])
    assert isinstance(solve, Solve)
    assert (solve.question_id, solve.attempt_id) == ("paper-bridges", "paper-bridges@1717000000")
    assert solve.solved_at == datetime(2024, 5, 29, 16, 26, 40, tzinfo=UTC)
    assert (solve.languages, solve.outcome, solve.difficulty) == (("python3",), "Solved", None)
    assert solve.url == "https://leetcode.com/problems/paper-bridges/"


def test_the_list_of_problems_tells_the_same_attempt_by_the_same_name() -> None:
    [newest], [problem] = recent(RECENT[0]), progress(PROGRESS["questions"][0])
    assert isinstance(problem, Solve) and problem.attempt_id == newest.attempt_id
    assert (problem.difficulty, problem.tags) == ("Easy", ("Array", "Greedy"))


def test_a_problem_that_was_only_attempted_is_failed() -> None:
    [problem] = progress(PROGRESS["questions"][1])
    assert isinstance(problem, Solve) and (problem.outcome, problem.tags) == ("Failed", ())


@pytest.mark.parametrize("time", [1717000000, "1717000000", "2024-05-29T16:26:40+00:00"])
def test_time_comes_in_three_forms(time: Any) -> None:
    [solve] = recent({**RECENT[0], "timestamp": time})
    assert isinstance(solve, Solve) and solve.attempt_id == "paper-bridges@1717000000"


@pytest.mark.parametrize("time", [None, "", "soon", -5, True, "99999999999999"])
def test_a_submission_without_a_time_is_told(time: Any) -> None:
    [item] = recent({**RECENT[0], "timestamp": time})
    assert isinstance(item, Unusable) and item.values["question_id"] == "paper-bridges"


def test_without_a_session_there_are_the_newest_and_a_word_about_it() -> None:
    site = Site(recentAcSubmissionList={"data": {"recentAcSubmissionList": RECENT}})
    with FaultServer(route=site) as server:
        [page] = build(LeetCode, server.url).pages(Account("bob"))
    assert (len(page.items), page.note, page.next_cursor) == (3, NEWEST_ONLY, None)
    assert site.asked == [("recentAcSubmissionList", {"username": "bob", "limit": 20})]


@pytest.mark.parametrize("rows", [[], None])
def test_nobody_is_told_apart_from_somebody_who_solved_nothing(rows: Any) -> None:
    nothing = {"data": {"recentAcSubmissionList": rows}}
    nobody = {"errors": [{"message": "That user does not exist."}], "data": {"matchedUser": None}}
    with FaultServer(route=Site(recentAcSubmissionList=nothing, matchedUser=nobody)) as server:
        with pytest.raises(ProfileNotFound):
            list(build(LeetCode, server.url).pages(Account("bob")))
    with FaultServer(route=Site(recentAcSubmissionList=nothing, matchedUser=PROFILE)) as server:
        assert [page.items for page in build(LeetCode, server.url).pages(Account("bob"))] == [()]


def session(problems: list[dict[str, Any]], newest: list[dict[str, Any]]) -> Site:
    """What somebody who is signed in sees."""

    def part(variables: dict[str, Any]) -> Any:
        skip = variables["filters"]["skip"]
        found = {"totalNum": len(problems), "questions": problems[skip : skip + PAGE]}
        return {"data": {"userProgressQuestionList": found}}

    recent = {"data": {"recentAcSubmissionList": newest}}
    return Site(recentAcSubmissionList=recent, userProgressQuestionList=part)


def test_with_a_session_every_problem_is_walked() -> None:
    rows = [{**PROGRESS["questions"][0], "titleSlug": f"problem-{number}"} for number in range(PAGE + 7)]
    with FaultServer(route=session(rows, [])) as server:
        server.then(Response(body={"data": {"recentAcSubmissionList": []}}), Response(body=PROFILE))
        pages = list(build(LeetCode, server.url).pages(account_on(LeetCode, "bob")))
        cookies = [request.headers.get("cookie", "") for request in server.log]
    assert [len(page.items) for page in pages] == [PAGE, 7] and pages[-1].total == PAGE + 7
    assert ["LEETCODE_SESSION" in cookie for cookie in cookies] == [False, False, True, True]


def test_with_a_session_the_newest_lend_their_languages_and_come_once() -> None:
    problem = PROGRESS["questions"][0]
    earlier = {**RECENT[0], "timestamp": "1700000000", "lang": "golang"}
    with FaultServer(route=session([problem], [RECENT[0], earlier])) as server:
        platform = build(LeetCode, server.url)
        first, rest = platform.pages(account_on(LeetCode, "bob"))
    [merged], [other] = first.items, rest.items
    assert isinstance(merged, Solve) and isinstance(other, Solve)
    assert (merged.languages, merged.difficulty, merged.tags) == (("python3",), "Easy", ("Array", "Greedy"))
    assert first.next_cursor == {"newest": {"paper-bridges@1700000000": "golang"}}
    assert (other.attempt_id, other.languages) == ("paper-bridges@1700000000", ("golang",))


def test_a_newest_without_a_time_is_told_with_a_session_too() -> None:
    odd = {**RECENT[0], "timestamp": None}
    with FaultServer(route=session(PROGRESS["questions"], [odd])) as server:
        pages = list(build(LeetCode, server.url).pages(account_on(LeetCode, "bob")))
    assert [type(item) for item in pages[-1].items] == [Unusable]


def test_a_session_that_ended_is_told() -> None:
    with pytest.raises(CredentialRejected):
        parse_progress({"data": {"userProgressQuestionList": None}}, NOW)


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"data": {"userProgressQuestionList": {"questions": 5}}}])
def test_what_holds_no_list_is_no_history(body: Any) -> None:
    with pytest.raises(UpstreamInvalidResponse):
        parse_progress(body, NOW)


def test_details_are_those_of_the_very_problem() -> None:
    other = {"titleSlug": "paper-bridges-ii", "difficulty": "Hard", "topicTags": []}
    found = json.loads((FIXTURES / "questions.json").read_text())
    found["data"]["problemsetQuestionList"]["questions"].insert(0, other)
    with FaultServer(route=Site(problemsetQuestionList=found)) as server:
        platform = build(LeetCode, server.url)
        assert platform.fetch_details("paper-bridges") == Details("Easy", ("Array", "Greedy"))
        assert platform.fetch_details("unheard-of") == Details()
