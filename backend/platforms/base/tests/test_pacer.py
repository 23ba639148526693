import threading

import pytest

from backend.platforms.base.config import Pacer
from backend.platforms.base.errors import OutOfTime
from backend.platforms.base.tests.clients import FakeTime


def test_calls_to_one_host_are_kept_apart() -> None:
    time = FakeTime()
    pacer = Pacer(time.clock, time.sleep)
    for _ in range(3):
        pacer.wait("a", 0.5)
    assert time.slept == [0.5, 0.5]


def test_hosts_do_not_wait_for_each_other() -> None:
    time = FakeTime()
    pacer = Pacer(time.clock, time.sleep)
    pacer.wait("a", 5)
    pacer.wait("b", 5)
    assert time.slept == []


def test_time_that_has_passed_anyway_is_not_waited_for_again() -> None:
    time = FakeTime()
    pacer = Pacer(time.clock, time.sleep)
    pacer.wait("a", 5)
    time.now += 4
    pacer.wait("a", 5)
    assert time.slept == [1]


def test_a_turn_beyond_the_budget_is_not_taken() -> None:
    time = FakeTime()
    pacer = Pacer(time.clock, time.sleep)
    pacer.wait("a", 5)
    with pytest.raises(OutOfTime):
        pacer.wait("a", 5, budget=4)
    pacer.wait("a", 5, budget=5)
    assert time.slept == [5]


def test_threads_that_come_at_once_get_one_turn_each() -> None:
    slept: list[float] = []
    pacer = Pacer(lambda: 0.0, slept.append)
    threads = [threading.Thread(target=pacer.wait, args=("a", 1.0)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slept) == [float(turn) for turn in range(1, 20)]
