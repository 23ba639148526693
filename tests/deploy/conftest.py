"""The image, built once for all the tests of a session, and a database and a cache for those who start it."""

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backend.test_common.fault_server import closed_port
from backend.test_common.postgres import PostgresServer
from backend.test_common.processes import wait_until
from tests.deploy.compose import PROGRAMS, House, new_env, services
from tests.deploy.image import ROOT, Stage, build, read, stages


@pytest.fixture(scope="session")
def image(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Stage:
    """By the Dockerfile's commands, but for the page, which is taken as the tests found it: see test_page.py."""
    alone = worker_id == "master"
    shared = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    folder = shared / "image"
    with (shared / "image.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").is_file():
            shutil.rmtree(folder, ignore_errors=True)
            build(folder, given={"page": page(shared / "page")})
            (folder / "done").touch()
    return opened(folder)


def page(folder: Path) -> Path:
    """The stage of the page, from the app that `make test` has built."""
    if not (ROOT / "frontend" / "dist" / "index.html").is_file():
        pytest.fail("The web app is not built: make web")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "frontend" / "dist", folder / "page" / "dist")
    return folder


def opened(folder: Path) -> Stage:
    """The last stage of an image that is built, as Docker would find it."""
    *_, last = stages(read(ROOT / "Dockerfile"), folder)
    for one in last.instructions:
        if one.word == "WORKDIR":
            last.workdir = one.rest
        if one.word == "ENV":
            last.set(one)
    return last


@pytest.fixture
def database() -> Iterator[PostgresServer]:
    """The service `database`, empty as in a new volume."""
    with PostgresServer() as server:
        yield server


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[str]:
    """The service `cache`, by its own command; its address."""
    port = closed_port()
    command = [
        str(PROGRAMS / word) if word == "redis-server" else word for word in services()["cache"]["command"]
    ]
    process = subprocess.Popen(
        [*command, "--bind", "127.0.0.1", "--port", str(port), "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    _, program, *words = services()["cache"]["healthcheck"]["test"]
    ask = [str(PROGRAMS / program), "-p", str(port), *words]
    wait_until(lambda: b"PONG" in subprocess.run(ask, capture_output=True).stdout, "the cache answers")
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


@pytest.fixture
def open_house(
    image: Stage, database: PostgresServer, cache: str, tmp_path: Path
) -> Iterator[Callable[..., House]]:
    opened: list[House] = []

    def open_one(address: str = "", **environment: str) -> House:
        port = closed_port()
        folder = tmp_path / f"house-{port}"
        folder.mkdir()
        given = {"DATABASE_URL": database.url, "REDIS_URL": cache, "DATA_DIR": str(folder / "data")}
        # No file of settings that somebody has for himself.
        given |= {"ENV_FILE": "/dev/null", **environment}
        files = new_env(folder, address or f"http://127.0.0.1:{port}")
        opened.append(House(image, folder, port, files, given))
        return opened[-1]

    yield open_one
    for house in opened:
        house.close()
