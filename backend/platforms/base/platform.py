"""What every platform is: a subclass declares and extracts, the flow of a walk is told here once."""

from __future__ import annotations

import math
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar, Generic, TypeVar
from urllib.parse import unquote

from backend.platforms.base.client import HttpClient, Params
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import InvalidUsername, OutOfTime, PlatformError
from backend.platforms.base.records import Account, Cursor, Details, JsonValue, Page, Stats
from backend.platforms.base.walk import Walk

Answer = TypeVar("Answer")
Answer_co = TypeVar("Answer_co", covariant=True)


@dataclass(frozen=True)
class Call(Generic[Answer_co]):
    """One endpoint as data.

    `path` has places in braces; `parse` turns a decoded body into a result, with the present time handed in,
    and raises UpstreamInvalidResponse for a body of another shape, nothing else. `errors` says what a status
    means at this endpoint; `rows` names the key of the list whose items become the result's `items`.
    """

    name: str
    path: str
    parse: Callable[[JsonValue, datetime], Answer_co]
    method: str = "GET"
    errors: Mapping[int, type[PlatformError]] = field(default_factory=dict)
    rows: str = ""

    def path_args(self, path: str) -> dict[str, str] | None:
        """What stands in the places of `path`, still quoted there; None where it is another call's path."""
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path))
        match = re.fullmatch(pattern, path)
        return {name: unquote(value) for name, value in match.groupdict().items()} if match else None


def utc_now() -> datetime:
    return datetime.now(UTC)


class Platform(ABC):
    """A site with problems that people solve. One object serves one walk at a time.

    `username_pattern` is an allow-list for the whole name, `username_help` the line a person reads when it
    does not match, `reach` how far back the history goes, `min_interval` the seconds between two calls.
    """

    slug: ClassVar[str]
    name: ClassVar[str]
    homepage: ClassVar[str]
    default_base_url: ClassVar[str] = ""
    username_pattern: ClassVar[re.Pattern[str]]
    username_help: ClassVar[str]
    username_max: ClassVar[int] = 64
    nominal_minutes: ClassVar[int] = 30
    page_limit: ClassVar[int] = 100
    page_size: ClassVar[int] = 100
    min_interval: ClassVar[float] = 0.5
    rate_limit_pause: ClassVar[float | None] = None
    offline: ClassVar[bool] = False
    has_details: ClassVar[bool] = False
    yields: ClassVar[tuple[str, ...]] = ("solves", "statistics")
    reach: ClassVar[str]
    calls: ClassVar[tuple[Call[object], ...]] = ()

    def __init__(
        self,
        config: PlatformConfig,
        pacer: Pacer,
        *,
        now: Callable[[], datetime] = utc_now,
        client: HttpClient | None = None,
    ) -> None:
        self.config = config
        self.now = now
        self._client = client if client or self.offline else self._new_client(pacer)

    def _new_client(self, pacer: Pacer) -> HttpClient:
        config = self.config
        return HttpClient(
            config,
            config.base_url or self.default_base_url,
            pacer,
            min_interval=self.min_interval if config.min_interval is None else config.min_interval,
            service=self.name,
            rate_limit_pause=self.rate_limit_pause,
        )

    @classmethod
    def check_username(cls, text: object) -> str:
        """The name without blanks around it. Raises InvalidUsername; no call goes out for such a name."""
        name = text.strip() if isinstance(text, str) and not _alters_a_request(text) else ""
        if not name or len(name) > cls.username_max or not cls.username_pattern.fullmatch(name):
            raise InvalidUsername(cls.username_help)
        return name

    def pages(
        self,
        account: Account,
        cursor: Cursor | None = None,
        *,
        seconds_left: Callable[[], float] = lambda: math.inf,
    ) -> Iterator[Page]:
        """The history from `cursor` on, a page at a time.

        Each page, with all its calls and repeats, takes at most `page_deadline` and what `seconds_left`
        grants. Raises PlatformError, or OutOfTime when only the caller's time is up. The cursor of a page is
        good for any later call, in another process too.
        """
        walk = Walk(self, account)
        while True:
            with self.within(min(self.config.page_deadline, seconds_left())):
                page = walk.step(cursor)
            yield page
            if page.next_cursor is None:
                return
            cursor = page.next_cursor

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """The time for all calls made inside. Raises OutOfTime where there is none."""
        if seconds <= 0:
            raise OutOfTime("no time is left")
        return self._client.within(seconds) if self._client else nullcontext()

    @abstractmethod
    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The page at `cursor` (None: the first), and where the next one is."""

    @abstractmethod
    def fetch_stats(self, account: Account) -> Stats:
        """The account's public numbers. Raises PlatformError."""

    def fetch_details(self, question_id: str) -> Details:
        """Difficulty and tags of one problem, for platforms that declare `has_details`."""
        raise NotImplementedError

    def ask(self, call: Call[Answer], path_args: Mapping[str, str], params: Params | None = None) -> Answer:
        """Makes a call and reads its answer. Raises PlatformError or OutOfTime."""
        if self._client is None:
            raise RuntimeError(f"{self.slug} is offline and has no calls")
        body = self._client.get_json(call.path, path_args=path_args, params=params, errors=call.errors)
        try:
            return call.parse(body, self.now())
        except PlatformError as error:
            self._client.report(error)
            raise


def _alters_a_request(text: str) -> bool:
    """Refused whatever a platform's pattern lets through: this would change a path or split a line."""
    return (
        text.strip() in (".", "..")
        or any(character in text for character in "/\\%?#")
        or any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)
    )
