"""systemd's units: what they start is there, what they set is known, and systemd itself finds nothing wrong."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from backend.infrastructure.processes import STOP_SECONDS
from tests.deploy.compose import PROGRAMS
from tests.deploy.image import ROOT, read
from tests.deploy.units import UNITS, read_unit
from tests.test_env_example import named_in_example

SERVICES = sorted(UNITS.glob("*.service"))
HERE = "/opt/skilltracker/current"
# Of gunicorn and Python themselves.
FOREIGN = {"WEB_CONCURRENCY", "PYTHONDONTWRITEBYTECODE"}
EXPOSURE = 2.0


@pytest.fixture
def tried(tmp_path: Path) -> Path:
    """The units with the paths of this checkout, so that systemd finds the programs it looks for."""
    for unit in UNITS.iterdir():
        text = unit.read_text().replace(f"{HERE}/.venv/bin", str(PROGRAMS)).replace(HERE, str(ROOT))
        (tmp_path / unit.name).write_text(text)
    return tmp_path


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_starts_a_program_and_a_command_that_exist(unit: Path) -> None:
    program, *arguments = shlex.split(read_unit(unit)["ExecStart"][0])

    assert (PROGRAMS / Path(program).name).is_file()
    if "manage.py" in arguments:
        command = arguments[arguments.index("manage.py") + 1 :]
        told = subprocess.run(
            [PROGRAMS / "python", ROOT / "manage.py", *command, "--help"], capture_output=True
        )
        assert told.returncode == 0, told.stderr


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_unit_sets_what_the_product_knows(unit: Path) -> None:
    given = {word.partition("=")[0] for line in read_unit(unit)["Environment"] for word in shlex.split(line)}

    assert given - FOREIGN <= named_in_example()


def test_the_web_unit_serves_as_the_image_does_but_at_the_socket_of_systemd() -> None:
    image = next(one for one in reversed(read(ROOT / "Dockerfile")) if one.word == "CMD").words
    unit = shlex.split(read_unit(UNITS / "skilltracker-web.service")["ExecStart"][0])

    assert "--bind" not in unit
    for option in ("--worker-class", "--threads", "--timeout", "--graceful-timeout", "--log-level"):
        assert unit[unit.index(option) + 1] == image[image.index(option) + 1]


def test_nobody_is_killed_before_the_end_of_what_is_in_hand() -> None:
    web, worker = (read_unit(UNITS / f"skilltracker-{name}.service") for name in ("web", "worker@"))
    requests_may_take = int(re.findall(r"--graceful-timeout (\d+)", web["ExecStart"][0])[0])

    assert int(web["TimeoutStopSec"][0]) > requests_may_take
    assert float(worker["TimeoutStopSec"][0]) > STOP_SECONDS


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_systemd_calls_a_service_well_closed(unit: Path) -> None:
    told = analyze("security", "--offline=true", f"--threshold={EXPOSURE * 10:.0f}", str(unit))

    assert told.returncode == 0, told.stdout


def test_systemd_would_notice_an_open_one(tmp_path: Path) -> None:
    (tmp_path / "open.service").write_text("[Service]\nExecStart=/bin/true\n")

    told = analyze(
        "security", "--offline=true", f"--threshold={EXPOSURE * 10:.0f}", f"{tmp_path}/open.service"
    )

    assert told.returncode != 0


def test_systemd_finds_nothing_wrong(tried: Path) -> None:
    told = analyze("verify", *map(str, sorted(tried.iterdir())))

    assert (told.returncode, complaints(told.stderr, tried)) == (0, [])


def test_systemd_would_find_a_word_that_is_wrong(tried: Path) -> None:
    unit = tried / "skilltracker-web.service"
    unit.write_text(unit.read_text().replace("ProtectSystem", "ProtectSistem"))

    assert complaints(analyze("verify", str(unit)).stderr, tried) != []


def complaints(said: str, folder: Path) -> list[str]:
    """About our own units: a machine's others may have theirs."""
    return [line for line in said.splitlines() if "skilltracker" in line or str(folder) in line]


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is not on the PATH")
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60)
