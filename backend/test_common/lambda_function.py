"""A function as Lambda runs it: its files, AWS's own runtime client, and a Python with nothing else on its path.

with LambdaFunction(folder, runtime=runtime, environment={...}, log=tmp_path / "function.log") as function:
    function.invoke({"Records": [...]})     # as many processes after each other as it takes
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib.metadata import distribution
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from backend.test_common.runtime_api import SECONDS, RuntimeApi

HANDLER: Final = "handler.lambda_handler"
RUNTIME_CLIENT: Final = ("awslambdaric", "simplejson", "snapshot-restore-py")
# The function's folder first, as on Lambda. Isolated: neither this environment nor its packages are seen.
_START: Final = """
import runpy, sys
sys.path[:0] = [sys.argv[1]]
sys.path.append(sys.argv[2])
sys.argv[1:] = sys.argv[3:]
runpy.run_module("awslambdaric", run_name="__main__", alter_sys=True)
"""


class LambdaFunction:
    """One process at a time. One that has ended, or used up its time, is followed by a new one, as on Lambda."""

    def __init__(
        self,
        folder: Path,
        *,
        runtime: Path,
        log: Path,
        environment: Mapping[str, str] | None = None,
        handler: str = HANDLER,
    ) -> None:
        self.api = RuntimeApi()
        self.log = log
        self._folder = folder
        self._command = [*python(), "-c", _START, str(folder), str(runtime), handler]
        self._environment = environment or {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def start(self) -> float:
        """Start a process and wait until it asks for work: the seconds that this took. Raises InitError."""
        started = time.perf_counter()
        self._launch()
        while not self.api.asked.wait(0.002):
            if self._process is None or self._process.poll() is not None:
                raise self.api.init_error or ConnectionError(self.output()[-2000:])
        return time.perf_counter() - started

    def invoke(self, event: object, *, seconds: float = SECONDS) -> Any:
        """The function's answer. Raises FunctionError, InitError, TimeoutError, ConnectionError; see RuntimeApi."""
        if not self._alive():
            self._launch()
        try:
            return self.api.invoke(event, seconds=seconds, alive=self._alive)
        except TimeoutError:
            self.kill()
            raise

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def output(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def __enter__(self) -> Self:
        self.api.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self.api.__exit__(kind, error, trace)

    def _alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _launch(self) -> None:
        self.kill()
        self.api.asked.clear()
        self.api.init_error = None
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env={**self._own_environment(), **self._environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _own_environment(self) -> dict[str, str]:
        """What Lambda sets, and no more."""
        return {
            "PATH": os.defpath,
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "LAMBDA_TASK_ROOT": str(self._folder),
            "AWS_LAMBDA_RUNTIME_API": self.api.address,
            "AWS_LAMBDA_FUNCTION_NAME": "skilltracker-worker",
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
            "AWS_REGION": "us-east-1",
        }


def python() -> list[str]:
    """This Python without its environment, the user's packages, or a folder it may write bytecode to."""
    return [getattr(sys, "_base_executable", sys.executable), "-I", "-S", "-B"]


def make_runtime(folder: Path) -> Path:
    """`folder` with AWS's runtime client, as Lambda has it beside the function; compiled, as there."""
    folder.mkdir(parents=True)
    for name in RUNTIME_CLIENT:
        for file in distribution(name).files or []:
            if file.suffix in {".py", ".so"}:
                target = folder / file
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), target)
    compileall.compile_dir(folder, quiet=2)
    return folder
