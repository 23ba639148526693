"""The product as compose.yaml starts it: the very commands of Dockerfile and compose file, on a bare machine."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from backend.test_common.api import LiveApi
from backend.test_common.people import PASSWORD
from backend.test_common.postgres import PostgresServer
from backend.test_common.processes import wait_until
from tests.deploy.compose import House, services
from tests.deploy.image import ROOT, Stage

pytestmark = pytest.mark.faults
OpenHouse = Callable[..., House]

START = """
import django
django.setup()
from django.contrib.auth import get_user_model
from backend.imports.services.start import start_import
start_import(user=get_user_model().objects.get(username="ada"), platform="sample", username="ada")
"""


@pytest.fixture
def house(open_house: OpenHouse) -> House:
    house = open_house()
    migrated = house.run("migrate")
    assert migrated.returncode == 0, migrated.stderr
    return house


def test_web_and_worker_start_work_and_stop_in_time(house: House) -> None:
    web = house.start("web")
    house.wait_until_healthy()
    ada = register(house)
    leave_an_import_to_the_worker(house)
    assert job_of(ada)["state"] == "queued"

    worker = house.start("worker")
    done = wait_until(lambda: finished(ada), f"the import is done: {house.log('worker')}")

    assert (done["state"], done["counts"]["new"] > 100) == ("needs_review", True)
    assert house.stop(worker, "worker")[0] == 0
    assert house.stop(web, "web")[0] == 0
    assert not house.healthy()


def test_without_a_worker_what_waits_is_left_waiting(house: House) -> None:
    house.start("web")
    house.wait_until_healthy()
    ada = register(house)

    leave_an_import_to_the_worker(house)

    with pytest.raises(AssertionError, match="still not: the import is done"):
        wait_until(lambda: finished(ada), "the import is done", seconds=3)


def test_a_visitor_gets_the_page_its_files_and_its_policy(house: House) -> None:
    house.start("web")
    house.wait_until_healthy()
    api = LiveApi(f"http://127.0.0.1:{house.port}")

    page = api.get("/today")
    script = page.text.partition('src="')[2].partition('"')[0]
    file = api.get(script)

    assert (page.status_code, file.status_code) == (200, 200)
    assert "immutable" in file.headers["Cache-Control"]
    assert "nonce-" in page.headers["Content-Security-Policy"]


def test_the_health_check_asks_by_an_address_that_visitors_may_not_use(open_house: OpenHouse) -> None:
    house = open_house("https://practice.example")
    assert house.run("migrate").returncode == 0
    house.start("web")

    house.wait_until_healthy()

    api = LiveApi(f"http://127.0.0.1:{house.port}")
    over_tls = {"X-Forwarded-Proto": "https"}
    assert api.get("/api/accounts/identity/", headers=over_tls).status_code == 400
    named = {**over_tls, "Host": "practice.example"}
    assert api.get("/api/accounts/identity/", headers=named).status_code == 200


def test_a_database_that_is_away_fails_the_migration_and_not_the_health(
    open_house: OpenHouse, database: PostgresServer
) -> None:
    house = open_house()
    database.stop()

    migrated = house.run("migrate")
    assert (migrated.returncode, "the database is away" in migrated.stderr) == (1, True)
    assert "Traceback" not in migrated.stderr
    house.start("web")
    house.wait_until_healthy()
    ready = LiveApi(f"http://127.0.0.1:{house.port}").get("/health/ready/")
    assert (ready.status_code, ready.json()["checks"]["database"]) == (503, "unavailable")


def test_the_services_share_the_cache_and_without_it_they_do_not(house: House, open_house: OpenHouse) -> None:
    alone = open_house(REDIS_URL="")

    assert [note_and_look(one) for one in (house, alone)] == ["found", "nothing"]


def test_nothing_is_written_but_to_the_volume(house: House) -> None:
    before = tree(house.image.root)
    web, worker = house.start("web"), house.start("worker")
    house.wait_until_healthy()
    register(house)

    house.stop(worker, "worker")
    house.stop(web, "web")

    assert tree(house.image.root) == before


def test_the_databases_health_check_tells_a_server_from_none(database: PostgresServer) -> None:
    _, *command = services()["database"]["healthcheck"]["test"]
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on the PATH")

    def healthy() -> bool:
        port = {"PGPORT": str(urlsplit(database.url).port)}
        return subprocess.run(command, env=port, capture_output=True).returncode == 0

    assert healthy()
    database.stop()
    assert not healthy()


@pytest.mark.deep
def test_where_docker_runs_the_image_is_built_by_it() -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "info"], capture_output=True).returncode:
        pytest.skip("there is no Docker daemon here")

    subprocess.run([docker, "build", "--tag", "skilltracker:test", "."], cwd=ROOT, check=True)
    user = subprocess.run(
        [docker, "run", "--rm", "skilltracker:test", "id", "-u"], capture_output=True, check=True
    )

    assert user.stdout.strip() == b"10001"


def register(house: House) -> LiveApi:
    api = LiveApi(f"http://127.0.0.1:{house.port}")
    api.get("/api/accounts/identity/")
    who = {"username": "ada", "password": PASSWORD}
    assert api.post("/api/accounts/register/", json=who).status_code == 201
    assert api.post("/api/accounts/login/", json=who).status_code == 200
    return api


def leave_an_import_to_the_worker(house: House) -> None:
    told = house.image.run(
        house.found(["python", "-c", START]),
        **house.surroundings("worker"),
        DJANGO_SETTINGS_MODULE="backend.settings",
    )
    assert told.returncode == 0, told.stderr


def note_and_look(house: House) -> str:
    note = "from django.core.cache import cache; cache.set('note', 'found')"
    look = "from django.core.cache import cache; print(cache.get('note', 'nothing'))"
    program = house.found(["python"])
    for service, code in (("web", note), ("worker", look)):
        told = house.image.run(
            [*program, "-c", code], **house.surroundings(service), DJANGO_SETTINGS_MODULE="backend.settings"
        )
        assert told.returncode == 0, told.stderr
    return told.stdout.strip()


def job_of(api: LiveApi) -> dict:
    job: dict = api.get("/api/jobs/").json()["results"][0]
    return job


def finished(api: LiveApi) -> dict | None:
    job = job_of(api)
    return job if job["finished_at"] or job["state"] == "needs_review" else None


def tree(folder: Path) -> dict[str, int]:
    """Every file with the time of its last change."""
    return {str(path): path.lstat().st_mtime_ns for path in folder.rglob("*")}


def test_no_key_no_test_and_no_pip_is_in_the_image(image: Stage) -> None:
    names = {path.relative_to(image.root).as_posix() for path in image.root.rglob("*")}

    unwanted = ("_key", "/.env", ".sqlite3", "/tests", "/test_common", "/site-packages/pip", "/node_modules")
    ours = {name for name in names if not name.startswith("opt/")}
    assert {name for name in ours if name.endswith(unwanted)} == set()
    assert not any("/site-packages/pip/" in name for name in names)
    assert list(image.place("/data").iterdir()) == []
