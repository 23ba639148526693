"""The worker as Lambda has it: its zip, unpacked, and AWS's own runtime client beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.test_common.aws import Queue
from backend.test_common.codewars_server import CodewarsServer
from backend.test_common.lambda_function import make_runtime
from backend.test_common.lambda_zip import build_zip, unpack
from backend.test_common.processes import Nursery
from tests.queue.cloud import Cloud


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_runtime(tmp_path_factory.mktemp("lambda") / "runtime")


@pytest.fixture(scope="session")
def worker_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_zip(tmp_path_factory.mktemp("zip"))


@pytest.fixture(scope="session")
def worker_folder(worker_zip: Path) -> Path:
    """Outside the repository, as everything that a function sees."""
    return unpack(worker_zip, worker_zip.parent / "task")


@pytest.fixture(scope="session")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    folder = tmp_path_factory.mktemp("nursery")
    with Nursery(folder, settings_module="backend.settings") as warm:
        yield warm


@pytest.fixture
def cloud(
    transactional_db: None,
    nursery: Nursery,
    open_queue: Callable[..., Queue],
    worker_folder: Path,
    runtime: Path,
    tmp_path: Path,
) -> Iterator[Cloud]:
    with CodewarsServer() as upstream:
        upstream.make_history("bob", 450)
        queue = open_queue(visibility=1, max_receives=3)
        yield Cloud(nursery, queue, upstream, worker_folder, runtime, tmp_path)
        nursery.kill_all()
