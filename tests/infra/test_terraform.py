"""The infrastructure's own tests, by Terraform: without an account, a network or a server."""

import re
from pathlib import Path

import pytest

from tests.infra.stack import SOURCES, Stack

pytestmark = pytest.mark.infra

# A fault in the sources, and the promise that has to fail of it: without these nobody knows that it can.
FAULTS = [
    ("queue.tf", "= local.visibility_seconds", "= 60", "six times as long as a worker may have it"),
    ("queue.tf", "max_receive_count = 5", "max_receive_count = 500", "After five receives"),
    ("queue.tf", 'Effect    = "Deny"', 'Effect    = "Allow"', "their policies allow nobody anything"),
    ("worker.tf", '["ReportBatchItemFailures"]', "[]", "answers which messages failed"),
    ("worker.tf", "= var.worker_max_concurrency", "= 50", "At most five workers at once"),
    ("iam.tf", '"logs:PutLogEvents"', '"logs:*"', "No action has a wildcard"),
    ("iam.tf", '"${aws_cloudwatch_log_group.worker.arn}:*"', '"*"', "nothing is granted on everything"),
    ("uploads.tf", "block_public_acls       = true", "block_public_acls = false", "nobody else's"),
    ("uploads.tf", '? "AES256"', '? "aws:kms"', "Uploads are encrypted"),
    ("schedules.tf", "scheduled = each.key", 'scheduled = "relay"', "tells the worker its name"),
    ("alarms.tf", '? "breaching"', '? "ignore"', "fallen silent"),
    ("alarms.tf", "aws_sqs_queue.dead_letters.name", "aws_sqs_queue.imports.name", "each have their alarm"),
]


def test_the_files_are_formatted(stack: Stack) -> None:
    done = stack.run("fmt", "-check", "-recursive", "-diff")

    assert done.returncode == 0, done.stdout


def test_the_configuration_is_valid(stack: Stack) -> None:
    done = stack.run("validate", "-no-color")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(path.name for path in SOURCES.glob("tests/*.tftest.hcl")))
def test_its_promises_hold(stack: Stack, name: str) -> None:
    done = stack.run("test", "-no-color", f"-filter=tests/{name}")

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Success! [1-9]\d* passed, 0 failed", done.stdout)


def test_each_promise_fails_where_it_is_broken(own_stack: Stack) -> None:
    for name, right, wrong, _ in FAULTS:
        change(own_stack.folder / name, right, wrong)

    done = own_stack.run("test", "-no-color", "-filter=tests/promises.tftest.hcl")

    told = " ".join(re.sub(r"[│╷╵\s]+", " ", done.stdout + done.stderr).split())
    assert done.returncode == 1
    assert [promise for *_, promise in FAULTS if promise not in told] == []


@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("variables.tf", "variable", r'  description = ".+\."\n  type '),
        ("outputs.tf", "output", r'  description = ".+\."\n  value '),
    ],
)
def test_every_variable_is_described_and_typed_and_every_output_described(
    name: str, kind: str, begins: str
) -> None:
    text = (SOURCES / name).read_text()

    blocks = re.findall(rf'^{kind} "(\w+)" {{\n', text, flags=re.MULTILINE)
    good = re.findall(rf'^{kind} "(\w+)" {{\n{begins}', text, flags=re.MULTILINE)
    assert blocks == good != []


def change(path: Path, right: str, wrong: str) -> None:
    text = path.read_text()
    assert right in text, f"{path.name} no longer says {right}"
    path.write_text(text.replace(right, wrong))
