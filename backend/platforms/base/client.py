"""The one HTTP client, and the only importer of requests: deadlines, limits, repeats and pacing for all."""

from __future__ import annotations

import http.client
import logging
import math
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import DefaultCookiePolicy
from random import random as random_fraction
from typing import Any, TypeAlias, TypeVar
from urllib.parse import quote, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter

from backend.platforms.base.body import CHUNK, read_json, unpack, unpack_some
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import (
    CredentialRejected,
    OutOfTime,
    PlatformError,
    UpstreamInvalidResponse,
    UpstreamRateLimited,
    UpstreamTimeout,
    UpstreamTls,
    UpstreamUnavailable,
    UpstreamUnreachable,
)
from backend.platforms.base.messages import Errors, Params, Reply, Request
from backend.platforms.base.storable import JsonValue
from backend.platforms.base.wall import WallPassed, WatchedPool, WatchedTlsPool, run_within

logger = logging.getLogger("skilltracker.platforms")

T = TypeVar("T")
# What an error answer means on a platform: status, headers (names in any case), the beginning of the body.
ReadError: TypeAlias = Callable[[int, Mapping[str, str], bytes], PlatformError | None]

LONGEST_PAUSE = 6 * 3600.0
DEFAULT_PAUSE = 30.0
ERROR_BODY_LIMIT = 64 * 1024
_REPEATED = (UpstreamUnreachable, UpstreamTls, UpstreamTimeout)
_NETWORK = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
)


class HttpClient:
    """Serves one thread at a time. `clock`, `sleep` and `random` (0 to 1) can be set for tests; the wall
    clock of a single request is always real.

    `rate_limit_pause` is what a platform is known to mean by a 429 without Retry-After, in seconds;
    `read_error` is asked before the common table what an error answer means; `headers` go with every request.
    """

    def __init__(
        self,
        config: PlatformConfig,
        base_url: str,
        pacer: Pacer,
        *,
        min_interval: float,
        service: str = "the platform",
        rate_limit_pause: float | None = None,
        concurrency: int = 0,
        headers: Mapping[str, str] | None = None,
        read_error: ReadError | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = random_fraction,
    ) -> None:
        self._config = config
        self._base_url = base_url.rstrip("/")
        self._host = urlsplit(base_url).netloc.rpartition("@")[2]
        self._pacer = pacer
        self._min_interval = min_interval
        self._service = service
        self._rate_limit_pause = rate_limit_pause
        self._concurrency = concurrency
        self._read_error = read_error
        self._clock = clock
        self._sleep = sleep
        self._random = random
        self._until = math.inf
        self._session = _new_session(config, headers or {})

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """The budget for all calls made inside, repeats and waiting included."""
        before = self._until
        self._until = min(before, self._clock() + seconds)
        try:
            yield
        finally:
            self._until = before

    def close(self) -> None:
        """Closes the connections that are kept for another call; a later call opens new ones."""
        self._session.close()

    def get_json(
        self,
        path_template: str,
        *,
        params: Params | None = None,
        path_args: Mapping[str, str] | None = None,
        errors: Errors | None = None,
    ) -> JsonValue:
        """The decoded body of the first good answer. `errors` says what a status means for this call.

        Raises PlatformError; OutOfTime when the budget ends and nothing had failed upstream until then.
        """
        request = Request(path_template, path_args or {}, params, errors=errors or {})
        return self.send(request, lambda body: body).value

    def send(self, request: Request, read: Callable[[JsonValue], T]) -> Reply[T]:
        """The first good answer, as `read` understands its body; what `read` raises counts as upstream's.

        Raises PlatformError; OutOfTime when the budget ends and nothing had failed upstream until then.
        """
        url = self._url(request)
        failure: _Failure | None = None
        for tried in range(self._config.tries):
            try:
                if failure:
                    self._pause(failure, tried)
                return self._attempt(url, request, read)
            except OutOfTime:
                if failure:
                    raise failure.error from None
                raise
            except _Failure as failed:
                failure = failed
                if not failure.error.permanent or isinstance(failure.error, CredentialRejected):
                    self.report(failure.error)
                if not failure.repeat:
                    break
        if failure is None:
            raise ValueError("tries must be at least 1")
        raise failure.error

    def report(self, error: PlatformError) -> None:
        """One line a failure: no address, no body, no user name."""
        extra = {"host": self._host, "status": error.status, "code": error.code}
        logger.warning("upstream failure: %s from %s", error.code, self._host, extra=extra)

    def _url(self, request: Request) -> str:
        # quote() leaves dots alone, and a dot segment would walk up the path.
        if any(value in ("", ".", "..") for value in request.path_args.values()):
            raise ValueError("this value cannot stand in a path")
        return (request.origin or self._base_url) + request.path.format(
            **{name: quote(value, safe="") for name, value in request.path_args.items()}
        )

    def _left(self) -> float:
        return self._until - self._clock()

    def _pause(self, failure: _Failure, tried: int) -> None:
        """Waits before the next try, as asked or with full jitter; OutOfTime where that is too long."""
        ceiling = min(self._config.backoff_cap, self._config.backoff_base * 2 ** (tried - 1))
        pause = self._random() * ceiling if failure.wait is None else failure.wait
        if pause >= self._left():
            raise OutOfTime("no time for another try")
        self._sleep(pause)

    def _attempt(self, url: str, request: Request, read: Callable[[JsonValue], T]) -> Reply[T]:
        host = urlsplit(request.origin).netloc or self._host
        key = f"{host}#{request.paced_by}" if request.paced_by else host
        self._pacer.wait(key, self._min_interval, budget=self._left())
        with self._pacer.slot(host, self._concurrency, budget=self._left()):
            reply = self._walled(url, request)
        if reply.unchanged:
            return Reply(None, reply.status, reply.headers)
        try:
            return Reply(read(reply.value), reply.status, reply.headers)
        except PlatformError as error:
            error.status = error.status or reply.status
            raise self._failure(error) from error

    def _walled(self, url: str, request: Request) -> Reply[JsonValue]:
        left = self._left()
        if left <= 0:
            raise OutOfTime("no time is left")
        try:
            return run_within(min(self._config.request_deadline, left), lambda: self._exchange(url, request))
        except WallPassed:
            if left < self._config.request_deadline:
                raise OutOfTime("the budget ended during a request") from None
            raise _Failure(UpstreamTimeout(service=self._service), repeat=True) from None
        except PlatformError as error:
            raise self._failure(error) from error

    def _exchange(self, url: str, request: Request) -> Reply[JsonValue]:
        timeout = (self._config.connect_timeout, self._config.read_timeout)
        try:
            with self._session.request(
                request.method,
                url,
                params=request.params,
                json=request.json,
                headers=_checked(request.headers),
                timeout=timeout,
                stream=True,
                allow_redirects=False,
            ) as response:
                headers = {name.lower(): value for name, value in response.headers.items()}
                if response.status_code == 304 and request.conditional:
                    return Reply(None, 304, headers)
                self._check_status(response, request.errors)
                return Reply(self._read(response, request), response.status_code, headers)
        except _NETWORK as error:
            if isinstance(error, requests.RequestException):
                # It would carry our headers, and a secret among them, to wherever the error is shown.
                vars(error).update(request=None, response=None)
            raise _meaning(error)(service=self._service) from error

    def _read(self, response: requests.Response, request: Request) -> JsonValue:
        if request.status_only:
            if response.status_code != 200:
                raise UpstreamInvalidResponse("neither a yes nor a no", status=response.status_code)
            return None
        if response.status_code == 204 and request.method != "GET":
            return None
        encoding = response.headers.get("Content-Encoding", "")
        chunks = response.raw.stream(CHUNK, decode_content=False)
        try:
            return read_json(unpack(chunks, encoding, self._config.body_limit))
        except PlatformError as error:
            error.status = response.status_code
            raise

    def _check_status(self, response: requests.Response, errors: Errors) -> None:
        status = response.status_code
        told = self._told(response) if not 200 <= status < 300 else None
        if told is None and status in errors:
            told = errors[status](service=self._service)
        if told is not None:
            told.status = status
            raise self._failure(told, response.headers.get("Retry-After"))
        if 200 <= status < 300:
            return
        if status < 400:
            raise _Failure(UpstreamInvalidResponse("an unexpected redirect", status=status), repeat=False)
        if status in (401, 403):
            raise _Failure(CredentialRejected(service=self._service, status=status), repeat=False)
        if status in (429, 503):
            raise self._throttled(status, response.headers.get("Retry-After"))
        raise _Failure(UpstreamUnavailable(service=self._service, status=status), repeat=status >= 500)

    def _told(self, response: requests.Response) -> PlatformError | None:
        """What the platform itself says that this means; the body of a redirect is never read."""
        if self._read_error is None:
            return None
        body = _error_body(response) if response.status_code >= 400 else b""
        return self._read_error(response.status_code, response.headers, body)

    def _failure(self, error: PlatformError, retry_after: str | None = None) -> _Failure:
        """Whether what a platform or the network told is worth another try, and when."""
        if isinstance(error, UpstreamRateLimited):
            if error.retry_after is None:
                error.retry_after = _seconds(retry_after) or self._rate_limit_pause
            return self._limited(error)
        broken = isinstance(error, UpstreamUnavailable) and (error.status or 0) >= 500
        return _Failure(error, repeat=broken or isinstance(error, _REPEATED))

    def _limited(self, error: UpstreamRateLimited) -> _Failure:
        asked = error.retry_after
        pause = min(DEFAULT_PAUSE if asked is None else asked, LONGEST_PAUSE)
        told = UpstreamRateLimited(_try_again(self._service, pause), status=error.status, retry_after=pause)
        short = asked is None or asked <= self._config.retry_after_wait
        return _Failure(told, repeat=short, wait=asked)

    def _throttled(self, status: int, header: str | None) -> _Failure:
        """A Retry-After that makes no sense counts as none, and the ordinary back-off is used."""
        asked = _seconds(header)
        if status == 429 and not header:
            asked = self._rate_limit_pause
        if status == 503 and (asked is None or asked <= self._config.retry_after_wait):
            return _Failure(UpstreamUnavailable(service=self._service, status=503), repeat=True, wait=asked)
        return self._limited(UpstreamRateLimited(status=status, retry_after=asked))


class _Failure(Exception):
    """One try that failed: what it means, whether another may help, and the seconds to wait if told."""

    def __init__(self, error: PlatformError, *, repeat: bool, wait: float | None = None) -> None:
        self.error = error
        self.repeat = repeat
        self.wait = wait
        super().__init__(error.code)


def retry_after_seconds(header: str, now: datetime) -> float | None:
    """Seconds from now, as a number or an HTTP date says; None for what is negative or no date.

    https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text) if len(text) < 16 else LONGEST_PAUSE
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return seconds if seconds >= 0 else None


def _seconds(header: str | None) -> float | None:
    return retry_after_seconds(header, datetime.now(UTC)) if header else None


def _checked(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Refused here, and without being told: the libraries would show the value in what they raise."""
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        raise ValueError("a header holds what cannot be sent")
    return headers


def _error_body(response: requests.Response) -> bytes:
    """The status says more than a body that breaks, so nothing is raised."""
    chunks = response.raw.stream(CHUNK, decode_content=False)
    with suppress(*_NETWORK):
        return unpack_some(chunks, response.headers.get("Content-Encoding", ""), ERROR_BODY_LIMIT)
    return b""


def _try_again(service: str, seconds: float) -> str:
    return f"{service} asks us to wait: try again in {math.ceil(seconds)} seconds"


def _meaning(error: BaseException) -> type[PlatformError]:
    causes = list(_causes(error))
    if _any(causes, requests.exceptions.SSLError, urllib3.exceptions.SSLError):
        return UpstreamTls
    # urllib3 counts a refused connection among the time-outs, so it has to be asked for first.
    if _any(causes, urllib3.exceptions.NewConnectionError):
        return UpstreamUnreachable
    if _any(causes, requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError):
        return UpstreamTimeout
    if _any(causes, http.client.RemoteDisconnected, http.client.IncompleteRead, ConnectionError):
        return UpstreamUnreachable
    if _any(causes, http.client.HTTPException, urllib3.exceptions.InvalidHeader):
        return UpstreamInvalidResponse
    return UpstreamUnreachable


def _any(causes: list[BaseException], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what lies under it; the libraries wrap by cause, by context and by argument."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        found = waiting.pop()
        if isinstance(found, BaseException) and id(found) not in seen:
            seen.add(id(found))
            yield found
            waiting += [found.__cause__, found.__context__, getattr(found, "reason", None), *found.args]


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> str | None:
        # Even with redirects off, requests reads the whole body of a redirect, without a limit, to prepare
        # the next request.
        return None


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": WatchedPool, "https": WatchedTlsPool}

    def close(self) -> None:
        # urllib3 leaves it to the garbage collector, which is late where an exception has seen the pool.
        for key in self.poolmanager.pools.keys():
            if (pool := self.poolmanager.pools.get(key)) is not None:
                pool.close()
        super().close()


def _new_session(config: PlatformConfig, headers: Mapping[str, str]) -> requests.Session:
    session = _Session()
    # Neither proxies nor a .netrc of the machine may see these requests.
    session.trust_env = False
    session.verify = config.ca_bundle or True
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.headers.update(
        {"User-Agent": config.user_agent, "Accept": "application/json", "Accept-Encoding": "identity"}
    )
    session.headers.update(headers)
    for scheme in ("https://", "http://"):
        session.mount(scheme, _Adapter(max_retries=0, pool_connections=2, pool_maxsize=2))
    return session
