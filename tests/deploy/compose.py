"""Follows compose.yaml without Docker: the very commands of its services, as processes of this machine.

What is adapted is what containers would keep apart: the ports, the addresses of the services, the folder of the image.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from backend.test_common.processes import wait_until
from tests.deploy.image import ROOT, Stage

PROGRAMS = Path(sys.executable).parent


@cache
def services() -> dict[str, Any]:
    described = yaml.safe_load((ROOT / "compose.yaml").read_text())
    found: dict[str, Any] = described["services"]
    return found


def new_env(folder: Path, *arguments: str) -> dict[str, dict[str, str]]:
    """What `deploy/new_env` writes, by the name of the file; run in a copy, so that nobody's own is touched."""
    copy = folder / "deploy"
    (copy / "compose").mkdir(parents=True)
    shutil.copy2(ROOT / "deploy" / "new_env", copy)
    subprocess.run([copy / "new_env", *arguments], check=True, capture_output=True)
    return {file.name: read_env(file) for file in (copy / "compose").iterdir()}


def read_env(file: Path) -> dict[str, str]:
    return dict(line.partition("=")[::2] for line in file.read_text().splitlines() if line)


@dataclass
class House:
    """The services of one installation. `environment` is laid over what the files say, for every service of ours."""

    image: Stage
    folder: Path
    port: int
    files: Mapping[str, Mapping[str, str]]
    environment: Mapping[str, str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, service: str, command: Sequence[str] = (), **more: Any) -> subprocess.Popen[bytes]:
        """Its own command, or another in its place."""
        with (self.folder / f"{service}.log").open("ab") as log:
            process = subprocess.Popen(
                command or self.command(service),
                cwd=self.image.place("."),
                env=self.surroundings(service),
                stdout=log,
                stderr=log,
                start_new_session=True,
                **more,
            )
        self.running.append(process)
        return process

    def run(self, service: str) -> subprocess.CompletedProcess[str]:
        return self.image.run(self.command(service), **self.surroundings(service))

    def healthy(self, *, timeout: float = 10.0) -> bool:
        """Docker's own question, by the image's own command."""
        probe = self.adapt(self.image.told("HEALTHCHECK").words)
        ended = subprocess.run(
            self.found(probe), env=self.surroundings("web"), capture_output=True, timeout=timeout, check=False
        )
        return ended.returncode == 0

    def wait_until_healthy(self) -> None:
        wait_until(self.healthy, f"the health check is content:\n{self.log('web')}", seconds=60, every=0.1)

    def stop(self, process: subprocess.Popen[bytes], service: str) -> tuple[int, float]:
        """As `docker stop`: the image's signal, then the service's grace. Its exit code and the seconds it took."""
        started = time.monotonic()
        process.send_signal(signal.Signals[self.image.told("STOPSIGNAL").rest])
        code = process.wait(seconds(services()[service]["stop_grace_period"]))
        return code, time.monotonic() - started

    def close(self) -> None:
        for process in self.running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def log(self, service: str) -> str:
        file = self.folder / f"{service}.log"
        return file.read_text() if file.is_file() else ""

    def command(self, service: str) -> list[str]:
        return self.found(self.adapt(services()[service].get("command") or self.image.told("CMD").words))

    def adapt(self, command: list[str]) -> list[str]:
        return [word.replace("8000", str(self.port)) for word in command]

    def found(self, command: list[str]) -> list[str]:
        """A container looks a program up in its own PATH; Popen would in ours."""
        program = shutil.which(command[0], path=self.image.surroundings()["PATH"])
        assert program, f"{command[0]} is not in the image"
        return [program, *command[1:]]

    def surroundings(self, service: str) -> dict[str, str]:
        described = services()[service]
        file = Path(described["env_file"]).name
        given = {**self.files[file], **described.get("environment", {}), **self.environment}
        return self.image.surroundings(**given)


def seconds(duration: str) -> float:
    """Of compose's durations, those in whole seconds."""
    assert duration.endswith("s"), duration
    return float(duration.removesuffix("s"))
