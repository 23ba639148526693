"""Optional Datadog tracing, switched on by the entry points (manage.py, wsgi, asgi) before Django loads."""

import importlib
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any


def start_tracing() -> bool:
    """Trace this process where `DD_TRACE_ENABLED` is true and ddtrace is installed; else change nothing."""
    if os.environ.get("DD_TRACE_ENABLED", "false").strip().lower() not in {"1", "true", "yes", "on"}:
        return False
    try:
        importlib.import_module("ddtrace.auto")
    except ImportError:
        return False
    return True


def trace_headers() -> dict[str, str]:
    """What lets another process go on with the trace at hand; empty where nothing is traced."""
    context = _tracer().current_trace_context() if _is_on() else None
    headers: dict[str, str] = {}
    if context is not None:
        _propagator().inject(context, headers)
    return headers


@contextmanager
def continued(headers: Mapping[str, str], name: str, resource: str) -> Iterator[None]:
    """A span of the trace that these headers belong to, a new one where there are none; nothing where it is off."""
    if not _is_on():
        yield
        return
    _tracer().context_provider.activate(_propagator().extract(dict(headers)))
    with _tracer().trace(name, resource=resource):
        yield


def _is_on() -> bool:
    return "ddtrace.auto" in sys.modules


def _tracer() -> Any:
    return importlib.import_module("ddtrace.trace").tracer


def _propagator() -> Any:
    return importlib.import_module("ddtrace.propagation.http").HTTPPropagator
