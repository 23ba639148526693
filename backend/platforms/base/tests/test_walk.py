import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import NotFound, OutOfTime, UpstreamInvalidResponse, UpstreamUnavailable
from backend.platforms.base.platform import Platform
from backend.platforms.base.records import Account, Cursor, Details, Page, Practice, Solve, Stats

WHEN = datetime(2026, 5, 4, tzinfo=UTC)


class Shelf(Platform):
    """A platform that is a function from page number to ids."""

    slug = "shelf"
    name = "Shelf"
    username_pattern = re.compile(".*")
    username_help = "any"
    reach = "all"
    offline = True
    has_details = True
    page_limit = 20

    def __init__(
        self, ids: Callable[[int], list[str]], troubles: Mapping[str, Exception] | None = None
    ) -> None:
        super().__init__(PlatformConfig(), Pacer())
        self.ids = ids
        self.troubles = dict(troubles or {})
        self.asked: list[str] = []
        self.fetched: list[int] = []

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        number = int(str((cursor or {}).get("page", 0)))
        self.fetched.append(number)
        ids = self.ids(number)
        return Page(tuple(Solve(i, i, i, WHEN) for i in ids), {"page": number + 1} if ids else None)

    def fetch_stats(self, account: Account) -> Stats:
        return Stats(account.username, None, None, None, None, {}, {})

    def fetch_details(self, question_id: str) -> Details:
        self.asked.append(question_id)
        if question_id in self.troubles:
            raise self.troubles.pop(question_id)
        return Details("Easy", ("t",))


def shelf(*pages: int, troubles: Mapping[str, Exception] | None = None) -> Shelf:
    """Pages of so many items each, with ids p0-0, p0-1 and so on."""
    return Shelf(lambda n: [f"p{n}-{i}" for i in range(pages[n])] if n < len(pages) else [], troubles)


def ids_of(pages: list[Page]) -> list[str]:
    return [item.question_id for page in pages for item in page.items if isinstance(item, Solve)]


def detailed(*known: str) -> Account:
    return Account("alice", details=True, known_details=frozenset(known))


def test_a_list_that_never_ends_is_stopped_at_the_page_limit() -> None:
    endless = Shelf(lambda n: [f"p{n}"])
    with pytest.raises(UpstreamInvalidResponse, match="endless list"):
        list(endless.pages(Account("alice")))
    assert len(endless.fetched) == 20


def test_a_list_that_repeats_itself_ends_at_the_first_repeated_page() -> None:
    repeating = Shelf(lambda n: ["a", "b"])
    assert ids_of(list(repeating.pages(Account("alice")))) == ["a", "b", "a", "b"]


def test_a_list_that_moves_repeats_items_and_goes_on() -> None:
    moving = Shelf(lambda n: [["a", "b"], ["b", "c"], ["d"]][n] if n < 3 else [])
    assert ids_of(list(moving.pages(Account("alice")))) == ["a", "b", "b", "c", "d"]


def test_details_come_in_slices_of_ten_calls() -> None:
    platform = shelf(25, 3)
    pages = list(platform.pages(detailed()))
    assert [len(page.items) for page in pages] == [10, 10, 5, 3, 0]
    assert all(isinstance(item, Solve) and item.difficulty == "Easy" for page in pages for item in page.items)
    assert platform.fetched == [0, 1, 2]


def test_details_that_the_list_has_told_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = shelf()
    told = Solve("told", "told", "told", WHEN, difficulty="Hard", tags=())
    page = Page((told, replace(told, question_id="half", attempt_id="half", tags=None)), None)
    monkeypatch.setattr(platform, "fetch_page", lambda account, cursor: page)
    list(platform.pages(detailed()))
    assert platform.asked == ["half"]


def test_a_slice_can_be_continued_in_another_process() -> None:
    first = next(shelf(25, 3).pages(detailed()))
    assert first.next_cursor == {"offset": 10}
    rest = list(shelf(25, 3).pages(detailed(), first.next_cursor))
    assert len(ids_of([first, *rest])) == len(set(ids_of([first, *rest]))) == 28


def test_details_that_we_have_are_not_asked_for() -> None:
    platform = shelf(25)
    pages = list(platform.pages(detailed(*(f"p0-{n}" for n in range(20)))))
    assert len(platform.asked) == 5 and len(pages[0].items) == 25


def test_without_being_asked_for_no_details_are_fetched() -> None:
    platform = shelf(5)
    list(platform.pages(Account("alice")))
    assert platform.asked == []


@pytest.mark.parametrize("trouble", [NotFound(), UpstreamInvalidResponse()])
def test_a_problem_without_details_is_kept_as_it_is(trouble: Exception) -> None:
    page, _ = shelf(3, troubles={"p0-1": trouble}).pages(detailed())
    assert [item.difficulty for item in page.items if isinstance(item, Solve)] == ["Easy", None, "Easy"]


@pytest.mark.parametrize("trouble", [UpstreamUnavailable(), OutOfTime()])
def test_trouble_in_a_slice_keeps_what_was_done(trouble: Exception) -> None:
    platform = shelf(8, troubles={"p0-5": trouble})
    pages = list(platform.pages(detailed()))
    assert [len(page.items) for page in pages] == [5, 3, 0]


def test_trouble_at_the_first_item_of_a_slice_is_told() -> None:
    with pytest.raises(UpstreamUnavailable):
        list(shelf(8, troubles={"p0-0": UpstreamUnavailable()}).pages(detailed()))


def test_no_page_is_begun_without_time() -> None:
    left = iter([5.0, 0.0])
    walk = shelf(3, 3).pages(Account("alice"), seconds_left=lambda: next(left))
    assert len(next(walk).items) == 3
    with pytest.raises(OutOfTime):
        next(walk)


class Diary(Shelf):
    """Newest first, a day a page."""

    has_details = False
    newest_first = True

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        page = super().fetch_page(account, cursor)
        day = WHEN - timedelta(days=self.fetched[-1])
        return replace(page, items=tuple(Solve(i, i, i, day) for i in self.ids(self.fetched[-1])))


def test_a_list_that_is_newest_first_ends_behind_what_is_asked_for() -> None:
    diary = Diary(lambda page: [f"d{page}"])
    list(diary.pages(Account("bob", since=WHEN)))
    assert diary.fetched == [0, 1, 2]


def test_any_other_list_is_read_to_its_end() -> None:
    shelf = Shelf(lambda page: [f"d{page}"] if page < 9 else [])
    list(shelf.pages(Account("bob", since=WHEN + timedelta(days=99))))
    assert shelf.fetched == list(range(10))


def test_what_is_newer_than_asked_for_is_left_out_and_the_walk_goes_on() -> None:
    diary = Diary(lambda page: [f"d{page}"] if page < 4 else [])
    pages = list(diary.pages(Account("bob", until=WHEN - timedelta(days=2))))
    assert [len(page.items) for page in pages] == [0, 0, 1, 1, 0]


def test_practice_that_is_told_again_ends_a_walk_as_well() -> None:
    class Clock(Shelf):
        has_details = False

        def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
            self.fetched.append(0)
            return Page((Practice("x", WHEN.date(), 5, ""),), {"page": 1}, state={"etag": "e"}, note="n")

    pages = list(Clock(lambda page: []).pages(Account("bob")))
    assert len(pages) == 2 and pages[0].state == {"etag": "e"} and pages[1].note == "n"
