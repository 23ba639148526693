"""The worker's zip, built as `make lambda` builds it; by default for the Python that is running, and compiled."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# Where `make lambda` keeps installed packages too.
CACHE: Final = ROOT / ".cache" / "lambda"
HERE: Final = f"{sys.version_info.major}.{sys.version_info.minor}"


def build_zip(folder: Path, *, bytecode: bool = True, python: str = HERE) -> Path:
    """The path of the zip in `folder`."""
    command = [sys.executable, str(ROOT / "infra" / "lambda" / "build.py"), "--python", python]
    command += ["--output", str(folder), "--cache", str(CACHE)]
    command += ["--bytecode"] * bytecode
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    path = folder / f"worker-{python}.zip"
    assert str(path) in done.stdout
    return path


def unpack(path: Path, folder: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
    return folder
