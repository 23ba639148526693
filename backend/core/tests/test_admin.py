"""The admin is not installed where tests run, so it is tried in a process and a database of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("enabled", ["true", "false"])
def test_the_admin_works_where_it_is_enabled_and_is_absent_elsewhere(tmp_path, enabled):
    environment = {
        **os.environ,
        "ADMIN_ENABLED": enabled,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'admin.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "backend.settings",
        "LOG_LEVEL": "CRITICAL",
    }
    script = "from backend.core.tests.admin_walk import walk; walk()"
    command = [sys.executable, "-W", "ignore", "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, f"admin: {enabled}\n"), done.stderr
