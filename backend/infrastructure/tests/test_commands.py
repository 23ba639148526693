"""The commands of background work, as far as they can be seen within one process."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from backend.imports.models import ImportJob
from backend.imports.services.start import start_import


def test_nothing_of_aws_is_imported_where_no_queue_is_set():
    code = (
        "import sys\n"
        "import backend.wsgi, backend.urls\n"
        "import backend.infrastructure.poller, backend.infrastructure.dead_letters\n"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in ('boto3', 'botocore', 's3transfer')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "IMPORT_QUEUE_URL": ""},
        cwd=django_settings.ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


@pytest.mark.parametrize("words", [["--processes", "0"], ["--batch", "11"]])
def test_numbers_that_make_no_sense_are_refused(words):
    with pytest.raises(CommandError, match="is a number from"):
        call_command("run_worker", *words)


def test_a_relay_without_a_queue_says_so(settings):
    settings.IMPORT_QUEUE_URL = ""
    with pytest.raises(CommandError, match="IMPORT_QUEUE_URL is not set"):
        call_command("relay_outbox")


@pytest.mark.django_db(transaction=True)
def test_once_runs_what_the_queue_has_and_exits(sqs_queue, alice, capsys):
    job = start_import(user=alice, platform="sample", username="me").job

    call_command("run_worker", "--once")

    assert ImportJob.objects.get(pk=job.pk).state in ("completed", "needs_review")
    assert capsys.readouterr().out == "1 tasks run\n"
