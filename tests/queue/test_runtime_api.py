"""The place that a function has in the tests is the one it has on Lambda: small functions show it."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from backend.test_common.aws import FunctionError, InitError
from backend.test_common.lambda_function import LambdaFunction

ECHO = """
def lambda_handler(event, context):
    return {"event": event, "left": context.get_remaining_time_in_millis(), "id": context.aws_request_id}
"""
PATHS = """
import os, sys
def lambda_handler(event, context):
    return {"path": sys.path, "names": sorted(os.environ), "folder": os.getcwd(), "modules": sorted(sys.modules)}
"""
RAISES = "def lambda_handler(event, context): raise LookupError('no such thing')"
SLEEPS = "import time\ndef lambda_handler(event, context): time.sleep(event['seconds']); return 'awake'"
Function = Callable[[str], LambdaFunction]


@pytest.fixture
def function(runtime: Path, tmp_path: Path) -> Iterator[Function]:
    with ExitStack() as stack:

        def make(source: str) -> LambdaFunction:
            folder = tmp_path / "task"
            folder.mkdir()
            (folder / "handler.py").write_text(source)
            made = LambdaFunction(folder, runtime=runtime, log=tmp_path / "function.log")
            return stack.enter_context(made)

        yield make


def test_a_function_is_handed_the_event_and_its_time(function: Function) -> None:
    event = {"Records": [{"body": "é" * 100_000}]}
    answer = function(ECHO).invoke(event, seconds=30)
    assert answer["event"] == event
    assert 25_000 < answer["left"] <= 30_000
    assert len(answer["id"]) == 36


def test_a_warm_function_answers_within_milliseconds(function: Function) -> None:
    warm = function(ECHO)
    warm.start()
    first = warm.pid
    started = time.perf_counter()
    for number in range(20):
        assert warm.invoke({"number": number})["event"] == {"number": number}
    assert time.perf_counter() - started < 20 * 0.03
    assert warm.pid == first


def test_it_sees_neither_our_packages_nor_our_environment(
    function: Function, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "ours")
    monkeypatch.setenv("PYTHONPATH", os.getcwd())
    seen: dict[str, Any] = function(PATHS).invoke({})
    assert not [place for place in seen["path"] if "site-packages" in place or place == os.getcwd()]
    assert seen["path"][0] == seen["folder"]
    assert not {"SECRET_KEY", "PYTHONPATH", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & set(seen["names"])
    assert not {"django", "backend", "boto3"} & set(seen["modules"])


def test_what_it_raises_is_told_and_the_next_event_is_answered(function: Function) -> None:
    raising = function(RAISES)
    for _ in range(2):
        with pytest.raises(FunctionError, match="LookupError: no such thing") as caught:
            raising.invoke({})
        assert not isinstance(caught.value, InitError)


@pytest.mark.parametrize("source", ["import nowhere", "raise RuntimeError('no settings')", "def half("])
def test_a_module_that_cannot_be_imported_is_an_init_error(function: Function, source: str) -> None:
    with pytest.raises(InitError):
        function(source).start()


def test_a_function_that_uses_up_its_time_is_killed_and_the_next_one_begins_anew(function: Function) -> None:
    slow = function(SLEEPS)
    slow.start()
    first = slow.pid
    with pytest.raises(TimeoutError):
        slow.invoke({"seconds": 30}, seconds=0.3)
    assert slow.invoke({"seconds": 0}) == "awake"
    assert slow.pid != first


def test_a_process_that_is_killed_fails_its_event_alone(function: Function) -> None:
    slow = function(SLEEPS)
    slow.start()
    Timer(0.2, os.kill, (slow.pid, signal.SIGKILL)).start()
    with pytest.raises(ConnectionError):
        slow.invoke({"seconds": 30})
    assert slow.invoke({"seconds": 0}) == "awake"


def test_an_event_is_not_handed_to_a_process_that_died_while_it_waited(function: Function) -> None:
    idle = function(SLEEPS)
    idle.start()
    idle.kill()
    assert idle.invoke({"seconds": 0}, seconds=5) == "awake"
