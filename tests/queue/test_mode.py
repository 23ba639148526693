"""The mode in which tests go through a queue (`TEST_QUEUE=1`): that it does so, and leaves out what it says."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.queue.inline_only import REASONS

ROOT = Path(__file__).resolve().parents[2]
FLOWS = [
    "backend/imports/tests/test_import.py::test_a_history_of_2000_kata_is_imported_whole",
    "backend/imports/tests/test_undo.py",
    "backend/imports/tests/test_preview.py",
    "backend/imports/tests/test_issues.py",
]


@pytest.mark.parametrize("name", REASONS)
def test_what_is_left_out_is_there(name: str) -> None:
    path, _, test = name.partition("::")
    tree = ast.parse((ROOT / path).read_text())
    names = [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert any(found.startswith(test or "test_") for found in names)


@pytest.mark.faults
def test_flows_that_were_written_without_a_queue_hold_with_one() -> None:
    """In a session of its own, with a database of its own: imports, previews, reviews and undos."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *FLOWS]
    ours = ("PYTEST_", "DATABASE_URL")
    environment = {name: it for name, it in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command, cwd=ROOT, env={**environment, "TEST_QUEUE": "1"}, capture_output=True, text=True, timeout=400
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
    assert "queue: SQS, every import goes through it" in done.stdout
