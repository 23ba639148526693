"""`manage.py import_platform`: the same import from a shell, with exit codes."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from backend.core.models import Question
from backend.infrastructure.models import Outbox
from backend.test_common.fault_server import Response

pytestmark = pytest.mark.django_db


def run(*args: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_platform", *args, stdout=out, stderr=err)
    except SystemExit as stop:
        return stop.code, out.getvalue(), err.getvalue()
    except CommandError as error:
        return error.returncode, out.getvalue(), str(error)
    return 0, out.getvalue(), err.getvalue()


def test_it_imports_and_tells_the_counts(alice, codewars):
    codewars.make_history("bob", 450)
    code, out, _ = run("codewars", "bob", "--user", "Alice")
    assert code == 0 and "completed: 450 read, 450 new" in out
    assert Question.objects.filter(user=alice).count() == 450
    assert not Outbox.objects.exists()


def test_a_preview_writes_nothing(alice, codewars):
    codewars.make_history("bob", 5)
    code, out, _ = run("codewars", "bob", "--user", "alice", "--preview")
    assert code == 0 and "previewed: 5 read, 5 new" in out
    assert not Question.objects.exists()


def test_rows_that_need_a_person_end_with_3(alice):
    assert run("sample", "anybody", "--user", "alice")[0] == 3


def test_an_unknown_account_ends_with_1_and_says_why(alice, codewars):
    code, _, err = run("codewars", "nobody", "--user", "alice")
    assert (code, err.strip()) == (1, "profile_not_found: no such user on Codewars")


def test_an_unknown_user_ends_with_2(alice, codewars):
    assert run("codewars", "bob", "--user", "nobody")[0] == 2


def test_an_impossible_account_name_ends_with_2(alice, codewars):
    assert run("codewars", "../x", "--user", "alice")[0] == 2
    assert not codewars.calls


def test_a_throttled_import_ends_with_4_and_says_until_when(alice, codewars):
    codewars.make_history("bob", 5)
    codewars.fault(0, Response(429, headers={"Retry-After": "3600"}), times=None)
    code, out, err = run("codewars", "bob", "--user", "alice")
    assert code == 4 and "queued" in out and "not before" in err
    assert Outbox.objects.filter(task="run_import", claimed_until=None).exists()
