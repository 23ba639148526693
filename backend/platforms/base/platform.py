"""What every platform is: a subclass declares and extracts, the flow of a walk is told here once."""

from __future__ import annotations

import base64
import hashlib
import math
import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, ClassVar, Literal, TypeVar, cast
from urllib.parse import quote, urlsplit

from backend.platforms.base import echoes
from backend.platforms.base.call import WHOLE, Call
from backend.platforms.base.client import HttpClient
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.declarations import Credential, OAuth, Token, parse_token
from backend.platforms.base.errors import (
    CredentialMissing,
    CredentialRejected,
    CsvOnly,
    InvalidUsername,
    NotFound,
    OutOfTime,
    PlatformError,
)
from backend.platforms.base.messages import Params, Reply, Request
from backend.platforms.base.records import Account, Cursor, Details, JsonValue, Page, Stats
from backend.platforms.base.walk import Walk

__all__ = [
    "WHOLE",
    "Call",
    "Credential",
    "CsvOnlyPlatform",
    "OAuth",
    "Params",
    "Platform",
    "Reply",
    "utc_now",
]

Answer = TypeVar("Answer")


def utc_now() -> datetime:
    return datetime.now(UTC)


class Platform(ABC):
    """A site on which people practise. One object serves one walk at a time.

    `username_pattern` is an allow-list for the whole name, `username_help` the line a person reads when it
    does not match, `reach` how far back the history goes.

    `min_interval` is the seconds between two calls, counted by host, or by credential where the platform's
    own limit is (`paced_by`); `concurrency` how many calls may be open to the host at once (0: any number).
    `newest_first`: a walk for what is new may stop at a page that brings none. `resync_days` are read again
    at each run, for what comes late; `Account.since` allows for them. A `csv_only` platform says why it is
    one.
    """

    slug: ClassVar[str]
    name: ClassVar[str]
    homepage: ClassVar[str]
    default_base_url: ClassVar[str] = ""
    username_pattern: ClassVar[re.Pattern[str]]
    username_help: ClassVar[str]
    username_max: ClassVar[int] = 64
    record_type: ClassVar[Literal["solve", "activity"]] = "solve"
    nominal_minutes: ClassVar[int] = 30
    page_limit: ClassVar[int] = 100
    page_size: ClassVar[int] = 100
    min_interval: ClassVar[float] = 0.5
    paced_by: ClassVar[Literal["host", "credential"]] = "host"
    concurrency: ClassVar[int] = 1
    rate_limit_pause: ClassVar[float | None] = None
    user_agent: ClassVar[str | None] = None
    headers: ClassVar[Mapping[str, str]] = {}
    credential: ClassVar[Credential | None] = None
    oauth: ClassVar[OAuth | None] = None
    newest_first: ClassVar[bool] = False
    resync_days: ClassVar[int] = 0
    file_formats: ClassVar[tuple[str, ...]] = ()
    csv_only: ClassVar[str] = ""
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
            concurrency=self.concurrency if config.concurrency is None else config.concurrency,
            headers={**self.headers, **({"User-Agent": self.user_agent} if self.user_agent else {})},
            read_error=self.read_error if self._reads_errors() else None,
        )

    @classmethod
    def _reads_errors(cls) -> bool:
        """Whether bodies of error answers are worth reading at all."""
        return cls.read_error is not Platform.read_error

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
        self.check_secret(account)
        walk = Walk(self, account)
        while True:
            with self.within(min(self.config.page_deadline, seconds_left())):
                page = walk.step(cursor)
            yield page
            if page.next_cursor is None:
                return
            cursor = page.next_cursor

    def check_secret(self, account: Account) -> None:
        """Raises CredentialMissing, or CredentialRejected for what cannot be a secret of this platform."""
        if self.credential and account.secret and not self.credential.accepts(account.secret):
            raise CredentialRejected(f"this does not look like your {self.credential.label}")
        if self.credential and self.credential.required and not account.secret:
            raise CredentialMissing(service=self.name)

    def authorize(self, account: Account) -> Mapping[str, str]:
        """The headers that carry the account's secret; asked only where there is one."""
        return {}

    def read_error(self, status: int, headers: Mapping[str, str], body: bytes) -> PlatformError | None:
        """What an error answer means on this platform, None for what it means everywhere.

        Names of `headers` are found in any case, `body` is the beginning of it (none of a redirect's).
        """
        return None

    def within(self, seconds: float) -> AbstractContextManager[None]:
        """The time for all calls made inside. Raises OutOfTime where there is none."""
        if seconds <= 0:
            raise OutOfTime("no time is left")
        return self._client.within(seconds) if self._client else nullcontext()

    def close(self) -> None:
        """Lets go of the connections that are kept for another call."""
        if self._client:
            self._client.close()

    @abstractmethod
    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        """The page at `cursor` (None: the first), and where the next one is."""

    @abstractmethod
    def fetch_stats(self, account: Account) -> Stats:
        """The account's public numbers. Raises PlatformError."""

    def fetch_details(self, question_id: str) -> Details:
        """Difficulty and tags of one problem, for platforms that declare `has_details`."""
        raise NotImplementedError

    def fetch_owner(self, account: Account) -> Stats | None:
        """Whose secret this is, for platforms that tell it; the account may have no name yet."""
        return None

    def exchange_code(self, form: Mapping[str, str]) -> Token:
        """The token that a code of `oauth` stands for; `form` is what the protocol sends along with it.

        Raises CredentialRejected for a code that is not good (any more), and PlatformError.
        """
        reply = self._send_elsewhere(
            self._oauth().token_url,
            lambda body: parse_token(body, self.now()),
            method="POST",
            json=dict(form),
            headers={"Accept": "application/json"},
        )
        return cast(Token, reply.value)

    def revoke_token(self, secret: str, *, client_id: str, client_secret: str) -> None:
        """Gives a token of `oauth` back; one that is gone already is as good. Raises PlatformError."""
        pair = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
        with suppress(NotFound):
            self._send_elsewhere(
                self._oauth().revoke_url.replace("{client_id}", quote(client_id, safe="")),
                lambda body: body,
                method="DELETE",
                json={"access_token": secret},
                headers={"Authorization": f"Basic {pair}"},
                errors={404: NotFound, 422: NotFound},
            )

    def _oauth(self) -> OAuth:
        if self.oauth is None:
            raise RuntimeError(f"{self.slug} has no OAuth")
        return self.oauth

    def _send_elsewhere(self, url: str, read: Callable[[JsonValue], Answer], **request: Any) -> Reply[Answer]:
        """To an address outside of the API; a base URL of one's own stands for its host as well."""
        if self._client is None:
            raise RuntimeError(f"{self.slug} is offline and has no calls")
        parts = urlsplit(url)
        origin = "" if self.config.base_url else f"{parts.scheme}://{parts.netloc}"
        return self._client.send(Request(parts.path, origin=origin, **request), read)

    def ask(
        self,
        call: Call[Answer],
        path_args: Mapping[str, str] | None = None,
        params: Params | None = None,
        *,
        account: Account | None = None,
        body: JsonValue = None,
    ) -> Answer:
        """Makes a call and reads its answer, in the name of `account` where one is given.

        `body` is JSON, or the variables of a GraphQL call. Raises PlatformError or OutOfTime.
        """
        # Only a conditional call may be answered by nothing, and this one is none.
        return cast(Answer, self.ask_reply(call, path_args, params, account=account, body=body).value)

    def ask_reply(
        self,
        call: Call[Answer],
        path_args: Mapping[str, str] | None = None,
        params: Params | None = None,
        *,
        account: Account | None = None,
        body: JsonValue = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply[Answer]:
        """The same with the answer's headers; with If-None-Match, a 304 is an answer too."""
        if self._client is None:
            raise RuntimeError(f"{self.slug} is offline and has no calls")
        if account:
            self.check_secret(account)
        # A secret goes to the platform's own host alone.
        authorized = account if account and account.secret and not call.origin else None
        carried = self.authorize(authorized) if authorized else {}
        secrets = echoes.texts_of(authorized.secret, carried) if authorized else []
        request = Request(
            call.path,
            path_args or {},
            params,
            method=call.method,
            json=call.payload(body),
            headers={**call.headers, **(headers or {}), **carried},
            errors=call.errors,
            paced_by=_digest(authorized.secret) if authorized and self.paced_by == "credential" else "",
            origin="" if self.config.base_url else call.origin,
            status_only=call.status_only,
        )
        reply = self._client.send(
            request, lambda answer: call.parse(echoes.without(answer, secrets), self.now())
        )
        if not secrets:
            return reply
        # What is kept of it must not hold the secret, should the platform tell it back.
        return replace(
            reply, headers={name: echoes.hide(value, secrets) for name, value in reply.headers.items()}
        )


class CsvOnlyPlatform(Platform):
    """A site that has nothing to read but files: listed with the reason, and refused everywhere else."""

    username_pattern = re.compile(r"[A-Za-z0-9_.-]{1,64}")
    username_help = "up to 64 letters, digits and _ - ."
    offline = True
    yields = ()
    reach = "what your own CSV file holds"

    def fetch_page(self, account: Account, cursor: Cursor | None) -> Page:
        raise CsvOnly(service=self.name)

    def fetch_stats(self, account: Account) -> Stats:
        raise CsvOnly(service=self.name)


def _digest(secret: str) -> str:
    """Tells budgets apart without telling whose they are."""
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


def _alters_a_request(text: str) -> bool:
    """Refused whatever a platform's pattern lets through: this would change a path or split a line."""
    return (
        text.strip() in (".", "..")
        or any(character in text for character in "/\\%?#")
        or any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)
    )
