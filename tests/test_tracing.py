"""Datadog tracing is switched on by the environment, for every entry point, and changes nothing where it is off."""

import os
import subprocess
import sys

import pytest

TELL = "import sys; print('traced' if 'ddtrace.auto' in sys.modules else 'plain')"
MANAGE = (
    "import runpy, sys; sys.argv = ['manage.py', 'version']; runpy.run_path('manage.py', run_name='__main__')"
)
ENTRY_POINTS = {
    "manage.py": f"{MANAGE}; {TELL}",
    "wsgi": f"import backend.wsgi; {TELL}",
    "asgi": f"import backend.asgi; {TELL}",
}


def start(code: str, **environment: str) -> str:
    quiet = {"DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false", "DD_REMOTE_CONFIGURATION_ENABLED": "false"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **quiet, "DD_TRACE_STARTUP_LOGS": "false", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("name", ENTRY_POINTS)
def test_an_entry_point_is_traced_when_it_is_switched_on(name):
    assert start(ENTRY_POINTS[name], DD_TRACE_ENABLED="true") == "traced"


@pytest.mark.parametrize("name", ENTRY_POINTS)
def test_an_entry_point_is_plain_when_it_is_not(name):
    assert start(ENTRY_POINTS[name], DD_TRACE_ENABLED="false") == "plain"


def test_without_the_library_nothing_changes():
    hidden = "import sys; sys.modules['ddtrace'] = None; "
    assert start(hidden + ENTRY_POINTS["wsgi"], DD_TRACE_ENABLED="true") == "plain"


def test_django_itself_is_traced():
    code = "import backend.wsgi, django; print(getattr(django, '_datadog_patch', False))"
    assert start(code, DD_TRACE_ENABLED="true") == "True"
    assert start(code, DD_TRACE_ENABLED="false") == "False"
