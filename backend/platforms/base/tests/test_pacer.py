import threading
import time

import pytest

from backend.platforms.base.config import Pacer
from backend.platforms.base.errors import OutOfTime
from backend.platforms.base.tests.clients import FakeTime


def test_calls_to_one_host_are_kept_apart() -> None:
    clock = FakeTime()
    pacer = Pacer(clock.clock, clock.sleep)
    for _ in range(3):
        pacer.wait("a", 0.5)
    assert clock.slept == [0.5, 0.5]


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = FakeTime()
    pacer = Pacer(clock.clock, clock.sleep)
    pacer.wait("a", 5)
    pacer.wait("b", 5)
    assert clock.slept == []


def test_time_that_has_passed_anyway_is_not_waited_for_again() -> None:
    clock = FakeTime()
    pacer = Pacer(clock.clock, clock.sleep)
    pacer.wait("a", 5)
    clock.now += 4
    pacer.wait("a", 5)
    assert clock.slept == [1]


def test_a_turn_beyond_the_budget_is_not_taken() -> None:
    clock = FakeTime()
    pacer = Pacer(clock.clock, clock.sleep)
    pacer.wait("a", 5)
    with pytest.raises(OutOfTime):
        pacer.wait("a", 5, budget=4)
    pacer.wait("a", 5, budget=5)
    assert clock.slept == [5]


def test_threads_that_come_at_once_get_one_turn_each() -> None:
    slept: list[float] = []
    pacer = Pacer(lambda: 0.0, slept.append)
    threads = [threading.Thread(target=pacer.wait, args=("a", 1.0)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(slept) == [float(turn) for turn in range(1, 20)]


def test_no_more_calls_are_open_to_a_host_than_it_may_have() -> None:
    pacer, open_now, most = Pacer(), [0], [0]
    lock = threading.Lock()

    def call() -> None:
        with pacer.slot("a", 3):
            with lock:
                open_now[0] += 1
                most[0] = max(most[0], open_now[0])
            time.sleep(0.005)
            with lock:
                open_now[0] -= 1

    threads = [threading.Thread(target=call) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [3]


def test_a_call_that_finds_no_free_slot_in_time_is_not_made() -> None:
    pacer = Pacer()
    with pacer.slot("a", 1):
        with pytest.raises(OutOfTime), pacer.slot("a", 1, budget=0.01):
            pass
        with pacer.slot("b", 1, budget=0), pacer.slot("a", 0, budget=0):
            pass
    with pacer.slot("a", 1, budget=0):
        pass


def test_whose_budget_it_is_is_not_told() -> None:
    pacer = Pacer()
    pacer.wait("host.example#abcdef", 60)
    with pytest.raises(OutOfTime) as caught:
        pacer.wait("host.example#abcdef", 60, budget=1)
    assert "abcdef" not in str(caught.value)
