"""The warm process of `processes.Nursery`: all is imported once, then each order forks a worker or a web server.

It reads orders from its standard input, a JSON object a line, and answers each with one. When its input ends,
however its owner died, it kills what it started and leaves.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from typing import Any

from backend.common.tracing import start_tracing

_running: set[int] = set()
_ended: dict[int, int] = {}


def main() -> None:
    _warm_up()
    print(json.dumps({"ready": os.getpid()}), flush=True)
    try:
        for line in sys.stdin:
            order = json.loads(line)
            answer = {"code": _exit_code(order["pid"])} if order["do"] == "poll" else _fork(order)
            print(json.dumps(answer), flush=True)
    finally:
        for pid in _running:
            _kill_group(pid)


def _warm_up() -> None:
    """Imports what the children would; no connection is made and no thread started, so that forking is safe."""
    start_tracing()
    import django

    django.setup()
    for name in (
        "backend.urls",
        "backend.infrastructure.worker",
        "backend.infrastructure.management.commands.run_worker",
        "backend.infrastructure.management.commands.relay_outbox",
        "boto3.session",
        "botocore.httpsession",
        "backend.platforms.codewars.platform",
        "django.core.handlers.wsgi",
        "drf_spectacular.openapi",
        "gunicorn.app.wsgiapp",
        "gunicorn.workers.gthread",
    ):
        import_module(name)
    from backend.platforms import registry

    registry.all_classes()


def _fork(order: Mapping[str, Any]) -> dict[str, Any]:
    pid = os.fork()
    if pid == 0:
        _be_born(order)
    with suppress(OSError):
        # Whoever of the two is first: the group has to exist before the answer is given.
        os.setpgid(pid, pid)
    _running.add(pid)
    return {"pid": pid}


def _be_born(order: Mapping[str, Any]) -> None:
    """Never returns: the child has to leave without touching what it inherited."""
    code = 1
    try:
        with suppress(OSError):
            os.setpgid(0, 0)
        _redirect(order["log"])
        if order["do"] == "cold":
            os.execve(order["command"][0], order["command"], order["environment"])
        _prepare(order)
        _RUN[order["do"]](order)
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _redirect(log: str) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    target = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(nothing, 0)
    os.dup2(target, 1)
    os.dup2(target, 2)


def _prepare(order: Mapping[str, Any]) -> None:
    from django.conf import settings
    from django.db import connection

    connection.settings_dict.update(order["database"])
    for name, value in order["settings"].items():
        setattr(settings, name, value)
    for place, value in order["patches"].items():
        module, _, name = place.partition(":")
        if not hasattr(import_module(module), name):
            raise AttributeError(f"there is no {place} to change")
        setattr(import_module(module), name, value)
    if order["sabotage"]:
        module, _, name = order["sabotage"].partition(":")
        getattr(import_module(module), name)()


def _command(order: Mapping[str, Any]) -> None:
    from django.core.management import call_command

    call_command(*order["arguments"])


def _web(order: Mapping[str, Any]) -> None:
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", *order["arguments"]]
    run()


_RUN: Mapping[str, Callable[[Mapping[str, Any]], None]] = {
    "worker": _command,
    "relay": _command,
    "web": _web,
}


def _exit_code(pid: int) -> int | None:
    """Negative for a signal; None while the child runs."""
    if pid not in _ended:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            _ended[pid] = os.waitstatus_to_exitcode(status)
            _running.discard(pid)
    return _ended.get(pid)


def _kill_group(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
