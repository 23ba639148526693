"""Two hundred accounts on five sites have their numbers refreshed, while three of ten fail."""

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.backends.signals import connection_created
from django.utils import timezone

from backend.platforms import registry
from backend.profiles.models import PlatformProfile, PlatformState
from backend.profiles.services import Looked, look_at_all, schedule
from backend.profiles.tests.crowd import CLASSES, FAULTS, SITES, Crowd, Site
from backend.test_common.processes import wait_until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.data,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]
OLD = timezone.now() - timedelta(days=2)


@pytest.fixture
def crowd(monkeypatch, settings):
    """The sites are in the registry, at the addresses of their servers, and keep their own pace."""
    settings.PLATFORM_BASE_URLS = {}
    for platform in CLASSES:
        name = f"{platform.__module__}:{platform.__name__}"
        monkeypatch.setitem(registry.PLATFORMS, platform.slug, name)
    with Crowd() as servers:
        yield servers


@pytest.fixture
def opened():
    """The connections to the database that are opened from now on, by the name of their thread."""
    names = []

    def note(**_):
        names.append(threading.current_thread().name)

    connection.ensure_connection()
    connection_created.connect(note)
    yield names
    connection_created.disconnect(note)


def add_accounts(user, number: int, sites: int = SITES) -> list[PlatformProfile]:
    """So many, spread over the sites, with numbers of two days ago that are to be looked at."""
    PlatformProfile.objects.bulk_create(
        PlatformProfile(
            user=user,
            platform=f"site{place % sites}",
            username=f"u-{place // sites}",
            verified_at=OLD,
            problems_solved=1,
            rating=1000,
            stats_at=OLD,
            next_sync_at=timezone.now() + timedelta(days=1),
            next_stats_at=OLD,
        )
        for place in range(number)
    )
    return accounts()


def accounts() -> list[PlatformProfile]:
    return list(PlatformProfile.objects.select_related("user").order_by("pk"))


def is_faulty(profile) -> bool:
    return int(profile.username.rpartition("-")[2]) % 10 in FAULTS


def numbers(profile) -> tuple:
    return profile.problems_solved, profile.rating, profile.stats_at == OLD, profile.stale_since is not None


def at_the_pace(times) -> bool:
    """Whether so many calls took as long as they have to, but for how late the first of them arrived."""
    return times[-1] - times[0] > (len(times) - 1) * 0.06 - 0.3


def sockets_of_ours() -> int:
    folder = Path("/proc/self/fd")
    links = (folder / name for name in os.listdir(folder))
    return sum(os.path.lexists(one) and os.readlink(one).startswith("socket") for one in links)


def test_two_hundred_accounts_are_refreshed_while_three_of_ten_fail(crowd, alice, settings, opened):
    settings.SYNC_CONCURRENCY = 6
    before = sockets_of_ours()
    looked = look_at_all(add_accounts(alice, 200), seconds=120)
    assert looked == Looked(fresh=140, failed=60)
    # Who failed keeps what there was with its date, and is marked; all others are fresh.
    assert {numbers(one) for one in accounts() if is_faulty(one)} == {(1, 1000, True, True)}
    assert {numbers(one) for one in accounts() if not is_faulty(one)} == {(99, 2000, False, False)}
    assert not PlatformState.objects.filter(outage_since__isnull=False).exists()
    # At most six sockets, two of them at one site, and nothing left open behind.
    assert 3 <= crowd.most_calls <= 6 and crowd.most_sockets <= 6 and crowd.most_of_one <= 2
    assert opened == []
    wait_until(lambda: crowd.sockets() == 0 and sockets_of_ours() <= before, "all sockets are closed")
    assert all(at_the_pace(times) for times in crowd.times.values())


def test_the_number_of_sockets_is_a_setting(crowd, alice, settings):
    settings.SYNC_CONCURRENCY, crowd.faulty = 1, False
    assert look_at_all(add_accounts(alice, 20), seconds=60) == Looked(fresh=20)
    assert (crowd.most_calls, crowd.most_sockets) == (1, 1)


def test_the_measures_see_more_sockets_and_a_quicker_pace_where_there_are(
    crowd, alice, settings, monkeypatch
):
    """The negative control of the cap and of the pace."""
    settings.SYNC_CONCURRENCY = 20
    crowd.faulty = False
    monkeypatch.setattr(Site, "min_interval", 0.0)
    monkeypatch.setattr(Site, "concurrency", 0)
    look_at_all(add_accounts(alice, 100, sites=1), seconds=60)
    assert crowd.most_calls > 6 and crowd.most_sockets > 6 and crowd.most_of_one > 2
    assert not at_the_pace(crowd.times[0])


def test_the_measure_sees_a_thread_that_asks_the_database(crowd, alice, opened, monkeypatch):
    """The negative control of the leak: such a thread has a connection of its own."""

    def ask(self, account):
        get_user_model().objects.count()
        connection.close()
        raise ValueError("an error of ours")

    monkeypatch.setattr(Site, "fetch_stats", ask)
    assert look_at_all(add_accounts(alice, 5), seconds=60) == Looked(failed=5)
    assert opened and all(name.startswith("look") for name in opened)


def two_rounds_at_once(due) -> int:
    """How many accounts both together say that they made fresh."""
    tallies = []

    def work():
        tallies.append(look_at_all(due, seconds=60))
        connection.close()

    rounds = [threading.Thread(target=work) for _ in range(2)]
    for one in rounds:
        one.start()
    for one in rounds:
        one.join()
    return sum(one.fresh for one in tallies)


def test_two_rounds_at_once_look_at_each_account_once(crowd, alice):
    crowd.faulty = False
    assert two_rounds_at_once(add_accounts(alice, 40)) == 40
    assert set(crowd.asked.values()) == {SITES}


def test_without_claims_they_would_ask_twice(crowd, alice, monkeypatch):
    """The negative control of the test above."""
    crowd.faulty = False
    monkeypatch.setattr(schedule, "claim_look", lambda profile: True)
    assert two_rounds_at_once(add_accounts(alice, 40)) == 80
    assert set(crowd.asked.values()) == {2 * SITES}


def test_an_error_of_ours_with_one_account_leaves_the_others_alone(crowd, alice, monkeypatch):
    crowd.faulty = False
    whole = Site.fetch_stats

    def ask(self, account):
        if account.username == "u-3":
            raise KeyError("an error of ours")
        return whole(self, account)

    monkeypatch.setattr(Site, "fetch_stats", ask)
    assert look_at_all(add_accounts(alice, 10, sites=1), seconds=60) == Looked(fresh=9, failed=1)
    told = PlatformProfile.objects.get(username="u-3")
    assert (told.last_error_code, told.problems_solved) == ("internal", 1)


def test_who_is_not_begun_with_in_time_stays_due(crowd, alice):
    assert look_at_all(add_accounts(alice, 10), seconds=0.5) == Looked()
    assert crowd.asked.total() == 0
    assert PlatformProfile.objects.filter(next_stats_at__lte=timezone.now()).count() == 10


def test_a_stop_ends_it_after_the_looks_that_are_open(crowd, alice):
    crowd.faulty = False
    due = add_accounts(alice, 60)
    looked = look_at_all(due, seconds=60, stopping=lambda: crowd.asked.total() > 5)
    assert 5 < looked.fresh < 30
    assert PlatformProfile.objects.filter(next_stats_at__lte=timezone.now()).count() == 60 - looked.fresh
