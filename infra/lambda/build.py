"""Builds the worker's zip for AWS Lambda, byte for byte the same wherever it is built from the same files.

    make lambda                                     # Python 3.12, x86_64, no bytecode: for SnapStart
    make lambda PYTHON_VERSION=3.13 ARCH=arm64
    make lambda PYTHON_VERSION=3.11 BYTECODE=1      # quick to start by itself; needs that Python on the machine

The packages come from hashed requirements as wheels for the chosen Python, not for the one at hand, and are kept
under .cache for the next time. What the worker never reads is left out.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
CACHE: Final = ROOT / ".cache" / "lambda"
KEEP_SECONDS: Final = 7 * 24 * 3600
REQUIREMENTS: Final = HERE / "requirements.txt"
# What AWS calls them, and what wheels do. psycopg2 has none for arm64 that the older system under Python 3.11 can load.
PLATFORMS: Final = {"x86_64": "x86_64-manylinux2014", "arm64": "aarch64-manylinux_2_28"}

# Of our own: what serves requests' pages stays out by its suffix, the rest by its folder.
SUFFIXES: Final = {".py", ".html", ".txt"}
NOT_OURS: Final = {"tests", "test_common", "staticfiles", "db", "management", "__pycache__"}
# boto3's description of each service is data; these are the ones that the worker calls.
SERVICES: Final = {"s3", "secretsmanager", "sqs", "ssm"}
NEVER_READ: Final = (
    ".*",
    "bin/*",
    "*/tests/*",
    "*/test/*",
    "*/static/*",
    "*/locale/*.mo",
    "*/locale/*.po",
    "*/__pycache__/*",
    "*.pyi",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/*.json",
    "boto3/data/*",
    "boto3/examples/*",
    "django/contrib/admin/*",
    "django/contrib/admindocs/*",
    "django/contrib/gis/*",
    "rest_framework/templates/*",
)
# The oldest day that a zip can tell.
DAY: Final = (1980, 1, 1, 0, 0, 0)
TASK_ROOT: Final = "/var/task"


class BuildError(Exception):
    """The zip cannot be built; the text says why."""


@dataclass(frozen=True)
class Target:
    python: str
    architecture: str
    bytecode: bool

    @property
    def name(self) -> str:
        return f"worker-{self.python}{'' if self.architecture == 'x86_64' else f'-{self.architecture}'}.zip"


def main() -> None:
    options = _parser().parse_args()
    target = Target(options.python, options.architecture, options.bytecode)
    try:
        path = build(target, options.output / target.name, cache=options.cache)
    except BuildError as error:
        sys.exit(str(error))
    size = path.stat().st_size / 1024**2
    print(f"{path}  {size:.1f} MB  sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


def build(target: Target, path: Path, *, cache: Path = CACHE) -> Path:
    """Writes `path`. Raises BuildError."""
    if (target.architecture, target.python) == ("arm64", "3.11"):
        raise BuildError("On arm64 the worker takes Python 3.12 or newer.")
    compiler = _find_python(target.python) if target.bytecode else ""
    packages = _packages(target, compiler, cache)
    with tempfile.TemporaryDirectory() as name:
        ours = Path(name)
        _copy_ours(ours)
        if compiler:
            _compile(compiler, ours)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_zip(path, {**_files(packages), **_files(ours)})
    return path


def _packages(target: Target, compiler: str, cache: Path) -> Path:
    """The folder with the installed requirements, pruned and, with a compiler, compiled."""
    folder = cache / f"{target.name.removesuffix('.zip')}-{_key(compiler)}"
    with _locked(cache):
        if not folder.is_dir():
            with tempfile.TemporaryDirectory(dir=cache) as name:
                draft = Path(name) / "packages"
                _install(target, draft)
                _prune(draft)
                if compiler:
                    _compile(compiler, draft)
                draft.rename(folder)
            _forget_old(cache, but=folder)
    return folder


def _forget_old(cache: Path, *, but: Path) -> None:
    for folder in cache.glob("worker-*"):
        if folder != but and time.time() - folder.stat().st_mtime > KEEP_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _key(compiler: str) -> str:
    told = hashlib.sha256(REQUIREMENTS.read_bytes() + Path(__file__).read_bytes())
    if compiler:
        told.update(subprocess.check_output([compiler, "-VV"]))
    return told.hexdigest()[:16]


@contextmanager
def _locked(cache: Path) -> Iterator[None]:
    """Of builds that begin together, one installs and the others use it."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(target: Target, folder: Path) -> None:
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(folder)]
    command += ["--python-platform", PLATFORMS[target.architecture], "--python-version", target.python]
    command += ["--only-binary", ":all:", "--require-hashes", "--link-mode", "copy", "-r", str(REQUIREMENTS)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"The requirements cannot be installed for {target.name}:\n{done.stderr.strip()}")


def _prune(folder: Path) -> None:
    for name, path in _files(folder).items():
        if not _is_read(name):
            path.unlink()


def _is_read(name: str) -> bool:
    if service := re.match(r"botocore/data/([^/]+)/", name):
        return service[1] in SERVICES
    return not any(fnmatchcase(name, pattern) for pattern in NEVER_READ)


def _copy_ours(folder: Path) -> None:
    shutil.copy(HERE / "handler.py", folder)
    for name, path in _files(ROOT / "backend").items():
        inside = PurePosixPath(name)
        if inside.suffix in SUFFIXES and not NOT_OURS & set(inside.parts):
            copy = folder / "backend" / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)


def _find_python(version: str) -> str:
    """A Python whose bytecode the function's own Python takes: one of the same minor version."""
    if platform.python_version().startswith(f"{version}."):
        return getattr(sys, "_base_executable", sys.executable)
    found = shutil.which(f"python{version}")
    told = subprocess.run([found, "--version"], capture_output=True, text=True) if found else None
    if found and told and told.stdout.startswith(f"Python {version}."):
        return found
    raise BuildError(
        f"Bytecode for Python {version} takes a Python {version}, and there is none on this machine."
    )


def _compile(compiler: str, folder: Path) -> None:
    """Never checked against its source: nothing there can change. Tracebacks name the place on Lambda."""
    command = [compiler, "-s", "-S", "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(folder), "-p", TASK_ROOT, str(folder)]
    # Sets among the constants are written in the order of their hashes.
    done = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Not everything compiles:\n{done.stdout.strip()}\n{done.stderr.strip()}")


def _write_zip(path: Path, files: Mapping[str, Path]) -> None:
    draft = path.with_suffix(".draft")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system = 3  # Unix, wherever it is built: the rights below count there alone
            entry.external_attr = (0o100755 if name.endswith(".so") else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name].read_bytes())
    draft.replace(path)


def _files(folder: Path) -> dict[str, Path]:
    paths: Iterable[Path] = folder.rglob("*")
    return {path.relative_to(folder).as_posix(): path for path in paths if path.is_file()}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", default="3.12", help="the function's Python (3.12)")
    parser.add_argument(
        "--architecture", default="x86_64", choices=PLATFORMS, help="of the function's machine"
    )
    parser.add_argument(
        "--bytecode", action="store_true", help="compile, so that it starts quickly by itself"
    )
    parser.add_argument("--output", type=Path, default=HERE / "build", help="the folder for the zip")
    parser.add_argument("--cache", type=Path, default=CACHE, help="the folder for the installed packages")
    return parser


if __name__ == "__main__":
    main()
