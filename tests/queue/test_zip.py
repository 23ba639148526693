import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import grimp
import pytest
from detect_secrets.core.scan import scan_file
from detect_secrets.settings import default_settings

from backend.test_common.lambda_function import python
from backend.test_common.lambda_zip import CACHE, HERE, ROOT, build_zip

MOST_BYTES = 50 * 1024**2
# What the code names as text: settings' classes and platforms are found by their names.
ENTRIES = ("backend.infrastructure.worker", "backend.worker_settings", "backend.common.logging")
OPTIONAL = {"ddtrace", "snapshot_restore_py", "mypy_boto3_s3", "mypy_boto3_sqs"}
CERTIFICATES = {"certifi/cacert.pem", "botocore/cacert.pem"}
UNWANTED = re.compile(
    r"(^|/)(tests?|conftest\.py|static|\.[^/]+)(/|$)"
    r"|^backend/([^/]+/)*(test_common|staticfiles|db|management)/"
    r"|\.(env|pem|key|p12|sqlite3|log|dump|zip)$"
)
IMPORT_ALL = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
import handler
at_start = set(sys.modules)
for name in sys.argv[2].split():
    importlib.import_module(name)
print("\\n".join(sorted(at_start)))
print("--")
places = {n: getattr(m, "__file__", None) or "" for n, m in sys.modules.items()}
print("\\n".join(n for n, p in places.items() if "/site-packages/" in p or "/work/" in p or not p.startswith("/")))
"""


@pytest.fixture(scope="session")
def names(worker_zip: Path) -> list[str]:
    with zipfile.ZipFile(worker_zip) as archive:
        return archive.namelist()


def copy_of_the_tree(folder: Path) -> Path:
    """What a build reads; so that nobody's edit between two builds counts."""
    leave = shutil.ignore_patterns("__pycache__", "staticfiles", "db", "build")
    shutil.copytree(ROOT / "backend", folder / "backend", ignore=leave)
    shutil.copytree(ROOT / "infra" / "lambda", folder / "infra" / "lambda", ignore=leave)
    return folder


def build_in(tree: Path, *, cache: Path) -> bytes:
    command = [sys.executable, str(tree / "infra" / "lambda" / "build.py"), "--python", HERE, "--bytecode"]
    command += ["--cache", str(cache)]
    subprocess.run(command, cwd=tree.parent, check=True, capture_output=True, timeout=300)
    return (tree / "infra" / "lambda" / "build" / f"worker-{HERE}.zip").read_bytes()


def test_a_build_elsewhere_from_nothing_and_beside_secrets_gives_the_same_bytes(tmp_path: Path) -> None:
    one = copy_of_the_tree(tmp_path / "one")
    other = shutil.copytree(one, tmp_path / "quite" / "another" / "place")
    for name in (".env", "backend/.env", "backend/db/skilltracker.sqlite3", "backend/db/secret_key"):
        (other / name).parent.mkdir(exist_ok=True)
        (other / name).write_text("SECRET_KEY=hidden")
    (other / "backend" / "core" / "tests" / "test_more.py").write_text("assert False")
    (other / "backend" / "server.pem").write_text("hidden")
    (other / "backend" / "__pycache__").mkdir()
    (other / "backend" / "__pycache__" / "settings.cpython-39.pyc").write_text("old")
    assert build_in(one, cache=CACHE) == build_in(other, cache=tmp_path / "cache")


def test_another_line_of_code_gives_another_zip(worker_zip: Path, tmp_path: Path) -> None:
    """What the test above compares by can tell a difference."""
    tree = copy_of_the_tree(tmp_path / "tree")
    with (tree / "backend" / "worker_settings.py").open("a") as settings:
        settings.write("\n# Changed\n")
    assert build_in(tree, cache=CACHE) != worker_zip.read_bytes()


def test_it_is_small(worker_zip: Path) -> None:
    assert 1024**2 < worker_zip.stat().st_size < MOST_BYTES


def test_it_holds_no_test_no_database_no_settings_file(names: list[str]) -> None:
    assert [name for name in names if UNWANTED.search(name) and name not in CERTIFICATES] == []
    assert {"handler.py", "backend/settings.py", "backend/infrastructure/worker.py"} <= set(names)


@pytest.mark.parametrize(
    "name",
    ["backend/core/tests/test_tags.py", ".env", "backend/db/x.sqlite3", "backend/site.pem", "a/.git/x"],
)
def test_what_must_not_be_in_it_would_be_noticed(name: str) -> None:
    assert UNWANTED.search(name)


def test_our_own_files_hold_no_secret(worker_folder: Path, tmp_path: Path) -> None:
    leak = tmp_path / "leak.py"
    leak.write_text(
        "KEY = 'AKIA" + "Z7QK4M2XW9RTB3HD'\nDATABASE_URL = 'postgres://me:Xq81" + "rT@db.example/it'\n"
    )
    assert [line for _, line in secrets_in([leak])] == [1, 2], "the scanner sees nothing"
    assert secrets_in([*(worker_folder / "backend").rglob("*.py"), worker_folder / "handler.py"]) == []


def secrets_in(paths: Iterable[Path]) -> list[tuple[str, int]]:
    """File and line. What is merely called a password is for `make lint`, which knows the exceptions."""
    with default_settings() as scanner:
        scanner.disable_plugins("KeywordDetector")
        return [(found.filename, found.line_number) for path in paths for found in scan_file(str(path))]


def test_all_bytecode_is_of_its_python_and_every_module_has_some(names: list[str]) -> None:
    compiled = {PurePosixPath(name) for name in names if name.endswith(".pyc")}
    tag = sys.implementation.cache_tag
    assert {path.name.split(".")[-2] for path in compiled} == {tag}
    ours = [PurePosixPath(name) for name in names if name.startswith("backend/") and name.endswith(".py")]
    assert [
        path for path in ours if path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc" not in compiled
    ] == []


def test_without_bytecode_it_is_for_a_python_that_need_not_be_here(tmp_path: Path) -> None:
    with zipfile.ZipFile(build_zip(tmp_path, bytecode=False, python="3.13")) as archive:
        names = archive.namelist()
    assert not [name for name in names if name.endswith(".pyc")]
    assert [name for name in names if "cpython-313-x86_64-linux-gnu.so" in name]


def test_all_that_the_worker_can_reach_is_in_it_and_nothing_heavy_is_loaded_at_first(
    worker_folder: Path,
) -> None:
    command = [*python(), "-c", IMPORT_ALL, str(worker_folder), " ".join(reachable())]
    environment = {"SECRET_KEY": "x", "DATABASE_URL": "sqlite:////nowhere", "ENV_FILE": "/nowhere"}
    done = subprocess.run(
        command, env=environment, cwd=worker_folder, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr[-3000:]
    at_start, _, from_elsewhere = done.stdout.partition("--\n")
    heavy = {"boto3", "botocore", "drf_spectacular", "backend.urls", "rest_framework.views", "whitenoise"}
    assert heavy & set(at_start.split()) == set()
    assert [name for name in from_elsewhere.split() if name.startswith(("backend", "django"))] == []


def reachable() -> list[str]:
    """All that any import statement leads to, those inside of functions too, and every platform."""
    graph = grimp.build_graph("backend", include_external_packages=True, cache_dir=None)
    platforms = {name for name in graph.modules if re.fullmatch(r"backend\.platforms\.\w+\.platform", name)}
    roots = platforms | set(ENTRIES)
    found = roots.union(*(graph.find_upstream_modules(root) for root in roots))
    return sorted(found - OPTIONAL)


def test_its_versions_are_those_of_the_web_service() -> None:
    def pins(path: Path) -> set[str]:
        return set(re.findall(r"^([\w.-]+==[^ ]+)", path.read_text(), re.MULTILINE))

    ours = pins(ROOT / "infra" / "lambda" / "requirements.txt")
    assert ours and ours <= pins(ROOT / "requirements.txt")
