"""The policy scanner passes, and each of its exceptions is still needed."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from tests.infra.stack import NOT_COPIED, ROOT, SOURCES

pytestmark = pytest.mark.infra

CHECKOV: Final = ROOT / ".cache" / "checkov" / "bin" / "checkov"
CONFIG: Final = ROOT / "infra" / "checkov.yaml"


@pytest.fixture(autouse=True)
def needs_the_scanner() -> None:
    if not CHECKOV.exists():
        pytest.skip("the policy scanner is not installed: `make infra` does it")


def test_what_fails_is_exactly_what_is_excused() -> None:
    found = scan(SOURCES)

    assert found["passed"] > 50
    assert found["failed"] == set(excused())


def test_a_hole_in_the_wall_is_seen(tmp_path: Path) -> None:
    shutil.copytree(SOURCES, tmp_path / "terraform", ignore=NOT_COPIED)
    uploads = tmp_path / "terraform" / "uploads.tf"
    uploads.write_text(
        uploads.read_text().replace("block_public_policy     = true", "block_public_policy = false")
    )

    assert scan(tmp_path / "terraform")["failed"] - set(excused()) >= {"CKV_AWS_54"}


def test_each_exception_has_its_reason() -> None:
    lines = CONFIG.read_text().splitlines()
    exceptions = [number for number, line in enumerate(lines) if line.strip().startswith("- CKV")]

    assert len(exceptions) == len(excused())
    assert [lines[number] for number in exceptions if not lines[number - 1].strip().startswith("# ")] == []


def excused() -> list[str]:
    names: list[str] = yaml.safe_load(CONFIG.read_text())["skip-check"]
    return names


def scan(folder: Path) -> dict[str, Any]:
    """Numbers and names of the checks, with none of them excused."""
    words = ["--directory", str(folder), "--framework", "terraform", "--skip-download", "--output", "json"]
    done = subprocess.run(
        [CHECKOV, *words], cwd=folder, capture_output=True, text=True, check=False, timeout=180
    )
    told = json.loads(done.stdout)
    failed = {check["check_id"] for check in told["results"]["failed_checks"]}
    return {"passed": told["summary"]["passed"], "failed": failed}
