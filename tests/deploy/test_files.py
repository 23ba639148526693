"""What Dockerfile, compose.yaml and the files beside them promise, read from themselves: nothing is started."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from backend.infrastructure.processes import STOP_SECONDS
from tests.deploy.compose import new_env, seconds, services
from tests.deploy.image import ROOT, BuildFailed, build, is_sent, read, sent
from tests.test_env_example import named_in_example

OURS = {"migrate", "web", "worker"}
# Of the programs and images themselves, not settings of ours.
FOREIGN = {"WEB_CONCURRENCY", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "UPSTREAM"}
FOREIGN |= {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


def test_the_services_are_those_of_the_product_and_one_proxy_that_has_to_be_asked_for() -> None:
    assert set(services()) == OURS | {"database", "cache", "proxy"}
    assert [name for name, one in services().items() if "profiles" in one] == ["proxy"]


def test_every_name_in_an_environment_is_a_setting_or_a_programs_own(tmp_path: Path) -> None:
    files = new_env(tmp_path, "https://practice.example").values()
    given = {name for one in services().values() for name in one.get("environment", {})}
    given |= {name for file in files for name in file}
    given |= {name for one in read(ROOT / "Dockerfile") if one.word == "ENV" for name in names(one.rest)}

    assert given - FOREIGN <= named_in_example()


def names(line: str) -> list[str]:
    return re.findall(r"(?:^|\s)([A-Z_]+)=", line)


def test_no_port_is_published_but_of_the_web_on_this_machine_and_of_the_proxy() -> None:
    published = {name: one["ports"] for name, one in services().items() if "ports" in one}

    assert set(published) == {"web", "proxy"}
    assert all(port.startswith("127.0.0.1:") for port in published["web"])


def test_the_database_has_no_way_out_and_nobody_else_a_way_in() -> None:
    described = yaml.safe_load((ROOT / "compose.yaml").read_text())

    assert described["networks"]["inside"] == {"internal": True}
    assert {name for name, one in services().items() if "inside" in one["networks"]} == OURS | {
        "database",
        "cache",
    }
    assert services()["database"]["networks"] == services()["cache"]["networks"] == ["inside"]


def test_whoever_waits_for_another_can_wait_for_it() -> None:
    assert [problem for name in services() for problem in waits(name, services())] == []


def test_a_wait_for_what_never_tells_would_be_found() -> None:
    blind = {**services(), "database": {**services()["database"], "healthcheck": {"disable": True}}}

    assert waits("web", blind) == ["web waits for the health of database, which has no check"]


def waits(name: str, described: Mapping[str, Any]) -> list[str]:
    problems = []
    for other, how in described[name].get("depends_on", {}).items():
        one = described[other]
        check = one.get("healthcheck", {"test": "the image's"} if other == "web" else {})
        if how["condition"] == "service_healthy" and "test" not in check:
            problems.append(f"{name} waits for the health of {other}, which has no check")
        if how["condition"] == "service_completed_successfully" and one["restart"] != "no":
            problems.append(f"{name} waits for the end of {other}, which is started again")
    return problems


def test_nobody_is_killed_before_the_end_of_what_is_in_hand() -> None:
    command = next(one for one in reversed(read(ROOT / "Dockerfile")) if one.word == "CMD").words
    requests_may_take = float(command[command.index("--graceful-timeout") + 1])

    assert seconds(services()["web"]["stop_grace_period"]) > requests_may_take > 20
    assert seconds(services()["worker"]["stop_grace_period"]) > STOP_SECONDS


def test_our_services_can_change_nothing_but_their_volume() -> None:
    for name in OURS:
        one = services()[name]
        assert (one["read_only"], one["cap_drop"], one["volumes"]) == (True, ["ALL"], ["data:/data"])
        assert "no-new-privileges:true" in one["security_opt"]


def test_every_volume_is_declared_and_used() -> None:
    declared = set(yaml.safe_load((ROOT / "compose.yaml").read_text())["volumes"])
    mounted = {volume.partition(":")[0] for one in services().values() for volume in one.get("volumes", [])}

    assert {name for name in mounted if not name.startswith(".")} == declared


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    user = next(one for one in reversed(read(ROOT / "Dockerfile")) if one.word == "USER").rest

    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)


def test_every_image_is_named_with_a_version() -> None:
    given = {
        one.rest.split("=")[0]: one.rest.split("=")[1]
        for one in read(ROOT / "Dockerfile")
        if one.word == "ARG"
    }
    bases = [one.rest.split(" AS ")[0] for one in read(ROOT / "Dockerfile") if one.word == "FROM"]
    bases += [one["image"] for name, one in services().items() if name not in OURS]

    full = [re.sub(r"\$\{(\w+)\}", lambda found: given[found[1]], base) for base in bases]
    assert [base for base in full if not re.search(r":\d+", base)] == []


@pytest.mark.parametrize(
    "path",
    [
        ".env",
        "backend/.env",
        "backend/db/skilltracker.sqlite3",
        "backend/db/secret_key",
        "backend/core/tests/test_tags.py",
        "deploy/compose/app.env",
        ".git/config",
        "frontend/node_modules/react/index.js",
    ],
)
def test_no_secret_no_data_and_no_test_is_sent_to_a_builder(path: str) -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]

    assert not is_sent(Path(path), rules)


def test_what_the_image_needs_is_sent_to_a_builder() -> None:
    whole = {path.as_posix() for path in sent("backend")}

    assert {"backend/settings.py", "backend/wsgi.py", "backend/core/migrations/__init__.py"} <= whole
    assert list(sent("manage.py")) == [Path("manage.py")]
    assert list(sent("Makefile")) == []


def test_a_build_that_fails_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "Dockerfile"
    broken.write_text("FROM scratch\nRUN echo first && false\n")

    with pytest.raises(BuildFailed, match="first"):
        build(tmp_path / "built", given={}, dockerfile=broken)


def test_new_env_writes_other_secrets_each_time_and_for_its_owner_alone(tmp_path: Path) -> None:
    one, two = (new_env(tmp_path / name, "https://practice.example") for name in ("one", "two"))

    for name in ("SECRET_KEY", "CREDENTIAL_KEYS", "DATABASE_URL"):
        assert one["app.env"][name] != two["app.env"][name]
    assert one["database.env"]["POSTGRES_PASSWORD"] in one["app.env"]["DATABASE_URL"]
    modes = {file.stat().st_mode & 0o777 for file in (tmp_path / "one" / "deploy" / "compose").iterdir()}
    assert modes == {0o600}


def test_new_env_keeps_what_is_there_and_refuses_an_address_in_the_clear(tmp_path: Path) -> None:
    new_env(tmp_path, "https://practice.example")
    command = tmp_path / "deploy" / "new_env"
    before = (command.parent / "compose" / "app.env").read_text()

    assert subprocess.run([command], capture_output=True).returncode == 1
    assert subprocess.run([command, "http://practice.example"], capture_output=True).returncode == 2
    assert (command.parent / "compose" / "app.env").read_text() == before
