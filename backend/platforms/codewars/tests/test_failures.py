import pytest

from backend.platforms.base.errors import ProfileNotFound, UpstreamRateLimited, UpstreamUnavailable
from backend.platforms.base.records import Account
from backend.platforms.codewars.platform import Codewars
from backend.platforms.testing import build
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.fault_server import Response, throttled


def test_an_unknown_user_is_told_for_people() -> None:
    with CodewarsServer() as server, pytest.raises(ProfileNotFound) as caught:
        list(build(Codewars, server.url).pages(Account("nobody")))
    assert caught.value.detail == "no such user on Codewars" and caught.value.permanent


def test_statistics_of_an_unknown_user_are_told_likewise() -> None:
    with CodewarsServer() as server, pytest.raises(ProfileNotFound):
        build(Codewars, server.url).fetch_stats(Account("nobody"))


def test_its_plain_sentence_of_throttling_means_thirty_seconds() -> None:
    with CodewarsServer() as server:
        server.fault(0, throttled())
        with pytest.raises(UpstreamRateLimited) as caught:
            list(build(Codewars, server.url).pages(Account("bob")))
    assert caught.value.retry_after == 30


def test_the_pages_before_a_failure_are_kept() -> None:
    with CodewarsServer() as server:
        server.make_history("bob", 450)
        server.fault(2, Response(500))
        pages = build(Codewars, server.url).pages(Account("bob"))
        first, second = next(pages), next(pages)
        with pytest.raises(UpstreamUnavailable):
            next(pages)
        rest = list(build(Codewars, server.url).pages(Account("bob"), second.next_cursor))
    assert len(first.items) + len(second.items) + sum(len(page.items) for page in rest) == 450
