"""Two requests at once, on connections of their own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from backend.profiles.models import PlatformProfile
from backend.test_common.connecting import begin, come_back, finish, github_with_app

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.data]


def at_once(call: Callable[[], int], times: int) -> list[int]:
    """What each answered."""
    answers: list[int] = []
    start = threading.Barrier(times)

    def ask() -> None:
        start.wait()
        answers.append(call())
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_an_account_that_is_added_four_times_at_once_is_there_once(api, alice, codewars):
    codewars.make_history("bob", 1)
    body = {"platform": "codewars", "username": "bob"}
    answers = at_once(lambda: api(alice).post("/api/profiles/", body).status_code, 4)
    assert answers == [201, 409, 409, 409] and PlatformProfile.objects.count() == 1


def test_an_account_that_is_removed_twice_at_once_goes_once(api, alice, codewars):
    codewars.make_history("bob", 30)
    pk = api(alice).post("/api/profiles/", {"platform": "codewars", "username": "bob"}).json()["id"]
    api(alice).post(f"/api/profiles/{pk}/sync/")
    path = f"/api/profiles/{pk}/?history=remove"
    answers = at_once(lambda: api(alice).delete(path).status_code, 2)
    assert answers in ([200, 200], [200, 404]) and not PlatformProfile.objects.exists()


def test_the_platform_is_asked_outside_of_any_transaction(api, alice, codewars, monkeypatch):
    """A connection that waits for a platform would hold its locks for as long."""
    from backend.platforms.codewars.platform import Codewars

    codewars.make_history("bob", 1)
    open_ones, fetch = [], Codewars.fetch_stats

    def look(self, account):
        open_ones.append(connection.in_atomic_block)
        return fetch(self, account)

    monkeypatch.setattr(Codewars, "fetch_stats", look)
    told = api(alice).post("/api/profiles/", {"platform": "codewars", "username": "bob"}).json()
    api(alice).post(f"/api/profiles/{told['id']}/sync/")
    api(alice).patch(f"/api/profiles/{told['id']}/", {"username": "BOB"})
    PlatformProfile.objects.update(stats_at=None)
    api(alice).post(f"/api/profiles/{told['id']}/refresh/")
    assert open_ones == [False] * 4


def test_a_state_that_is_used_four_times_at_once_is_good_once(api, alice, settings):
    with github_with_app(settings) as github:
        client = api(alice)
        back = come_back(begin(client))
        answers = at_once(lambda: finish(client, back).status_code, 4)
        assert answers == [201, 400, 400, 400] and PlatformProfile.objects.count() == 1
        assert sum(call.path == "/login/oauth/access_token" for call in github.calls) == 1
