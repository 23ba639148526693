"""Budgets of platforms over several processes and a real Redis, and what becomes of them when it is away."""

import json
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings as django_settings

from backend.infrastructure.outbound import pacer
from backend.infrastructure.shared_pacer import PREFIX, SharedPacer
from backend.platforms.base.config import Pacer
from backend.platforms.base.errors import OutOfTime
from backend.test_common.redis_server import RedisServer

# What each process does: take turns as one of a crowd that begins together, and tell when it had them.
TAKE_TURNS = """
import json, sys, time
from backend.infrastructure.shared_pacer import SharedPacer
from backend.platforms.base.config import Pacer
url, key, number, interval = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
pacer = SharedPacer(url) if url else Pacer()
print("ready", flush=True)
sys.stdin.readline()
times = []
for _ in range(number):
    pacer.wait(key, interval)
    times.append(time.monotonic())
print(json.dumps(times))
"""
HOLD_PLACES = """
import json, sys, time
from backend.infrastructure.shared_pacer import SharedPacer
from backend.platforms.base.config import Pacer
url, host, number, limit = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
pacer = SharedPacer(url) if url else Pacer()
print("ready", flush=True)
sys.stdin.readline()
times = []
for _ in range(number):
    with pacer.slot(host, limit):
        begun = time.monotonic()
        time.sleep(0.05)
        times.append((begun, time.monotonic()))
print(json.dumps(times))
"""


@pytest.fixture(scope="module")
def server():
    with RedisServer() as running:
        yield running


@pytest.fixture
def own():
    """A server of the test's own, to be ill-treated."""
    with RedisServer() as running:
        yield running


def at_once(program: str, processes: int, *arguments: object) -> list:
    """What each of so many processes tells; they begin together."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    crowd = [
        subprocess.Popen(
            command, cwd=django_settings.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(processes)
    ]
    for one in crowd:
        assert one.stdout.readline() == "ready\n"
    for one in crowd:
        one.stdin.write("go\n")
        one.stdin.flush()
    return [json.loads(one.communicate()[0]) for one in crowd]


def turns(url: str, key: str, processes: int = 4, number: int = 6, interval: float = 0.05) -> list[float]:
    return sorted(sum(at_once(TAKE_TURNS, processes, url, key, number, interval), []))


def test_processes_share_one_pace(server):
    times = turns(server.url, "one.example")
    # Twenty-four turns lie twenty-three intervals apart, but for how late the first was noted.
    assert times[-1] - times[0] > 23 * 0.05 - 0.1


def test_without_redis_each_process_has_a_pace_of_its_own():
    times = turns("", "one.example")
    # The negative control of the test above: six turns each, at the same time.
    assert times[-1] - times[0] < 23 * 0.05 - 0.1


def test_budgets_of_different_keys_are_apart(server):
    shared = SharedPacer(server.url)
    for digest in ("aaaa", "bbbb"):
        shared.wait(f"keyed.example#{digest}", 60, budget=1)
    with pytest.raises(OutOfTime):
        shared.wait("keyed.example#aaaa", 60, budget=1)


def test_a_turn_that_is_too_late_is_not_taken_and_is_told_without_the_credential(server):
    shared = SharedPacer(server.url)
    shared.wait("late.example#5ec4e7", 2.0)
    with pytest.raises(OutOfTime, match=r"to late\.example is due in [12]\.\d s"):
        shared.wait("late.example#5ec4e7", 2.0, budget=0.5)
    assert int(shared._redis.pttl(f"{PREFIX}turn:late.example#5ec4e7")) <= 2001


def overlaps(spans: list[tuple[float, float]]) -> int:
    """The most that were open at a time."""
    edges = sorted([(begun, 1) for begun, _ in spans] + [(ended, -1) for _, ended in spans])
    most = now = 0
    for _, step in edges:
        now += step
        most = max(most, now)
    return most


@pytest.mark.parametrize("limit", [1, 2])
def test_processes_share_the_open_calls_of_a_host(server, limit):
    held = sum(at_once(HOLD_PLACES, 3, server.url, f"narrow{limit}.example", 4, limit), [])
    assert len(held) == 12 and overlaps(held) <= limit


def test_without_redis_each_process_has_open_calls_of_its_own():
    held = sum(at_once(HOLD_PLACES, 3, "", "narrow.example", 4, 1), [])
    assert overlaps(held) > 1


def test_a_place_that_does_not_become_free_in_time_is_told(server):
    first, second = SharedPacer(server.url), SharedPacer(server.url)
    with first.slot("full.example", 1):
        with pytest.raises(OutOfTime), second.slot("full.example", 1, budget=0.2):
            pytest.fail("there was no place")
    with second.slot("full.example", 1, budget=0.2):
        pass


def test_a_place_of_somebody_who_died_is_free_after_a_while(server, monkeypatch):
    monkeypatch.setattr("backend.infrastructure.shared_pacer.PLACE_SECONDS", 0.1)
    dead = SharedPacer(server.url).slot("dead.example", 1)
    dead.__enter__()
    with SharedPacer(server.url).slot("dead.example", 1, budget=5):
        pass


def test_a_redis_that_is_not_there_costs_little_and_the_process_keeps_its_own_pace(own, caplog):
    own.stop()
    alone = SharedPacer(own.url)
    begun = time.monotonic()
    for _ in range(5):
        alone.wait("away.example", 0.02)
    with alone.slot("away.example", 1):
        pass
    assert 0.08 <= time.monotonic() - begun < 2
    assert [one.message for one in caplog.records] == ["redis is away: each process keeps its own pace"]


def test_a_redis_that_hangs_is_waited_for_a_moment_and_then_left_alone(own):
    alone = SharedPacer(own.url)
    alone.wait("hung.example", 0.01)
    own.freeze()
    begun = time.monotonic()
    for _ in range(20):
        alone.wait("hung.example", 0.01)
    assert 0.2 < time.monotonic() - begun < 3


def test_a_redis_that_comes_back_is_used_again(own, monkeypatch):
    monkeypatch.setattr("backend.infrastructure.shared_pacer.PAUSE", 0.05)
    shared = SharedPacer(own.url)
    own.stop()
    shared.wait("back.example", 0.01)
    own.start()
    time.sleep(0.06)
    shared.wait("back.example", 60)
    with pytest.raises(OutOfTime):
        SharedPacer(own.url).wait("back.example", 60, budget=1)


def test_a_redis_that_forgets_everything_is_no_trouble(own):
    shared = SharedPacer(own.url)
    shared.wait("flushed.example", 60)
    shared._redis.script_flush()
    shared._redis.flushall()
    shared.wait("flushed.example", 60, budget=1)


def test_threads_share_it_too(server):
    shared, times = SharedPacer(server.url), []

    def work():
        for _ in range(5):
            shared.wait("threads.example", 0.02)
            times.append(time.monotonic())

    crowd = [threading.Thread(target=work) for _ in range(4)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert max(times) - min(times) > 19 * 0.02 - 0.1


def test_the_setting_decides(settings, server):
    settings.REDIS_URL = ""
    assert type(pacer()) is Pacer and pacer() is pacer()
    settings.REDIS_URL = server.url
    assert type(pacer()) is SharedPacer and pacer() is pacer()
