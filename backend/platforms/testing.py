"""PlatformContract: the tests that every platform inherits, and the tools for its own.

    class TestCodewars(OnlineContract):
        platform = Codewars
        good_usernames = ("bob", "lo@")
        fixtures = Path(__file__).parent / "fixtures"
        answers = {"completed": "completed.json", "user": "user.json", "kata": "kata.json"}

`answers` names, for each of the platform's calls, a body written by hand in the platform's shape. A platform
that needs a secret is given its own `Credential.example`.
"""

from __future__ import annotations

import json
import logging
import socket
import string
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.platforms import registry
from backend.platforms.base.body import read_json
from backend.platforms.base.call import find_call
from backend.platforms.base.config import Pacer, PlatformConfig
from backend.platforms.base.errors import (
    CredentialMissing,
    CredentialRejected,
    InvalidUsername,
    PlatformError,
)
from backend.platforms.base.platform import Call, CsvOnlyPlatform, Platform
from backend.platforms.base.records import Account, JsonValue, Practice, Solve
from backend.platforms.hostile import BAD_USERNAMES, GARBAGE, METADATA, STATUSES, spoilt
from backend.platforms.soundness import NOW, assert_sound, assert_sound_result, assert_storable
from backend.test_common.fault_server import HTML, FaultServer, Request, Response, redirect

__all__ = [
    "NOW",
    "CsvOnlyContract",
    "Exchange",
    "OnlineContract",
    "PlatformContract",
    "account_on",
    "assert_sound",
    "assert_sound_result",
    "assert_storable",
    "build",
    "expecting",
    "graphql_text",
    "quick_config",
]


def quick_config(base_url: str | None) -> PlatformConfig:
    """Limits that make a test's failure quick, and no waiting between calls."""
    return PlatformConfig(
        base_url=base_url,
        min_interval=0,
        connect_timeout=1,
        read_timeout=2,
        request_deadline=5,
        tries=1,
        backoff_base=0,
        retry_after_wait=0,
    )


def build(kind: type[Platform], base_url: str | None = None, now: datetime = NOW) -> Platform:
    return kind(quick_config(base_url), Pacer(), now=lambda: now)


def account_on(kind: type[Platform], username: str = "alice", **values: Any) -> Account:
    """With an invented secret, where the platform takes one."""
    return Account(username, **{"secret": kind.credential.example if kind.credential else "", **values})


def graphql_text(request_body: Any) -> str:
    """The operation and document of a GraphQL request, from its decoded body; "" for any other."""
    if not isinstance(request_body, dict):
        return ""
    return " ".join(str(request_body.get(name) or "") for name in ("operationName", "query"))


@dataclass(frozen=True)
class Exchange:
    """`target` is the address part of the request line, exactly as it has to come over the wire."""

    target: str
    response: Response


@contextmanager
def expecting(kind: type[Platform], *exchanges: Exchange) -> Iterator[Platform]:
    """A platform whose calls are answered in this order; fails on one that was not expected and on one that
    never came."""
    waiting = list(exchanges)
    surprises: list[str] = []

    def answer(request: Request) -> Response:
        if waiting and waiting[0].target == request.target:
            return waiting.pop(0).response
        surprises.append(request.line)
        return Response(501)

    with FaultServer(route=answer) as server:
        try:
            yield build(kind, server.url)
        finally:
            assert not surprises, f"calls that were not expected: {surprises}"
    assert not waiting, f"calls that never came: {[exchange.target for exchange in waiting]}"


class PlatformContract:
    """What holds for every platform."""

    platform: ClassVar[type[Platform]]
    good_usernames: ClassVar[tuple[str, ...]]
    more_bad_usernames: ClassVar[tuple[str, ...]] = ()

    @contextmanager
    def living(self) -> Iterator[Platform]:
        """The platform with something behind it."""
        yield build(self.platform)

    @property
    def account(self) -> Account:
        return account_on(self.platform, self.good_usernames[0])

    def test_is_in_the_registry_under_its_slug(self) -> None:
        assert registry.get_class(self.platform.slug) is self.platform

    def test_declares_what_people_have_to_know(self) -> None:
        for text in (self.platform.name, self.platform.reach, self.platform.username_help):
            assert text.strip() and "\n" not in text
        assert self.platform.nominal_minutes > 0
        assert set(self.platform.yields) <= {"solves", "practice", "statistics"}
        assert ("practice" in self.platform.yields) == (self.platform.record_type == "activity")

    def test_declares_its_secret_for_people(self) -> None:
        credential = self.platform.credential
        if credential is None:
            return
        label = credential.label_beside(self.platform.name)
        for text in (label, credential.help):
            assert text.strip() and "\n" not in text
        assert self.platform.name not in label
        assert credential.url.startswith("https://") and bool(credential.reach) != credential.required
        assert credential.accepts(credential.example)
        for secret in ("", "a\r\nX-Evil: 1", "a\x00b", "é", " " + credential.example, "x" * 5000):
            assert not credential.accepts(secret)

    def test_accepts_its_own_usernames_and_strips_blanks(self) -> None:
        for username in self.good_usernames:
            assert self.platform.check_username(f"  {username} ") == username

    def test_refuses_dangerous_usernames(self) -> None:
        for username in (*BAD_USERNAMES, *self.more_bad_usernames):
            with pytest.raises(InvalidUsername):
                self.platform.check_username(username)

    @given(st.text(string.printable + "\x00\u2028é千%", max_size=80))
    @settings(
        deadline=None,
        database=None,
        max_examples=200,
        suppress_health_check=[HealthCheck.differing_executors],
    )
    def test_lets_nothing_through_that_alters_a_request(self, text: str) -> None:
        try:
            name = self.platform.check_username(text)
        except InvalidUsername:
            return
        assert name not in ("", ".", "..") and len(name) <= self.platform.username_max
        assert not set(name) & set("/\\%?#\r\n\x00\u2028")

    def test_hands_over_sound_records_and_comes_to_an_end(self) -> None:
        with self.living() as platform:
            items = [item for page in platform.pages(self.account) for item in page.items]
        kind = Solve if self.platform.record_type == "solve" else Practice
        assert any(isinstance(item, kind) for item in items)
        for item in items:
            assert_sound(item)

    def test_goes_on_from_any_cursor_in_another_process(self) -> None:
        with self.living() as platform:
            pages = list(platform.pages(self.account))
            for number, page in enumerate(pages[:-1]):
                cursor = json.loads(assert_storable(page.next_cursor))
                again = next(build(type(platform), platform.config.base_url).pages(self.account, cursor))
                assert again == pages[number + 1]

    def test_tells_statistics_that_can_be_stored(self) -> None:
        with self.living() as platform:
            stats = platform.fetch_stats(self.account)
        assert stats.username and isinstance(stats.problems_solved, int | None)
        assert_storable([stats.rank, stats.platform_user_id, dict(stats.by_difficulty), dict(stats.raw)])


class OnlineContract(PlatformContract):
    """What holds, beyond that, for a platform with a network in between."""

    fixtures: ClassVar[Path]
    answers: ClassVar[Mapping[str, str]]

    def body(self, call: Call[object]) -> JsonValue:
        return cast(JsonValue, json.loads((self.fixtures / self.answers[call.name]).read_text()))

    @contextmanager
    def living(self) -> Iterator[Platform]:
        with FaultServer(route=self._answer) as server:
            yield build(self.platform, server.url)

    def _answer(self, request: Request) -> Response:
        path, _, _ = request.target.partition("?")
        text = graphql_text(request.json())
        call = find_call(self.platform.calls, request.method, path, tuple(request.query), text)
        return Response(body=self.body(call)) if call else Response(404)

    def ask_everything(self, response: Response) -> Iterator[tuple[Call[object], object]]:
        """Each call with this answer, and its result or the error that it became; anything else is raised."""
        with FaultServer(route=lambda _: response) as server:
            for call in self.platform.calls:
                names = {name for _, name, _, _ in string.Formatter().parse(call.path) if name}
                platform, args = build(self.platform, server.url), dict.fromkeys(names, "alice")
                try:
                    yield call, platform.ask(call, args, account=self.account)
                except PlatformError as error:
                    yield call, error

    def asked_for(self, username: str) -> list[JsonValue]:
        """What a walk and a look at the numbers ask for."""
        with FaultServer(route=self._answer) as server:
            platform, account = build(self.platform, server.url), account_on(self.platform, username)
            for attempt in (lambda: list(platform.pages(account)), lambda: platform.fetch_stats(account)):
                with suppress(PlatformError):
                    attempt()
            assert all(len(line.split(" ")) == 3 and line.isascii() for line in server.lines)
            return [request.parts() for request in server.log]

    @given(data=st.data())
    @settings(
        deadline=None,
        database=None,
        max_examples=15,
        suppress_health_check=[HealthCheck.differing_executors, HealthCheck.filter_too_much],
    )
    def test_asks_for_any_name_exactly_as_for_a_plain_one(self, data: st.DataObject) -> None:
        """The allow-list itself says what to try."""
        drawn = st.from_regex(self.platform.username_pattern, fullmatch=True)
        name = data.draw(st.sampled_from(self.good_usernames) | drawn.filter(self._accepts))
        plain = json.dumps(self.asked_for("plain0name"))
        assert json.loads(plain.replace("plain0name", json.dumps(name)[1:-1])) == self.asked_for(name)

    def _accepts(self, name: str) -> bool:
        with suppress(InvalidUsername):
            return self.platform.check_username(name) == name
        return False

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_goes_nowhere_that_an_answer_sends_it(self, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
        hosts: list[str] = []
        honest = socket.getaddrinfo

        def noticed(host: str, *rest: Any) -> Any:
            hosts.append(host)
            return honest(host, *rest)

        monkeypatch.setattr(socket, "getaddrinfo", noticed)
        with FaultServer(route=lambda _: Response(body={})) as elsewhere:
            for target in (METADATA, f"{elsewhere.url}/x", "//evil.example/x", "/x"):
                for _, result in self.ask_everything(redirect(target, status)):
                    assert isinstance(result, PlatformError)
            assert elsewhere.connections == 0
        assert set(hosts) == {"127.0.0.1"}

    def test_asks_nothing_without_a_secret_that_it_needs(self) -> None:
        if self.platform.credential is None or not self.platform.credential.required:
            return
        account = Account(self.good_usernames[0])
        with FaultServer() as server:
            platform = build(self.platform, server.url)
            for attempt in (lambda: list(platform.pages(account)), lambda: platform.fetch_stats(account)):
                with pytest.raises(CredentialMissing):
                    attempt()
        assert server.log == []

    def test_asks_nothing_with_what_cannot_be_a_secret(self) -> None:
        if self.platform.credential is None:
            return
        account = Account(self.good_usernames[0], secret="a\r\nX-Evil: 1")
        with FaultServer() as server, pytest.raises(CredentialRejected) as caught:
            list(build(self.platform, server.url).pages(account))
        assert server.log == [] and "Evil" not in str(caught.value)

    def test_sends_its_secret_in_headers_and_tells_it_nowhere(self, caplog: pytest.LogCaptureFixture) -> None:
        if self.platform.credential is None:
            return
        headers = set(build(self.platform, "http://127.0.0.1:9").authorize(self.account).values())
        words = {self.account.secret, *headers, *(word for value in headers for word in value.split()[1:])}
        told: list[str] = [repr(self.account)]
        with caplog.at_level(logging.DEBUG):
            for answer in (Response(401), Response(500, HTML), Response(302), Response(body=b"[")):
                for _, result in self.ask_everything(answer):
                    assert isinstance(result, PlatformError)
                    told += [repr(result), "".join(traceback.format_exception(result))]
        told += [str(vars(record)) for record in caplog.records]
        assert headers and not [word for word in words if word in "".join(told)]

    def test_has_an_answer_written_for_every_call(self) -> None:
        assert set(self.answers) == {call.name for call in self.platform.calls}

    @pytest.mark.parametrize("status", STATUSES)
    def test_turns_every_status_into_one_of_the_error_tree(self, status: int) -> None:
        for _, result in self.ask_everything(Response(status, HTML)):
            assert isinstance(result, PlatformError)
            assert result.permanent or result.code.startswith("upstream_")

    @pytest.mark.parametrize("body", GARBAGE.values(), ids=GARBAGE.keys())
    def test_survives_garbage(self, body: bytes) -> None:
        response = Response(body=body, headers={"Content-Type": "application/json"})
        for call, result in self.ask_everything(response):
            if not isinstance(result, PlatformError) and not call.status_only:
                assert_sound_result(call, read_json(body), result)

    @given(data=st.data())
    @settings(
        deadline=None,
        database=None,
        max_examples=150,
        suppress_health_check=[HealthCheck.differing_executors],
    )
    def test_survives_any_odd_value_at_any_place(self, data: st.DataObject) -> None:
        for call in self.platform.calls:
            body = spoilt(self.body(call), data)
            try:
                result = call.parse(body, NOW)
            except PlatformError:
                continue
            assert_sound_result(call, body, result)


class CsvOnlyContract:
    """What holds for a platform that is listed, and read from files alone."""

    platform: ClassVar[type[CsvOnlyPlatform]]

    def test_is_in_the_registry_under_its_slug(self) -> None:
        assert registry.get_class(self.platform.slug) is self.platform

    def test_says_why_and_yields_nothing(self) -> None:
        assert self.platform.csv_only.strip() and "\n" not in self.platform.csv_only
        assert (self.platform.calls, self.platform.yields) == ((), ())

    def test_cannot_be_read(self) -> None:
        platform = build(self.platform)
        for attempt in (
            lambda: list(platform.pages(Account("alice"))),
            lambda: platform.fetch_stats(Account("alice")),
        ):
            with pytest.raises(PlatformError, match="CSV") as caught:
                attempt()
            assert caught.value.permanent
