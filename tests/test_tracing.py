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


def test_a_trace_goes_on_from_the_web_into_the_worker():
    """The worker's span belongs to the trace whose headers the letter brought."""
    code = (
        "import backend.wsgi\n"
        "from backend.common.tracing import continued, trace_headers\n"
        "from ddtrace.trace import tracer\n"
        "with tracer.trace('request') as request:\n"
        "    headers = trace_headers()\n"
        "tracer.context_provider.activate(None)\n"
        "with continued(headers, 'skilltracker.task', 'run_import'):\n"
        "    span = tracer.current_span()\n"
        "    print(span.trace_id == request.trace_id, span.parent_id == request.span_id, span.resource)\n"
    )
    assert start(code, DD_TRACE_ENABLED="true") == "True True run_import"


def test_without_tracing_a_letter_carries_no_headers_and_those_that_come_change_nothing():
    code = (
        "import backend.wsgi\n"
        "from backend.common.tracing import continued, trace_headers\n"
        "with continued({'x-datadog-trace-id': '12'}, 'skilltracker.task', 'run_import'):\n"
        "    print(trace_headers())\n"
    )
    assert start(code, DD_TRACE_ENABLED="false") == "{}"


def test_a_worker_that_traces_goes_on_where_a_message_says_so():
    """From the attribute of a message to the span that the task runs in."""
    code = (
        "import backend.wsgi, json\n"
        "from backend.infrastructure import worker\n"
        "from backend.infrastructure.tasks import TASKS\n"
        "from ddtrace.trace import tracer\n"
        "TASKS['look'] = lambda args, turn: print(tracer.current_span().trace_id)\n"
        "trace = json.dumps({'x-datadog-trace-id': '12', 'x-datadog-parent-id': '34'})\n"
        "record = {'messageId': 'a', 'body': json.dumps({'v': 1, 'task': 'look', 'args': {}}),\n"
        "          'messageAttributes': {'trace': {'stringValue': trace, 'dataType': 'String'}}}\n"
        "worker.run_batch({'Records': [record]}, seconds_left=lambda: 60.0)\n"
    )
    assert start(code, DD_TRACE_ENABLED="true") == "12"
