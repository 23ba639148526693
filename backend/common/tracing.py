"""Optional Datadog tracing, switched on by the entry points (manage.py, wsgi, asgi) before Django loads."""

import importlib
import os


def start_tracing() -> bool:
    """Trace this process where `DD_TRACE_ENABLED` is true and ddtrace is installed; else change nothing."""
    if os.environ.get("DD_TRACE_ENABLED", "false").strip().lower() not in {"1", "true", "yes", "on"}:
        return False
    try:
        importlib.import_module("ddtrace.auto")
    except ImportError:
        return False
    return True
