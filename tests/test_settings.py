"""Settings that cannot be read are told in one line, for whoever has to mend them."""

import os
import subprocess
import sys

import pytest

from backend import settings


@pytest.mark.parametrize("name", ["PORT", "NUM_PROXIES", "IMPORTS_PER_HOUR"])
def test_a_setting_of_the_wrong_kind_is_named_without_its_value_and_without_a_traceback(name: str) -> None:
    environment = {**os.environ, "ENV_FILE": os.devnull, name: "xyzzy"}
    told = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert told.stderr == (
        f"SkillTracker cannot start. The setting {name} is not a whole number; .env.example describes it.\n"
    )
