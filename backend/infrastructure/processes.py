"""Runs a few programs together: when one of them ends for good, or a stop is asked for, all of them end."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Final

# A worker finishes its page and a web process its requests within this; what is left then is killed.
STOP_SECONDS: Final = 15.0
STOP_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
# A program that cannot live is not started more often than this.
RESTART_SECONDS: Final = 1.0
_PR_SET_PDEATHSIG: Final = 1


@dataclass(frozen=True)
class Program:
    name: str
    command: Sequence[str]
    inherit: Sequence[int] = ()
    restart: bool = False


class Supervisor:
    """For the main thread: it takes the stop signals over, and the kernel ties the children to its thread."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._stop = threading.Event()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, programs: Sequence[Program], *, environment: Mapping[str, str] | None = None) -> int:
        """0 when a signal asked for the end, 1 when a program ended by itself that is not to be started again.

        Nothing is left running.
        """
        before = {number: signal.signal(number, self._on_signal) for number in STOP_SIGNALS}
        try:
            for program in programs:
                self._running[program.name] = _start(program, environment)
            return self._watch({program.name: program for program in programs}, environment)
        finally:
            self._end_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _watch(self, programs: Mapping[str, Program], environment: Mapping[str, str] | None) -> int:
        while not self._stop.wait(0.1):
            for name, process in self._running.items():
                if process.poll() is None:
                    continue
                how = f"The {name} ended by itself ({_how(process.returncode)})"
                if not programs[name].restart:
                    self._say(f"{how}; stopping everything")
                    return 1
                self._say(f"{how}; starting it again")
                if not self._stop.wait(RESTART_SECONDS):
                    self._running[name] = _start(programs[name], environment)
        return 0

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        # Asked twice: the person does not want to wait.
        if self._stop.is_set():
            _signal_all(self._running.values(), signal.SIGKILL)
        self._stop.set()

    def _end_all(self) -> None:
        _signal_all(self._running.values(), signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for process in self._running.values():
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                pass
        # By group, so that what a program itself had started goes with it.
        _signal_all(self._running.values(), signal.SIGKILL)
        for process in self._running.values():
            process.wait()


def _start(program: Program, environment: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C at the terminal reaches us alone, and we pass an orderly stop on.
    return subprocess.Popen(
        program.command,
        env={**os.environ, **(environment or {})},
        pass_fds=program.inherit,
        start_new_session=True,
        preexec_fn=_end_with_parent(),
    )


def _end_with_parent() -> Callable[[], None] | None:
    """Has the kernel end a child when we are killed without a chance to do it; only Linux can."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return tie


def _signal_all(processes: Iterable[subprocess.Popen[bytes]], number: signal.Signals) -> None:
    for process in processes:
        try:
            if number is signal.SIGKILL:
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
        except ProcessLookupError:
            pass


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"code {code}"
